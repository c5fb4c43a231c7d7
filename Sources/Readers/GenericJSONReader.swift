import TextModel

/// Reads any JSON: every string value that could be words is a passage.
///
/// A wrong guess that drops words is worse than a clumsy passage, so only values that are surely
/// no words (addresses, dates, numbers and identifiers) are left out.
final class GenericJSONReader: DocumentReader {
  private var strings: JSONStrings

  /// Reads what `scanner` reads.
  init(_ scanner: consuming JSONScanner, origin: Origin, log: ReadLog) {
    strings = JSONStrings(scanner, origin: origin, log: log)
  }

  func read(into output: inout PassageWriter) -> Bool { strings.read(into: &output) }
}

/// The strings of a JSON document.
private struct JSONStrings: ~Copyable {
  private let origin: Origin
  private let log: ReadLog
  private var scanner: JSONScanner
  private var frames: [(key: [UInt8]?, index: Int)] = []
  private var record: UInt32 = 0

  /// Reads what `scanner` reads.
  init(_ scanner: consuming JSONScanner, origin: Origin, log: ReadLog) {
    self.scanner = scanner
    self.origin = origin
    self.log = log
  }

  /// Reads strings until the batch is full; whether there are more.
  mutating func read(into output: inout PassageWriter) -> Bool {
    while !output.isFull {
      let token = scanner.next()
      switch token {
      case .end, .fault:
        finishJSON(scanner, origin, log)
        return false
      case .key: frames[frames.count - 1].key = Array(scanner.value)
      case .endObject, .endArray: frames.removeLast()
      default:
        if let last = frames.indices.last, frames[last].key == nil { frames[last].index += 1 }
        if token == .beginObject { frames.append(([], -1)) }
        if token == .beginArray { frames.append((nil, -1)) }
        if token == .string { emit(into: &output) }
      }
    }
    return true
  }

  private mutating func emit(into output: inout PassageWriter) {
    guard isWording(scanner.value) else { return }
    record &+= 1
    var passage = Passage(text: output.store(scanner.value))
    passage.pointer = output.store(pointer[...])
    passage.member = output.store(member: origin.member)
    passage.paragraph = record
    output.append(passage)
  }

  private var pointer: [UInt8] {
    var pointer: [UInt8] = []
    for frame in frames {
      pointer.append(UInt8(ascii: "/"))
      if let key = frame.key {
        appendPointerKey(key, to: &pointer)
      } else {
        pointer.append(contentsOf: String(frame.index).utf8)
      }
    }
    return pointer
  }
}

/// Whether a value may be words: not an address, a date, a number, yes or no, or an identifier.
func isWording(_ bytes: some Collection<UInt8>) -> Bool {
  var hasLetter = false
  var hasSpace = false
  var hasDigit = false
  for byte in bytes {
    switch byte {
    case 0x41...0x5A, 0x61...0x7A, 0x80...0xFF: hasLetter = true
    case 0x30...0x39: hasDigit = true
    case 0x09...0x20: hasSpace = true
    default: break
    }
    if hasLetter && hasSpace { return true }
  }
  // Digits with spaces may be a telephone number.
  guard hasLetter else { return hasDigit && isTelephoneLike(bytes) }
  if bytes.starts(with: "http://".utf8) || bytes.starts(with: "https://".utf8) { return false }
  if isDate(bytes) { return false }
  if ["true", "false", "null", "yes", "no"].contains(where: { $0.utf8.elementsEqual(bytes) }) {
    return false
  }
  // Long runs of letters and digits without a space are keys and hashes.
  return !(hasDigit && bytes.count >= 24 && bytes.allSatisfy(isIdentifierByte))
}

private func isIdentifierByte(_ byte: UInt8) -> Bool {
  switch byte {
  case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2B, 0x2F, 0x3D: true
  default: false
  }
}

private func isTelephoneLike(_ bytes: some Collection<UInt8>) -> Bool {
  var digits = 0
  for byte in bytes {
    switch byte {
    case 0x30...0x39: digits += 1
    case 0x20, UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "("), UInt8(ascii: ")"): break
    default: return false
    }
  }
  guard let first = bytes.first, 10...15 ~= digits else { return false }
  return first == UInt8(ascii: "0") || first == UInt8(ascii: "+") || bytes.contains(0x20)
}

/// Whether it begins like an ISO 8601 date.
private func isDate(_ bytes: some Collection<UInt8>) -> Bool {
  guard bytes.count >= 10 else { return false }
  return zip(bytes.prefix(10), "0000-00-00".utf8).allSatisfy { byte, form in
    form == UInt8(ascii: "0") ? 0x30...0x39 ~= byte : byte == form
  }
}
