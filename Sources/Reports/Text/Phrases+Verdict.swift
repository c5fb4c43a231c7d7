import TextModel

extension Phrases {
  /// What the run means for somebody who wants to post, in one sentence.
  static func verdict(_ ending: RunEnding) -> String {
    let summary = ending.summary
    let block = summary.count(.block)
    let review = summary.count(.review)
    let note = summary.count(.note)
    let counts = [
      block > 0 ? things(block, "must change", "must change") : nil,
      review > 0 ? things(review, "needs a look", "need a look", first: block == 0) : nil,
    ].compactMap { $0 }.joined(separator: ", ")
    switch summary.verdict {
    case .block: return "Do not post this as it stands: \(counts)."
    case .review where review == 0: return clean(ending)
    case .review: return "Have somebody look before you post this: \(counts)."
    case .allow where note > 0:
      return "Nothing here stops you posting; \(things(note, "is", "are")) for your information."
    case .allow: return clean(ending)
    }
  }

  /// "2 things must change", or without the noun where it has been said before.
  private static func things(
    _ number: Int, _ singular: String, _ plural: String, first: Bool = true
  ) -> String {
    let amount = first ? count(number, "thing") : grouped(number)
    return amount + " " + (number == 1 ? singular : plural)
  }

  private static func clean(_ ending: RunEnding) -> String {
    let summary = ending.summary
    guard summary.passages > 0 else {
      return "Nothing was examined: there was no text to read, so this is not an all-clear."
    }
    let scope =
      count(summary.passages, "passage") + " of " + count(summary.documents, "document")
    guard ending.notExamined.isEmpty else {
      return "Nothing was found in \(scope), but not everything could be read."
    }
    return "Nothing was found in \(scope)."
  }

  /// What was read, in one sentence.
  static func scanned(_ summary: RunSummary) -> String {
    let hundredths = Int((max(0, summary.seconds) * 100).rounded())
    let fraction = String(hundredths % 100)
    let seconds = "\(hundredths / 100)." + (fraction.count == 1 ? "0" : "") + fraction
    return "Scanned " + count(summary.documents, "document") + ", "
      + count(summary.passages, "passage") + ", " + size(summary.bytes) + " in \(seconds) s."
  }
}
