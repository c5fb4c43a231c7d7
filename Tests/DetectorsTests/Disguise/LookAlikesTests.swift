import Testing

@testable import Detectors

struct LookAlikesTests {
  @Test func `quick answers about a byte are what the table of signs says`() {
    for byte in UInt8.min...UInt8.max {
      let role = byte < 128 ? LookAlikes.sign(of: byte).role : nil
      #expect(LookAlikes.isSymbol(byte) == (role == .symbol), "\(byte)")
      #expect(LookAlikes.isMark(byte) == (role == .symbol || role == .gap), "\(byte)")
      #expect(LookAlikes.canGoOn(byte) == (role != .edge), "\(byte)")
      #expect(LookAlikes.isLetter(byte) == (role == .letter), "\(byte)")
    }
  }
}
