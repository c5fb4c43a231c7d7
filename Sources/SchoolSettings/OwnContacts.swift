import TextModel

/// What a school publishes of itself: its numbers, addresses and names on social media.
///
/// A finding whose whole text is one of these is no finding. Compared without case, blanks and
/// punctuation; telephone numbers also with and without +44.
public struct OwnContacts: Hashable, Sendable {
  private let keys: Set<String>
  /// E-mail addresses of which only the part behind the `@` is given (`*@school.example.org`).
  private let domains: Set<String>
  private let addresses: [String]
  /// Links without scheme and `www.`; what lies below them is the school's too.
  private let links: [String]

  /// Whether nothing is listed.
  public var isEmpty: Bool { keys.isEmpty && domains.isEmpty && addresses.isEmpty }

  init(_ tree: SettingsTree) {
    let emails = tree["emails"].texts.map(Self.key)
    let others = ["phones", "postcodes", "handles", "links", "numbers"].flatMap { tree[$0].texts }
    keys = Set(emails.filter { !$0.hasPrefix("@") } + others.map(Self.key)).subtracting([""])
    domains = Set(emails.filter { $0.hasPrefix("@") })
    addresses = tree["addresses"].texts.map(Self.key)
    links = tree["links"].texts.map(Self.bareLink).filter { !$0.isEmpty }
  }

  /// Whether a found text is the school's own.
  public func hold(_ found: some StringProtocol) -> Bool {
    let key = Self.key(found)
    if keys.contains(key) { return true }
    if let sign = key.lastIndex(of: "@"), domains.contains(String(key[sign...])) { return true }
    if !links.isEmpty {
      let link = Self.bareLink(found)
      if links.contains(where: { link == $0 || link.hasPrefix($0 + "/") }) { return true }
    }
    // An address is often found in part: its street, its postcode.
    return key.utf8.count >= 5 && addresses.contains { $0.holds(key) }
  }

  /// A link without scheme, `www.` and what ends it: "https://www.School.example.org/" is
  /// "school.example.org".
  private static func bareLink(_ text: some StringProtocol) -> String {
    var link = text.lowercased()[...]
    for start in ["https://", "http://", "www."] where link.hasPrefix(start) {
      link = link.dropFirst(start.count)
    }
    while let last = link.last, "/?#.".contains(last) { link = link.dropLast() }
    return String(link)
  }

  /// A text as it is compared: small letters and digits, and the `@` inside an e-mail address.
  static func key(_ text: some StringProtocol) -> String {
    var key = ""
    for scalar in text.unicodeScalars {
      if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
        key += scalar.properties.lowercaseMapping
      } else if scalar == "@" && !key.isEmpty || scalar == "*" {
        key.unicodeScalars.append(scalar)
      }
    }
    if key.hasPrefix("*@") { return String(key.dropFirst()) }
    guard key.utf8.count >= 9, key.utf8.allSatisfy({ $0 < 0x3A }) else { return key }
    for prefix in ["0044", "44"] where key.hasPrefix(prefix) && key.utf8.count >= 11 {
      let rest = key.dropFirst(prefix.count)
      return rest.hasPrefix("0") ? String(rest) : "0" + rest
    }
    return key
  }
}
