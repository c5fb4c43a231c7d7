import CScan
import Testing

@testable import Readers

struct StringEndTests {
  @Test func `the end of a string is the same with vectors and without`() {
    var random = SystemRandomNumberGenerator()
    let bytes: [UInt8] = [0x22, 0x5C, 0x61, 0x62, 0x63, 0x64, 0x65, 0x20, 0x0A, 0x80, 0xC3, 0xFF]
    for _ in 0..<20_000 {
      let kinds = Int.random(in: 3...bytes.count, using: &random)
      let text = (0..<Int.random(in: 0...70, using: &random)).map { _ in
        // Few of them end it.
        bytes[max(Int.random(in: 0..<kinds, using: &random), Int.random(in: 0...2, using: &random))]
      }
      let start = Int.random(in: 0...text.count, using: &random)
      let limit = Int.random(in: start...text.count, using: &random)
      let padded = text + [UInt8](repeating: 0x22, count: ByteWindow.slack)
      padded.withUnsafeBufferPointer { padded in
        guard let base = padded.baseAddress else { return }
        let slow = gp_find_string_end_portable(base, start, limit)
        let quick = gp_find_string_end(base, start, limit)
        #expect(slow.position == quick.position)
        // What lies behind the limit may count as well.
        #expect(slow.high == 0 || quick.high != 0)
        if slow.position < limit { #expect((slow.high == 0) == (quick.high == 0)) }
      }
    }
  }

  @Test func `eight bytes are digits if each of them is one`() {
    for place in 0..<8 {
      for byte in UInt8.min...UInt8.max {
        // What stands beside it is the lowest digit, the highest, or next to one of them.
        for other in [0x30, 0x39, 0x2F, 0x3A] as [UInt8] {
          var bytes = Array(repeating: other, count: 8)
          bytes[place] = byte
          let word = bytes.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
          #expect(areDigits(word) == bytes.allSatisfy { (0x30...0x39).contains($0) }, "\(bytes)")
        }
      }
    }
  }
}
