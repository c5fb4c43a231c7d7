import Foundation
import Testing

/// The school's roll, from its import to a scan; the lexicon is the repository's.
struct RollTests {
  private static let export = """
    Forename,Surname,Known As,Year Group,Consent name,Photo consent
    Adelaide,Thornquill,Addie,4,none,yes
    Rufus,Ellerbeck,,4,full,no
    Zibby,Oldroyd,,5,pending,pending

    """

  private func sandbox() throws -> Sandbox {
    let sandbox = try Sandbox()
    try sandbox.write(Self.export, to: "pupils.csv")
    return sandbox
  }

  private func rules(_ sandbox: Sandbox, _ text: String) throws -> [String] {
    let ended = try sandbox.gatepost("--rules", "pupil", "--", "-", input: text)
    #expect([0, 1].contains(ended.status))
    return try JSONObject(ended.output).findings.compactMap { $0[text: "rule"] }
  }

  @Test func `a pupil whose family did not agree is found however the name is written`() throws {
    let sandbox = try sandbox()
    #expect(try rules(sandbox, "A super throw by addie thornquill tonight") == [])
    let imported = try sandbox.gatepost("roll", "import", "pupils.csv")
    #expect(imported.status == 0)
    #expect(
      imported.text
        == "pupils: 3\nanywhere: full name 1, first name 0, no name 2; picture 1, no picture 2\n")
    #expect(try sandbox.gatepost("roll", "show").text == imported.text)
    for name in [
      "addie thornquill", "Addie Thornquill", "Adelaide T.", "Thornquill, Addie", "A. Thornquill",
      "Addie Thornquil", "Della Thornquill", "Addie", "Zibby",
    ] {
      let found = try rules(sandbox, "A super throw by \(name)")
      #expect(found.contains("pupil.consent-missing"), "\(name)")
    }
    #expect(try rules(sandbox, "A super throw by Mrs Thornquill") == [])
  }

  @Test func `a pupil whose family agreed may be named, and not shown`() throws {
    let sandbox = try sandbox()
    let text = "Star of the week in Year 4 is Rufus Ellerbeck!"
    #expect(try rules(sandbox, text).contains("pupil.full-name"))
    _ = try sandbox.gatepost("roll", "import", "pupils.csv")
    #expect(try rules(sandbox, text) == [])
    #expect(try rules(sandbox, "Rufus on the beam, photo by the PTA") == ["pupil.consent-missing"])
    #expect(try sandbox.gatepost("roll", "remove").status == 0)
    #expect(try rules(sandbox, text).contains("pupil.full-name"))
    #expect(try sandbox.gatepost("roll", "remove").text == "there is no roll\n")
  }

  @Test func `nobody else may read the key or the roll, and neither holds a name`() throws {
    let sandbox = try sandbox()
    _ = try sandbox.gatepost("roll", "import", "pupils.csv")
    let listing = try sandbox.shell("cd && stat -c '%a %n' .config/gatepost/*")
    #expect(
      listing.text == "600 .config/gatepost/roll.key\n600 .config/gatepost/roll.sealed\n")
    let names = try sandbox.shell(
      "grep -rciE 'thornquill|addie|oldroyd' \"$HOME/.config/gatepost\"")
    #expect(!names.text.split(separator: "\n").contains { !$0.hasSuffix(":0") })
  }

  @Test func `a wrong key, an open key and a damaged roll are said, and nothing is scanned`() throws
  {
    let sandbox = try sandbox()
    _ = try sandbox.gatepost("roll", "import", "pupils.csv")
    let other = String(repeating: "0f", count: 32)
    let wrong = try sandbox.gatepost(input: "Hello.", with: ["GATEPOST_ROLL_KEY": other])
    #expect(wrong.status == 2)
    #expect(wrong.errors.contains("sealed with another key"))
    #expect(wrong.text == "")
    let bad = try sandbox.gatepost(input: "Hello.", with: ["GATEPOST_ROLL_KEY": "secret"])
    #expect(bad.status == 2)
    #expect(!bad.errors.contains("secret"))
    _ = try sandbox.shell("chmod 644 \"$HOME/.config/gatepost/roll.key\"")
    #expect(try sandbox.gatepost(input: "Hello.").errors.contains("others may read the key"))
    _ = try sandbox.shell("chmod 600 \"$HOME/.config/gatepost/roll.key\"")
    #expect(try sandbox.gatepost(input: "Hello.").status == 0)
    _ = try sandbox.shell(
      "cd && printf x | dd of=.config/gatepost/roll.sealed bs=1 seek=60 conv=notrunc")
    let damaged = try sandbox.gatepost(input: "Hello.")
    #expect(damaged.status == 2)
    #expect(damaged.errors.contains("the roll is damaged"))
  }

  @Test func `a picture of a child is well in the school's voice where the family agreed to it`()
    throws
  {
    let sandbox = try sandbox()
    try sandbox.write(
      "Forename,Surname,Name on website,Photo on website,Name in newsletter,Photo in newsletter\n"
        + "Rufus,Ellerbeck,first,yes,first,no\n", to: "pupils.csv")
    #expect(try sandbox.gatepost("roll", "import", "pupils.csv").status == 0)
    func rules(_ channel: String, _ audience: String) throws -> Set<String> {
      try sandbox.write("roll: {channel: \(channel)}\n", to: ".gatepost.yml")
      let row = #"{"text": "rufus_year4_chess.jpg", "kind": "caption", "audience": "\#(audience)"}"#
      let ended = try sandbox.gatepost(
        "--rules", "pupil", "--input", "jsonl", "--", "-", input: row + "\n")
      return try Set(JSONObject(ended.output).findings.compactMap { $0[text: "rule"] })
    }
    #expect(try rules("website", "official") == [])
    #expect(try rules("website", "parent") == ["pupil.photo", "pupil.name-with-detail"])
    #expect(try rules("newsletter", "official") == ["pupil.consent-missing", "pupil.photo"])
  }

  @Test func `columns that nobody knows are named with the option that tells what they hold`()
    throws
  {
    let sandbox = try sandbox()
    try sandbox.write(
      "First bit,Surname,Pupil's tick\nRufus,Ellerbeck,yes\n", to: "odd.csv")
    let refused = try sandbox.gatepost("roll", "import", "odd.csv")
    #expect(refused.status == 2)
    #expect(refused.errors.contains("  --column FIELD='First bit'\n"))
    #expect(refused.errors.contains(#"  --column FIELD='Pupil'\''s tick'"# + "\n"))
    let read = try sandbox.shell(
      #""$GATEPOST" roll import odd.csv --column given='First bit' "#
        + #"--column consent-photo='Pupil'\''s tick'"#)
    #expect(read.status == 0, "\(read.errors)")
    #expect(read.text.contains("picture 1, no picture 0"))
  }

  @Test(.enabled(if: Built.hasProgram("script"), "a terminal is made by script(1)"))
  func `on a terminal it asks what a column holds`() throws {
    let sandbox = try sandbox()
    try sandbox.write("First bit,Surname,Shoe size\nRufus,Ellerbeck,5\n", to: "odd.csv")
    let ended = try sandbox.shell(
      "(sleep 2; echo what; sleep 1; echo given; sleep 1; echo) "
        + "| script -qec '\"$GATEPOST\" roll import odd.csv' /dev/null")
    #expect(ended.text.contains("First bit: "), "\(ended.text)")
    #expect(ended.text.contains("no field is called 'what'"))
    #expect(try sandbox.gatepost("roll", "show").text.hasPrefix("pupils: 1\n"))
  }

  @Test func `an export with faults changes nothing and names no pupil`() throws {
    let sandbox = try sandbox()
    _ = try sandbox.gatepost("roll", "import", "pupils.csv")
    try sandbox.write("Forename,Surname\nAda,Ash\n,Quibblewick\n", to: "faulty.csv")
    let ended = try sandbox.gatepost("roll", "import", "faulty.csv")
    #expect(ended.status == 2)
    #expect(ended.errors.hasPrefix("gatepost: faulty.csv:3: the row has no given name\n"))
    #expect(!ended.errors.contains("Quibblewick"))
    #expect(try sandbox.gatepost("roll", "show").text.hasPrefix("pupils: 3\n"))
    #expect(try sandbox.gatepost("roll", "import", "nowhere.csv").status == 2)
  }

  @Test func `the roll can lie beside the settings, and one channel can count`() throws {
    let sandbox = try sandbox()
    try sandbox.write(
      "Forename,Surname,Name on website,Name in newsletter\nRufus,Ellerbeck,yes,no\n",
      to: "pupils.csv")
    try sandbox.write("roll: {file: our.roll, channel: website}\n", to: ".gatepost.yml")
    #expect(try sandbox.gatepost("roll", "import", "pupils.csv").status == 0)
    #expect(sandbox.has("our.roll"))
    #expect(try rules(sandbox, "Thanks to Rufus Ellerbeck for the song") == [])
    try sandbox.write("roll: {file: our.roll, channel: newsletter}\n", to: ".gatepost.yml")
    #expect(
      try rules(sandbox, "Thanks to Rufus Ellerbeck for the song").contains("pupil.consent-missing")
    )
  }
}
