import TextModel

/// Joins JSON reports of several runs into one: their documents one after another, their counts
/// added, the worst verdict.
public struct ReportMerge {
  /// Why reports cannot be joined.
  public enum Failure: Error, Hashable, CustomStringConvertible {
    /// The file, which holds no whole report.
    case noReport(String)

    /// What is wrong and what to do.
    public var description: String {
      switch self {
      case .noReport(let name):
        "\(name): is no whole gatepost.report/1; write it with --format json"
      }
    }
  }

  private struct Part {
    var text: RawJSON
    var members: [String: Range<Int>]
  }

  private var parts: [Part] = []
  private var hashes: [(name: String, hash: String)] = []

  /// No report yet.
  public init() {}

  /// Adds a report.
  ///
  /// - Parameters:
  ///   - bytes: the JSON of `gatepost.report/1`.
  ///   - name: where it is from, for messages.
  public mutating func add(_ bytes: [UInt8], name: String) throws(Failure) {
    let text = RawJSON(bytes: bytes)
    guard let members = text.members() else { throw .noReport(name) }
    let byName = Dictionary(members.map { ($0.name, $0.value) }) { first, _ in first }
    let names = ["tool", "policies", "audience", "documents", "verdict", "summary", "notExamined"]
    guard let schema = byName["schema"], text.string(schema) == "gatepost.report/1",
      (names + ["warnings"]).allSatisfy({ byName[$0] != nil })
    else { throw .noReport(name) }
    let tool = byName["tool"].flatMap { text.members(of: $0) } ?? []
    let hash = tool.first { $0.name == "lexiconHash" }.flatMap { text.string($0.value) } ?? ""
    hashes.append((name, hash))
    parts.append(Part(text: text, members: byName))
  }

  /// The joined report; empty if none was added.
  public func merged() -> [UInt8] {
    guard let first = parts.first else { return [] }
    var output = ByteBuffer()
    output.append("{\"schema\":\"gatepost.report/1\"")
    for name in ["tool", "policies", "audience"] {
      output.append(utf8: ",\"\(name)\":")
      output.append(raw(name, of: first))
    }
    output.append(",\n\"documents\":[")
    appendElements("documents", to: &output)
    output.append("],\n\"verdict\":\"")
    let verdicts = parts.compactMap { part in
      part.text.string(part.members["verdict"] ?? 0..<0).flatMap { name in
        Verdict.allCases.first { $0.name == name }
      }
    }
    output.append(utf8: (verdicts.max() ?? .allow).name)
    output.append("\",\"summary\":")
    appendSummary(to: &output)
    output.append(",\"notExamined\":[")
    appendElements("notExamined", to: &output)
    output.append("],\"warnings\":[")
    let hasWarning = appendElements("warnings", to: &output)
    appendDifferences(after: hasWarning, to: &output)
    output.append("]}\n")
    return output.bytes
  }

  private func raw(_ name: String, of part: Part) -> [UInt8] {
    Array(part.text.bytes[part.members[name] ?? 0..<0])
  }

  @discardableResult
  private func appendElements(_ name: String, to output: inout ByteBuffer) -> Bool {
    var hasOne = false
    for part in parts {
      for element in part.text.elements(of: part.members[name] ?? 0..<0) ?? [] {
        output.append(hasOne ? ",\n" : "\n")
        output.append(Array(part.text.bytes[element]))
        hasOne = true
      }
    }
    return hasOne
  }

  /// Says which reports were made with other words and rules than the first.
  private func appendDifferences(after hasWarning: Bool, to output: inout ByteBuffer) {
    var hasWarning = hasWarning
    for (name, hash) in hashes where hash != hashes[0].hash {
      output.append(hasWarning ? ",\n" : "\n")
      hasWarning = true
      output.append("{\"source\":")
      output.appendJSON(name)
      output.append(",\"message\":")
      output.appendJSON("was made with another lexicon (\(hash)) than \(hashes[0].name)")
      output.append("}")
    }
  }

  /// Adds up the numbers of all summaries, those in objects by name.
  private func appendSummary(to output: inout ByteBuffer) {
    var order: [String] = []
    var numbers: [String: Int] = [:]
    var groups: [String: [(name: String, count: Int)]] = [:]
    var milliseconds = 0
    for part in parts {
      for (name, value) in part.text.members(of: part.members["summary"]) ?? [] {
        if !order.contains(name) { order.append(name) }
        if name == "seconds" {
          milliseconds += Self.thousandths(part.text.bytes[value])
        } else if let number = part.text.number(value) {
          numbers[name, default: 0] += number
        } else {
          for (key, count) in part.text.members(of: value) ?? [] {
            let count = part.text.number(count) ?? 0
            if let index = groups[name, default: []].firstIndex(where: { $0.name == key }) {
              groups[name]?[index].count += count
            } else {
              groups[name, default: []].append((key, count))
            }
          }
        }
      }
    }
    output.append("{")
    for (index, name) in order.enumerated() {
      if index > 0 { output.append(",") }
      output.appendJSON(name)
      output.append(":")
      if name == "seconds" {
        output.append(milliseconds, places: 3)
      } else if let number = numbers[name] {
        output.append(decimal: number)
      } else {
        let isByFamily = name == "byFamily"
        let group = groups[name] ?? []
        let sorted = isByFamily ? group.sorted { $0.name < $1.name } : group
        output.append("{")
        for (index, entry) in sorted.enumerated() {
          if index > 0 { output.append(",") }
          output.appendJSON(entry.name)
          output.append(":")
          output.append(decimal: entry.count)
        }
        output.append("}")
      }
    }
    output.append("}")
  }

  /// A number with three places, in thousandths.
  private static func thousandths(_ digits: ArraySlice<UInt8>) -> Int {
    Int(String(decoding: digits.filter { $0 != 0x2E }, as: UTF8.self)) ?? 0
  }
}
