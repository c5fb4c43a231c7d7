import CScan

/// Folds words exactly as a scan does, for the compiler of lexicons.
package enum WordKey {
  /// The hash that the index holds a plain word under.
  ///
  /// - Parameter plain: Small ASCII letters and digits (or the bytes of another script).
  package static func hash(of plain: [UInt8]) -> UInt64 {
    let padded = plain + Array(repeating: 0, count: 16)
    return padded.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return 0 }
      return gp_word_hash(base, plain.count)
    }
  }

  /// The plain forms of the words of a text: "O'Brien-Łęcki" gives "obrien", "lecki".
  ///
  /// - Parameters:
  ///   - text: Any text.
  ///   - scalars: The table of `Letters`, ascending.
  ///   - plain: Its plain forms.
  package static func plainWords(of text: String, scalars: [UInt32], plain: [UInt32]) -> [[UInt8]] {
    let bytes = Array(text.utf8) + Array(repeating: 0, count: 64)
    let count = bytes.count - 64
    return scalars.withUnsafeBufferPointer { scalars in
      plain.withUnsafeBufferPointer { plain in
        let letters = Letters(scalars: scalars, plain: plain)
        return bytes.withUnsafeBufferPointer { cut($0, count, letters) }
      }
    }
  }

  private static func cut(
    _ bytes: UnsafeBufferPointer<UInt8>, _ count: Int, _ letters: Letters
  ) -> [[UInt8]] {
    guard let base = bytes.baseAddress else { return [] }
    var words: [[UInt8]] = []
    var position = 0
    while position < count {
      guard isWordByte(bytes[position]) else {
        position += 1
        continue
      }
      var end = position
      while end < count, isWordByte(bytes[end]) { end += 1 }
      while position < end {
        var word = FoldedWord()
        position = word.read(base, from: position, to: end, letters: letters).next
        guard word.count > 0 else { continue }
        words.append(
          word.withPaddedBytes { Array(UnsafeBufferPointer(start: $0, count: word.count)) })
      }
    }
    return words
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || byte >= 0x80 || byte == 0x27
  }
}
