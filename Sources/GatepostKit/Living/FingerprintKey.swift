import CSodium
import Glibc
public import TextModel

/// The secret that fingerprints are keyed with, so that a baseline in a repository tells nobody what
/// was found: whoever has no key cannot try names against it.
public struct FingerprintKey: Sendable {
  /// Why there is no key to use.
  public enum Failure: Error, Hashable, CustomStringConvertible {
    /// There is none.
    case none
    /// What holds it does not hold 32 bytes in hexadecimal.
    case bad(String)
    /// Others may read the file.
    case open(String)
    /// It cannot be kept; holds the file and the system's reason.
    case unwritable(String, String)
    /// There is one already.
    case exists(String)

    /// What is wrong and what to do.
    public var description: String {
      switch self {
      case .none:
        "there is no key for fingerprints; 'gatepost baseline key' makes one, or set GATEPOST_KEY"
      case .bad(let place): "\(place): is no key of 64 hexadecimal digits; make a new one"
      case .open(let path): "\(path): others may read the key; run 'chmod 600 \(path)'"
      case .unwritable(let path, let reason): "\(path): cannot be written (\(reason))"
      case .exists(let path): "\(path): there is a key already; baselines would not know another"
      }
    }
  }

  private let bytes: [UInt8]
  private static let size = 32

  /// A key of 32 bytes.
  init(bytes: [UInt8]) { self.bytes = bytes }

  /// The key of `GATEPOST_KEY` or of the user's configuration folder; nil if there is none.
  public static func existing() throws(Failure) -> FingerprintKey? {
    if let digits = Files.environment("GATEPOST_KEY") {
      guard let bytes = bytes(ofDigits: digits.utf8) else { throw .bad("GATEPOST_KEY") }
      return FingerprintKey(bytes: bytes)
    }
    guard let path else { return nil }
    let file = Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & 0o077 == 0 else { throw .open(path) }
    let text = Files.readAll(from: file).prefix { $0 > 0x20 }
    guard let bytes = bytes(ofDigits: text) else { throw .bad(path) }
    return FingerprintKey(bytes: bytes)
  }

  /// Makes a key and keeps it in the user's configuration folder.
  ///
  /// - Returns: The file.
  public static func make() throws(Failure) -> String {
    guard let path else { throw .unwritable("~/.config", "HOME is not set") }
    guard Files.makeFolder(Files.folder(of: path)) else {
      throw .unwritable(path, String(cString: strerror(errno)))
    }
    let file = Glibc.open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard file >= 0 else {
      throw errno == EEXIST ? .exists(path) : .unwritable(path, String(cString: strerror(errno)))
    }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: size)
    randombytes_buf(&bytes, size)
    guard Files.write(hexadecimal(bytes) + [0x0A], to: file) else {
      throw .unwritable(path, String(cString: strerror(errno)))
    }
    return path
  }

  /// The fingerprint of a finding: a keyed hash of its rule and its words, without case and doubled
  /// blanks.
  ///
  /// Lines and scores do not enter it. BLAKE2b of 16 bytes, as libsodium has it, in hexadecimal.
  public func fingerprint(rule: String, words: some Sequence<UInt8>) -> String {
    let words = Array(words)
    var message = Array(rule.utf8) + [0]
    let start = message.count
    message += words
    return message.withUnsafeMutableBufferPointer { message in
      let end = Self.put(words.span, in: message, at: start)
      return hash(UnsafeBufferPointer(rebasing: message[..<end]))
    }
  }

  /// The fingerprint of a finding in a batch.
  public func fingerprint(
    _ finding: Finding, _ passage: Passage, _ batch: PassageBatch, _ catalogue: Catalogue
  ) -> String {
    let start = passage.text.indices.lowerBound
    let words = batch.bytes[
      (start + finding.range.indices.lowerBound)..<(start + finding.range.indices.upperBound)]
    return fingerprint(rule: catalogue.rules[finding.rule].id, words: words)
  }

  /// Puts words behind the rule and a zero, without case and doubled blanks.
  ///
  /// - Parameters:
  ///   - message: has room for all of the words from `start` on.
  /// - Returns: Where they end.
  static func put(
    _ words: Span<UInt8>, in message: UnsafeMutableBufferPointer<UInt8>, at start: Int
  ) -> Int {
    precondition(words.count <= message.count - start)
    // Blanks before the first word and after the last count for nothing.
    var isBlank = true
    var end = start
    for index in words.indices {
      let byte = words[index]
      let isNext = byte <= 0x20
      if !(isNext && isBlank) {
        message[end] = isNext ? 0x20 : byte &- 0x41 < 26 ? byte | 0x20 : byte
        end &+= 1  // At most one for each byte of the words.
      }
      isBlank = isNext
    }
    return end > start && message[end - 1] == 0x20 ? end - 1 : end
  }

  /// The keyed hash of a rule, a zero and words, in hexadecimal.
  func hash(_ message: UnsafeBufferPointer<UInt8>) -> String {
    var hash = InlineArray<16, UInt8>(repeating: 0)
    var span = hash.mutableSpan
    span.withUnsafeMutableBufferPointer { hash in
      guard let start = hash.baseAddress else { return }
      crypto_generichash(
        start, hash.count, message.baseAddress, UInt64(message.count), bytes, bytes.count)
    }
    return String(unsafeUninitializedCapacity: 2 * hash.count) { text in
      for index in hash.indices {
        text[2 * index] = Self.digit(hash[index] >> 4)
        text[2 * index + 1] = Self.digit(hash[index] & 15)
      }
      return 2 * hash.count
    }
  }

  private static var path: String? {
    let home = Files.environment("HOME").map { $0 + "/.config" }
    return (Files.environment("XDG_CONFIG_HOME") ?? home).map { $0 + "/gatepost/fingerprint.key" }
  }

  private static let digits = Array("0123456789abcdef".utf8)

  private static func hexadecimal(_ bytes: [UInt8]) -> [UInt8] {
    Array(unsafeUninitializedCapacity: 2 * bytes.count) { text, count in
      for (place, byte) in bytes.enumerated() {
        text[2 * place] = digit(byte >> 4)
        text[2 * place + 1] = digit(byte & 15)
      }
      count = 2 * bytes.count
    }
  }

  private static func digit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x57 + value }

  private static func bytes(ofDigits text: some Collection<UInt8>) -> [UInt8]? {
    let values = text.compactMap { byte in
      digits.firstIndex(of: 0x41...0x46 ~= byte ? byte | 0x20 : byte)
    }
    guard values.count == text.count, values.count == 2 * size else { return nil }
    return (0..<size).map { UInt8(values[2 * $0] << 4 | values[2 * $0 + 1]) }
  }
}
