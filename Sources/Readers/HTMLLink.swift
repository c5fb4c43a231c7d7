/// Where a link leads, as far as it is text that somebody wrote.
package enum HTMLLink {
  /// Whether an address is read: not a place in the same page, not a program.
  package static func isRead(_ address: some Collection<UInt8>) -> Bool {
    guard let first = address.first, first != UInt8(ascii: "#") else { return false }
    return !address.starts(with: "javascript:".utf8) && !address.starts(with: "data:".utf8)
  }
}
