import Testing
import TextModel

@testable import Readers

struct WhatsAppReaderTests {
  private let iOS =
    "[10/03/2025, 09:15:02] 3P Parents: \u{200E}Messages and calls are end-to-end encrypted. Only\r\n"
    + "[10/03/2025, 09:15:40] Megan Prosser: Did anyone hear about Jac?\r\n"
    + "He was sent home again\r\n"
    + "[10/03/2025, 9:16:11\u{202F}PM] ~\u{202F}Tom O: Ask \u{200E}<This message was edited>\r\n"
    + "\u{200E}[10/03/2025, 09:17:00] Megan Prosser: \u{200E}image omitted\r\n"

  @Test func `messages have their sender, time and the lines that follow`() {
    let read = Reading(iOS)
    #expect(read.kinds == ["whatsapp"])
    #expect(read.texts == ["Did anyone hear about Jac?\r\nHe was sent home again", "Ask"])
    #expect(read.passages.map(\.author) == ["Megan Prosser", "Tom O"])
    #expect(read.passages.map(\.time) == ["2025-03-10T09:15:40", "2025-03-10T21:16:11"])
    #expect(read.places == ["2:39", "4:35"])
  }

  @Test func `Android's lines, months first, and files`() {
    let read = Reading(
      "3/10/25, 9:15\u{202F}am - Megan: Hello\n3/25/25, 9:16\u{202F}pm - Megan: "
        + "IMG-20250310-WA0001.jpg (file attached)\nCallum on the wall\n"
        + "3/25/25, 9:17 pm - Megan left\n")
    #expect(read.texts[0] == "Hello")
    #expect(read.texts[1].hasSuffix("Callum on the wall"))
    #expect(read.passages[0].time == "2025-03-10T09:15:00")
    #expect(read.passages[1].time == "2025-03-25T21:16:00")
    #expect(read.passages.count == 2)
  }

  @Test func `a list of dates is no chat`() {
    #expect(Reading("Dates for the diary\n10/03/2025 Trip\n").kinds == ["text"])
  }
}

struct XReaderTests {
  @Test func `posts and alternative texts are unescaped and pointed to`() {
    let read = Reading(
      "window.YTD.tweets.part0 = [ { \"tweet\" : { \"id_str\" : \"19\", \"created_at\" : \"Mon\", "
        + "\"full_text\" : \"Year 4 &amp; Year 5\", \"entities\" : { \"hashtags\" : [ { \"text\" : "
        + "\"x\" } ], \"media\" : [ { \"ext_alt_text\" : \"Callum\" } ] } } } ]")
    #expect(read.kinds == ["x"])
    #expect(read.texts == ["Year 4 & Year 5", "Callum"])
    #expect(read.pointers[0] == "/0/tweet/full_text")
    #expect(read.passages[0].id == "19")
    #expect(read.passages[0].passage.kind == .post)
  }

  @Test func `what others wrote is left alone`() {
    let read = Reading("window.YTD.like.part0 = [ { \"like\" : { \"fullText\" : \"no\" } } ]")
    #expect(read.texts.isEmpty)
  }
}
