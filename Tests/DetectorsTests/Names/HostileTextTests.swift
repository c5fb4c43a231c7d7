import ScanCore
import Testing
import TextModel

struct HostileNameTests {
  @Test func `random bytes and letters never crash`() throws {
    var random = SystemRandomNumberGenerator()
    let letters = Array("aA .,-'\"_@#()\nJSMé1".utf8)
    for _ in 0..<300 {
      let bytes = (0..<200).map { _ in letters[Int.random(in: 0..<letters.count, using: &random)] }
      let text = Array(String(decoding: bytes, as: UTF8.self).utf8)
      for signal in try NameFinding.signals(in: text) {
        #expect(signal.range.start < signal.range.end && Int(signal.range.end) <= text.count)
      }
    }
  }

  @Test(arguments: [
    "A. ", "J.", "TOM ", "Tom ", "Tom-", "Tom_", "mrs ", "Smith, ", "Tom \"", "van ",
  ])
  func `long runs cost time in proportion to their length`(unit: String) throws {
    // The best of some: others use the machine, too.
    func cost(_ count: Int) throws -> Duration {
      let text = Array(String(repeating: unit, count: count).utf8)
      let costs = try (0..<4).map { _ in
        try ContinuousClock().measure { _ = try NameFinding.signals(in: text) }
      }
      return costs.min() ?? .zero
    }
    let short = try cost(2_000)
    let long = try cost(20_000)
    // Ten times as long; a hundred times the cost would be quadratic.
    #expect(long < short * 40 + .milliseconds(50))
  }
}
