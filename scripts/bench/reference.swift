// What check-instructions.py counts gatepost's instructions by: a fixed piece of work, done by the same
// compiler and the same C library. Cuts standard input into words and counts how often each hash occurs.
#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

var counts = [UInt32](repeating: 0, count: 1 << 16)
var block = [UInt8](repeating: 0, count: 1 << 16)
var hash: UInt64 = 0
var words = 0
while true {
  let length = block.withUnsafeMutableBytes { read(0, $0.baseAddress, $0.count) }
  if length <= 0 { break }
  for index in 0..<length {
    let folded = block[index] | 32
    if folded >= 97 && folded <= 122 || folded >= 128 {
      hash = (hash ^ UInt64(folded)) &* 0x9E37_79B9_7F4A_7C15
    } else if hash != 0 {
      counts[Int(hash >> 48)] += 1
      words += 1
      hash = 0
    }
  }
}
print(words, counts.max() ?? 0)
