import TextModel

/// The words that the text report says things in.
enum Phrases {
  /// A number and its noun: "1 passage", "2 passages".
  static func count(_ number: Int, _ singular: String, _ plural: String? = nil) -> String {
    "\(grouped(number)) \(number == 1 ? singular : plural ?? singular + "s")"
  }

  /// A number with commas between thousands.
  static func grouped(_ number: Int) -> String {
    var output = ""
    for (index, digit) in String(number).reversed().enumerated() {
      if index > 0, index % 3 == 0, digit != "-" { output.append(",") }
      output.append(digit)
    }
    return String(output.reversed())
  }

  /// A number of bytes in the unit that suits it.
  static func size(_ bytes: Int) -> String {
    let units = ["kB", "MB", "GB", "TB"]
    guard bytes >= 1000 else { return count(bytes, "byte") }
    var tenths = (bytes + 50) / 100
    var unit = 0
    while tenths >= 10_000, unit + 1 < units.count {
      tenths = (tenths + 500) / 1000
      unit += 1
    }
    return "\(tenths / 10).\(tenths % 10) \(units[unit])"
  }

  /// How sure a finding is, from hundredths.
  static func confidence(_ hundredths: UInt8) -> String {
    switch hundredths {
    case 95...: "almost certain"
    case 80...: "very likely"
    case 60...: "likely"
    case 40...: "possible"
    default: "uncertain"
    }
  }

  /// What an action asks of the person who wants to post.
  static func action(_ action: Action) -> String {
    switch action {
    case .note: "For information"
    case .review: "Needs a look"
    case .block: "Must change"
    }
  }

  /// Whom to tell, in words: "the headteacher and the police".
  static func route(_ names: [String]) -> String {
    let words = names.map(routeName)
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " and " + last
  }

  private static func routeName(_ name: String) -> String {
    guard name != "dsl" else { return "the designated safeguarding lead" }
    guard !name.contains(" "), name != "police" else {
      return name == "police" ? "the police" : name
    }
    let words = name.split(separator: "-").map {
      acronyms.contains($0) ? $0.uppercased() : String($0)
    }
    return "the " + words.joined(separator: " ")
  }

  private static let acronyms: Set<Substring> = ["hr", "ict", "it", "lado", "la", "dpo", "send"]

  /// By when, in words: "24h" is "within 24 hours".
  static func within(_ limit: String) -> String {
    let digits = limit.prefix { $0.isASCII && $0.isNumber }
    guard let number = Int(digits) else {
      return limit == "immediately" ? "at once" : spaced(limit)
    }
    switch limit.dropFirst(digits.count) {
    case "h": return "within " + count(number, "hour")
    case "d": return "within " + count(number, "day")
    case "wd": return "within " + count(number, "working day")
    default: return "within " + limit
    }
  }

  /// How to handle what was found, in words.
  static func handling(_ name: String) -> String {
    switch name {
    case "do-not-reply": "do not reply to it"
    case "no-image": "do not open, copy or pass on the picture"
    case "block-comment": "hide the comment; block its writer if it goes on"
    case "author-removes": "ask its writer to take it down"
    case "ask-host-to-remove": "ask the site to take it down, and look again after 24 hours"
    case "report-to-site": "report it to the site"
    case "ask-first": "ask before making contact"
    case "check-approval": "see whether the account was agreed to"
    case "consent-of-target": "go to the police only if the person concerned agrees"
    case "offer-support": "offer the person concerned support"
    case "official-channel-only": "leave it to the school's own channels"
    case "signpost": "say kindly where such things are raised"
    case "tell-author": "tell its writer how it may be read"
    default: spaced(name)
    }
  }

  /// What is kept, in words: "the text and the time".
  static func evidence(_ names: [String]) -> String {
    let words = names.map { name in
      switch name {
      case "screenshot": "a picture of the screen"
      case "printed-copy": "a printed copy"
      case "site-address": "the address of the site"
      default: "the " + spaced(name)
      }
    }
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " and " + last
  }

  private static func spaced(_ name: String) -> String {
    name.split(separator: "-").joined(separator: " ")
  }

  /// A day, in words, from ISO 8601: "12 March 2026"; other text as it stands.
  static func day(_ time: String) -> String {
    let parts = time.prefix(10).split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].count == 4, let year = Int(parts[0]),
      let month = Int(parts[1]), months.indices.contains(month - 1), let day = Int(parts[2])
    else { return time }
    return "\(day) \(months[month - 1]) \(year)"
  }

  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]
}
