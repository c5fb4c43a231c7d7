import CScan

/// Cuts a passage into words and looks each up in the lexicon, in one pass over the bytes.
///
/// The words are cut by the loop of cutting.h. A word of plain ASCII letters and digits is hashed as it stands; one with an
/// apostrophe or a byte outside ASCII goes through `FoldedWord` first.
package struct Tokeniser: Sendable {

  private let lexicon: Lexicon
  private let tables: LexiconTables
  private let cutter: gp_cutter

  /// A tokeniser that looks words up in `lexicon`.
  package init(lexicon: Lexicon, routines: Routines = .fastest) {
    self.lexicon = lexicon
    tables = lexicon.tables
    cutter = routines.chosen.cut
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
  private func cutBlocks(
    _ base: UnsafePointer<UInt8>, _ size: Int, into buffer: inout TokenBuffer
  ) {
    buffer.spanCount = cutter(
      base, size, &buffer.cutting, buffer.spans, TokenBuffer.spanCapacity, tables.slots,
      tables.slotMask)
    buffer.seen.add(buffer.cutting)
  }

  /// Looks up and stores what was cut.
  private func look(_ base: UnsafePointer<UInt8>, into buffer: inout TokenBuffer) {
    var pen = buffer.pen(for: buffer.spanCount)
    for index in 0..<buffer.spanCount {
      let span = buffer.spans[index]
      guard span.messy == 0 else {
        buffer.take(pen)
        emitMessy(base, Int(span.start), Int(span.end), into: &buffer)
        pen = buffer.pen(for: buffer.spanCount &- index)
        continue
      }
      let spelled = UnsafeBufferPointer(
        start: base + Int(span.start), count: Int(span.end &- span.start))
      append(span, in: base, spelled: spelled, with: &pen)
    }
    buffer.take(pen)
  }

  /// Looks a word up and stores the token.
  ///
  /// - Parameter spelled: Its plain letters and digits.
  @inline(__always)
  private func append(
    _ span: gp_span, in base: UnsafePointer<UInt8>, spelled: UnsafeBufferPointer<UInt8>,
    with pen: inout TokenPen
  ) {
    let shape = TokenShape(rawValue: span.shape)
    let isCapitalised = shape.contains(.capitalised)
    var word = tables.find(hash: span.hash)
    if word == 0 && spelled.count > 3 { word = squeezed(spelled) }
    var postings = PostingRow.none
    // No word of English, and so perhaps a piece of one: an unknown one, a single letter, one with
    // foreign letters, or a short one in small letters that is a name at best ("tard", "ker").
    let length = span.end &- span.start
    var isOdd = length == 1 || !shape.isDisjoint(with: [.disguised, .nonASCII])
    if word != 0 {
      var slot = tables.slots[Int(word) &- 1]
      if isCapitalised {
        pen.noteCapitalised(slot.attributes)
        pen.noteInitials(shape, spelled)
      } else {
        pen.note(slot.attributes)
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
      if isCapitalised { pen.noteInitials(shape, spelled) }
      if spelled.count > 2 {
        pen.noteUnknown(shape, after: span.start > 0 ? base[Int(span.start) &- 1] : 0)
      }
    }
    let token = Token(start: span.start, end: span.end, word: word, shape: shape)
    pen.put(token, postings: postings, isOdd: isOdd)
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
      var pen = buffer.pen(for: 1)
      word.withPaddedBytes { plain in
        let span = gp_span(
          hash: gp_word_hash(plain, word.count), start: UInt32(truncatingIfNeeded: cut.start),
          end: UInt32(truncatingIfNeeded: cut.end), shape: cut.shape.rawValue, messy: 1)
        append(
          span, in: base, spelled: UnsafeBufferPointer(start: plain, count: word.count), with: &pen)
      }
      buffer.take(pen)
    }
  }

  /// Tries an unknown word again with every run of three or more of one letter cut to two, and
  /// then to one ("sooooo", "shiiiit").
  @inline(__always)
  private func squeezed(_ spelled: UnsafeBufferPointer<UInt8>) -> UInt32 {
    guard let base = spelled.baseAddress, gp_has_run(base, spelled.count) != 0 else { return 0 }
    return findSqueezed(spelled)
  }

  @inline(never)
  private func findSqueezed(_ spelled: UnsafeBufferPointer<UInt8>) -> UInt32 {
    guard spelled.count <= FoldedWord.capacity else { return 0 }
    for limit in [2, 1] {
      var word = FoldedWord()
      word.append(squeezing: spelled, to: limit)
      let found = word.withPaddedBytes { tables.find(hash: gp_word_hash($0, word.count)) }
      if found != 0 { return found }
    }
    return 0
  }
}
