/// The bytes that a roll is sealed as.
///
/// The version, the channels and the pupils; a text is its length in bytes (two bytes, little-endian)
/// and its UTF-8, a list its length and its entries.
public enum RollCoding {
  private static let version: UInt8 = 1

  /// The bytes of a roll.
  public static func bytes(of roll: Roll) -> [UInt8] {
    var writer = Writer()
    writer.bytes.append(version)
    writer.put(roll.channels)
    writer.put(count: roll.pupils.count)
    for pupil in roll.pupils {
      writer.put(pupil.given)
      writer.put(pupil.nicknames)
      writer.put(pupil.surnames)
      writer.put([pupil.year, pupil.form])
      writer.put(count: pupil.consents.count)
      for consent in pupil.consents {
        writer.bytes.append(consent.name.rawValue | (consent.photo ? 4 : 0))
      }
    }
    return writer.bytes
  }

  /// The roll that bytes hold, or nil if they hold none of this version.
  public static func roll(from bytes: [UInt8]) -> Roll? {
    var reader = Reader(bytes: bytes)
    guard reader.byte() == version, let channels = reader.texts(), let count = reader.count() else {
      return nil
    }
    var roll = Roll(channels: channels)
    for _ in 0..<count {
      guard let given = reader.texts(), let nicknames = reader.texts(),
        let surnames = reader.texts(), let group = reader.texts(),
        group.count == 2, let consents = reader.consents()
      else { return nil }
      roll.pupils.append(
        Pupil(
          given: given, nicknames: nicknames, surnames: surnames, year: group[0], form: group[1],
          consents: consents))
    }
    return reader.isAtEnd ? roll : nil
  }

  private struct Writer {
    var bytes: [UInt8] = []

    /// Longer lists and texts are refused when a roll is read.
    mutating func put(count: Int) {
      bytes += [UInt8(count & 255), UInt8(count >> 8 & 255)]
    }

    mutating func put(_ texts: [String]) {
      put(count: texts.count)
      for text in texts {
        put(count: text.utf8.count)
        bytes += text.utf8
      }
    }
  }

  private struct Reader {
    let bytes: [UInt8]
    var position = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { position == bytes.count }

    mutating func byte() -> UInt8? {
      guard position < bytes.count else { return nil }
      position += 1
      return bytes[position - 1]
    }

    mutating func count() -> Int? {
      guard let low = byte(), let high = byte() else { return nil }
      return Int(low) | Int(high) << 8
    }

    mutating func texts() -> [String]? {
      guard let count = count() else { return nil }
      var texts: [String] = []
      for _ in 0..<count {
        guard let length = self.count(), bytes.count - position >= length else { return nil }
        texts.append(String(decoding: bytes[position..<(position + length)], as: UTF8.self))
        position += length
      }
      return texts
    }

    mutating func consents() -> [Consent]? {
      guard let count = count() else { return nil }
      var consents: [Consent] = []
      for _ in 0..<count {
        guard let byte = byte(), let name = Consent.Name(rawValue: byte & 3) else { return nil }
        consents.append(Consent(name: name, photo: byte & 4 != 0))
      }
      return consents
    }
  }
}
