import ArgumentParser
import Foundation
import LexiconCompiler

/// Where the lexicon's files stand, for verbs whose arguments are something else.
struct LexiconPlaces: ParsableArguments {
  @Option(
    help: ArgumentHelp("A Lexicons folder; what stands in later ones wins.", valueName: "folder"))
  var lexicon: [String] = ["Lexicons"]

  /// What the files say; says what is wrong and stops with exit status 2 if anything is.
  func source() throws -> LexiconSource {
    try check()
    let (source, errors) = readLexicon(roots: paths)
    for error in errors { complain("\(error)") }
    guard errors.isEmpty else { throw ExitCode(2) }
    return source
  }

  /// What the files compile to, with what a school's settings add.
  func compilation(adding words: SettingsWords? = nil) throws -> Compilation {
    try check()
    let compilation = Compilation(roots: paths, words: words)
    for error in compilation.errors { complain("\(error)") }
    guard compilation.errors.isEmpty else { throw ExitCode(2) }
    return compilation
  }

  /// Where the texts of clauses may stand: beside the lexicon that is shipped, in one's own.
  var clauseFolders: [String] {
    paths.reversed().flatMap { ["\($0)/clauses", "\($0)/../Fixtures/clauses"] }
  }

  private var paths: [String] {
    lexicon.map { URL(fileURLWithPath: $0).standardizedFileURL.path }
  }

  private func check() throws {
    for folder in lexicon where !FileManager.default.fileExists(atPath: folder) {
      complain("\(folder): no such folder; name the Lexicons folder")
      throw ExitCode(2)
    }
  }
}
