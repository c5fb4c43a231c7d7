import CSodium
import Glibc

/// The secret that a roll is sealed with: 32 bytes, in `GATEPOST_ROLL_KEY` as 64 hexadecimal digits,
/// or in a file that only the user may read.
struct RollKey {
  /// The variable.
  static let variable = "GATEPOST_ROLL_KEY"
  private static let size = Int(crypto_aead_xchacha20poly1305_ietf_KEYBYTES)

  /// The secret.
  let bytes: [UInt8]

  /// The key of this user.
  ///
  /// - Returns: Nil if there is none yet.
  /// - Throws: `RollStore.Failure` if there is one that cannot be used.
  static func existing() throws(RollStore.Failure) -> RollKey? {
    if let digits = Files.environment(variable) {
      guard let bytes = bytes(ofDigits: Array(digits.utf8)) else { throw .badKey(variable) }
      return RollKey(bytes: bytes)
    }
    guard let path = RollStore.folder.map({ $0 + "/roll.key" }), Files.isEntry(path) else {
      return nil
    }
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      let text = Files.contents(of: path)
    else { throw .badKey(path) }
    guard status.st_mode & 0o077 == 0, status.st_uid == geteuid() else { throw .openKey(path) }
    let digits = text.prefix { $0 > 0x20 }
    guard let bytes = bytes(ofDigits: Array(digits)) else { throw .badKey(path) }
    return RollKey(bytes: bytes)
  }

  /// Makes a new key and keeps it in the user's configuration folder.
  static func make() throws(RollStore.Failure) -> RollKey {
    guard let folder = RollStore.folder else { throw .noFolder }
    var bytes = [UInt8](repeating: 0, count: size)
    randombytes_buf(&bytes, size)
    let digits = bytes.flatMap { [Self.digits[Int($0 >> 4)], Self.digits[Int($0 & 15)]] }
    let path = folder + "/roll.key"
    guard Files.replace(path, with: digits + [0x0A]) else { throw .unwritable(path, errno) }
    return RollKey(bytes: bytes)
  }

  private static let digits = Array("0123456789abcdef".utf8)

  private static func bytes(ofDigits text: [UInt8]) -> [UInt8]? {
    guard text.count == 2 * size else { return nil }
    let values = text.compactMap {
      digits.firstIndex(of: $0 >= 0x41 && $0 <= 0x46 ? $0 | 0x20 : $0)
    }
    guard values.count == text.count else { return nil }
    return (0..<size).map { UInt8(values[2 * $0] << 4 | values[2 * $0 + 1]) }
  }
}
