import ArgumentParser
import GatepostKit
import ScanCommand

struct Hook: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Scan what is staged for a commit, before each commit or now.",
    subcommands: [HookRun.self, HookInstall.self, HookUninstall.self])

  func run() throws {
    // A hook that only shows help would let every commit pass.
    throw ValidationError("say what to do: run, install or uninstall")
  }
}

struct HookInstall: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "install",
    abstract: "Have git scan what is staged before each commit in this repository.",
    discussion: "A hook that is already there is kept, and called first.")

  @Flag(help: "Put aside a hook that is still kept from an earlier time.")
  var force = false

  func run() throws {
    try change { installer in
      guard let program = Companion.program else { throw HookFailure.noProgram }
      return try installer.install(program: program, force: force)
    }
  }
}

struct HookUninstall: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "uninstall", abstract: "Take the hook out, and put back the one before it.")

  func run() throws { try change { try $0.uninstall() } }
}

/// Why the hook cannot be installed.
private enum HookFailure: Error, CustomStringConvertible {
  case noProgram

  var description: String { "the system does not say where this program is; is /proc mounted?" }
}

/// Changes the hook of the repository that the current folder is in, and says what was done.
private func change(_ body: (HookInstaller) throws -> HookInstaller.Change) throws {
  do {
    print(try body(HookInstaller(GitRepository())))
  } catch {
    complain("\(error)")
    throw Status.usage
  }
}
