import CSodium

/// A roll under lock: XChaCha20-Poly1305 of libsodium, with a new nonce each time it is written.
///
/// `GPROLL1`, a mark of the key (8 bytes, a keyed BLAKE2b of a fixed word: it tells a wrong key from
/// a damaged file), the nonce (24 bytes) and the sealed bytes; all before them is authenticated too.
enum SealedRoll {
  private static let magic = Array("GPROLL1\n".utf8)
  private static let markSize = 8
  private static let nonceSize = Int(crypto_aead_xchacha20poly1305_ietf_NPUBBYTES)
  private static let tagSize = Int(crypto_aead_xchacha20poly1305_ietf_ABYTES)

  /// Why a file cannot be opened.
  enum Fault: Error { case notARoll, wrongKey, damaged }

  /// The file that holds `bytes` under a key.
  static func seal(_ bytes: [UInt8], with key: RollKey) -> [UInt8] {
    var nonce = [UInt8](repeating: 0, count: nonceSize)
    randombytes_buf(&nonce, nonceSize)
    let head = magic + mark(of: key) + nonce
    var sealed = [UInt8](repeating: 0, count: bytes.count + tagSize)
    // Cannot fail: the sizes are the library's own.
    crypto_aead_xchacha20poly1305_ietf_encrypt(
      &sealed, nil, bytes, UInt64(bytes.count), head, UInt64(head.count), nil, nonce, key.bytes)
    return head + sealed
  }

  /// What a file holds.
  static func open(_ file: [UInt8], with key: RollKey) throws(Fault) -> [UInt8] {
    let headSize = magic.count + markSize + nonceSize
    guard file.starts(with: magic), file.count >= headSize + tagSize else { throw .notARoll }
    let head = Array(file[..<headSize])
    guard head[magic.count..<(magic.count + markSize)].elementsEqual(mark(of: key)) else {
      throw .wrongKey
    }
    let nonce = Array(head[(magic.count + markSize)...])
    let sealed = Array(file[headSize...])
    var bytes = [UInt8](repeating: 0, count: sealed.count - tagSize)
    let status = crypto_aead_xchacha20poly1305_ietf_decrypt(
      &bytes, nil, nil, sealed, UInt64(sealed.count), head, UInt64(head.count), nonce, key.bytes)
    guard status == 0 else { throw .damaged }
    return bytes
  }

  private static func mark(of key: RollKey) -> [UInt8] {
    let word = Array("gatepost roll key".utf8)
    // The library's least size; the mark is the beginning of it.
    var hash = [UInt8](repeating: 0, count: Int(crypto_generichash_BYTES_MIN))
    crypto_generichash(&hash, hash.count, word, UInt64(word.count), key.bytes, key.bytes.count)
    return Array(hash.prefix(markSize))
  }
}
