import ArgumentParser
import Foundation
import LexiconCompiler
import SchoolSettings

/// Reads a `.gatepost.yml` for the scanner, which knows no YAML.
struct ReadSettings: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "settings",
    abstract: "Check a school's .gatepost.yml, or print the schema that it is checked by.")

  @Argument(help: "The file.")
  var file = ".gatepost.yml"
  @Option(help: "Write the compiled form; - writes to standard output.")
  var output: String?
  @Flag(help: "Print the JSON Schema, for editors, and read nothing.")
  var schema = false

  func run() throws {
    guard !schema else { return print(SettingsSchema.json, terminator: "") }
    let stamp = FileStamp(ofFile: file)
    let settings = try readSettings(at: file)
    guard let output else { return print("\(file): nothing is wrong") }
    guard let stamp else { throw ExitCode(2) }
    let image = Data(SettingsImage.bytes(of: settings, stamp: stamp))
    if output == "-" {
      FileHandle.standardOutput.write(image)
      return
    }
    do {
      try image.write(to: URL(fileURLWithPath: output), options: .atomic)
    } catch {
      complain("\(output): cannot be written: \(error.localizedDescription)")
      throw ExitCode(2)
    }
  }
}

/// The settings that a file holds; says what is wrong and stops with exit status 2 if anything is.
func readSettings(at path: String) throws -> Settings {
  let url = URL(fileURLWithPath: path).standardizedFileURL
  guard let data = FileManager.default.contents(atPath: url.path) else {
    complain("\(path): no such file, or it may not be read; name the school's .gatepost.yml")
    throw ExitCode(2)
  }
  guard data.count <= 1 << 20, let text = String(data: data, encoding: .utf8) else {
    complain("\(path): larger than 1 MiB or not UTF-8; save it as UTF-8")
    throw ExitCode(2)
  }
  let (settings, faults) = readSettings(text, path: url.path)
  for fault in faults { complain("\(fault)") }
  guard faults.isEmpty else { throw ExitCode(2) }
  return settings
}
