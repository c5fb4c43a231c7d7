/// How strong the words of a signal are: which of two readings of a mask is likelier, and which
/// words are looked for under the disguises that honest words could fall into by chance.
///
/// Goes by the name of the signal, so that the lists of words stay data.
enum WordStrength: UInt8, Comparable {
  case other, mild, lewd, slur, medium, strong, strongest

  init(ofSignal name: String) {
    switch name {
    case "profanity.strongest": self = .strongest
    case "profanity.strong": self = .strong
    case "profanity.medium": self = .medium
    case "profanity.mild": self = .mild
    default:
      self = name.hasPrefix("slur.") ? .slur : name.hasPrefix("lewd.") ? .lewd : .other
    }
  }

  static func < (one: WordStrength, other: WordStrength) -> Bool { one.rawValue < other.rawValue }
}
