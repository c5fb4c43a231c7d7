import ArgumentParser
import GatepostKit
import Glibc
import PupilRoll
import ScanCommand

struct RollVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "roll",
    abstract: "Keep the school's roll, sealed, so that pupils are known by name.",
    discussion: """
      With a roll, a text that names or shows a pupil is checked against what the family has agreed \
      to. The roll is kept encrypted on this machine and never printed.
      """,
    subcommands: [ImportRoll.self, ShowRoll.self, RemoveRoll.self])
}

struct ImportRoll: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Read the pupils from an export (CSV) of the school's own system.",
    discussion: """
      Replaces the roll that is there. Nothing changes if anything in the file is wrong. The file \
      itself is left where it is: remove it once it has been read.
      """)

  @Argument(help: "The export.")
  var file: String
  @Option(help: "The system that wrote it: sims, arbor, bromcom, scholarpack or integris.")
  var mis: String?
  @Option(
    help: ArgumentHelp(
      "What a column holds, where its heading does not say: given, preferred-given, surname, "
        + "preferred-surname, name, year, form, consent-name, consent-photo or ignored; "
        + "consent-photo.website is for one channel.", valueName: "field=heading"))
  var column: [String] = []

  func run() throws {
    var mapping = try column.map { text in
      guard let sign = text.firstIndex(of: "=") else {
        throw ValidationError("--column is written FIELD=HEADING, not '\(text)'")
      }
      return (field: String(text[..<sign]), heading: String(text[text.index(after: sign)...]))
    }
    do {
      let settings = try SettingsStore().open()
      let bytes = try contents()
      mapping += answers(forColumnsOf: bytes, try headings(), mapping)
      let read = try read(bytes, mapping)
      try RollStore(settings).keep(read.roll)
      say(read)
    } catch let failure as RollImport.Failure {
      for fault in failure.faults { complain("\(onOneLine(file)):\(fault.line): \(fault.message)") }
      if let bytes = RollStore.contents(ofExport: file), let known = try? headings() {
        sayUnknown(RollImport.unknownHeadings(of: bytes, known, mapping: mapping))
      }
      complain("nothing was changed; correct the export and import it again")
      throw Status.usage
    } catch let status as Status {
      throw status
    } catch {
      complain("\(error)")
      throw Status.usage
    }
  }

  private func contents() throws -> [UInt8] {
    guard let bytes = RollStore.contents(ofExport: file) else {
      complain("\(onOneLine(file)): cannot be read, or is larger than 64 MiB; name the export")
      throw Status.usage
    }
    return bytes
  }

  private func headings() throws -> RollHeadings {
    guard let headings = LexiconStore.shippedText("roll-columns.tsv") else {
      complain("roll-columns.tsv is not in the Lexicons folder; reinstall Gatepost")
      throw Status.usage
    }
    return RollHeadings(headings)
  }

  private func read(
    _ bytes: [UInt8], _ mapping: [(field: String, heading: String)]
  ) throws -> RollImport {
    let nicknames = Nicknames(LexiconStore.shippedText("names/nicknames.tsv") ?? "")
    return try RollImport(
      bytes, headings: headings(), nicknames: nicknames, system: mis, mapping: mapping)
  }

  /// Asks a person what the columns hold whose headings nobody knows; nothing without a terminal.
  private func answers(
    forColumnsOf bytes: [UInt8], _ headings: RollHeadings,
    _ mapping: [(field: String, heading: String)]
  ) -> [(field: String, heading: String)] {
    guard isatty(STDIN_FILENO) == 1, isatty(STDERR_FILENO) == 1 else { return [] }
    var answers: [(field: String, heading: String)] = []
    let unknown = RollImport.unknownHeadings(of: bytes, headings, mapping: mapping)
    if !unknown.isEmpty {
      ask(
        "What do these columns hold? Answer with one of\n  "
          + RollHeadings.fieldNames.joined(separator: ", ")
          + "\n(consent-photo.website is for one channel), or with Enter for nothing of use.\n")
    }
    for heading in unknown {
      while true {
        ask("\(onOneLine(heading)): ")
        let answer = (readLine() ?? "").filter { !$0.isWhitespace }
        if answer.isEmpty { answers.append(("ignored", heading)) }
        if RollHeadings.isField(answer) { answers.append((answer, heading)) }
        if answer.isEmpty || RollHeadings.isField(answer) { break }
        ask("no field is called '\(onOneLine(answer))'\n")
      }
    }
    return answers
  }

  private func ask(_ text: String) {
    var text = text
    text.withUTF8 { _ = write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }

  /// Names the columns that were not read, each with the option that says what it holds.
  private func sayUnknown(_ headings: [String]) {
    guard !headings.isEmpty else { return }
    complain("columns that were not read; say what one holds, or that it is of no use:")
    for heading in headings {
      // As a shell takes it.
      let quoted = onOneLine(heading).split(separator: "'", omittingEmptySubsequences: false)
        .joined(separator: "'\\''")
      complain("  --column FIELD='\(quoted)'")
    }
    complain("FIELD is one of \(RollHeadings.fieldNames.joined(separator: ", "))")
  }

  private func say(_ read: RollImport) {
    sayUnknown(read.unread)
    if read.repeats > 0 {
      complain("\(read.repeats) rows repeat a pupil; the stricter answers count")
    }
    if !read.asksForNames {
      complain(
        "no column says whose name may be given, so nobody's may; --column consent-name='HEADING' "
          + "names one")
    }
    if !read.asksForPhotos {
      complain(
        "no column says whose picture may be shown, so nobody's may; "
          + "--column consent-photo='HEADING' names one")
    }
    for line in RollCounts(read.roll).lines { print(line) }
  }
}

struct ShowRoll: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Print how many pupils the roll has; never who.")

  func run() throws {
    do {
      guard let roll = try RollStore(SettingsStore().open()).open() else {
        print("there is no roll; 'gatepost roll import FILE' reads one")
        return
      }
      for line in RollCounts(roll).lines { print(line) }
    } catch {
      complain("\(error)")
      throw Status.usage
    }
  }
}

struct RemoveRoll: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Remove the roll from this machine.")

  func run() throws {
    do {
      let isRemoved = try RollStore(SettingsStore().open()).remove()
      print(isRemoved ? "the roll is removed" : "there is no roll")
    } catch {
      complain("\(error)")
      throw Status.usage
    }
  }
}

/// How many pupils of a roll there are, and what their families agreed to.
private struct RollCounts {
  let lines: [String]

  init(_ roll: Roll) {
    var lines = ["pupils: \(roll.pupils.count)"]
    for channel in roll.channels {
      let consents = roll.pupils.map { roll.consent(of: $0, in: channel) }
      func count(_ isCounted: (Consent) -> Bool) -> Int { consents.count(where: isCounted) }
      lines.append(
        "\(onOneLine(channel)): full name \(count { $0.name == .full }), first name "
          + "\(count { $0.name == .first }), no name \(count { $0.name == .none }); picture "
          + "\(count(\.photo)), no picture \(count { !$0.photo })")
    }
    self.lines = lines
  }
}
