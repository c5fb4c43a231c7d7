import TextModel

/// What is known of a Facebook file before it is read.
struct FacebookContext {
  /// Whose export it is, if known.
  var account: String?
  /// Whether the export is a Page's, so that the account speaks for the school.
  var isPage = false
  /// What the path says the file holds.
  var list: FacebookList?
  /// Whether comments are what the file holds.
  var isComments = false
  /// Whether private messages are read.
  var includeMessages = false
  /// Where file names that the JSON gives are noted, so that they are not handed on twice.
  var names: SeenTexts?

  /// The voice of what the account itself wrote; nil leaves it to the user.
  var ownVoice: Audience? { isPage ? .official : nil }
}

/// Texts that were met, by their hash.
final class SeenTexts {
  private var hashes: Set<UInt64> = []

  /// Notes a text.
  ///
  /// - Returns: whether it is new.
  func insert(_ text: some Sequence<UInt8>, salt: UInt64 = 0) -> Bool {
    var hash: UInt64 = 14_695_981_039_346_656_037
    for byte in text { hash = (hash ^ UInt64(byte)) &* 1_099_511_628_211 }
    return insert(hash: hash, salt: salt)
  }

  /// Notes the text of that hash.
  ///
  /// - Returns: whether it is new.
  func insert(hash: UInt64, salt: UInt64 = 0) -> Bool {
    // Bounded, at the price of a repeat now and then.
    if hashes.count >= 1 << 18 { hashes.removeAll() }
    return hashes.insert(hash ^ salt &* 0x9E37_79B9_7F4A_7C15).inserted
  }

  /// Forgets everything.
  func removeAll() { hashes.removeAll(keepingCapacity: true) }

  /// The hash of a text, eight bytes at a time.
  static func hash(_ text: UnsafeBufferPointer<UInt8>) -> UInt64 {
    let raw = UnsafeRawBufferPointer(text)
    var hash = UInt64(raw.count) &* 0xD1B5_4A32_D192_ED03
    var position = 0
    while position + 8 <= raw.count {
      mix(raw.loadUnaligned(fromByteOffset: position, as: UInt64.self), into: &hash)
      position += 8
    }
    while position < raw.count {
      mix(UInt64(raw[position]), into: &hash)
      position += 1
    }
    return hash
  }

  private static func mix(_ word: UInt64, into hash: inout UInt64) {
    hash = (hash ^ word) &* 0x9E37_79B9_7F4A_7C15
    hash ^= hash >> 29
  }
}
