import Foundation
import LexiconCompiler
import Testing

struct HostileFileTests {
  @Test func `a bomb of aliases is refused before it is followed`() {
    var lines = ["a0: &a0 [x, x]"]
    for level in 1...40 {
      lines.append("a\(level): &a\(level) {*a\(level - 1) : [*a\(level - 1)], b: *a\(level - 1)}")
    }
    let text = lines.joined(separator: "\n")
    let (_, errors) = readLexicon(texts: [LexiconText("signals/a.yml", text)])
    let reason =
      "'*a0': anchors and aliases are not read; write the text out, or put quotes round it"
    #expect(errors.map(\.description) == ["signals/a.yml:2: " + reason])
  }

  @Test func `brackets without end are refused`() {
    let text = String(repeating: "[", count: 200_000)
    let (_, errors) = readLexicon(texts: [LexiconText("rules/a.yml", text)])
    #expect(errors.count == 1)
    #expect(errors.first?.message.hasPrefix("not YAML: ") == true)
  }

  @Test func `nesting that no file needs is refused`() {
    let text = String(repeating: "[", count: 90) + String(repeating: "]", count: 90)
    let (_, errors) = readLexicon(texts: [LexiconText("rules/a.yml", "- \(text)")])
    #expect(errors.map(\.message).contains("nested more than 24 deep"))
  }

  @Test func `lists that name lists without end are refused`() {
    let chain = (0..<5_000).map { "  l\($0): [x, $l\($0 + 1)]" }.joined(separator: "\n")
    let text = "lists:\n" + chain + "\n  l5000: [y]\n"
    let (_, errors) = readLexicon(texts: [LexiconText("lists/a.yml", text)])
    #expect(errors.contains { $0.message.contains("more than 16 deep") })
    #expect(errors.count <= 1_000)
  }

  @Test(arguments: ["", "# nothing\n", "---\n", "null", "signals:", "signals: []"])
  func `a file that says nothing is no fault`(text: String) {
    let (source, errors) = readLexicon(texts: [LexiconText("signals/a.yml", text)])
    #expect(source.signals.isEmpty)
    #expect(
      errors.map(\.description)
        == (text == "null"
          ? ["signals/a.yml:1: a file of signals is written as keys and values, not as a text"]
          : []))
  }

  @Test func `files on disk are read, listed and refused if they are too large or no text`() throws
  {
    let root = FileManager.default.temporaryDirectory.path + "/lexicon-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: root) }  // A leftover harms nothing.
    for folder in ["signals/deep", "names", "signal", "other", ".gatepost/rules"] {
      try FileManager.default.createDirectory(
        atPath: root + "/" + folder, withIntermediateDirectories: true)
    }
    func write(_ bytes: [UInt8], _ path: String) {
      #expect(FileManager.default.createFile(atPath: root + "/" + path, contents: Data(bytes)))
    }
    write(Array("\u{FEFF}signals: [{signal: a, terms: [x]}]\r\n".utf8), "signals/deep/a.yaml")
    write(Array("a: b\nc: ".utf8) + [0xFF], "signals/b.yml")
    write(Array(repeating: 32, count: 5 << 20), "signals/c.yml")
    write([], "signals/README.md")
    write([], "names/given.tsv")
    write(Array("- id: x".utf8), ".gatepost/rules/a.yml")
    let (source, errors) = readLexicon(roots: [root, root + "/.gatepost"])
    #expect(
      errors.map(\.description) == [
        ".gatepost/rules/a.yml:1: rule 'x' is not called family.kebab-case in small letters",
        ".gatepost/rules/a.yml:1: rule 'x' needs 'advice'",
        ".gatepost/rules/a.yml:1: rule 'x' needs 'find'",
        ".gatepost/rules/a.yml:1: rule 'x' needs 'severity'",
        ".gatepost/rules/a.yml:1: rule 'x' needs 'title'",
        "signal:1: this folder is not read; did you mean 'signals'?",
        "signals/b.yml:2: not UTF-8; save the file as UTF-8",
        "signals/c.yml:1: larger than 4 MiB",
      ])
    #expect(source.signals.map(\.place.description) == ["signals/deep/a.yaml:1"])
    let short = { (path: String) in String(path.dropFirst(root.count)) }
    #expect(source.nameFiles.map(short) == ["/names/given.tsv"])
    #expect(
      source.files.map(short) == [
        "/signals/b.yml", "/signals/c.yml", "/signals/deep/a.yaml", "/names/given.tsv",
        "/.gatepost/rules/a.yml",
      ])
    #expect(
      source.folders.map(short) == [
        "", "/signals", "/signals/deep", "/names", "/.gatepost", "/.gatepost/rules",
      ])
  }
}
