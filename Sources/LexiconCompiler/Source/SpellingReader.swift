/// Reads `spellings.tsv`: a variant, a tab, the word; `#` begins a line of comment.
///
/// A first line `variant<tab>canonical` is a heading. Columns after the second are notes.
func readSpellings(_ text: String, file: String, _ faults: inout Faults) -> [SpellingSource] {
  var spellings: [SpellingSource] = []
  var first: [String: SourcePlace] = [:]
  let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
  for (index, line) in lines.enumerated() {
    let place = SourcePlace(file: file, line: index + 1)
    guard let spelling = readSpelling(line, place, &faults) else { continue }
    if let known = first[spelling.variant] {
      faults.add("spelling '\(spelling.variant)' appears twice; first at \(known)", at: place)
      continue
    }
    first[spelling.variant] = place
    spellings.append(spelling)
  }
  return spellings
}

private func readSpelling(
  _ line: Substring, _ place: SourcePlace, _ faults: inout Faults
) -> SpellingSource? {
  guard !line.hasPrefix("#"), line.contains(where: { !$0.isWhitespace }) else { return nil }
  let columns = line.split(separator: "\t", omittingEmptySubsequences: false)
  let variant = trimmingWhitespace(columns[0]).lowercased()
  let canonical = columns.count > 1 ? trimmingWhitespace(columns[1]).lowercased() : ""
  guard !variant.isEmpty, !canonical.isEmpty else {
    faults.add("a spelling is a variant, a tab and the word it stands for", at: place)
    return nil
  }
  if variant == "variant", canonical == "canonical" { return nil }
  guard !variant.contains(where: \.isWhitespace) else {
    faults.add("the variant '\(variant)' is more than one word", at: place)
    return nil
  }
  guard variant != canonical else {
    faults.add("'\(variant)' stands for itself", at: place)
    return nil
  }
  return SpellingSource(variant: variant, canonical: canonical, place: place)
}
