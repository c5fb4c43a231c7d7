import GatepostKit
import Reports
import TextModel

/// What a caller of the C interface asks for, as read from JSON.
struct SessionOptions {
  /// What the scan looks for.
  var scan = ScanOptions()
  /// Whether found words may stand in the answer.
  var quoting = Quoting.masked

  /// The usual scan.
  init() {}

  /// What is wrong with the JSON, and what to write.
  struct Mistake: Error, CustomStringConvertible {
    let description: String
  }

  /// The options of a JSON object.
  init(json: String) throws(Mistake) {
    var reader = FlatJSON(json)
    guard let members = reader.object() else {
      throw Mistake(description: "options: \(reader.fault)")
    }
    for (name, value) in members { try set(name, value) }
  }

  private mutating func set(_ name: String, _ value: FlatJSON.Value) throws(Mistake) {
    switch (name, value) {
    case ("policies", .strings(let names)): scan.policies = names
    case ("rules", .strings(let names)): scan.rules = names
    case ("skip", .strings(let names)): scan.skip = names
    case ("on", .strings(let names)): scan.switchedOn = names
    case ("audience", .string(let name)):
      guard let audience = Audience(name: name) else {
        throw unknown(name, "audience", Audience.allCases.map(\.name))
      }
      scan.audience = audience
    case ("minSeverity", .string(let name)):
      guard let severity = Severity(name: name) else {
        throw unknown(name, "severity", Severity.allCases.map(\.name))
      }
      scan.minimumSeverity = severity
    case ("minConfidence", .number(let share)) where (0...1).contains(share):
      scan.minimumConfidence = share
    case ("showMatch", .boolean(let shows)): quoting = shows ? .shown : .masked
    default: throw Self.mistake(name)
    }
  }

  private func unknown(_ name: String, _ kind: String, _ known: [String]) -> Mistake {
    Mistake(
      description: "options: '\(name)' is no \(kind); there are: \(known.joined(separator: ", "))")
  }

  private static func mistake(_ name: String) -> Mistake {
    let form =
      switch name {
      case "policies", "rules", "skip", "on": "a list of names"
      case "audience", "minSeverity": "a name"
      case "minConfidence": "a number from 0 to 1"
      case "showMatch": "true or false"
      default: ""
      }
    guard form.isEmpty else { return Mistake(description: "options: '\(name)' takes \(form)") }
    return Mistake(
      description: "options: there is no '\(name)'; there are: policies, audience, rules, skip, "
        + "on, minConfidence, minSeverity, showMatch")
  }
}
