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
    // A mark may need a backslash before it.
    pen.put(atMost: 2 * shown.count) { place in
      var writer = MaskedWriter(at: place)
      for index in shown.indices {
        let byte = shown[index]
        guard byte < 0x80 else {
          isASCII = false
          break
        }
        writer.put(byte)
      }
      writer.endWord()
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
  // SAFETY: whoever made it has room there for two bytes for each that is put.
  /// Behind what is written.
  private(set) var place: UnsafeMutablePointer<UInt8>
  /// How many characters of a word are written, if it is in one.
  private var length = 0
  /// Whether the first letter of the word was kept.
  private var isKept = false
  private var isAfterSingleLetter = false

  init(at place: UnsafeMutablePointer<UInt8>) { self.place = place }

  @inline(__always)
  mutating func put(_ byte: UInt8) {
    // As `asciiClasses` has them, which takes longer to ask.
    let isLetter = (byte | 0x20) &- 0x61 < 26
    if isLetter || byte &- 0x30 < 10 {
      let isFirst = length == 0
      if isFirst { isKept = isLetter }
      place.pointee = isFirst && isLetter ? byte : 0x2A
      length &+= 1  // Cannot overflow: there are at most `Mask.usualLimit`.
    } else {
      endWord()
      if byte == 0x22 || byte == 0x5C {
        place.pointee = 0x5C
        place += 1
      }
      place.pointee = byte <= 0x20 || byte == 0x7F ? 0x20 : byte
    }
    place += 1
  }

  /// Ends the word that it is in; of several words of one letter only the first is kept.
  @inline(__always)
  mutating func endWord() {
    guard length > 0 else { return }
    if length == 1, isAfterSingleLetter, isKept { (place - 1).pointee = 0x2A }
    isAfterSingleLetter = length == 1
    length = 0
  }
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
