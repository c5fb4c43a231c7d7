import Testing
import TextModel

struct SortTests {
  @Test(arguments: staff + adults + known)
  func `adults are told from children by the words round them`(row: NameCase) throws {
    let people = try NameFinding.people(in: row.text, kind: row.kind)
    #expect(people == row.people)
  }

  @Test(arguments: initials)
  func `initials are people and abbreviations are not`(row: NameCase) throws {
    let people = try NameFinding.people(in: row.text, kind: row.kind)
    #expect(people == row.people)
  }

  static let staff = [
    NameCase("Ask Mrs Pennington or Mr O'Dowd.", "staff: Mrs Pennington", "staff: Mr O'Dowd"),
    NameCase("thank you mrs khatun", "staff: mrs khatun", in: .comment),
    NameCase("Ruth Bellamy, our SENCO, will call.", "staff: Ruth Bellamy"),
    NameCase("Ruth Bellamy (SENCO) will call.", "staff: Ruth Bellamy"),
    NameCase("Our caretaker Femi Adeoye fixed it.", "staff: Femi Adeoye"),
    NameCase("Speak to coach Dan Whitaker.", "staff: coach Dan Whitaker"),
    NameCase("Headteacher Colette Marsden opened it.", "staff: Colette Marsden"),
    NameCase(
      "The hall is open again and the piano has been tuned, so choir is back on Monday at three.\n"
        + "Helen Marchbank\nHeadteacher", "staff: Helen Marchbank", in: .newsletter),
    NameCase(
      "It has been a long term and we are all ready for a rest. Thank you for every cake, coat and "
        + "kind word.\nDonal Keegan", "staff: Donal Keegan", in: .newsletter),
    NameCase(
      "We have had a long term and are ready for a rest, so here at last are the prizes for the best "
        + "poems:\nDonal Keegan", "full: Donal Keegan", in: .newsletter),
    NameCase("Head boy Samuel Oakes spoke first.", "full: Samuel Oakes"),
    NameCase("Chairman Samuel Oakes (12) spoke first.", "full: Samuel Oakes"),
    NameCase("sir its samuel oakes", "full: samuel oakes", in: .message),
    NameCase("Dear Miss, Samuel Oakes is ill", "full: Samuel Oakes", in: .message),
  ]

  static let adults = [
    NameCase("Thanks to his mum Carly Sheldon.", "adult: Carly Sheldon"),
    NameCase("Grandad Joe fixed the gate.", "adult: Joe"),
    NameCase("Donal Keegan, 81, walks a lap.", "adult: Donal Keegan"),
    NameCase("Thanks to Joe and Carly Sheldon.", "given: Joe", "adult: Carly Sheldon"),
    NameCase("Ring Paula Frobisher on 07700 900123.", "adult: Paula Frobisher"),
    NameCase(
      "Kerry Dawson Michelle Thorpe are you going", "adult: Kerry Dawson",
      "adult: Michelle Thorpe", in: .comment),
    NameCase(
      "Kerry D Michelle T see you there", "given: Kerry D", "given: Michelle T", in: .comment),
  ]

  static let known = [
    NameCase("The author Marta Kessel came in.", "known: Marta Kessel"),
    NameCase("We are reading a novel by Marta Kessel.", "known: Marta Kessel"),
    NameCase("The poem was written by Marta Kessel.", "full: Marta Kessel"),
    NameCase("The footballer Dean Aldridge visited.", "known: Dean Aldridge"),
    NameCase("We met Princess Petal the pony.", "known: Princess Petal"),
  ]

  static let initials = [
    NameCase("J.D. and R.T. sit apart today.", "initials: J.D.", "initials: R.T."),
    NameCase("Meeting about K.A.-B. today", "initials: K.A.-B."),
    NameCase("Meeting about K.A-B. today", "initials: K.A-B."),
    // So are they written where names are redacted.
    NameCase("B. N. in 5H goes home at noon"),
    NameCase("The verse by H.R., Year 1", "initials: H.R."),
    NameCase("The man from the R.H.S. came"), NameCase("Attendance: RJ 94.1%"),
    NameCase("TF in 4B has lost a shoe", "initials: TF"),
    NameCase("Crew is TZ and A McC", "initials: TZ", "initials: A McC"),
    NameCase(
      "B.C. and R.McD. are with Mrs Moss", "initials: B.C.", "initials: R.McD", "staff: Mrs Moss"),
    NameCase("Second was S.O'D. in Year 5", "initials: S.O'D"),
    NameCase("P.E. is on Monday."),
    NameCase("The R.S.P.C.A. sent a kitten."),
    NameCase("Our M.P. came in, and D.T. is moved."),
    NameCase("PTA, SEN and PE meet at six."),
    NameCase("Meet at 3 p.m. by Hall B."),
    NameCase("I am in. A lovely day."),
    NameCase("The T. Rex model is huge."),
  ]
}
