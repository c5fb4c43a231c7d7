import Glibc

/// The lines of a file in `Fixtures/`, found from where this source file lies; none if it cannot be
/// read.
func lines(ofFixture path: String, from source: String = #filePath) -> [String] {
  let root = source.split(separator: "/", omittingEmptySubsequences: false).dropLast(4)
  guard let file = fopen((root + ["Fixtures", path[...]]).joined(separator: "/"), "r") else {
    return []
  }
  defer { fclose(file) }
  var bytes: [UInt8] = []
  var byte = getc(file)
  while byte != EOF {
    bytes.append(UInt8(truncatingIfNeeded: byte))
    byte = getc(file)
  }
  return String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).map(String.init)
}
