import Foundation
import LexiconCompiler
import ScanCore
import TestSupport
import Testing

/// The worked examples of Documentation/rules.md.
struct DocumentationTests {
  /// Each box as a file: its first line names the path.
  private static func files() throws -> [LexiconText] {
    let text = try String(
      contentsOfFile: Repository.root + "/Documentation/rules.md", encoding: .utf8)
    return text.components(separatedBy: "```yaml\n# ").dropFirst().map { box in
      let body = box.components(separatedBy: "\n```")[0]
      let path = body.prefix { $0 != "\n" }
      return LexiconText(String(path), String(body.dropFirst(path.count)))
    }
  }

  @Test func `every worked example compiles and finds what it says`() throws {
    let files = try Self.files()
    #expect(files.count >= 20)
    let compilation = Compilation(texts: files)
    #expect(compilation.errors.map(\.description) == [])
    #expect(compilation.source.exampleErrors().map(\.description) == [])
    let runner = ExampleRunner(lexicon: try Lexicon(bytes: compilation.image ?? []))
    #expect(
      compilation.source.rules.flatMap { runner.failures(of: $0) }.map(\.description) == [])
  }
}
