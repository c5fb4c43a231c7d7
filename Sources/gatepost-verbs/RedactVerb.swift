import ArgumentParser
import GatepostKit
import Glibc
import ScanCommand
import TextModel

struct RedactVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "redact",
    abstract: "Write a text with what was found taken out of it; its form stays what it is.",
    discussion: """
      Plain text, Markdown, HTML, JSON, CSV, Word, PowerPoint, Excel, OpenDocument, mail and zip \
      archives of these. Exit status 3 if something is still found, or could not be read.
      """)

  @Argument(help: "The file; - is standard input.")
  var file = "-"
  @Option(help: "What stands in its place: \(names(Redactor.Style.self)).")
  var with = "label"
  @Option(help: "Take out what asks for this or more: note, review or block.")
  var from = "review"
  @Option(help: ArgumentHelp("Write to a file, not to standard output.", valueName: "file"))
  var output: String?
  @OptionGroup var input: InputOptions
  @OptionGroup var choice: ChoiceOptions

  func validate() throws {
    try validated(input.request.check, choice.request.check)
    guard Redactor.Style(rawValue: with) != nil else {
      throw ValidationError(
        "'\(with)' is no way to redact; there are: \(names(Redactor.Style.self))")
    }
    guard Action(name: from) != nil else {
      throw ValidationError("--from is note, review or block, not '\(from)'")
    }
  }

  func run() throws {
    let outcome: Redactor.Outcome
    do {
      let bytes = try InputFile.bytes(of: file)
      let (scanner, _) = try choice.request.scanner(near: file == "-" ? "." : file)
      var redactor = Redactor(
        scanner, style: Redactor.Style(rawValue: with) ?? .label,
        threshold: Action(name: from) ?? .review, options: input.request.options)
      outcome = try redactor.redact(bytes, name: file)
      guard outcome.notExamined.isEmpty else { return try refuse(outcome.notExamined) }
      try OutputFile(path: output).write(outcome.bytes)
    } catch let status as Status {
      throw status
    } catch let failure as OutputFile.Failure {
      complain("\(failure)")
      throw Status.incomplete
    } catch {
      complain("\(error)")
      throw Status.usage
    }
    guard !outcome.left.isEmpty else { return }
    for place in outcome.left {
      complain("\(onOneLine(file)): still found: \(onOneLine(place)); take it out by hand")
    }
    throw Status.incomplete
  }

  /// A document that was read in part may still hold anything.
  private func refuse(_ parts: [NotExamined]) throws {
    for part in parts {
      complain("\(onOneLine(part.source)): not examined (\(part.cause)): \(part.detail)")
    }
    complain("nothing was written, because not everything could be read")
    throw Status.incomplete
  }
}
