/// Repairs the text of Meta's JSON exports, in which every byte of the UTF-8 stands as a character
/// of its own: `Ã©` for `é`.
///
/// It judges one string at a time, because one file holds good and bad strings.
struct Mojibake {
  /// Strings repaired as a whole.
  private(set) var repaired = 0
  /// Strings of which only some runs could be repaired.
  private(set) var repairedPartly = 0

  /// The repaired text, or nil where the text stays as it is.
  ///
  /// The whole string is repaired if every scalar is at most U+00FF and the scalars, taken as
  /// bytes, are valid UTF-8 with a sequence of two bytes or more. Otherwise each run of U+0080 to
  /// U+00FF is repaired that is valid UTF-8 by itself.
  mutating func repair(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    guard let base = text.baseAddress, firstHighByte(in: base, from: 0, to: text.count) < text.count
    else { return nil }
    if let latin = latin(text), isUTF8(latin) {
      repaired += 1
      return latin
    }
    guard let mended = mendRuns(text) else { return nil }
    repairedPartly += 1
    return mended
  }

  /// The text as a string, repaired where that is called for.
  mutating func string(_ text: UnsafeBufferPointer<UInt8>) -> String {
    if let repaired = repair(text) { return String(decoding: repaired, as: UTF8.self) }
    return String(decoding: text, as: UTF8.self)
  }

  /// One byte a scalar, or nil if a scalar is above U+00FF.
  private func latin(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    var isLatin = true
    let result = [UInt8](unsafeUninitializedCapacity: text.count) { buffer, count in
      var index = 0
      while index < text.count {
        var byte = text[index]
        index += 1
        if byte >= 0x80 {
          // U+0080 to U+00FF are the sequences that begin with C2 or C3.
          guard byte <= 0xC3, index < text.count else {
            isLatin = false
            return
          }
          byte = byte << 6 | text[index] & 0x3F
          index += 1
        }
        buffer[count] = byte
        count += 1
      }
    }
    return isLatin ? result : nil
  }

  private func isUTF8(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return true }
      return firstFault(in: base, from: 0, to: buffer.count) == buffer.count
    }
  }

  private func mendRuns(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    var result: [UInt8] = []
    var run: [UInt8] = []
    var isMended = false
    var index = text.startIndex
    while index < text.endIndex {
      let byte = text[index]
      if byte == 0xC2 || byte == 0xC3, index + 1 < text.endIndex {
        run.append(byte << 6 | text[index + 1] & 0x3F)
        index += 2
        continue
      }
      if flush(&run, into: &result, isLast: false) { isMended = true }
      result.append(byte)
      index += 1
    }
    if flush(&run, into: &result, isLast: true) { isMended = true }
    return isMended ? result : nil
  }

  /// Appends a run of scalars U+0080 to U+00FF, repaired if it is UTF-8.
  ///
  /// - Returns: whether it was.
  private func flush(_ run: inout [UInt8], into result: inout [UInt8], isLast: Bool) -> Bool {
    guard let first = run.first else { return false }
    defer { run.removeAll() }
    if 0xC2...0xF4 ~= first {
      if isUTF8(run) {
        result.append(contentsOf: run)
        return true
      }
      if isLast, let whole = withoutCutEnd(run) {
        result.append(contentsOf: whole)
        appendScalar(0xFFFD, to: &result)
        return true
      }
    }
    for byte in run { appendScalar(UInt32(byte), to: &result) }
    return false
  }

  /// The run without the incomplete sequence that it ends in, or nil if it does not.
  private func withoutCutEnd(_ run: [UInt8]) -> [UInt8]? {
    guard let lead = run.lastIndex(where: { $0 >= 0xC2 }), run[lead] <= 0xF4 else { return nil }
    let expected = run[lead] >= 0xF0 ? 4 : run[lead] >= 0xE0 ? 3 : 2
    let rest = run.count - lead
    // A lone lead byte is more likely a letter with an accent.
    guard rest >= 2, rest < expected, run[(lead + 1)...].allSatisfy({ $0 & 0xC0 == 0x80 }) else {
      return nil
    }
    let whole = Array(run[..<lead])
    return isUTF8(whole) ? whole : nil
  }
}
