import TextModel

/// A finding as the reports for code hosts show it.
struct ShownFinding {
  /// The finding.
  let finding: Finding
  /// Its rule.
  let rule: RuleDescription
  /// Its bytes in the passage's text, whole characters.
  let range: Range<Int>
  /// Where they begin and end.
  let places: (start: TextPlace, end: TextPlace)
  /// The words with their letters masked.
  let masked: String
  /// The words as the run wants them: masked, or themselves.
  let words: String
  /// The cell, slide or page that it is in, with a colon; empty if the form has lines.
  let place: String

  /// The findings of a passage.
  static func all(
    in findings: ArraySlice<Finding>, of passage: Passage, _ batch: PassageBatch,
    _ run: RunDescription, _ catalogue: Catalogue
  ) -> [ShownFinding] {
    let text = batch.bytes.span.extracting(passage.text.indices)
    var finder = PlaceFinder(passage)
    var shown: [ShownFinding] = []
    for finding in findings {
      let range = wholeCharacters(of: finding.range, in: text)
      let places = finder.places(of: range, in: text)
      let words = text.extracting(range).withUnsafeBufferPointer {
        String(decoding: $0, as: UTF8.self)
      }
      let masked = Mask.masked(words)
      shown.append(
        ShownFinding(
          finding: finding, rule: catalogue.rules[finding.rule], range: range, places: places,
          masked: masked, words: run.quoting == .masked ? masked : words,
          place: CellPlace.words(passage, in: batch, at: range).map { $0 + ": " } ?? ""))
    }
    return shown
  }
}
