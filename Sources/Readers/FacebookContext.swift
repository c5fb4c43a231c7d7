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
    var hash: UInt64 = 14_695_981_039_346_656_037 ^ salt
    for byte in text { hash = (hash ^ UInt64(byte)) &* 1_099_511_628_211 }
    // Bounded, at the price of a repeat now and then.
    if hashes.count >= 1 << 18 { hashes.removeAll() }
    return hashes.insert(hash).inserted
  }

  /// Forgets everything.
  func removeAll() { hashes.removeAll(keepingCapacity: true) }
}
