/// Writes the comments that allow a finding into a text.
public enum TextComment {
  /// The comment that allows a rule, for a reason.
  public static func text(rule: String, reason: String) -> String {
    // What would end the comment, or look like the end of it, is taken out.
    var plain = ""
    for character in reason where !character.isNewline && character != ">" {
      plain.append(character)
    }
    return "<!-- gatepost: allow \(rule): \(plain) -->"
  }

  /// The text with a comment before a place, counted from 1 in lines and code points.
  ///
  /// - Parameter isMarkup: Whether it goes right before the text there, as in HTML; else it gets a
  ///   line and an empty line of its own.
  public static func inserted(
    _ comment: String, into bytes: [UInt8], line: Int, column: Int, isMarkup: Bool
  ) -> [UInt8] {
    var place = 0
    var number = 1
    while number < line, let end = bytes[place...].firstIndex(of: 0x0A) {
      place = end + 1
      number += 1
    }
    guard isMarkup else {
      return bytes[..<place] + Array((comment + "\n\n").utf8) + bytes[place...]
    }
    var left = column - 1
    while place < bytes.count, left > 0 || bytes[place] & 0xC0 == 0x80 {
      if bytes[place] & 0xC0 != 0x80 { left -= 1 }
      place += 1
    }
    return bytes[..<place] + Array(comment.utf8) + bytes[place...]
  }
}
