import CScan

/// Cuts a passage into words and looks each up in the lexicon, in one pass over the bytes.
///
/// 64 bytes at a time are turned into bit masks; where the mask of word bytes changes, a word
/// begins or ends. A word of plain ASCII letters and digits is hashed as it stands; one with an
/// apostrophe or a byte outside ASCII goes through `FoldedWord` first.
package struct Tokeniser: Sendable {

  private let lexicon: Lexicon
  private let tables: LexiconTables
  private let masks: gp_mask_maker

  /// A tokeniser that looks words up in `lexicon`.
  package init(lexicon: Lexicon, routines: Routines = .fastest) {
    self.lexicon = lexicon
    tables = lexicon.tables
    masks = routines.chosen.mask
  }

  /// Fills `buffer` with the tokens of a text.
  ///
  /// - Parameters:
  ///   - text: Valid UTF-8. At least `PassageBatch.padding` readable bytes must follow it: whole
  ///     blocks are loaded, and what lies behind the end is masked off.
  ///   - buffer: Emptied first.
  package func tokenise(_ text: UnsafeBufferPointer<UInt8>, into buffer: inout TokenBuffer) {
    begin(text, into: &buffer)
    finish(text, into: &buffer)
  }

  /// The first half of `tokenise`: cuts the text into words, or the first blocks of a long one, and
  /// asks for what will be read of the index ahead.
  package func begin(_ text: UnsafeBufferPointer<UInt8>, into buffer: inout TokenBuffer) {
    buffer.reset()
    guard let base = text.baseAddress, text.count > 0 else { return }
    cutBlocks(base, text.count, into: &buffer)
  }

  /// The second half: looks the words up.
  ///
  /// Other texts may have been begun with other buffers in between, so that what was asked for has
  /// come.
  package func finish(_ text: UnsafeBufferPointer<UInt8>, into buffer: inout TokenBuffer) {
    guard let base = text.baseAddress, text.count > 0 else { return }
    while true {
      look(base, into: &buffer)
      // A text that fills its last block has an empty one behind it, which ends its last word.
      guard buffer.cutting.offset <= text.count else { return }
      cutBlocks(base, text.count, into: &buffer)
    }
  }

  /// Cuts so many of the blocks that are left as there is room for the words of.
  @inline(never)
  private func cutBlocks(
    _ base: UnsafePointer<UInt8>, _ size: Int, into buffer: inout TokenBuffer
  ) {
    var run = buffer.cutting.run
    var offset = buffer.cutting.offset
    var count = 0
    let spans = buffer.spans
    while offset <= size && count <= TokenBuffer.spanCapacity &- Self.mostWords {
      let left = size &- offset
      let block = masks(base + offset, left)
      buffer.seen.add(block)
      count &+= cut(block, at: offset, base: base, run: &run, into: spans + count)
      offset &+= 64
    }
    buffer.cutting = Cutting(run: run, offset: offset, count: count)
  }

  /// How many words of a block can end in it at the most, one of them begun before it.
  static let mostWords = 33

  /// How far the cutting of a text has come.
  struct Cutting {
    var run = WordRun()
    /// Where the next block begins.
    var offset = 0
    /// How many words have been cut and not looked up.
    var count = 0
  }

  /// The word that is open at the end of a block.
  struct WordRun {
    var isOpen = false
    var start = 0
    /// It has an apostrophe or a byte outside ASCII, in the blocks before.
    var isMessy = false
    /// It has a digit, in the blocks before.
    var hasDigit = false

    /// Notes what the bits of its bytes in a block say.
    @inline(__always)
    fileprivate mutating func note(messy: UInt64, digit: UInt64) {
      if messy != 0 { isMessy = true }
      if digit != 0 { hasDigit = true }
    }
  }

  /// Cuts the words that end in a block.
  ///
  /// - Parameters:
  ///   - offset: Where the block begins.
  ///   - run: The word that is open at its beginning, and then at its end.
  ///   - spans: Room for 33 words.
  /// - Returns: How many there are.
  @inline(__always)
  private func cut(
    _ block: gp_masks, at offset: Int, base: UnsafePointer<UInt8>, run: inout WordRun,
    into spans: UnsafeMutablePointer<WordSpan>
  ) -> Int {
    let word = block.word
    let messy = (block.high | block.odd) & word
    // One past the last byte of each word that ends in this block, and the first byte of each that
    // begins in it.
    let isInside = word << 1 | (run.isOpen ? 1 : 0)
    var ends = ~word & isInside
    var starts = word & ~isInside
    var count = 0
    if run.isOpen {
      guard ends != 0 else {
        run.note(messy: messy, digit: block.digit)
        return 0
      }
      let end = UInt64(truncatingIfNeeded: ends.trailingZeroBitCount)
      ends &= ends &- 1
      let span = (1 &<< end) &- 1
      run.note(messy: messy & span, digit: block.digit & span)
      spans[0] = carried(run, base, to: offset &+ Int(end))
      ask(for: &spans[0], base)
      count = 1
      run.isOpen = false
    }
    while ends != 0 {
      let end = UInt64(truncatingIfNeeded: ends.trailingZeroBitCount)
      let start = UInt64(truncatingIfNeeded: starts.trailingZeroBitCount)
      ends &= ends &- 1
      starts &= starts &- 1
      let span = (1 &<< end) &- (1 &<< start)
      spans[count] = WordSpan(
        start: UInt32(truncatingIfNeeded: offset &+ Int(start)),
        end: UInt32(truncatingIfNeeded: offset &+ Int(end)),
        shape: Self.shape(upper: block.upper & span, digit: block.digit & span, span),
        isMessy: messy & span != 0)
      ask(for: &spans[count], base)
      count &+= 1
    }
    guard starts != 0 else { return count }
    let start = UInt64(truncatingIfNeeded: starts.trailingZeroBitCount)
    let span = ~UInt64(0) &<< start
    run = WordRun(isOpen: true, start: offset &+ Int(start))
    run.note(messy: messy & span, digit: block.digit & span)
    return count
  }

  /// A word that began in an earlier block than it ends in.
  @inline(never)
  private func carried(_ run: WordRun, _ base: UnsafePointer<UInt8>, to end: Int) -> WordSpan {
    let isCapitalised = base[run.start] &- 0x41 < 26
    return WordSpan(
      start: UInt32(truncatingIfNeeded: run.start), end: UInt32(truncatingIfNeeded: end),
      shape: isCapitalised || run.hasDigit ? Self.shape(base, run.start, end) : [],
      isMessy: run.isMessy)
  }

  /// Hashes a word as it stands, which is in vain for a messy one, and asks for its slot ahead.
  @inline(__always)
  private func ask(for span: inout WordSpan, _ base: UnsafePointer<UInt8>) {
    span.hash = gp_word_hash(base + Int(span.start), Int(span.end &- span.start))
    gp_prefetch(tables.slot(ofHash: span.hash))
  }

  /// Looks up and stores what was cut.
  private func look(_ base: UnsafePointer<UInt8>, into buffer: inout TokenBuffer) {
    for span in UnsafeBufferPointer(start: buffer.spans, count: buffer.cutting.count) {
      guard !span.isMessy else {
        emitMessy(base, Int(span.start), Int(span.end), into: &buffer)
        continue
      }
      let spelled = UnsafeBufferPointer(
        start: base + Int(span.start), count: Int(span.end &- span.start))
      append(span, span.hash, in: base, spelled: spelled, into: &buffer)
    }
  }

  /// Looks a word up and stores the token.
  ///
  /// - Parameter spelled: Its plain letters and digits.
  @inline(__always)
  private func append(
    _ span: WordSpan, _ hash: UInt64, in base: UnsafePointer<UInt8>,
    spelled: UnsafeBufferPointer<UInt8>, into buffer: inout TokenBuffer
  ) {
    let isCapitalised = span.shape.contains(.capitalised)
    var word = tables.find(hash: hash)
    if word == 0 && spelled.count > 3 { word = squeezed(spelled) }
    var postings = PostingRow.none
    // No word of English, and so perhaps a piece of one: an unknown one, a single letter, one with
    // foreign letters, or a short one in small letters that is a name at best ("tard", "ker").
    let length = span.end &- span.start
    var isOdd = length == 1 || !span.shape.isDisjoint(with: [.disguised, .nonASCII])
    if word != 0 {
      var slot = tables.slots[Int(word) &- 1]
      if isCapitalised {
        buffer.noteCapitalised(slot.attributes)
        buffer.noteInitials(span.shape, spelled)
      } else {
        buffer.note(slot.attributes)
      }
      if slot.canonical != 0 {
        word = slot.canonical
        slot = tables.slots[Int(word) &- 1]
      }
      postings = slot.postings
      // The rare condition first: nobody can guess how long the next word is.
      if slot.attributes.wordClass == 0 { isOdd = isOdd || length <= 5 && !isCapitalised }
    } else {
      isOdd = true
      if isCapitalised { buffer.noteInitials(span.shape, spelled) }
      if spelled.count > 2 {
        buffer.noteUnknown(span.shape, after: span.start > 0 ? base[Int(span.start) &- 1] : 0)
      }
    }
    let token = Token(start: span.start, end: span.end, word: word, shape: span.shape)
    buffer.append(token, postings: postings, isOdd: isOdd)
  }

  /// The shape of a word that lies in one block, from the bits of its bytes there.
  @inline(__always)
  private static func shape(upper: UInt64, digit: UInt64, _ word: UInt64) -> TokenShape {
    guard upper | digit != 0 else { return [] }
    let letters = word & ~digit
    let isCapitalised = upper & word & (~word &+ 1) != 0
    var shape: TokenShape = []
    if isCapitalised { shape.insert(.capitalised) }
    if upper == letters && letters & (letters &- 1) != 0 { shape.insert(.allCapitals) }
    if isCapitalised && upper & (upper &- 1) != 0 && upper != letters {
      shape.insert(.innerCapital)
    }
    if digit != 0 { shape.insert(.hasDigit) }
    if letters == 0 { shape.insert(.allDigits) }
    return shape
  }

  private static func shape(
    _ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int
  ) -> TokenShape {
    var capitals = 0
    var digits = 0
    for index in start..<end {
      if base[index] &- 0x41 < 26 { capitals &+= 1 }
      if base[index] &- 0x30 < 10 { digits &+= 1 }
    }
    var shape: TokenShape = []
    if base[start] &- 0x41 < 26 { shape.insert(.capitalised) }
    let letters = end &- start &- digits
    if capitals == letters && letters > 1 { shape.insert(.allCapitals) }
    if shape.contains(.capitalised) && capitals > 1 && capitals < letters {
      shape.insert(.innerCapital)
    }
    if digits > 0 { shape.insert(.hasDigit) }
    if letters == 0 { shape.insert(.allDigits) }
    return shape
  }

  /// Cuts a run with apostrophes or bytes outside ASCII into words and stores each.
  @inline(never)
  private func emitMessy(
    _ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int, into buffer: inout TokenBuffer
  ) {
    var position = start
    var word = FoldedWord()
    while position < end {
      let cut = word.read(base, from: position, to: end, letters: lexicon.letters)
      position = cut.next
      guard word.count > 0 else { continue }
      let span = WordSpan(
        start: UInt32(truncatingIfNeeded: cut.start), end: UInt32(truncatingIfNeeded: cut.end),
        shape: cut.shape, isMessy: true)
      word.withPaddedBytes { plain in
        append(
          span, gp_word_hash(plain, word.count), in: base,
          spelled: UnsafeBufferPointer(start: plain, count: word.count), into: &buffer)
      }
    }
  }

  /// Tries an unknown word again with every run of three or more of one letter cut to two, and
  /// then to one ("sooooo", "shiiiit").
  @inline(never)
  private func squeezed(_ spelled: UnsafeBufferPointer<UInt8>) -> UInt32 {
    guard spelled.count <= FoldedWord.capacity else { return 0 }
    var run = 0
    var longest = 0
    for index in spelled.indices {
      let isRepeat = index > 0 && (spelled[index] | 0x20) == (spelled[index &- 1] | 0x20)
      run = isRepeat ? run &+ 1 : 1
      longest = max(longest, run)
    }
    guard longest >= 3 else { return 0 }
    for limit in [2, 1] {
      var word = FoldedWord()
      word.append(squeezing: spelled, to: limit)
      let found = word.withPaddedBytes { tables.find(hash: gp_word_hash($0, word.count)) }
      if found != 0 { return found }
    }
    return 0
  }
}
