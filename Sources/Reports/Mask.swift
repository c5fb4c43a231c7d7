/// What masking does with a character.
private enum MaskClass: UInt8 {
  /// A letter: kept where it begins a word.
  case letter
  /// A digit, a symbol, an emoji, an invisible character: never kept, and part of a word.
  case hidden
  /// Punctuation: kept.
  case mark
  /// White space or a control character: becomes a space.
  case space
}

private let asciiClasses: InlineArray<128, MaskClass> = {
  var table = InlineArray<128, MaskClass>(repeating: .mark)
  for byte in 0...0x20 { table[byte] = .space }
  table[0x7F] = .space
  for byte in 0x30...0x39 { table[byte] = .hidden }
  for byte in 0x41...0x5A {
    table[byte] = .letter
    table[byte | 0x20] = .letter
  }
  return table
}()

/// Masks found text, so that "Oliver Smith" becomes "O***** S****".
///
/// Each word keeps its first letter and has asterisks for the rest; digits are not kept at all;
/// spaces and punctuation stand.
///
/// Of several words of one letter in a row only the first is kept, or text spelled out with
/// spaces or full stops between its letters would stand in full.
struct Mask {
  /// How many characters a masked span has at most; longer ones end in "…".
  static let usualLimit = 40

  private let limit: Int
  private var characters = 0
  private var wordLength = 0
  /// Where the first letter of the current word stands in the output, if it was kept.
  private var keptAt: Int?
  private var afterSingleLetter = false

  private init(limit: Int) {
    self.limit = limit
  }

  /// Appends the masked form of a span of valid UTF-8.
  ///
  /// - Parameters:
  ///   - text: the found text, from its first to its last byte.
  ///   - limit: how many characters are shown at most.
  ///   - output: takes the UTF-8.
  static func append(_ text: Span<UInt8>, limit: Int = usualLimit, to output: inout ByteBuffer) {
    var mask = Mask(limit: limit)
    if !mask.appendASCII(text, to: &output) {
      let string = text.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
      mask.appendCharacters(of: string, to: &output)
    }
  }

  /// Writes the masked form of a span of valid UTF-8 as a JSON string.
  ///
  /// - Parameter scratch: takes the form of what is not ASCII before it is escaped.
  static func putJSON(_ text: Span<UInt8>, using scratch: inout ByteBuffer, to pen: inout Pen) {
    let start = pen.count
    guard !putASCII(text, to: &pen) else { return }
    pen.truncate(to: start)
    scratch.removeAll()
    append(text, to: &scratch)
    pen.putJSON(scratch.bytes.span)
  }

  /// What `appendASCII` does, as a JSON string; says false, and has written something, if the text
  /// is not ASCII throughout.
  private static func putASCII(_ text: Span<UInt8>, to pen: inout Pen) -> Bool {
    let shown = text.extracting(first: usualLimit)
    var isASCII = true
    pen.put(0x22)
    pen.put(atMost: MaskedWriter.room(for: shown.count)) { place in
      var writer = MaskedWriter(at: place)
      isASCII = writer.put(shown)
      return writer.place
    }
    guard isASCII else { return false }
    if shown.count < text.count {
      guard text[shown.count] < 0x80 else { return false }
      pen.put("…")
    }
    pen.put(0x22)
    return true
  }

  /// The masked form of a string.
  static func masked(_ string: String, limit: Int = usualLimit) -> String {
    var output = ByteBuffer()
    append(string.utf8Span.span, limit: limit, to: &output)
    return String(decoding: output.bytes, as: UTF8.self)
  }

  /// Masks text that is ASCII throughout; if it is not, takes back what it wrote and says false.
  private mutating func appendASCII(_ text: Span<UInt8>, to output: inout ByteBuffer) -> Bool {
    let start = output.count
    for index in text.indices {
      let byte = text[index]
      guard byte < 0x80 else {
        output.truncate(to: start)
        self = Mask(limit: limit)
        return false
      }
      guard hasRoom(in: &output) else { return true }
      add(asciiClasses[Int(byte)], to: &output) { $0.append(byte) }
    }
    endWord(in: &output)
    return true
  }

