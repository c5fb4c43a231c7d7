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
}
