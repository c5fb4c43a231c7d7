/// Names of picture and film files, which often name who is in them.
extension IdentifierSearch {
  /// Looks for a file name whose extension begins after the full stop at `index`.
  mutating func findImageFile(dot index: Int) {
    let end = text.endOfAlphanumerics(from: index + 1)
    guard isWord(of: .pictureEnding, from: index + 1, to: end),
      !text.isWord(at: end)
    else { return }
    let start = startOfName(before: index)
    guard start < index else { return }
    let isCamera = isCameraName(from: start, to: index)
    add(isCamera ? .imageFileCamera : .imageFile, start, end, isCamera ? 90 : 95)
  }

  /// The start of a name without blanks, at most 120 bytes back, on a character's first byte.
  private func startOfName(before index: Int) -> Int {
    var start = index
    while start > 0, index - start < 120, isNameByte(text[start - 1]) { start -= 1 }
    while start < index, text[start] & 0xC0 == 0x80 { start += 1 }
    while start < index, !text.isWord(at: start) { start += 1 }
    return start
  }

  private func isNameByte(_ byte: UInt8) -> Bool {
    if byte.isAlphanumeric || byte >= 0x80 { return true }
    return switch byte {
    case .underscore, .hyphen, .dot, .plus, .openBracket, .closeBracket, UInt8(ascii: "%"),
      UInt8(ascii: "'"), UInt8(ascii: "&"):
      true
    default: false
    }
  }

  /// Whether a camera, telephone or program chose the name: a known prefix, then digits.
  private func isCameraName(from start: Int, to end: Int) -> Bool {
    let place = start + part(of: .camera, at: start, before: text.count)
    var letters = 0
    for index in place..<max(place, end) where text[index].isLetter || text[index] >= 0x80 {
      letters += 1
    }
    return letters <= 2
  }
}
