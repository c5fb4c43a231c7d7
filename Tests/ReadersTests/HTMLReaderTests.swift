import Testing
import TextModel

@testable import Readers

struct HTMLReaderTests {
  @Test func `blocks are passages with a place and inline tags vanish`() {
    let read = Reading(
      """
      <!DOCTYPE html>
      <html><head><title>News &amp; views</title><style>p { color: red }</style>
      <script>var a = "<p>no</p>";</script></head>
      <body><!-- <p>not this</p> -->
        <p>Well done <b>Bea</b>&nbsp;in
        3L &pound;5 &#x1F389;</p>
      <p>Plain words</p>5 < 6
      <img src="pics/bea_lockyer_3l.jpg" alt="Bea &amp; Kit" title='On the slide'>
      <table><tr><td>Bea</td><td>3L</td></tr><tr><td>Kit</td><td>5R</td></tr></table>
      <ul><li>One</li><li>Two</li></ul>
      </body></html>
      """)
    #expect(
      read.texts == [
        "News & views", "not this", "Well done Bea in 3L £5 🎉", "Plain words", "bea lockyer 3l",
        "Bea & Kit",
        "On the slide", "5 < 6", "Bea\t3L\nKit\t5R", "One\nTwo",
      ])
    #expect(
      read.places == ["2:20", "4:7", "5:6", "7:4", "8:1", "8:1", "8:1", "7:19", "9:16", "10:9"])
    #expect(read.kinds == ["html"])
    #expect(read.passages[3].passage.isLiteral)
    #expect(!read.passages[2].passage.isLiteral)
    #expect(
      read.passages.map(\.passage.kind.name) == [
        "newsletter", "newsletter", "newsletter", "newsletter", "file-name", "caption", "caption",
        "newsletter",
        "newsletter", "newsletter",
      ])
  }

  @Test func `where links lead, what a page says of itself and what comments hide is read`() {
    let read = Reading(
      """
      <html><head><meta name="description" content="About Bea"><meta name="viewport" content="x">
      <meta property="og:title" content="Bea&#39;s day"></head><body>
      <p>See <a href="https://pics.example/?a=1&amp;b=2">here</a>, <a href="#top">top</a></p>
      <!--[if mso]><p>For Outlook</p><![endif]--><!--[if !mso]><!--><p>For others</p><!--<![endif]-->
      <!-- <b>Old:</b> Bea &amp; Kit --><!-- gatepost: allow pupil.*: consent --><p>Bea</p></body>
      """)
    #expect(
      read.texts == [
        "About Bea", "Bea's day", "https://pics.example/?a=1&b=2", "See here, top", "For Outlook",
        "For others", "Old: Bea & Kit", "Bea",
      ])
    #expect(read.passages[2].passage.kind == .link)
  }

  @Test func `a soft hyphen is no letter of its word`() {
    #expect(
      Reading("<html><p>Bea&shy;trice Lock&#173;yer Ha\u{AD}zel</p>").texts == [
        "Beatrice Lockyer Hazel"
      ])
  }

  @Test func `an unclosed comment or script swallows the rest without harm`() {
    #expect(Reading("<html><p>a</p><!-- b").texts == ["a"])
    #expect(Reading("<html><p>a</p><script> b").texts == ["a"])
    #expect(Reading("<html><p>a</p><b attribute=\"b").texts == ["a", "<b attribute=\"b"])
  }

  @Test func `a long document does not depend on where the window ends`() {
    let rows = (0..<30_000).map { "<p>Row <i>\($0)</i> &eacute; done</p><!-- gone \($0) -->" }
    let read = Reading("<html><body>" + rows.joined(separator: "\n"))
    #expect(read.texts == (0..<30_000).flatMap { ["Row \($0) é done", "gone \($0)"] })
  }
}
