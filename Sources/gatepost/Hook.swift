import ArgumentParser

struct Hook: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Scan what is staged for a commit.", subcommands: [])
}
