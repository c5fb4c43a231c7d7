import Yams

/// Reads YAML into nodes that know their line.
///
/// Anchors and aliases are refused: a few lines of them can stand for gigabytes.
struct YAMLDocument {
  private static let deepest = 24

  private let file: String
  private let lines: [Substring]

  /// The root of the document `text`, or nil if it is empty or not YAML.
  ///
  /// - Parameters:
  ///   - text: the whole file.
  ///   - file: its name in errors.
  ///   - faults: takes what is wrong.
  static func root(of text: String, file: String, faults: inout Faults) -> SourceNode? {
    if let alias = firstAlias(in: text) {
      let place = SourcePlace(file: file, line: alias.line)
      faults.add(noAliases("*" + alias.name), at: place)
      return nil
    }
    do {
      let parser = try Parser(yaml: text, encoding: .utf8)
      guard let node = try parser.singleRoot() else { return nil }
      // A carriage return before the line feed makes them one character to Swift.
      let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      let document = Self(file: file, lines: lines)
      // The nodes hold their anchors weakly; the parser keeps them.
      let root = withExtendedLifetime(parser) {
        document.converted(node, depth: 0, faults: &faults)
      }
      if case .nothing = root.content { return nil }
      return root
    } catch {
      faults.add(fault(error, text: text, file: file))
      return nil
    }
  }

  private func converted(_ node: Node, depth: Int, faults: inout Faults) -> SourceNode {
    let place = SourcePlace(file: file, line: node.mark?.line ?? 1)
    var result = SourceNode(content: .nothing, place: place, column: node.mark?.column ?? 1)
    if let anchor = node.anchor {
      faults.add(Self.noAliases("&" + anchor.rawValue), at: result)
      return result
    }
    guard depth < Self.deepest else {
      faults.add("nested more than \(Self.deepest) deep", at: result)
      return result
    }
    switch node {
    case .scalar(let scalar):
      fill(&result, from: scalar)
    case .sequence(let sequence):
      let entries = sequence.map { converted($0, depth: depth + 1, faults: &faults) }
      result.content = .list(entries)
    case .mapping(let mapping):
      result.content = .mapping(
        mapping.map { key, value in
          (
            converted(key, depth: depth + 1, faults: &faults),
            converted(value, depth: depth + 1, faults: &faults)
          )
        })
    case .alias(let alias):
      faults.add(Self.noAliases("*" + alias.anchor.rawValue), at: result)
    }
    return result
  }

  private func fill(_ node: inout SourceNode, from scalar: Node.Scalar) {
    guard scalar.style == .plain else {
      node.content = .text(scalar.string)
      node.column += 1
      return
    }
    // Everything is text to the readers: `4.10` stays a clause number and `no` a word.
    if scalar.string.isEmpty || scalar.string == "~" { return }
    node.content = .text(scalar.string)
    node.mayHaveLostNumberSign = isFollowedByComment(scalar.string, node)
  }

  private func isFollowedByComment(_ text: String, _ node: SourceNode) -> Bool {
    guard lines.indices.contains(node.place.line - 1) else { return false }
    let rest = lines[node.place.line - 1].unicodeScalars.dropFirst(node.column - 1)
    guard rest.starts(with: text.unicodeScalars) else { return false }
    return rest.dropFirst(text.unicodeScalars.count).starts(with: " #".unicodeScalars)
  }

  private static func noAliases(_ name: String) -> String {
    "'\(name)': anchors and aliases are not read; write the text out, or put quotes round it"
  }
}

/// Finds an alias whose anchor is there too, by looking at the bytes alone.
///
/// The YAML library compares the keys of a mapping while it reads, and would follow aliases in
/// them without end; so they have to be found before.
private func firstAlias(in text: String) -> (name: String, line: Int)? {
  var anchors: Set<String> = []
  var aliases: [(name: String, line: Int)] = []
  var line = 1
  var previous = UInt8(ascii: "\n")
  let bytes = Array(text.utf8)
  for (index, byte) in bytes.enumerated() {
    if byte == UInt8(ascii: "*") || byte == UInt8(ascii: "&"),
      " \t\r\n[{,:?-".utf8.contains(previous)
    {
      let name = bytes[(index + 1)...].prefix { $0 > 32 && !",[]{}:".utf8.contains($0) }
      let word = String(decoding: name, as: UTF8.self)
      if byte == UInt8(ascii: "&") { anchors.insert(word) } else { aliases.append((word, line)) }
    }
    if byte == UInt8(ascii: "\n") { line += 1 }
    previous = byte
  }
  return aliases.first { !$0.name.isEmpty && anchors.contains($0.name) }
}

private func fault(_ error: any Error, text: String, file: String) -> SourceError {
  func at(_ line: Int, _ column: Int?, _ message: String) -> SourceError {
    var fault = SourceError(
      message, at: SourcePlace(file: file, line: max(1, line)), column: column)
    fault.losesFile = true
    return fault
  }
  switch error as? YamlError {
  case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
    .composer(_, let problem, let mark, _):
    return at(mark.line, mark.column, "not YAML: \(problem)" + hint(for: problem))
  case .duplicatedKeysInMapping(let names, let context):
    let name = names.first ?? ""
    let second = secondLine(of: name, after: context.mark, in: text)
    let message = "key '\(name)' appears twice; first in line \(context.mark.line)"
    return at(second ?? context.mark.line, nil, message)
  case .reader(let problem, _, _, _):
    return at(1, nil, "not YAML: \(problem)")
  default:
    return at(1, nil, "not YAML: \(error)")
  }
}

private func hint(for problem: String) -> String {
  switch problem {
  case "found undefined alias", "did not find expected alphabetic or numeric character":
    "; put quotes round a term that begins with '*' or '&'"
  case "found character that cannot start any token":
    "; put quotes round a term that begins with '@', '%' or '`'"
  case "mapping values are not allowed in this context":
    "; put quotes round a text that holds ': '"
  case "did not find expected ',' or ']'":
    "; put quotes round a term that holds '#', '[' or ','"
  default: ""
  }
}

/// The line that repeats a key, when both stand in the same column, one below the other.
private func secondLine(of key: String, after first: Mark, in text: String) -> Int? {
  let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
  let rest = lines.dropFirst(first.line)
  return rest.firstIndex { line in
    let indent = line.prefix { $0 == " " }.count
    return indent == first.column - 1 && line.dropFirst(indent).hasPrefix(key + ":")
  }.map { $0 + 1 }
}
