import ScanCore
import TextModel

/// Says in the words of the reports how something was hidden.
enum DisguiseNaming {
  /// The kind of a match, from how it was found and from what stands in its text.
  static func kind(
    of disguise: Disguise, in text: Slice<UnsafeBufferPointer<UInt8>>
  ) -> DisguiseKind {
    switch disguise {
    case .lookAlike, .lookAlikeMostly: .leet
    case .masked, .maskedLoosely, .tailMasked, .initialOnly:
      text.contains { $0 != 0x2A && LookAlikes.isMark($0) } ? .symbols : .stars
    case .parted: .partSpaced
    case .spaced: parted(by: text)
    case .stretched: .repeats
    case .soundAlike: .soundAlike
    case .swapped: .letterSwap
    case .reversed: .reversed
    case .vowelsDropped, .vowelsDroppedShort: .droppedVowels
    case .runTogether: .runTogether
    case .hiddenLetters: hidden(text) ?? .homoglyph
    }
  }

  /// The kind of a word that the tokeniser has undone; nil if it is written plainly.
  static func kind(
    of token: Token, in text: Slice<UnsafeBufferPointer<UInt8>>
  ) -> DisguiseKind? {
    if token.shape.contains(.nonASCII) || token.shape.contains(.disguised) {
      if let kind = hidden(text) { return kind }
      return token.shape.contains(.disguised) ? .homoglyph : .marks
    }
    if hasThreefoldLetter(text) { return .repeats }
    return capitalChanges(text) >= 3 ? .mixedCase : nil
  }

  /// Characters that cannot be seen, or letters of another style.
  private static func hidden(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> DisguiseKind? {
    var isStyled = false
    for scalar in String(decoding: text, as: UTF8.self).unicodeScalars where !scalar.isASCII {
      if scalar.properties.isDefaultIgnorableCodePoint { return .zeroWidth }
      switch scalar.value {
      // Circled, small-capital, fullwidth, mathematical and squared letters.
      case 0x1D00...0x1DBF, 0x2100...0x214F, 0x2460...0x24FF, 0xFF21...0xFF5A, 0x1D400...0x1D7FF,
        0x1F100...0x1F1FF:
        isStyled = true
      default: break
      }
    }
    return isStyled ? .styled : nil
  }

  private static func parted(by text: Slice<UnsafeBufferPointer<UInt8>>) -> DisguiseKind {
    guard let mark = text.dropFirst().first(where: { !LookAlikes.isLetter($0) }) else {
      return .hyphened
    }
    return mark == 0x20 ? .spaced : mark == 0x2E ? .dotted : .hyphened
  }

  private static func hasThreefoldLetter(_ word: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    word.indices.dropFirst(2).contains { index in
      word[index] | 0x20 == word[index - 1] | 0x20 && word[index] | 0x20 == word[index - 2] | 0x20
    }
  }

  /// How often a word goes over from small letters to capitals or back, its first letter apart.
  private static func capitalChanges(_ word: Slice<UnsafeBufferPointer<UInt8>>) -> Int {
    word.indices.dropFirst(2).count { index in
      LookAlikes.isLetter(word[index]) && LookAlikes.isLetter(word[index - 1])
        && (word[index] ^ word[index - 1]) & 0x20 != 0
    }
  }
}
