/// Reads JSON token by token over a sliding window.
///
/// It keeps an explicit stack, so that nesting costs one byte a level and no call. A comma before
/// a closing bracket is forgiven; nothing else is.
struct JSONScanner: ~Copyable {
  /// What stands next in the input.
  enum Token: UInt8 {
    case beginObject, endObject, beginArray, endArray, key, string, number, literal, end, fault
  }

  /// Why a document cannot be read on.
  enum Fault: String { case truncated, malformed, tooDeep = "too-deep" }

  /// The input.
  var window: ByteWindow
  /// The first byte not read yet, in the window.
  var position: Int
  /// Where the input ends for now.
  var limit: Int
  /// Whether nothing may be read beyond `limit`: it ends a line of JSONL.
  var isBounded = false
  /// The text of the last key, string, number or literal, valid until the next call.
  private(set) var value = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
  /// What is wrong, after `fault`.
  private(set) var fault: Fault?
  /// Strings cut because they were too long.
  private(set) var cutStrings = 0
  /// Line breaks met between tokens.
  private(set) var lineBreaks = 0
  /// What had to be done to make strings valid UTF-8.
  var repair = TextRepair()

  /// The open containers, innermost last: true for objects.
  private var stack: [Bool] = []
  private var expected = Expected.value
  private var scratch = ByteBuffer()
  private let maximumDepth: Int
  private let maximumString: Int

  private enum Expected { case value, valueOrEnd, key, colon, commaOrEnd, nothing }

  /// Reads `window` from `position` on.
  init(_ window: consuming ByteWindow, from position: Int, options: ReaderOptions) {
    self.window = window
    self.position = position
    maximumDepth = options.maximumDepth
    maximumString = options.maximumString
    limit = self.window.end
    stack.reserveCapacity(64)
  }

  /// How many containers are open.
  var depth: Int { stack.count }

  /// The offset of the next byte in the document.
  var offset: Int { window.offset + position }

  /// Forgets what was open, to read another value.
  mutating func restart() {
    stack.removeAll(keepingCapacity: true)
    expected = .value
    fault = nil
  }

  /// The next token; after a fault there is none but the fault.
  mutating func next() -> Token {
    guard fault == nil else { return .fault }
    while true {
      guard let byte = nextSignificant() else { return atEnd() }
      switch expected {
      case .commaOrEnd:
        if byte != UInt8(ascii: ",") { return close(byte) }
        position += 1
        expected = stack[stack.count - 1] ? .key : .valueOrEnd
      case .colon:
        if byte != UInt8(ascii: ":") { return fail(.malformed) }
        position += 1
        expected = .value
      case .key:
        guard byte == UInt8(ascii: "\"") else { return close(byte) }
        position += 1
        expected = .colon
        return readString() ? .key : fail(.truncated)
      case .value: return readValue(byte)
      case .valueOrEnd:
        return byte == UInt8(ascii: "]") ? close(byte) : readValue(byte)
      case .nothing: return fail(.malformed)
      }
    }
  }

  /// Reads past the value that begins with `token`.
  ///
  /// - Returns: whether it was whole.
  mutating func skip(_ token: Token) -> Bool {
    guard token == .beginObject || token == .beginArray else { return token != .fault }
    let outside = depth - 1
    while depth > outside {
      let token = next()
      if token == .fault || token == .end { return false }
    }
    return true
  }

  private mutating func readValue(_ byte: UInt8) -> Token {
    switch byte {
    case UInt8(ascii: "\""):
      position += 1
      finishValue()
      return readString() ? .string : fail(.truncated)
    case UInt8(ascii: "{"): return open(isObject: true)
    case UInt8(ascii: "["): return open(isObject: false)
    default:
      finishValue()
      return readBareWord()
    }
  }

  private mutating func open(isObject: Bool) -> Token {
    guard stack.count < maximumDepth else { return fail(.tooDeep) }
    position += 1
    stack.append(isObject)
    expected = isObject ? .key : .valueOrEnd
    return isObject ? .beginObject : .beginArray
  }

  private mutating func close(_ byte: UInt8) -> Token {
    guard let isObject = stack.last, byte == UInt8(ascii: isObject ? "}" : "]") else {
      return fail(.malformed)
    }
    position += 1
    stack.removeLast()
    finishValue()
    return isObject ? .endObject : .endArray
  }

  private mutating func finishValue() {
    expected = stack.isEmpty ? .nothing : .commaOrEnd
  }

  private mutating func fail(_ why: Fault) -> Token {
    fault = why
    return .fault
  }

  private mutating func atEnd() -> Token {
    expected == .nothing && stack.isEmpty ? .end : fail(.truncated)
  }

