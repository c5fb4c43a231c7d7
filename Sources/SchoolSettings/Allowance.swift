/// An entry of the allow-list: something that a person looked at and that may stay.
public struct Allowance: Hashable, Sendable {
  /// The words that may stand, compared without case and doubled blanks; nil allows any.
  public let term: String?
  /// The rules that it is about: an id, a family, or a pattern with `*`.
  public let rule: String
  /// The files that it holds for, from the settings' folder: `*` is anything but `/`, `**` anything;
  /// nil is every file.
  public let path: String?
  /// The last day it holds, `YYYY-MM-DD`; nil holds for good.
  public let until: String?
  /// Who decided.
  public let who: String
  /// Why.
  public let why: String
  /// The line of the entry, counted from 1; 0 if not known.
  public let line: Int

  init(_ tree: SettingsTree) {
    term = tree["term"].text
    rule = tree["rule"].text ?? "*"
    path = tree["path"].text
    until = tree["until"].text
    who = tree["who"].text ?? ""
    why = tree["why"].text ?? ""
    line = tree["line"].text.flatMap { Int($0) } ?? 0
  }

  /// Whether it no longer holds.
  ///
  /// - Parameter today: The day, `YYYY-MM-DD`.
  public func isExpired(on today: String) -> Bool { until.map { $0 < today } ?? false }

  /// Whether it is about a found text.
  public func holds(term found: some StringProtocol) -> Bool {
    guard let term else { return true }
    return Self.plain(term) == Self.plain(found)
  }

  /// Whether it is about a file.
  ///
  /// - Parameter file: The file's path from the settings' folder.
  public func holds(path file: String) -> Bool {
    guard let path else { return true }
    return PathPattern(path).matches(file)
  }

  private static func plain(_ text: some StringProtocol) -> String {
    text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}

/// A pattern of paths: `*` is anything but `/`, `**` anything, `?` one character but `/`.
public struct PathPattern: Sendable {
  private let pattern: [UInt8]

  /// A pattern; one without a `/` is about the file's name alone, as in a `.gitignore`.
  public init(_ pattern: String) {
    self.pattern = Array((pattern.contains("/") ? pattern : "**/" + pattern).utf8)
  }

  /// Whether a path answers to it.
  public func matches(_ path: String) -> Bool {
    let bytes = Array(path.utf8)
    // Row by row: which beginnings of the path the pattern so far can stand for.
    var reached = [true] + Array(repeating: false, count: bytes.count)
    var index = 0
    while index < pattern.count {
      let isDouble = pattern[index...].starts(with: "**".utf8)
      switch pattern[index] {
      case 0x2A:
        // `**/` may also stand for nothing.
        let slash = isDouble && index + 2 < pattern.count && pattern[index + 2] == 0x2F
        let before = reached
        for place in bytes.indices where reached[place] && (isDouble || bytes[place] != 0x2F) {
          reached[place + 1] = true
        }
        if slash {
          reached = zip(before, Self.behindSlash(reached, bytes)).map { $0 || $1 }
          index += 1
        }
        index += isDouble ? 2 : 1
      case let byte:
        var next = Array(repeating: false, count: reached.count)
        for place in bytes.indices
        where reached[place] && (byte == bytes[place] || byte == 0x3F && bytes[place] != 0x2F) {
          next[place + 1] = true
        }
        reached = next
        index += 1
      }
    }
    return reached[bytes.count]
  }

  private static func behindSlash(_ reached: [Bool], _ bytes: [UInt8]) -> [Bool] {
    [false] + bytes.indices.map { reached[$0] && bytes[$0] == 0x2F }
  }
}
