import ScanCore
import TextModel

@testable import Detectors

/// Tokens cut as `Token` describes: runs of letters and digits, an apostrophe inside kept, a
/// possessive `'s` left out.
func tokens(of bytes: [UInt8]) -> [Token] {
  var tokens: [Token] = []
  let text = String(decoding: bytes, as: UTF8.self)
  var start: Int?
  var offset = 0
  for scalar in text.unicodeScalars {
    let isWord =
      scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar == "'"
    if isWord, start == nil, scalar != "'" { start = offset }
    if !isWord, let begin = start {
      tokens.append(token(bytes, begin, offset))
      start = nil
    }
    offset += scalar.utf8.count
  }
  if let begin = start { tokens.append(token(bytes, begin, offset)) }
  return tokens
}

private func token(_ bytes: [UInt8], _ start: Int, _ rawEnd: Int) -> Token {
  var end = rawEnd
  while end > start, bytes[end - 1] == UInt8(ascii: "'") { end -= 1 }
  if end - start > 2, bytes[end - 2] == UInt8(ascii: "'"), bytes[end - 1] == UInt8(ascii: "s") {
    end -= 2
  }
  let word = bytes[start..<end]
  var shape = TokenShape()
  if word.contains(where: \.isDigit) { shape.insert(.hasDigit) }
  if word.allSatisfy(\.isDigit) { shape.insert(.allDigits) }
  if word.first?.isCapital == true { shape.insert(.capitalised) }
  if word.count > 1, word.allSatisfy({ !$0.isLetter || $0.isCapital }), !shape.contains(.allDigits)
  {
    shape.insert(.allCapitals)
  }
  if word.contains(where: { $0 >= 0x80 }) { shape.insert(.nonASCII) }
  return Token(start: UInt32(start), end: UInt32(end), word: 0, shape: shape)
}

/// What the detector finds in a text.
func identifiers(in bytes: [UInt8]) -> [IdentifierMatch] {
  var matches: [IdentifierMatch] = []
  // What comes after the text must be readable, as in a batch of passages.
  (bytes + Array(repeating: 0, count: 64)).withUnsafeBufferPointer { padded in
    let text = UnsafeBufferPointer(rebasing: padded.prefix(bytes.count))
    tokens(of: bytes).withUnsafeBufferPointer { tokens in
      identifierDetector.matches(in: text, tokens: tokens, seen: .all, into: &matches)
    }
  }
  return matches
}

/// What the detector finds in a text, each as "signal: found text".
///
/// Signals that need a cue word are left out unless `withShapes` is set.
func identifiers(in text: String, withShapes: Bool = false) -> [String] {
  let bytes = Array(text.utf8)
  return identifiers(in: bytes).compactMap { match in
    let name = match.kind.signalName
    guard withShapes || !name.hasPrefix("number.") else { return nil }
    return name + ": " + String(decoding: bytes[match.range.indices], as: UTF8.self)
  }
}