  private mutating func nextSignificant() -> UInt8? {
    while true {
      while position < limit {
        let byte = window.base[position]
        if byte > 0x20 { return byte }
        guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return byte }
        if byte == 0x0A { lineBreaks += 1 }
        position += 1
      }
      guard refill(keeping: position) else { return nil }
    }
  }

  /// Reads on, keeping the window from `keep`; positions move down by `keep`.
  private mutating func refill(keeping keep: Int) -> Bool {
    guard !isBounded else { return false }
    let came = window.refill(keeping: keep)
    position -= keep
    limit = window.end
    return came
  }

  /// A number, `true`, `false` or `null`; numbers are kept as written.
  private mutating func readBareWord() -> Token {
    var end = position
    while true {
      while end < limit, isWordByte(window.base[end]) { end += 1 }
      guard end == limit, end - position < 4096 else { break }
      let length = end - position
      let came = refill(keeping: position)
      end = position + length
      if !came { break }
    }
    value = UnsafeBufferPointer(start: window.base + position, count: end - position)
    guard let token = meaning(of: value) else { return fail(.malformed) }
    position = end
    return token
  }

  private func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x61...0x7A, 0x41...0x5A, 0x2B, 0x2D, 0x2E: true
    default: false
    }
  }

  private func meaning(of word: UnsafeBufferPointer<UInt8>) -> Token? {
    guard let first = word.first else { return nil }
    if 0x30...0x39 ~= first || first == UInt8(ascii: "-") { return .number }
    let isKnown = ["true", "false", "null"].contains { $0.utf8.elementsEqual(word) }
    return isKnown ? .literal : nil
  }
}

extension JSONScanner {
  /// Reads a string whose opening quote was passed.
  private mutating func readString() -> Bool {
    let quote = UInt8(ascii: "\"")
    let (end, isASCII) = plainEnd(in: window.base, from: position, to: limit)
    guard end < limit, window.base[end] == quote, end - position <= maximumString else {
      return collectString()
    }
    let plain = UnsafeBufferPointer(start: window.base + position, count: end - position)
    if isASCII { value = plain } else { deliver(plain) }
    position = end + 1
    return true
  }

  /// Reads a string that holds escapes or does not lie in the window as a whole.
  private mutating func collectString() -> Bool {
    scratch.clear()
    var isCut = false
    while true {
      let end = firstPosition(
        of: UInt8(ascii: "\""), or: UInt8(ascii: "\\"), in: window.base, from: position, to: limit)
      let room = maximumString - scratch.count
      if end - position > room { isCut = true }
      scratch.append(window.base + position, max(0, min(room, end - position)))
      position = end
      if end == limit {
        guard refill(keeping: end) else { return false }
      } else if window.base[end] == UInt8(ascii: "\"") {
        position = end + 1
        break
      } else {
        guard readEscape() else { return false }
        if scratch.count > maximumString {
          isCut = true
          scratch.shorten(to: maximumString)
        }
      }
    }
    if isCut { noteCut() }
    deliver(scratch.bytes)
    return true
  }

  private mutating func noteCut() {
    cutStrings += 1
    // The cut may have gone through a sequence.
    var end = scratch.count
    while end > 0, scratch.count - end < 4, scratch.base[end - 1] & 0xC0 == 0x80 { end -= 1 }
    if end > 0, scratch.base[end - 1] >= 0xC0,
      sequenceLength(scratch.base, end - 1, scratch.count) == 0
    {
      scratch.shorten(to: end - 1)
    }
  }

  private mutating func deliver(_ bytes: UnsafeBufferPointer<UInt8>) {
    value = bytes
    guard let repaired = repair.repaired(bytes) else { return }
    scratch.clear()
    repaired.withUnsafeBufferPointer { copy in
      if let base = copy.baseAddress { scratch.append(base, copy.count) }
    }
    value = scratch.bytes
  }

  /// Decodes the escape at `position`.
  private mutating func readEscape() -> Bool {
    while limit - position < 12, refill(keeping: position) {}
    guard limit - position >= 2 else { return false }
    let letter = window.base[position + 1]
    if letter == UInt8(ascii: "u") { return readUnicodeEscape() }
    position += 2
    scratch.append(scalar: UInt32(meaning(ofEscape: letter)))
    return true
  }

  private func meaning(ofEscape letter: UInt8) -> UInt8 {
    switch letter {
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "t"): 0x09
    case UInt8(ascii: "r"): 0x0D
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "f"): 0x0C
    // The quote, the slashes, and what nobody should have escaped, stand for themselves.
    default: letter < 0x80 ? letter : UInt8(ascii: "?")
    }
  }

  private mutating func readUnicodeEscape() -> Bool {
    guard let first = hexadecimal(at: position + 2) else {
      if limit - position < 6 { return false }
      position += 2
      scratch.append(scalar: 0xFFFD)
      return true
    }
    position += 6
    var scalar = first
    if 0xD800...0xDBFF ~= first, limit - position >= 6, window.base[position] == UInt8(ascii: "\\"),
      window.base[position + 1] == UInt8(ascii: "u"), let second = hexadecimal(at: position + 2),
      0xDC00...0xDFFF ~= second
    {
      position += 6
      scalar = 0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)
    }
    scratch.append(scalar: scalar)
    return true
  }

  private func hexadecimal(at start: Int) -> UInt32? {
    guard start + 4 <= limit else { return nil }
    var value: UInt32 = 0
    for offset in 0..<4 {
      let byte = window.base[start + offset]
      let digit: UInt32
      switch byte {
      case 0x30...0x39: digit = UInt32(byte - 0x30)
      case 0x41...0x46: digit = UInt32(byte - 0x41 + 10)
      case 0x61...0x66: digit = UInt32(byte - 0x61 + 10)
      default: return nil
      }
      value = value << 4 | digit
    }
    return value
  }
}
