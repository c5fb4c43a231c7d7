import Foundation
import LexiconCompiler
import ScanCore
import Testing
import TextModel

@testable import Detectors

/// A text and everybody who is to be found in it, as "sort: found text".
struct NameCase: CustomTestStringConvertible {
  let text: String
  let kind: PassageKind
  let people: [String]

  var testDescription: String { text }

  init(_ text: String, _ people: String..., in kind: PassageKind = .post) {
    self.text = text
    self.kind = kind
    self.people = people
  }
}

/// Finds names with the repository's own lexicon, which is compiled once for all tests.
enum NameFinding {
  /// What stands in the way of the compiled lexicon.
  enum Fault: Error { case doesNotCompile(String) }

  private static let lexicon: Result<Lexicon, any Error> = Result {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../../Lexicons").standardized
    let compilation = Compilation(roots: [folder.path])
    guard let image = compilation.image else {
      throw Fault.doesNotCompile(compilation.errors.map { "\($0)" }.joined(separator: "\n"))
    }
    return try Lexicon(bytes: image)
  }

  /// The names of a text, as "sort: found text" in its order.
  static func people(in text: String, kind: PassageKind = .post) throws -> [String] {
    let bytes = Array(text.utf8)
    return try signals(in: bytes, kind: kind).map { signal in
      let sort = BuiltinSignal.Person.allCases.first { $0.kind == signal.kind }
      let found = String(decoding: bytes[signal.range.indices], as: UTF8.self)
      return "\(sort.map { "\($0)" } ?? "?"): \(found)"
    }
  }

  /// The signals of the names of a text.
  static func signals(in bytes: [UInt8], kind: PassageKind = .post) throws -> [Signal] {
    let lexicon = try lexicon.get()
    var scratch = ScanScratch()
    let padded = bytes + [UInt8](repeating: 0, count: PassageBatch.padding)
    padded.withUnsafeBufferPointer { all in
      let text = UnsafeBufferPointer(rebasing: all[..<bytes.count])
      Tokeniser(lexicon: lexicon).tokenise(text, into: &scratch.tokens)
      guard scratch.tokens.nameLikeCount > 0 || kind == .caption else { return }
      TermFinder(lexicon: lexicon).findSentences(text, &scratch)
      NameDetector(lexicon: lexicon).find(in: text, kind: kind, &scratch)
    }
    return scratch.signals
  }
}
