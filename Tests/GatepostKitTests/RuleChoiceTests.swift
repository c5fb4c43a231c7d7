import GatepostKit
import Testing

struct RuleChoiceTests {
  @Test(arguments: [
    ("pupil.photo", ["pupil.photo"]), ("pupil", ["pupil.photo", "pupil.photo-tag"]),
    ("pupil.*", ["pupil.photo", "pupil.photo-tag"]), ("*.photo", ["pupil.photo"]),
    ("*photo*", ["pupil.photo", "pupil.photo-tag"]), ("p*o", ["pupil.photo"]),
    ("p**-*g", ["pupil.photo-tag"]), ("*", ["pupil.photo", "pupil.photo-tag", "link.a"]),
    ("pup", []), ("pupil.phot", []), ("pupil.photo.", []), ("", []), ("pupil.photo*photo", []),
    ("link.a*a", []), ("*b*", []),
  ])
  func `an id, a family or a pattern names the rules that it matches`(
    pattern: String, expected: [String]
  ) {
    let choice = RuleChoice(pattern)
    #expect(["pupil.photo", "pupil.photo-tag", "link.a"].filter(choice.matches) == expected)
  }
}
