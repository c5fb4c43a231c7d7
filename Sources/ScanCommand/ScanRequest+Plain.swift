extension ScanRequest {
  /// The scan that the commonest arguments ask for, or nil if any other stands among them.
  ///
  /// To describe all options to the parser takes longer than to scan a draft. Whatever this does
  /// not understand, help and mistakes too, goes the long way, which words every fault.
  package init?(plain arguments: [String]) {
    self.init()
    var rest = arguments[...]
    if rest.first == "scan" {
      rest.removeFirst()
    } else if let first = rest.first {
      // A word may be a verb or a mistaken one; only a path looks like a path.
      guard first.utf8.first == UInt8(ascii: "-") || first.utf8.contains(where: Self.isPathByte)
      else { return nil }
    }
    while let argument = rest.popFirst() {
      guard argument.utf8.first == UInt8(ascii: "-"), argument != "-" else {
        paths.append(argument)
        continue
      }
      guard takeFlag(argument) || rest.popFirst().map({ take(argument, $0) }) ?? false else {
        return nil
      }
    }
    guard (try? check()) != nil else { return nil }
  }

  private static func isPathByte(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "/") || byte == UInt8(ascii: ".")
  }

  private mutating func takeFlag(_ name: String) -> Bool {
    switch name {
    case "--all": all = true
    case "--quiet": report.quiet = true
    case "--no-progress": report.noProgress = true
    case "--show-match": report.showMatch = true
    default: return false
    }
    return true
  }

  private mutating func take(_ name: String, _ value: String) -> Bool {
    guard value.utf8.first != UInt8(ascii: "-") else { return false }
    switch name {
    case "--format": report.format = value
    case "--fail-on": report.failOn = value
    case "--output": report.output = value
    case "--audience": choice.audience = value
    case "--input": input.input = value
    case "--jobs":
      guard let jobs = Int(value) else { return false }
      report.jobs = jobs
    default: return false
    }
    return true
  }
}
