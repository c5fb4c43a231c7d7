import GatepostKit
import Glibc
import Readers
import Reports
import ScanCore
import TextModel

/// Walks the findings of files on a terminal: each is replaced, allowed with a reason, or left.
struct Interactive {
  let scanner: Scanner
  let description: RunDescription
  let options: ReaderOptions
  let baseline: Suppressions
  private let terminal: Terminal

  /// A walk on the terminal that the program runs on; nil if it runs on none.
  init?(
    _ scanner: Scanner, _ description: RunDescription, _ options: ReaderOptions,
    _ baseline: Suppressions
  ) {
    guard let terminal = Terminal() else { return nil }
    self.terminal = terminal
    self.scanner = scanner
    self.description = description
    self.options = options
    self.baseline = baseline
  }

  /// What a person has decided about a document.
  private struct Decisions {
    var replaced: [(words: [UInt8], replacement: String)] = []
    var comments: [(line: Int, column: Int, text: String)] = []
    var left: [Action] = []
    var isOver = false
  }

  /// Walks the files.
  ///
  /// - Returns: The worst action among the findings that were left.
  func walk(_ paths: [String]) throws -> Action? {
    var worst: Action?
    for path in paths {
      let bytes = try InputFile.bytes(of: path)
      let stream = DocumentStream(bytes: bytes, name: path, options: options)
      let decisions = try decide(stream, path)
      worst = max(worst ?? .note, decisions.left.max() ?? .note)
      if decisions.left.isEmpty, worst == .note { worst = nil }
      for part in stream.notExamined {
        terminal.say("\(onOneLine(part.source)): not examined: \(part.detail)\n")
      }
      let kind = stream.documents.first?.kind ?? ""
      try write(decisions, to: path, bytes, isMarkup: kind == "html")
      if decisions.isOver { break }
    }
    return worst
  }

  private func decide(_ stream: DocumentStream, _ path: String) throws -> Decisions {
    var decisions = Decisions()
    let workspace = Scanner.Workspace()
    while let batch = stream.nextBatch() {
      let scanned = baseline.kept(
        of: scanner.scan(batch, using: workspace), source: path, scanner.catalogue)
      guard let document = stream.documents.last else { continue }
      for (index, range) in scanned.ranges.enumerated() {
        for finding in scanned.findings[range] {
          guard !decisions.isOver else {
            decisions.left.append(finding.action)
            continue
          }
          try show(finding, index, scanned, document)
          ask(finding, scanned.batch.passages[index], scanned.batch, document.kind, &decisions)
        }
      }
    }
    return decisions
  }

  private func show(
    _ finding: Finding, _ index: Int, _ scanned: ScannedBatch, _ document: DocumentDescription
  ) throws {
    var run = description
    // Whoever decides has to see what about.
    run.quoting = .shown
    let ranges = scanned.ranges.indices.map { $0 == index ? 0..<1 : 0..<0 }
    let one = ScannedBatch(batch: scanned.batch, findings: [finding], ranges: ranges)
    let text = try textExcerpt(of: one, in: document, run, scanner.catalogue)
    terminal.say(String(decoding: text, as: UTF8.self))
  }

  private func ask(
    _ finding: Finding, _ passage: Passage, _ batch: PassageBatch, _ kind: String,
    _ decisions: inout Decisions
  ) {
    let rule = scanner.catalogue.rules[finding.rule]
    let start = passage.text.indices.lowerBound
    let range = finding.range.indices
    let words = Array(batch.bytes[(start + range.lowerBound)..<(start + range.upperBound)])
    let canComment = ["text", "markdown", "html"].contains(kind) && passage.line > 0
    while true {
      let replacement = rule.replacement ?? "[removed: \(rule.family)]"
      terminal.say("  r  write “\(replacement)” instead\n  w  write something else instead\n")
      if canComment { terminal.say("  a  allow it here, with a reason\n") }
      terminal.say("  l  leave it\n  q  stop here\n> ")
      switch terminal.line()?.first {
      case "r":
        decisions.replaced.append((words, replacement))
        return
      case "w":
        terminal.say("instead: ")
        guard let text = terminal.line(), !text.isEmpty else { continue }
        decisions.replaced.append((words, text))
        return
      case "a" where canComment:
        terminal.say("reason: ")
        guard let reason = terminal.line(), reason.contains(where: { $0 != " " }) else { continue }
        let text = TextComment.text(rule: rule.id, reason: reason)
        decisions.comments.append((Int(passage.line), Int(passage.column), text))
        return
      case "l":
        decisions.left.append(finding.action)
        return
      case "q", nil:
        decisions.left.append(finding.action)
        decisions.isOver = true
        return
      default: terminal.say("one of these letters, please\n")
      }
    }
  }

  private func write(
    _ decisions: Decisions, to path: String, _ bytes: [UInt8], isMarkup: Bool
  ) throws {
    let count = decisions.replaced.count + decisions.comments.count
    guard count > 0 else { return }
    var edited = bytes
    // From the end on, so that earlier places stay where they are.
    for comment in decisions.comments.sorted(by: { ($1.line, $1.column) < ($0.line, $0.column) }) {
      edited = TextComment.inserted(
        comment.text, into: edited, line: comment.line, column: comment.column,
        isMarkup: isMarkup)
    }
    edited = try Redactor.edited(edited, name: path, decisions.replaced)
    terminal.say("\(onOneLine(path)): \(count) changed; write it? (y/n) ")
    guard terminal.line()?.first == "y" else { return terminal.say("nothing was written\n") }
    try OutputFile(path: path).write(edited)
  }
}

/// The terminal that the program runs on, whatever its standard streams lead to.
private final class Terminal {
  private let file: UnsafeMutablePointer<FILE>

  init?() {
    guard let file = fopen("/dev/tty", "r+") else { return nil }
    self.file = file
  }

  deinit { fclose(file) }

  func say(_ text: String) {
    fputs(text, file)
    fflush(file)
  }

  /// The next line, or nil at the end of input.
  func line() -> String? {
    var buffer: UnsafeMutablePointer<CChar>?
    var size = 0
    let count = getline(&buffer, &size, file)
    defer { free(buffer) }
    guard count > 0, let buffer else { return nil }
    let text = String(cString: buffer)
    return text.last?.isNewline == true ? String(text.dropLast()) : text
  }
}
