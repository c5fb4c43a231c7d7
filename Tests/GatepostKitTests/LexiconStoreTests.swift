import Foundation
import GatepostKit
import ScanCore
import TestSupport
import Testing

/// The environment belongs to the whole process: only these tests set these variables.
@Suite(.serialized)
struct LexiconStoreTests {
  /// A folder of its own for a test, and the environment that points into it.
  private struct Installation {
    let root: String

    init() throws {
      root = FileManager.default.temporaryDirectory.path + "/gatepost-\(UUID().uuidString)"
      try write("Lexicons/signals/a.yml", "signals: [{signal: bad, terms: [bad]}]")
      try write("Lexicons/rules/a.yml", Self.rule("bad"))
      try write("drafts/post.txt", "bad")
      setenv("GATEPOST_LEXICONS", root + "/Lexicons", 1)
      setenv("XDG_CACHE_HOME", root + "/cache", 1)
    }

    static func rule(_ signal: String, id: String = "conduct.test") -> String {
      "- {id: \(id), title: t, advice: a, severity: low, find: \(signal)}"
    }

    func write(_ path: String, _ text: String) throws {
      let url = URL(fileURLWithPath: root + "/" + path)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try text.write(to: url, atomically: true, encoding: .utf8)
    }

    func remove(_ path: String) throws {
      try FileManager.default.removeItem(atPath: root + "/" + path)
    }

    func open() throws -> Lexicon { try LexiconStore(near: root + "/drafts/post.txt").open() }

    /// How many findings the words of a text make.
    func count(_ text: String = "bad worse") throws -> Int {
      var options = ScanOptions()
      options.policies = []
      return try Scanner(lexicon: try open(), options: options).findings(in: text).count
    }

    func end() {
      unsetenv("GATEPOST_LEXICONS")
      unsetenv("XDG_CACHE_HOME")
      try? FileManager.default.removeItem(atPath: root)
    }
  }

  @Test func `a file that is edited, added or taken away counts at the next opening`() throws {
    let place = try Installation()
    defer { place.end() }
    #expect(try place.count() == 1)
    try place.write("Lexicons/signals/a.yml", "signals: [{signal: bad, terms: [bad, worse]}]")
    #expect(try place.count() == 2)
    try place.write("Lexicons/rules/sub/b.yml", Installation.rule("bad", id: "conduct.more"))
    #expect(try place.count() == 4)
    try place.remove("Lexicons/rules/sub/b.yml")
    #expect(try place.count() == 2)
    try place.write("Lexicons/lists/a.yml", "lists: {l: [x]}")
    #expect(try place.count() == 2)
  }

  @Test func `what has not changed is not compiled again`() throws {
    let place = try Installation()
    defer { place.end() }
    let first = try place.open().contentHash
    let folder = place.root + "/cache/gatepost"
    let image = try #require(FileManager.default.contentsOfDirectory(atPath: folder).first)
    let made = try FileManager.default.attributesOfItem(atPath: folder + "/" + image)
    #expect(try place.open().contentHash == first)
    let again = try FileManager.default.attributesOfItem(atPath: folder + "/" + image)
    #expect(made[.systemFileNumber] as? Int == again[.systemFileNumber] as? Int)
  }

  @Test func `a school's own folder above the text is added, and wins`() throws {
    let place = try Installation()
    defer { place.end() }
    #expect(try place.count() == 1)
    try place.write(".gatepost/signals/own.yml", "signals: [{signal: bad, terms: [worse]}]")
    #expect(try place.count() == 2)
    try place.write(".gatepost/signals/own.yml", "signals: [{signal: own, terms: [worse]}]")
    try place.write(".gatepost/rules/a.yml", Installation.rule("own"))
    #expect(try place.count("bad bad worse") == 1)
    try place.remove(".gatepost")
    #expect(try place.count() == 1)
  }

  @Test func `faulty files are said and nothing is opened`() throws {
    let place = try Installation()
    defer { place.end() }
    try place.write("Lexicons/rules/a.yml", Installation.rule("bda"))
    let failure = #expect(throws: LexiconStore.Failure.self) { try place.open() }
    #expect(failure == .faultyFiles)
  }

  @Test func `a cache that cannot be written or is spoilt stops nothing`() throws {
    let place = try Installation()
    defer { place.end() }
    #expect(try place.count() == 1)
    let folder = place.root + "/cache/gatepost"
    let image = try #require(FileManager.default.contentsOfDirectory(atPath: folder).first)
    try place.write("cache/gatepost/" + image, "no lexicon")
    #expect(try place.count() == 1)
    setenv("XDG_CACHE_HOME", "/dev/null/cache", 1)
    #expect(try place.count() == 1)
  }

  @Test func `a folder that is not there is said in words`() throws {
    let place = try Installation()
    defer { place.end() }
    setenv("GATEPOST_LEXICONS", place.root + "/nowhere", 1)
    let failure = #expect(throws: LexiconStore.Failure.self) { try place.open() }
    #expect(failure == .notFound)
    #expect(failure?.description.contains("set GATEPOST_LEXICONS to its Lexicons folder") == true)
  }
}
