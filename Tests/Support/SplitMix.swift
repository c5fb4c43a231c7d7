/// Random numbers that are the same at every run (Vigna's SplitMix64).
package struct SplitMix: RandomNumberGenerator {
  private var state: UInt64

  /// Numbers that follow from a seed.
  package init(_ seed: UInt64) { state = seed }

  /// The next 64 random bits.
  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number from 0 up to, not including, `bound`.
  package mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

  /// One of some values.
  package mutating func pick<Value>(_ values: [Value]) -> Value { values[below(values.count)] }

  /// Whether a chance of one in `bound` came up.
  package mutating func once(in bound: Int) -> Bool { below(bound) == 0 }
}
