import Testing
import TextModel

@testable import Detectors
import ScanCore

/// A text and all that is to be found in it, as "signal: found text".
struct IdentifierCase: CustomTestStringConvertible {
  let text: String
  let found: [String]

  var testDescription: String { text }

  init(_ text: String, _ found: String...) {
    self.text = text
    self.found = found
  }
}

struct IdentifierDetectorTests {
  @Test(arguments: phones + addresses + accounts)
  func `contact details are found in every form, and nothing beside them`(row: IdentifierCase) {
    #expect(identifiers(in: row.text) == row.found)
  }

  @Test(arguments: officialNumbers + dates + others)
  func `numbers, dates and marks are found whole, and nothing beside them`(row: IdentifierCase) {
    #expect(identifiers(in: row.text) == row.found)
  }

  @Test(arguments: nearMisses)
  func `ordinary school text with numbers is quiet`(text: String) {
    #expect(identifiers(in: text) == [])
  }

  @Test(arguments: shapes)
  func `a shape that needs a cue word is offered to the rules`(row: IdentifierCase) {
    let found = identifiers(in: row.text, withShapes: true)
    for expected in row.found { #expect(found.contains(expected), "\(found)") }
  }

  @Test(arguments: [
    "see notes_y4.json", "your_activity/posts_2.zip", "`user_id9`", "term2_dates.pdf",
  ])
  func `a name of a file or a field has not the shape of an account`(text: String) {
    #expect(!identifiers(in: text, withShapes: true).contains { $0.hasPrefix("number.handle") })
  }

  @Test func `every kind has a signal name of its own`() {
    let names = IdentifierKind.allCases.map(\.signalName)
    #expect(Set(names).count == names.count)
    #expect(names.allSatisfy { $0.split(separator: ".").count <= 2 })
  }

  @Test func `what the caller has gathered stays`() {
    let kept = IdentifierMatch(kind: .url, range: .init(0, 1), confidence: 1)
    var matches = [kept]
    identifierDetector.matches(
      in: .init(start: nil, count: 0), tokens: .init(start: nil, count: 0), seen: .all,
      into: &matches)
    #expect(matches == [kept])
  }
}

private let phones = [
  IdentifierCase("text 07700 900142 now", "phone.mobile: 07700 900142"),
  IdentifierCase("call me:07700.900.142.", "phone.mobile: 07700.900.142"),
  IdentifierCase("(07700) 900-142", "phone.mobile: (07700) 900-142"),
  IdentifierCase("+44 (0) 7700 900 142", "phone.mobile: +44 (0) 7700 900 142"),
  IdentifierCase("+447700900142 x", "phone.mobile: +447700900142"),
  IdentifierCase("07 70 09 00 14 2", "phone.mobile: 07 70 09 00 14 2"),
  IdentifierCase("0 7 7 0 0 9 0 0 1 4 2", "phone.mobile: 0 7 7 0 0 9 0 0 1 4 2"),
  IdentifierCase("07700\u{A0}900\u{2011}142😀", "phone.mobile: 07700\u{A0}900\u{2011}142"),
  IdentifierCase(
    "ring 01632 960142/07700 900142", "phone.landline: 01632 960142", "phone.mobile: 07700 900142"),
  IdentifierCase(
    "oh seven seven double oh nine hundred one two three",
    "phone.mobile: oh seven seven double oh nine hundred one two three"),
  IdentifierCase(
    "07 seven hundred nine hundred twenty one four",
    "phone.mobile: 07 seven hundred nine hundred twenty one four"),
  IdentifierCase("o7700 9oo142", "phone.mobile: o7700 9oo142"),
  IdentifierCase("0808 157 0123 is free", "phone.service: 0808 157 0123"),
  IdentifierCase("Call 0800 1111 any time"),
  IdentifierCase("+353 1 496 0123", "phone.foreign: +353 1 496 0123"),
]

private let addresses = [
  IdentifierCase("14 Mere Lane", "address.street: 14 Mere Lane"),
  IdentifierCase(
    "at 27b St Mary's Close, Elmsby, DN88 6TA.",
    "address.street: 27b St Mary's Close, Elmsby, DN88 6TA", "postcode: DN88 6TA"),
  IdentifierCase("Flat 3, 9 Upper Tithe Road.", "address.street: Flat 3, 9 Upper Tithe Road"),
  IdentifierCase("14 Mere Lane, Mum says bring cake", "address.street: 14 Mere Lane"),
  IdentifierCase("31 Heol Fawr", "address.street: 31 Heol Fawr"),
  IdentifierCase(
    "14 Mere Lane\nElmsby\nDN88 6TA", "address.street: 14 Mere Lane\nElmsby\nDN88 6TA",
    "postcode: DN88 6TA"),
  IdentifierCase(
    "hello The Old Forge, Chapel Street, Elmsby, DN88 6TA",
    "address.named-house: The Old Forge, Chapel Street, Elmsby, DN88 6TA", "postcode: DN88 6TA"),
  IdentifierCase("Elmsby School, Chapel Street, DN88 6TA", "postcode: DN88 6TA"),
  IdentifierCase("near dn88 6ta", "postcode: dn88 6ta"),
  IdentifierCase("near dn886ta", "postcode: dn886ta"),
]

private let accounts = [
  IdentifierCase("to jo.bloggs+pta@example.co.uk.", "email.personal: jo.bloggs+pta@example.co.uk"),
  IdentifierCase("<jo@example.com>", "email.personal: jo@example.com"),
  IdentifierCase("office@elmsby.example.org", "email.role: office@elmsby.example.org"),
  IdentifierCase("j.bloggs@elmsby.sch.uk", "email.public-body: j.bloggs@elmsby.sch.uk"),
  IdentifierCase(
    "jo dot bloggs at example dot co dot uk",
    "email.personal: jo dot bloggs at example dot co dot uk"),
  IdentifierCase("jo (at) example.com", "email.personal: jo (at) example.com"),
  IdentifierCase("jo [at] example dot com", "email.personal: jo [at] example dot com"),
  IdentifierCase("im @jo_bloggs08!", "social-handle.person: @jo_bloggs08"),
  IdentifierCase("thanks @elmsbyprimary", "social-handle.organisation: @elmsbyprimary"),
  IdentifierCase("see https://www.example.com/a?b=1).", "url.plain: https://www.example.com/a?b=1"),
  IdentifierCase(
    "see example.com, or example.org/x.", "url.plain: example.com", "url.plain: example.org/x"),
  IdentifierCase("go to bit.ly/3xYz now", "url.short: bit.ly/3xYz"),
  IdentifierCase("http://203.0.113.7/login", "url.ip: http://203.0.113.7/login"),
  IdentifierCase("http://xn--80ak6aa92e.example", "url.punycode: http://xn--80ak6aa92e.example"),
  IdentifierCase("oliver_smith_y4.jpg", "image-file.named: oliver_smith_y4.jpg"),
  IdentifierCase("IMG_2041.HEIC", "image-file.camera: IMG_2041.HEIC"),
  IdentifierCase("IMG-20260512-WA0012.jpg", "image-file.camera: IMG-20260512-WA0012.jpg"),
  IdentifierCase("zoë-y4.png", "image-file.named: zoë-y4.png"),
]

private let officialNumbers = [
  IdentifierCase("NHS 999 012 3470.", "nhs-number: 999 012 3470"),
  IdentifierCase("NHS 999-012-3470", "nhs-number: 999-012-3470"),
  IdentifierCase("ab 12 34 56 c", "national-insurance: ab 12 34 56 c"),
  IdentifierCase("upn q201999924001", "upn: q201999924001"),
  IdentifierCase("GB82 WEST 1234 5698 7654 32 ok", "iban: GB82 WEST 1234 5698 7654 32"),
  IdentifierCase("pay 08-99-99, 66374958", "bank-account: 08-99-99, 66374958"),
  IdentifierCase(
    "4242 4242 4242 4242 exp 08/29 cvv 123 ta",
    "payment-card: 4242 4242 4242 4242 exp 08/29 cvv 123"),
  IdentifierCase(
    "4111-1111-1111-1111, see 12 May", "payment-card: 4111-1111-1111-1111", "date.day: 12 May"),
  IdentifierCase("MORGA 657054 SM9IJ", "driving-licence: MORGA 657054 SM9IJ"),
]

private let dates = [
  IdentifierCase("on 12/05/2016", "date.full: 12/05/2016"),
  IdentifierCase("the 12th of May 2016", "date.full: 12th of May 2016"),
  IdentifierCase("May 12th, 2016", "date.full: May 12th, 2016"),
  IdentifierCase("12-May-2016", "date.full: 12-May-2016"),
  IdentifierCase("D.O.B. 2 Feb 2016", "date-of-birth: 2 Feb 2016"),
  IdentifierCase("born on the 12th of May 2016", "date-of-birth: 12th of May 2016"),
  IdentifierCase("date of birth: 12.5.16", "date-of-birth: 12.5.16"),
  IdentifierCase("a star is born. 12 May 2016 was wet", "date.full: 12 May 2016"),
  IdentifierCase("born between 1 September 2021 and", "date.full: 1 September 2021"),
  IdentifierCase("Friday 4 March at 6", "date.day: 4 March"),
  IdentifierCase("on the 27th", "date.ordinal: 27th"),
]

private let others = [
  IdentifierCase("BD51 SMR", "vehicle-registration: BD51 SMR"),
  IdentifierCase("lm07xyz", "vehicle-registration: lm07xyz"),
  IdentifierCase("P123 ABC", "vehicle-registration: P123 ABC"),
  IdentifierCase("203.0.113.77.", "ip-address: 203.0.113.77"),
  IdentifierCase("from 2001:db8:4:2f::1a", "ip-address: 2001:db8:4:2f::1a"),
]

private let nearMisses = [
  "DfE number 201/3614, URN 100000, laestab 2013614", "School year 2024-2025 and 2024/25",
  "£1,904.30 raised, £07700 short, $4111", "Doors 18:30, 6.30pm, 3.15-4.15",
  "A4, M25, 4B, Y10, KS2, 3H",
  "Order 123-4567890-1234567 has shipped", "Scores: 20-15, 55-55, 12-10-8",
  "House points: 4B 16 and 5K 19",
  "2 children crossed the road", "Year 4 Forest Walk and Week 3 River Way",
  "ISBN 978-0-00-000000-2",
  "at 10 for 2", "call 999, 111, 101 or 118 118", "0 1 2 3 4 5 6 7 8 9 10",
  "version 1.2.3.4 of 10.0.0.1",
  "she may 4 times", "4 may come and 7 march on", "he got 12/20 and 3/4", "Room AB12 34",
  "AB/12/34/C",
  "3.14159 and 2.71828", "0.5.1", "at @example.com", "@ 3.15", "@Jodie see you",
  "office@ is broken", "name@",
  "@@@@ ....",
  "Oh bl00dy Nora", "i.e. e.g. p.m. etc.", "see you at school.It was fun", "1234 5678 9012 3456",
  "07700 9001234567", "00000000000", "07777777777", "x07700 900142", "Raffle 999, 012, 3470",
  "std::vector<int> a::b", "10:30:45", "192.168.0.1 and 127.0.0.1", "12.7.9.3 beat 11.8.8.2",
  "4 Children Crossed", "B12 vitamins", "QQ 12 34 56 A", "E6B-1", "#10DowningStreet",
  "meet me at dot's house",
]

private let shapes = [
  IdentifierCase("passport 502135326", "number.nine-digits: 502135326"),
  IdentifierCase(
    "sort 08-99-99 then account number 66374958", "number.sort-code-shape: 08-99-99",
    "number.eight-digits: 66374958"),
  IdentifierCase("NI AB123456, ok", "number.national-insurance-shape: AB123456"),
  IdentifierCase("UPN R201999924001", "number.upn-shape: R201999924001"),
  IdentifierCase("ULN 9276308687", "number.ten-digits: 9276308687"),
  IdentifierCase("candidate 0273", "number.four-digits: 0273"),
  IdentifierCase("car reg yk 68 dnv", "number.vehicle-shape: yk 68 dnv"),
  IdentifierCase("DBS 0012 3456 7890", "number.twelve-digits: 0012 3456 7890"),
  IdentifierCase("we live at 16 pinfold lane", "number.address-shape: 16 pinfold lane"),
  IdentifierCase("my roblox is xXwolfkai09Xx", "number.handle-shape: xXwolfkai09Xx"),
  IdentifierCase("insta: bakes_by_jo", "number.handle-shape: bakes_by_jo"),
  IdentifierCase("postcode m11aa", "number.postcode-shape: m11aa"),
  IdentifierCase("my ip is 12.34.56.78", "number.ip-shape: 12.34.56.78"),
  IdentifierCase("PARKING IS £6 NOW"),
]
