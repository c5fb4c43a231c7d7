/// Reads a JSON object whose values are strings, numbers, booleans or lists of strings.
///
/// Options need no more; Foundation, which can read all of JSON, stays out of the scanner.
struct FlatJSON {
  /// A value.
  enum Value: Equatable {
    case string(String), strings([String]), number(Double), boolean(Bool)
  }

  private let bytes: [UInt8]
  private var position = 0

  /// A reader at the start of a text.
  init(_ text: String) {
    bytes = Array(text.utf8)
  }

  /// What is wrong, once something is.
  var fault: String {
    "not the JSON of an object of strings, numbers, booleans and lists of strings, from byte "
      + "\(position) on; write {\"audience\": \"staff\"}, for example"
  }

  /// The members of the object that is the whole text; nil if it is none.
  mutating func object() -> [(name: String, value: Value)]? {
    var members: [(name: String, value: Value)] = []
    guard take("{") else { return nil }
    if !take("}") {
      repeat {
        guard let name = string(), take(":"), let value = value() else { return nil }
        members.append((name, value))
      } while take(",")
      guard take("}") else { return nil }
    }
    skipSpace()
    return position == bytes.count ? members : nil
  }

  private mutating func value() -> Value? {
    skipSpace()
    guard position < bytes.count else { return nil }
    switch bytes[position] {
    case UInt8(ascii: "\""): return string().map(Value.string)
    case UInt8(ascii: "["): return strings().map(Value.strings)
    default: return bareWord()
    }
  }

  private mutating func strings() -> [String]? {
    guard take("[") else { return nil }
    var list: [String] = []
    if take("]") { return list }
    repeat {
      guard let next = string() else { return nil }
      list.append(next)
    } while take(",")
    return take("]") ? list : nil
  }

  private mutating func bareWord() -> Value? {
    let start = position
    let isPart: (UInt8) -> Bool = { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
        UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "E"):
        true
      default: false
      }
    }
    while position < bytes.count, isPart(bytes[position]) { position += 1 }
    let word = String(decoding: bytes[start..<position], as: UTF8.self)
    switch word {
    case "true": return .boolean(true)
    case "false": return .boolean(false)
    default:
      // Swift's own numbers include "nan" and "infinity".
      guard let number = Double(word), number.isFinite else {
        position = start
        return nil
      }
      return .number(number)
    }
  }

  private mutating func string() -> String? {
    guard take("\"") else { return nil }
    var text: [UInt8] = []
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"):
        guard let scalar = escaped() else { return nil }
        text.append(contentsOf: String(Character(scalar)).utf8)
      case 0..<0x20: return nil
      default: text.append(byte)
      }
    }
    return nil
  }

  /// What a backslash stands for, once that has been read.
  private mutating func escaped() -> Unicode.Scalar? {
    guard position < bytes.count else { return nil }
    let byte = bytes[position]
    position += 1
    switch byte {
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
    case UInt8(ascii: "u"):
      guard let first = codeUnit() else { return nil }
      guard UTF16.isLeadSurrogate(first) else { return Unicode.Scalar(first) }
      guard position + 1 < bytes.count, bytes[position] == UInt8(ascii: "\\"),
        bytes[position + 1] == UInt8(ascii: "u")
      else { return nil }
      position += 2
      guard let second = codeUnit(), UTF16.isTrailSurrogate(second) else { return nil }
      return Unicode.Scalar(0x10000 + (UInt32(first) - 0xD800) << 10 + (UInt32(second) - 0xDC00))
    default: return nil
    }
  }

  private mutating func codeUnit() -> UInt16? {
    guard position + 4 <= bytes.count else { return nil }
    let digits = bytes[position..<(position + 4)]
    guard !digits.contains(UInt8(ascii: "+")), !digits.contains(UInt8(ascii: "-")) else {
      return nil
    }
    position += 4
    return UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
  }

  private mutating func take(_ wanted: Unicode.Scalar) -> Bool {
    skipSpace()
    guard position < bytes.count, bytes[position] == UInt8(ascii: wanted) else { return false }
    position += 1
    return true
  }

  private mutating func skipSpace() {
    while position < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) {
      position += 1
    }
  }
}
