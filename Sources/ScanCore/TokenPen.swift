import CScan

/// Adds tokens to a `TokenBuffer`.
///
/// A value of its own, so that a loop over words has all of it in registers: what stands in the buffer
/// would be read and written anew for each.
struct TokenPen: BitwiseCopyable {
  // SAFETY: of the buffer that made it, which has made room for as many more tokens as it was asked for
  // and does not change until it has taken what was written.
  let tokens: UnsafeMutablePointer<Token>
  let words: UnsafeMutablePointer<UInt32>
  let odd: UnsafeMutablePointer<UInt32>
  let rows: UnsafeMutablePointer<gp_row>
  /// How many of each there are.
  private(set) var count: Int
  private(set) var oddCount: Int
  private(set) var rowCount: Int
  /// See `TokenBuffer.nameLikeCount`.
  private(set) var nameLikeCount: Int
  /// See `SeenBytes.spokenSign`.
  private(set) var spokenSign: Bool

  /// A pen that goes on behind what there is.
  @inline(__always)
  init(
    tokens: UnsafeMutablePointer<Token>, words: UnsafeMutablePointer<UInt32>,
    odd: UnsafeMutablePointer<UInt32>, rows: UnsafeMutablePointer<gp_row>, count: Int,
    oddCount: Int, rowCount: Int, nameLikeCount: Int, spokenSign: Bool
  ) {
    (self.tokens, self.words, self.odd, self.rows) = (tokens, words, odd, rows)
    (self.count, self.oddCount, self.rowCount) = (count, oddCount, rowCount)
    (self.nameLikeCount, self.spokenSign) = (nameLikeCount, spokenSign)
  }

  /// Adds a token.
  @inline(__always)
  mutating func put(_ token: Token, postings: PostingRow, isOdd: Bool) {
    tokens[count] = token
    words[count] = token.word
    let index = UInt32(truncatingIfNeeded: count)
    // Written at every token and kept only where the counts go on: no branch to guess wrong.
    odd[oddCount] = index
    oddCount &+= isOdd ? 1 : 0
    rows[rowCount] = gp_row(token: index, row: postings.bits)
    rowCount &+= postings.isEmpty ? 0 : 1
    count &+= 1
  }

  /// Notes what the lists say of a word in small letters: whether it wakes somebody.
  @inline(__always)
  mutating func note(_ attributes: WordAttributes) {
    let waking =
      WordAttributes.wakesNames | WordAttributes.wakesIdentifiers
      | WordAttributes.wakesNamesUncapitalised
    guard attributes.bits & waking != 0 else { return }
    nameLikeCount &+= attributes.bits & (waking & ~WordAttributes.wakesIdentifiers) != 0 ? 1 : 0
    if attributes.bits & WordAttributes.wakesIdentifiers != 0 { spokenSign = true }
  }

  /// Notes what the lists say of a capitalised word: a given name, or a word that only a phrase holds,
  /// which may be a rare one, wakes the detector of names.
  @inline(__always)
  mutating func noteCapitalised(_ attributes: WordAttributes) {
    note(attributes)
    let isRare = attributes.wordClass == 0 && attributes.saysNothing
    if attributes.isGivenName || isRare { nameLikeCount &+= 1 }
  }

  /// Notes a word that no list knows, if it has a capital or stands behind `#` or `@`: perhaps a rare
  /// name, or names run together.
  @inline(__always)
  mutating func noteUnknown(_ shape: TokenShape, after byte: UInt8) {
    if shape.contains(.capitalised) || byte == 0x23 || byte == 0x40 { nameLikeCount &+= 1 }
  }

  /// Notes a capitalised word if it is one of one or two letters: initials, unless it is "I", "A",
  /// "In", "We".
  @inline(__always)
  mutating func noteInitials(_ shape: TokenShape, _ spelled: UnsafeBufferPointer<UInt8>) {
    guard spelled.count <= 2 else { return }
    let isPlainWord = spelled.count == 1 && (spelled[0] == 0x49 || spelled[0] == 0x41)
    if shape.contains(.allCapitals) || spelled.count == 1 && !isPlainWord { nameLikeCount &+= 1 }
  }
}
