import CScan
import TestSupport
import Testing

struct MasksTests {
  private typealias Maker = @Sendable (UnsafePointer<UInt8>?, Int) -> gp_masks

  /// All that this machine can run, the portable one first.
  private static let makers: [Maker] = {
    var makers: [Maker] = [gp_masks_portable]
    #if arch(x86_64)
      makers.append(gp_masks_sse2)
      if RoutinesTests.all.count > 2 { makers.append(gp_masks_avx2) }
    #endif
    return makers
  }()

  private static func agree(_ block: [UInt8], first count: Int = 64) -> Bool {
    block.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return false }
      let slow = makers[0](base, count)
      return makers.dropFirst().allSatisfy { maker in
        let fast = maker(base, count)
        return fast.word == slow.word && fast.upper == slow.upper && fast.digit == slow.digit
          && fast.high == slow.high && fast.odd == slow.odd && fast.dot == slow.dot
          && fast.at == slow.at
      }
    }
  }

  @Test func `fast and portable masks agree on every byte in every place`() {
    for byte in UInt8.min...UInt8.max {
      #expect(Self.agree([UInt8](repeating: byte, count: 64)))
      for place in stride(from: Int(byte) % 7, to: 64, by: 7) {
        var block = [UInt8](repeating: 0x20, count: 64)
        block[place] = byte
        #expect(Self.agree(block))
      }
    }
  }

  @Test func `fast and portable masks agree on random blocks`() {
    var random = SplitMix(1)
    for _ in 0..<2_000 {
      #expect(Self.agree((0..<64).map { _ in UInt8(random.below(256)) }))
    }
  }

  @Test func `fast and portable masks agree on what a text ends with`() {
    var random = SplitMix(2)
    for count in 0...80 {
      // All 64 bytes are read, however few count.
      let block = (0..<80).map { _ in UInt8(random.below(256)) }
      #expect(Self.agree(block, first: count))
    }
  }

  @Test(arguments: UInt8.min...UInt8.max)
  func `a byte is in the classes that its character is in`(byte: UInt8) {
    let masks = [UInt8](repeating: byte, count: 64).withUnsafeBufferPointer { bytes in
      bytes.baseAddress.map { gp_masks_portable($0, 64) }
    }
    let scalar = Character(Unicode.Scalar(byte))
    let isLetter = scalar.isASCII && scalar.isLetter
    let isDigit = scalar.isASCII && scalar.isNumber
    let isWord = isLetter || isDigit || scalar == "'" || byte >= 0x80
    #expect(masks?.word == (isWord ? .max : 0))
    #expect(masks?.upper == (isLetter && scalar.isUppercase ? .max : 0))
    #expect(masks?.digit == (isDigit ? .max : 0))
    #expect(masks?.high == (byte >= 0x80 ? .max : 0))
    #expect(masks?.odd == ("'!#$&*+@|".contains(scalar) ? .max : 0))
  }
}