  private mutating func appendCharacters(of string: String, to output: inout ByteBuffer) {
    for character in string {
      guard hasRoom(in: &output) else { return }
      add(MaskClass(character), to: &output) { $0.append(utf8: String(character)) }
    }
    endWord(in: &output)
  }

  /// Whether one more character may be shown; ends the output if not.
  private mutating func hasRoom(in output: inout ByteBuffer) -> Bool {
    guard characters == limit else { return true }
    endWord(in: &output)
    output.append("…")
    return false
  }

  private mutating func add(
    _ kind: MaskClass, to output: inout ByteBuffer, keep: (inout ByteBuffer) -> Void
  ) {
    characters += 1
    switch kind {
    case .letter where wordLength == 0:
      keptAt = output.count
      keep(&output)
      wordLength = 1
    case .letter, .hidden:
      output.append(0x2A)
      wordLength += 1
    case .mark, .space:
      endWord(in: &output)
      if kind == .mark { keep(&output) } else { output.append(0x20) }
    }
  }

  private mutating func endWord(in output: inout ByteBuffer) {
    guard wordLength > 0 else { return }
    if wordLength == 1, afterSingleLetter, let keptAt {
      output.truncate(to: keptAt)  // The word ends here, so nothing stands after its one letter.
      output.append(0x2A)
    }
    afterSingleLetter = wordLength == 1
    wordLength = 0
    keptAt = nil
  }
}

/// Writes what `Mask.putASCII` shows of a text.
private struct MaskedWriter {
  // SAFETY: whoever made it sees to it that there is the room that `room` says.
  /// Behind what is written.
  private(set) var place: UnsafeMutablePointer<UInt8>
  private var isAfterSingleLetter = false

  init(at place: UnsafeMutablePointer<UInt8>) { self.place = place }

  /// How many bytes it may touch for a text of so many: a mark may need a backslash before it, and
  /// asterisks are written eight at a time.
  static func room(for count: Int) -> Int { 2 * count + 8 }

  /// Writes a text.
  ///
  /// - Returns: False if it is not ASCII throughout; what is written then is of no use.
  @inline(__always)
  mutating func put(_ text: Span<UInt8>) -> Bool {
    var index = 0
    while index < text.count {
      let first = text[index]
      guard first < 0x80 else { return false }
      guard Self.isOfWord(first) else {
        put(mark: first)
        index &+= 1
        continue
      }
      let start = index
      repeat { index &+= 1 } while index < text.count && Self.isOfWord(text[index])
      putWord(first, index &- start)
    }
    return true
  }

  /// Writes a word of `count` characters; of several words of one letter only the first is kept.
  @inline(__always)
  private mutating func putWord(_ first: UInt8, _ count: Int) {
    var written = 0
    while written < count {
      UnsafeMutableRawPointer(place + written).storeBytes(
        of: 0x2A2A_2A2A_2A2A_2A2A, as: UInt64.self)
      written &+= 8
    }
    let isHidden = Self.isDigit(first) || count == 1 && isAfterSingleLetter
    if !isHidden { place.pointee = first }
    isAfterSingleLetter = count == 1
    place += count
  }

  @inline(__always)
  private mutating func put(mark byte: UInt8) {
    if byte == 0x22 || byte == 0x5C {
      place.pointee = 0x5C
      place += 1
    }
    place.pointee = byte <= 0x20 || byte == 0x7F ? 0x20 : byte
    place += 1
  }

  // As `asciiClasses` has them, which takes longer to ask.
  @inline(__always)
  private static func isOfWord(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- 0x61 < 26 || isDigit(byte)
  }

  @inline(__always)
  private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
}

extension MaskClass {
  /// The class of a character, which may be of several code points.
  fileprivate init(_ character: Character) {
    if let ascii = character.asciiValue {
      self = asciiClasses[Int(ascii)]
    } else if character.isLetter {
      self = .letter
    } else if character.isWhitespace {
      self = .space
    } else if character.isPunctuation {
      self = .mark
    } else {
      self = .hidden
    }
  }
}

/// The masked form of a text, as reports show it: "O***** S****".
public func maskedForm(of text: String) -> String { Mask.masked(text) }
