import CScan

/// What a word is known by: its number in the lexicon, or a hash of its plain letters.
package enum WordIdentity {
  /// The identity of a token's word.
  ///
  /// - Parameters:
  ///   - token: A token of `text`.
  ///   - text: A passage; at least 16 readable bytes must follow it.
  ///   - letters: The table of letters that the tokens were cut with.
  /// - Returns: The number of its slot plus 1, or a hash with the highest bit set.
  @inline(__always)
  package static func of(
    _ token: Token, in text: UnsafeBufferPointer<UInt8>, _ letters: Letters
  ) -> UInt64 {
    token.word != 0 ? UInt64(token.word) : hash(of: token, in: text, letters)
  }

  /// The plain letters of a token's word.
  package static func plain(
    _ token: Token, in text: UnsafeBufferPointer<UInt8>, _ letters: Letters
  ) -> [UInt8] {
    guard let base = text.baseAddress else { return [] }
    var word = FoldedWord()
    _ = word.read(base, from: Int(token.start), to: Int(token.end), letters: letters)
    return word.withPaddedBytes { Array(UnsafeBufferPointer(start: $0, count: word.count)) }
  }

  @inline(never)
  private static func hash(
    of token: Token, in text: UnsafeBufferPointer<UInt8>, _ letters: Letters
  ) -> UInt64 {
    guard let base = text.baseAddress else { return 1 << 63 }
    var word = FoldedWord()
    _ = word.read(base, from: Int(token.start), to: Int(token.end), letters: letters)
    return word.withPaddedBytes { gp_word_hash($0, word.count) } | 1 << 63
  }
}
