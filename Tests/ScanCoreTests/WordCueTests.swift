import ScanCore
import Testing

struct WordCueTests {
  @Test(arguments: WordCue.allCases)
  func `the attributes of a word give back the cue that they were made with`(cue: WordCue) {
    #expect(attributes(cue).cue == cue)
  }

  @Test func `a number behind the last cue is none`() {
    #expect(WordAttributes(bits: 127 << 21).cue == .none)
  }

  private func attributes(_ cue: WordCue) -> WordAttributes {
    WordAttributes(
      births: 15, recentBirths: 15, wordClass: 15, place: 7, surname: 15, isBritishSurname: true,
      isNickname: true, cue: cue)
  }
}
