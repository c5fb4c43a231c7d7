import Foundation
package import SchoolSettings

/// The words that a school's settings add to the lexicon, as a file of signals: its own names, firms,
/// classes and posts are known like those of the shipped lists.
package struct SettingsWords: Sendable {
  /// The file, or nil if nothing is added.
  package let text: LexiconText?
  /// The names of staff in full, who are then nobody's pupils.
  package let staffNames: [String]
  /// A number over all that is added; 0 if nothing is.
  package let hash: UInt32

  /// The words of some settings.
  package init(_ settings: Settings) {
    let school = settings.school
    let bodies = school.names + school.trust + school.authority + school.partners
    let signals: [(name: String, terms: [String])] = [
      ("school", bodies),
      ("school-name", bodies),
      ("supplier-word", settings.suppliers),
      ("target.firm", settings.suppliers),
      ("staff-role", settings.staffRoles + settings.staff.compactMap(\.role)),
    ]
    var lines = signals.flatMap { Self.lines($0.name, Self.plain($0.terms)) }
    let classes = Self.plain(school.classes)
    lines += Self.lines(
      "class-name", classes.map { "(\($0) (class|form)|(class|form|in|from) \($0))" })
    if !settings.accounts.isEmpty { lines += Self.handles(of: school.names) }
    text =
      lines.isEmpty
      ? nil : LexiconText("signals/gatepost-yml.yml", "signals:\n" + lines.joined())
    staffNames = Self.plain(settings.staff.flatMap { [$0.name] + $0.also })
    guard text != nil || !staffNames.isEmpty else {
      hash = 0
      return
    }
    var hash = ContentHash()
    hash.add((text?.text ?? "").utf8)
    for name in staffNames { hash.add((name + "\n").utf8) }
    self.hash = max(1, UInt32(truncatingIfNeeded: hash.value ^ hash.value >> 32))
  }

  private static func lines(_ signal: String, _ terms: [String]) -> [String] {
    guard !terms.isEmpty else { return [] }
    let head = "- signal: \(signal)\n  source: the school's own .gatepost.yml\n  terms:\n"
    return [head] + terms.map { "  - \"\($0)\"\n" }
  }

  /// Names of accounts that hold the school's own name: all of it, or its first words.
  ///
  /// With a register of official accounts, such a name that is not in it is somebody else's.
  private static func handles(of names: [String]) -> [String] {
    let words = plain(names).map { name in
      name.folding(options: .diacriticInsensitive, locale: nil)
        .replacing(/['\u{2019}]/, with: "").lowercased().split(separator: " ")
    }
    let whole = words.filter { $0.joined().utf8.count >= 6 }.map { $0.joined(separator: "[_.]?") }
    let first = words.compactMap(beginning)
    return patterns("school-handle.whole", whole) + patterns("school-handle.part", first)
  }

  /// The first words of a name, as many as it takes for five letters; nil if that is all of it.
  private static func beginning(of words: [Substring]) -> String? {
    for count in 1..<max(words.count, 1) {
      let first = words.prefix(count)
      if first.joined().utf8.count >= 5 { return first.joined(separator: "[_.]?") }
    }
    return nil
  }

  private static func patterns(_ signal: String, _ names: [String]) -> [String] {
    guard !names.isEmpty else { return [] }
    let any = Set(names).sorted().joined(separator: "|")
    return [
      "- signal: \(signal)\n  source: the school's own .gatepost.yml\n  patterns:\n"
        + "  - {pattern: '(?i)(?<![\\w.@])@\\w*?(?:\(any))\\w*', anchor: at-sign}\n"
    ]
  }

  private static func plain(_ names: [String]) -> [String] {
    Set(names.map(Self.plain)).subtracting([""]).sorted()
  }

  /// A name without the signs that mean something in a term.
  private static func plain(_ name: String) -> String {
    let kept = name.unicodeScalars.map { scalar -> Character in
      let isWord =
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        || scalar == "'" || scalar == "\u{2019}"
        || scalar.properties.generalCategory == .nonspacingMark
      return isWord ? Character(scalar) : " "
    }
    // An apostrophe on its own is no word.
    return String(kept).split(separator: " ")
      .filter { $0.contains(where: { $0.isLetter || $0.isNumber }) }.joined(separator: " ")
  }
}
