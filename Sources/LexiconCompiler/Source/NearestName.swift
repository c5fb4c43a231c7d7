/// The name that was probably meant, or nil if none is close.
///
/// Close means: at most one slip for every three letters, and never more than three. A slip is a
/// letter too many, too few, wrong, or exchanged with its neighbour.
func nearestName(to name: String, among names: some Sequence<String>) -> String? {
  let allowed = max(1, min(3, name.count / 3))
  var best: (name: String, slips: Int)?
  for candidate in names where abs(candidate.utf8.count - name.utf8.count) <= allowed * 2 {
    let slips = slipCount(from: Array(name.utf8), to: Array(candidate.utf8))
    guard slips <= allowed else { continue }
    if let known = best, (known.slips, known.name) <= (slips, candidate) { continue }
    best = (candidate, slips)
  }
  return best?.name
}

/// The name that was probably meant, or nil if none is close.
package func nearest(to name: String, among names: [String]) -> String? {
  nearestName(to: name, among: names)
}

/// `; did you mean 'x'?`, or nothing if no name is close.
func suggestion(for name: String, among names: some Sequence<String>) -> String {
  nearestName(to: name, among: names).map { "; did you mean '\($0)'?" } ?? ""
}

/// The distance of Damerau and Levenshtein (optimal string alignment), in bytes.
private func slipCount(from left: [UInt8], to right: [UInt8]) -> Int {
  // A name is a few dozen bytes; a longer string is not a slip of one.
  guard left.count <= 64, right.count <= 64 else { return .max }
  var before: [Int] = []
  var row = Array(0...right.count)
  for (index, letter) in left.enumerated() {
    var next = [index + 1]
    for (column, other) in right.enumerated() {
      var slips = min(
        row[column + 1] + 1, next[column] + 1, row[column] + (letter == other ? 0 : 1))
      let swapped =
        index > 0 && column > 0 && letter == right[column - 1] && left[index - 1] == other
      if swapped { slips = min(slips, before[column - 1] + 1) }
      next.append(slips)
    }
    (before, row) = (row, next)
  }
  return row[right.count]
}
