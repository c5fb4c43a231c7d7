/// Turns letters of any script that look or sound like Latin letters into plain a-z.
///
/// The table is data (`Lexicons/letters.tsv`, compiled into the image): accents fall away
/// (é, Ł, ß -> e, l, ss), and look-alikes (Cyrillic а, fullwidth ａ, bold 𝐚) become the letter
/// that they imitate. What is not in the table stands as it is.
package struct Letters {
  /// Scalars, ascending.
  let scalars: UnsafeBufferPointer<UInt32>
  /// For each scalar up to three ASCII bytes, lowest first; bit 31 marks a look-alike.
  let plain: UnsafeBufferPointer<UInt32>

  /// Marks an entry of `plain` as a look-alike rather than an accented letter.
  package static let lookAlike: UInt32 = 1 << 31

  /// The plain form of a scalar: up to three ASCII bytes with the `lookAlike` mark, or 0.
  func plainForm(of scalar: UInt32) -> UInt32 {
    var low = 0
    var high = scalars.count
    while low < high {
      let middle = (low + high) / 2
      if scalars[middle] < scalar { low = middle + 1 } else { high = middle }
    }
    return low < scalars.count && scalars[low] == scalar ? plain[low] : 0
  }
}

// SAFETY: both buffers point into a lexicon image, which is never written and outlives its users.
extension Letters: @unchecked Sendable {}
