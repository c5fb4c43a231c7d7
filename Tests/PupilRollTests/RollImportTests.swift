import PupilRoll
import TestSupport
import Testing

struct RollImportTests {
  private static let headings = Result {
    RollHeadings(try Repository.text("Lexicons/roll-columns.tsv"))
  }

  private func read(
    _ csv: String, system: String? = nil, mapping: [(field: String, heading: String)] = []
  ) throws -> RollImport {
    try RollImport(
      Array(csv.utf8), headings: Self.headings.get(),
      nicknames: Nicknames("given\tshort\nwilliam\tbill\nwilliam\twill\n"), system: system,
      mapping: mapping)
  }

  private func faults(_ csv: String, system: String? = nil) throws -> [String] {
    do {
      _ = try read(csv, system: system)
      return []
    } catch let failure as RollImport.Failure {
      return failure.faults.map { "\($0.line): \($0.message)" }
    }
  }

  @Test(arguments: [
    "Legal Surname,Legal Forename,Preferred Forename,Year Group,Reg Group\nDarby,William,Will,6,6W",
    "Forename,Surname,KnownAsFirstName,Year Group,Registration Form\nWilliam,Darby,Will,6,6W",
    "PreferredFirstName;FirstName;LastName;Year Group;Tutor Group\nWill;William;Darby;6;6W",
    "Student ID\tForename\tSurname\tYear Group\tClass\tKnown As\n1\tWilliam\tDarby\t6\t6W\tWill",
    "Known Name,Forename,Surname,Current Year Group,Current Class\r\nWill,William,Darby,6,6W\r\n",
    "\u{FEFF}known_as,given,family,year,class\n\"Will\",\"William\",\"Darby\",6,6W\n\n",
  ])
  func `the exports of the usual systems are understood`(_ csv: String) throws {
    let pupil = try #require(read(csv).roll.pupils.first)
    #expect(pupil.given == ["Will", "William"])
    #expect(pupil.surnames == ["Darby"])
    #expect(pupil.year == "6")
    #expect(pupil.form == "6W")
    #expect(pupil.nicknames == ["bill"])
    #expect(pupil.consents == [Consent(name: .none, photo: false)])
  }

  @Test(arguments: ["\"DARBY, Will\"", "Will Darby", "  Will   Darby "])
  func `a name in one column is parted`(_ name: String) throws {
    let pupil = try #require(read("Pupil Name,Year\n\(name),6").roll.pupils.first)
    #expect(pupil.given == ["Will"])
    #expect(pupil.surnames.map { $0.lowercased() } == ["darby"])
  }

  @Test func `a column for pictures alone refuses no name that another channel allows`() throws {
    let roll = try read(
      "Forename,Surname,Photo consent,Name on website\nA,Ash,no,yes\nB,Bell,yes,no"
    ).roll
    #expect(roll.consent(of: roll.pupils[0], in: "website") == Consent(name: .full, photo: false))
    #expect(roll.consent(of: roll.pupils[1], in: "website") == Consent(name: .none, photo: true))
  }

  @Test(arguments: [true, false])
  func `what spreadsheets call Unicode text is read`(isLittle: Bool) throws {
    let text = "\u{FEFF}Forename\tSurname\tPhotographic\r\nZoë\tMüller\tyes\r\n"
    let bytes = text.utf16.flatMap { unit in
      let pair = [UInt8(unit >> 8), UInt8(unit & 0xFF)]
      return isLittle ? pair.reversed() : pair
    }
    let roll = try RollImport(bytes, headings: Self.headings.get()).roll
    #expect(roll.pupils.map(\.given) == [["Zoë"]])
    #expect(roll.pupils.map(\.consents) == [[Consent(name: .none, photo: true)]])
  }

  @Test func `each channel has its own answers, and blank or pending is no`() throws {
    let csv = """
      Forename,Surname,Consent name,Website photo consent,Social media photo consent,Name in newsletter
      A,Ash,full,yes,pending,
      B,Bell,first name only,,declined,granted
      """
    let roll = try read(csv).roll
    #expect(roll.channels == ["anywhere", "website", "social-media", "newsletter"])
    let first = roll.pupils[0]
    #expect(roll.consent(of: first, in: "website") == Consent(name: .full, photo: false))
    #expect(roll.consent(of: first, in: "social-media") == Consent(name: .full, photo: false))
    #expect(roll.consent(of: first, in: "newsletter").name == .none)
    #expect(roll.consent(of: first, in: nil) == Consent(name: .none, photo: false))
    #expect(roll.consent(of: roll.pupils[1], in: "website").name == .first)
  }

