import Detectors
import ScanCore
import TextModel

/// Signals about how a text is written: questions, quotations, shouting.
enum Shapes {
  /// Adds the shapes among the kinds asked for.
  static func find(
    _ kinds: KindSet, in text: UnsafeBufferPointer<UInt8>, _ scratch: inout ScanScratch
  ) {
    if kinds.contains(Int(BuiltinSignal.Shape.question.kind)) { findQuestions(text, &scratch) }
    if kinds.contains(Int(BuiltinSignal.Shape.quoted.kind)) { findQuotations(text, &scratch) }
    if kinds.contains(Int(BuiltinSignal.Shape.shouting.kind)) { findShouting(&scratch) }
  }

  /// Adds a sign on the first letter of every word that was found hidden, if a rule asks.
  static func markDisguised(_ kinds: KindSet, _ scratch: inout ScanScratch) {
    guard kinds.contains(Int(BuiltinSignal.Shape.disguised.kind)) else { return }
    for signal in scratch.signals where signal.disguise != nil {
      var sign = signal
      sign.kind = BuiltinSignal.Shape.disguised.kind
      sign.lastToken = sign.firstToken
      sign.range = ByteRange(signal.range.start, signal.range.start + 1)
      scratch.signals.append(sign)
    }
  }

  /// Adds a sign over the whole passage if it was written in working hours.
  static func findWorkingHours(
    _ time: Slice<UnsafeBufferPointer<UInt8>>, _ scratch: inout ScanScratch
  ) {
    let tokens = scratch.tokens.all
    guard tokens.count > 0, let written = SchoolClock(time), written.isInWorkingHours
    else { return }
    let range = ByteRange(tokens[0].start, tokens[tokens.count - 1].end)
    add(.workingHours, range, 0, tokens.count - 1, &scratch)
  }

  /// Sentences of three words or more, all in capitals.
  private static func findShouting(_ scratch: inout ScanScratch) {
    let tokens = scratch.tokens.all
    var first = 0
    while first < tokens.count {
      var last = first
      while last + 1 < tokens.count, tokens[last + 1].sentence == tokens[first].sentence {
        last += 1
      }
      let words = tokens[first...last].filter { !$0.shape.contains(.allDigits) && $0.count > 1 }
      if words.count >= 3, words.allSatisfy({ $0.shape.contains(.allCapitals) }) {
        add(.shouting, ByteRange(tokens[first].start, tokens[last].end), first, last, &scratch)
      }
      first = last + 1
    }
  }

  private static func findQuestions(
    _ text: UnsafeBufferPointer<UInt8>, _ scratch: inout ScanScratch
  ) {
    let tokens = scratch.tokens.all
    for index in 0..<tokens.count {
      let isLast =
        index + 1 == tokens.count || tokens[index + 1].sentence != tokens[index].sentence
      guard isLast else { continue }
      let end = index + 1 == tokens.count ? text.count : Int(tokens[index + 1].start)
      if let mark = questionMark(in: text, from: Int(tokens[index].end), to: end) {
        add(.question, ByteRange(mark, mark + 1), index, index, &scratch)
      }
    }
  }

  private static func questionMark(
    in text: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int
  ) -> Int? {
    var position = start
    while position < end {
      if text[position] == 0x3F { return position }
      if text[position] == 0x0A { return nil }
      position += 1
    }
    return nil
  }

  /// Text between `"…"`, `“…”`, or `‘…’` of at most a few sentences.
  private static func findQuotations(
    _ text: UnsafeBufferPointer<UInt8>, _ scratch: inout ScanScratch
  ) {
    var open: Int?
    var position = 0
    while position < text.count {
      let curly = text[position] == 0xE2 && position + 2 < text.count && text[position + 1] == 0x80
      if text[position] == 0x22 || curly && [0x9C, 0x9D].contains(text[position + 2]) {
        if let start = open, position > start {
          quote(start, position, &scratch)
          open = nil
        } else {
          open = position
        }
      }
      position += 1
    }
  }

  private static func quote(_ start: Int, _ end: Int, _ scratch: inout ScanScratch) {
    let inside = scratch.tokens.all.indices.filter {
      Int(scratch.tokens[$0].start) > start && Int(scratch.tokens[$0].end) <= end
    }
    guard let first = inside.first, let last = inside.last else { return }
    let range = ByteRange(scratch.tokens[first].start, scratch.tokens[last].end)
    add(.quoted, range, first, last, &scratch)
  }

  private static func add(
    _ shape: BuiltinSignal.Shape, _ range: ByteRange, _ first: Int, _ last: Int,
    _ scratch: inout ScanScratch
  ) {
    scratch.signals.append(
      Signal(
        kind: shape.kind, range: range, firstToken: UInt32(first), lastToken: UInt32(last),
        sentence: scratch.tokens[first].sentence))
  }
}
