public import Readers
import Reports
public import TextModel

/// Takes what was found out of a document, which keeps its form, and looks again until nothing is
/// found.
public struct Redactor {
  /// What stands in the place of what was found.
  public enum Style: String, CaseIterable, Sendable {
    /// "[removed: pupil]".
    case label
    /// "O***** S****".
    case mask
    /// "O. S."; of numbers and the like the label.
    case initials
    /// "Person 1", the same for the same words.
    case pseudonym
    /// What the rule suggests to write; the label where it suggests nothing.
    case advice
  }

  /// What came of a document.
  public struct Outcome: Sendable {
    /// The document.
    public var bytes: [UInt8]
    /// How many different texts were taken out.
    public var count: Int
    /// Rule and place of what is still found.
    public var left: [String]
    /// What could not be read.
    public var notExamined: [NotExamined]
  }

  /// Why a document cannot be redacted.
  public struct Failure: Error, CustomStringConvertible {
    /// What is wrong and what to do.
    public let description: String
  }

  private let scanner: Scanner
  private let style: Style
  private let threshold: Action
  private let options: ReaderOptions
  private var pseudonyms: [String: Int] = [:]
  /// Replacing may bring forth what was hidden; more rounds than this bring nothing.
  private static let rounds = 5

  /// A redactor of what the scanner finds and that asks for `threshold` or more.
  public init(
    _ scanner: Scanner, style: Style = .label, threshold: Action = .review,
    options: ReaderOptions = ReaderOptions()
  ) {
    self.scanner = scanner
    self.style = style
    self.threshold = threshold
    self.options = options.withDocuments
  }

  /// Redacts a document.
  ///
  /// - Parameter name: its name, for messages and to tell its form where the bytes leave doubt.
  public mutating func redact(_ bytes: [UInt8], name: String) throws(Failure) -> Outcome {
    var outcome = Outcome(bytes: bytes, count: 0, left: [], notExamined: [])
    for round in 0..<Self.rounds {
      let found = find(outcome.bytes, name: name, isFirst: round == 0)
      outcome.notExamined = found.notExamined
      outcome.left = found.places
      guard !found.wanted.isEmpty else { return outcome }
      let edited: [UInt8]
      do {
        edited = try FormSource.edited(outcome.bytes, name: name, found.wanted)
      } catch {
        throw Failure(description: "\(name): \(error)")
      }
      guard edited != outcome.bytes else { return outcome }
      outcome.bytes = edited
      if round == 0 { outcome.count = found.wanted.count }
    }
    outcome.left = find(outcome.bytes, name: name, isFirst: false).places
    return outcome
  }

  /// A document with texts replaced wherever in it they stand as whole words.
  public static func edited(
    _ bytes: [UInt8], name: String, _ replaced: [(words: [UInt8], replacement: String)]
  ) throws(Failure) -> [UInt8] {
    guard !replaced.isEmpty else { return bytes }
    do {
      return try FormSource.edited(
        bytes, name: name,
        replaced.map { FormSource.Wanted(words: $0.words, replacement: $0.replacement) })
    } catch {
      throw Failure(description: "\(name): \(error)")
    }
  }

  private struct Found {
    var wanted: [FormSource.Wanted] = []
    var places: [String] = []
    var notExamined: [NotExamined] = []
  }

  private mutating func find(_ bytes: [UInt8], name: String, isFirst: Bool) -> Found {
    let stream = DocumentStream(bytes: bytes, name: name, options: options)
    let workspace = Scanner.Workspace()
    var found = Found()
    var seen: Set<[UInt8]> = []
    while let batch = stream.nextBatch() {
      let scanned = Suppressions(settings: scanner.options.settings).kept(
        of: scanner.scan(batch, using: workspace), source: name, scanner.catalogue)
      for (passage, range) in zip(scanned.batch.passages, scanned.ranges) {
        let findings = scanned.findings[range].filter { $0.action >= threshold }
        for (range, finding) in Self.merged(findings) {
          let start = passage.text.indices.lowerBound
          let words = Array(
            scanned.batch.bytes[(start + range.lowerBound)..<(start + range.upperBound)])
          let place =
            scanned.batch.string(passage.place) ?? scanned.batch.string(passage.pointer)
            ?? "line \(passage.line)"
          found.places.append("\(scanner.catalogue.rules[finding.rule].id) at \(place)")
          guard seen.insert(words).inserted else { continue }
          let isFileName = passage.kind == .fileName
          found.wanted.append(
            FormSource.Wanted(
              words: words,
              replacement: isFileName
                ? "removed" : replacement(words, finding, isFirst ? style : .label),
              isFileName: isFileName))
        }
      }
    }
    // The longest first, so that a name alone is not taken out of a longer text.
    found.wanted.sort { $0.words.count > $1.words.count }
    found.notExamined = stream.notExamined
    return found
  }

  /// Findings that overlap are one text.
  private static func merged(_ findings: [Finding]) -> [(Range<Int>, Finding)] {
    var merged: [(Range<Int>, Finding)] = []
    for finding in findings.sorted(by: { $0.range.start < $1.range.start }) {
      let range = finding.range.indices
      if let last = merged.indices.last, merged[last].0.upperBound > range.lowerBound {
        let end = max(merged[last].0.upperBound, range.upperBound)
        merged[last].0 = merged[last].0.lowerBound..<end
      } else {
        merged.append((range, finding))
      }
    }
    return merged
  }

  private mutating func replacement(
    _ words: [UInt8], _ finding: Finding, _ style: Style
  ) -> String {
    let rule = scanner.catalogue.rules[finding.rule]
    let label = "[removed: \(rule.family)]"
    let text = String(decoding: words, as: UTF8.self)
    let parts = text.split { $0.isWhitespace || $0 == "-" }
    let isName = parts.count <= 4 && parts.allSatisfy { $0.first?.isLetter == true }
    switch style {
    case .label: return label
    case .mask: return maskedForm(of: text)
    case .initials:
      guard isName else { return label }
      return parts.compactMap(\.first).map { $0.uppercased() + "." }.joined(separator: " ")
    case .pseudonym:
      guard isName else { return label }
      let number = pseudonyms[text.lowercased()] ?? pseudonyms.count + 1
      pseudonyms[text.lowercased()] = number
      return "Person \(number)"
    case .advice: return rule.replacement ?? label
    }
  }
}
