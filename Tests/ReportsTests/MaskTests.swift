import Testing

@testable import Reports

struct MaskTests {
  @Test(arguments: [
    ("Oliver Smith", "O***** S****"), ("07700 900123", "***** ******"),
    ("oliver.smith@example.com", "o*****.s****@e******.c**"), ("Iqbal-Hughes", "I****-H*****"),
    ("O’Neill", "O’N****"), ("6W", "**"), ("Élodie Zoë", "É***** Z**"),
    ("E\u{301}lodie", "E\u{301}*****"), ("b4d w0rd", "b** w***"), ("🖕", "*"),
    ("🎉Oliver", "*******"), ("O\u{200B}liver", "O******"), ("one\ntwo\tthree", "o** t** t****"),
    ("", ""), ("a\u{1B}[31m", "a [***"), ("李小龙", "李**"), ("Mr H", "M* H"),
  ])
  func `a mask keeps first letters, spaces and punctuation`(text: String, masked: String) {
    #expect(Mask.masked(text) == masked)
  }

  @Test(arguments: [
    ("O l i v e r", "O * * * * *"), ("O.l.i.v.e.r S", "O.*.*.*.*.* *"), ("É l o d", "É * * *"),
    ("A Smith B", "A S**** B"), ("T F", "T *"),
  ])
  func `text spelled out letter by letter is masked too`(text: String, masked: String) {
    #expect(Mask.masked(text) == masked)
  }

  @Test func `a long span ends in an ellipsis after 40 characters`() {
    let exact = String(repeating: "abcd ", count: 8)
    #expect(Mask.masked(exact) == String(repeating: "a*** ", count: 8))
    #expect(Mask.masked(exact + "e") == String(repeating: "a*** ", count: 8) + "…")
    #expect(Mask.masked(exact + "é") == String(repeating: "a*** ", count: 8) + "…")
    #expect(Mask.masked("é" + exact).count == 41)
  }
}