  @Test func `answers about pictures count for their channel`() throws {
    let roll = try read("Forename,Surname,Website,Press\nA,Ash,yes,no").roll
    #expect(roll.consent(of: roll.pupils[0], in: "website").photo)
    #expect(!roll.consent(of: roll.pupils[0], in: "press").photo)
    #expect(!roll.consent(of: roll.pupils[0], in: nil).photo)
  }

  @Test func `a pupil who stands in two rows has the stricter answers`() throws {
    let csv = "Forename,Surname,Class,Consent name\nA,Ash,1,full\nB,Bell,1,full\nA,Ash,1,none"
    let read = try read(csv)
    #expect(read.roll.pupils.count == 2)
    #expect(read.repeats == 1)
    #expect(read.roll.pupils[0].consents[0].name == .none)
  }

  @Test func `columns that are not understood are named, and can be mapped`() throws {
    let csv = "Forename,Surname,Moniker,Web OK\nWilliam,Darby,Bill,yes"
    #expect(try read(csv).unread == ["Moniker"])
    let mapped = try read(csv, mapping: [("preferred-given", "Moniker"), ("consent", "Web OK")])
    #expect(mapped.roll.pupils[0].given == ["Bill", "William"])
    #expect(mapped.roll.pupils[0].consents == [Consent(name: .full, photo: true)])
    #expect(mapped.asksForNames)
  }

  @Test(arguments: [
    ("", "1: the file has no rows; export the pupils with a row of headings"),
    (
      "Forename,Year\nA,1", "1: no column holds surname; say which does: --column surname='HEADING'"
    ),
    ("Forename,Surname\nA,Ash\nB", "3: 1 cells, but the headings have 2"),
    ("Forename,Surname\nA,Ash\n,Bell", "3: the row has no given name"),
    ("Forename,Surname\n\"A,Ash", "2: a quotation mark is never closed"),
    (
      "Forename,Surname\n\"A\"x,Ash",
      "2: a quotation mark ends before its cell does; double it inside"
    ),
    ("Pupil\nOliver", "2: the name is one word; a row needs a given name and a surname"),
  ])
  func `what is wrong is named by row`(_ test: (csv: String, fault: String)) throws {
    #expect(try faults(test.csv) == [test.fault])
  }

  @Test func `every faulty row is named, and no answer is printed`() throws {
    let csv = "Forename,Surname,Photo consent\nA,Ash,ask Zibblewick\nB,Bell,yes\nC,Cole,perhaps"
    let faults = try faults(csv)
    #expect(faults.map { $0.prefix(2) } == ["2:", "4:"])
    #expect(!faults.contains { $0.contains("Zibblewick") })
  }

  @Test func `a file of another system, or of one that is not known, is refused`() throws {
    let csv = "Forename,Surname\nA,Ash"
    #expect(try faults(csv, system: "scholarpack") == [])
    #expect(try faults(csv, system: "sims").map { $0.contains("not the headings") } == [true])
    #expect(try faults(csv, system: "simms").map { $0.contains("there are: arbor") } == [true])
  }

  @Test func `an old export in Windows-1252 is read`() throws {
    let bytes =
      Array("Forename,Surname\nZo".utf8) + [0xEB] + Array(",O".utf8) + [0x92] + Array("Dea".utf8)
    let roll = try RollImport(bytes, headings: Self.headings.get()).roll
    #expect(roll.pupils[0].given == ["Zoë"])
    #expect(roll.pupils[0].surnames == ["O’Dea"])
  }

  @Test func `a roll is the same after it was written and read`() throws {
    let roll = try read(
      "Forename,Surname,Known As,Consent name,Website\nWilliam,Łęk,Will,first,yes"
    ).roll
    let bytes = RollCoding.bytes(of: roll)
    #expect(RollCoding.roll(from: bytes) == roll)
    for count in bytes.indices { #expect(RollCoding.roll(from: Array(bytes[..<count])) == nil) }
  }
}
