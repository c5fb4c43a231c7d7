/// The set of a word's sounds, which is the same for all its stretched, jumbled and sound-alike
/// forms, so that one look into a table says that an unknown word hides nothing.
///
/// Letters of one sound are taken for the same: c, k, q; s, z; f, ph; o, u (for `oo`); and x for k
/// and s.
enum WordSound {
  /// What a word sounds like, and whether it has a vowel behind its first letter.
  struct Summary {
    /// A bit for each sound.
    var sounds: UInt32 = 0
    /// Whether it has a vowel behind its first letter.
    var hasVowel = false

    /// The place to begin at in a hash table.
    var hash: Int { Int((sounds &* 0x9E37_79B1) >> 8) }
  }

  /// The summary of a word in plain letters, whatever their case; other bytes count for nothing.
  @inline(__always)
  static func summary(of word: UnsafeBufferPointer<UInt8>) -> Summary {
    var summary = Summary()
    var index = 0
    while index < word.count {
      let byte = word[index] | 0x20
      let letter = byte &- 0x61
      if letter < 26 {
        if index > 0 && isVowel(byte) { summary.hasVowel = true }
        let isPH = byte == 0x70 && index &+ 1 < word.count && word[index &+ 1] | 0x20 == 0x68
        summary.sounds |= isPH ? 1 << 5 : sounds[Int(letter)]
        if isPH { index &+= 1 }
      }
      index &+= 1
    }
    return summary
  }

  /// Whether a byte is a, e, i, o or u.
  @inline(__always)
  static func isVowel(_ byte: UInt8) -> Bool {
    let letter = UInt32(byte &- 0x61)
    return letter < 26 && vowels >> letter & 1 != 0
  }

  /// The sounds of a word, one byte each, for a strict comparison.
  ///
  /// - Parameters:
  ///   - word: Plain small letters.
  ///   - pair: What a run of `o` sounds like: `u`, or one stretched `o`.
  static func sequence(of word: UnsafeBufferPointer<UInt8>, doubleO pair: UInt8) -> [UInt8] {
    var result: [UInt8] = []
    func add(_ byte: UInt8) {
      if result.last != byte { result.append(byte) }
    }
    var index = 0
    while index < word.count {
      let byte = word[index]
      let next = index + 1 < word.count ? word[index + 1] : 0
      switch byte {
      case 0x70 where next == 0x68:
        add(0x66)
        index += 1
      case 0x63, 0x71: add(0x6B)
      case 0x7A: add(0x73)
      case 0x78:
        add(0x6B)
        add(0x73)
        while index + 1 < word.count, word[index + 1] == 0x78 { index += 1 }
      case 0x6F where next == 0x6F:
        add(pair)
        while index + 1 < word.count, word[index + 1] == 0x6F { index += 1 }
      default: add(byte)
      }
      index += 1
    }
    return result
  }
}

/// Bits of a, e, i, o and u; bit 0 is "a".
let vowels: UInt32 = 1 | 1 << 4 | 1 << 8 | 1 << 14 | 1 << 20

/// For each letter the bits of its sounds: bit 0 is a; c and q as k, z as s, u as o, x as k and s.
///
/// Written out, because a table that is worked out costs a call of `swift_once` for each letter.
private let sounds: InlineArray<26, UInt32> = [
  0x1, 0x2, 0x400, 0x8, 0x10, 0x20, 0x40, 0x80, 0x100, 0x200, 0x400, 0x800, 0x1000, 0x2000,
  0x4000, 0x8000, 0x400, 0x20000, 0x40000, 0x80000, 0x4000, 0x200000, 0x400000, 0x40400,
  0x1000000, 0x40000,
]
