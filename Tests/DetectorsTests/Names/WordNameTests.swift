import Testing
import TextModel

/// Given names that are everyday words, months or seasons.
struct WordNameTests {
  @Test(arguments: named)
  func `a class, a year, an age or a row makes a name of a word`(row: NameCase) throws {
    #expect(try NameFinding.people(in: row.text, kind: row.kind) == row.people)
  }

  @Test(arguments: words)
  func `the same words stay words where nobody is meant`(text: String) throws {
    #expect(try NameFinding.people(in: text) == [])
  }

  @Test(arguments: saints)
  func `what is called after a saint is nobody`(text: String) throws {
    #expect(try NameFinding.people(in: text) == [])
  }

  static let named = [
    NameCase("A cheer for Will in Year 2", "given: Will"),
    NameCase("We waved to Mark from Year 1", "given: Mark"),
    NameCase("Grace from 3K danced", "given: Grace"),
    NameCase("June from Year 4 sang", "given: June"),
    NameCase("Hope and Joy from Year 6", "given: Hope", "given: Joy"),
    NameCase("Dawn and Rowan (Reception)", "given: Dawn", "given: Rowan"),
    NameCase("Autumn in 4P", "given: Autumn"),
    NameCase("We all thank June in Year 5", "given: June"),
    NameCase("Faith, Year 2, with her kite", "given: Faith"),
    NameCase("Miles (8) and Skye (9)", "given: Miles", "given: Skye"),
    NameCase("Team:\n- Drew (5H)\n- Mark (5H)", "given: Drew", "given: Mark"),
    NameCase("HOORAY WELL DONE FAITH IN YEAR 2", "given: FAITH"),
    NameCase("Oliver, Grace and Mark baked", "given: Oliver", "given: Grace", "given: Mark"),
    NameCase("Grandad Mark is here", "adult: Mark"),
    NameCase("Grace’s bag is in 2T", "given: Grace"),
    NameCase("Year 1's Hope ran", "given: Hope"),
    NameCase("Well done Grace!", "given: Grace"),
    NameCase("grace_2t.jpg", "given: grace", in: .caption),
    NameCase("Well done Hope Green", "full: Hope Green"),
    NameCase("Rose Hall (4B)", "full: Rose Hall"),
    NameCase("GREEN, Hope\nHILL, Mark", "full: GREEN, Hope", "full: HILL, Mark"),
    NameCase("ellathompson.jpg", "full: ellathompson", in: .caption),
    NameCase("#HappyBirthdayZainab", "given: HappyBirthdayZainab"),
    NameCase("We lost J Smith in Y4", "full: J Smith"),
    NameCase("Will Young won", "full: Will Young"),
    NameCase("grace holloway sang", "full: grace holloway"),
    NameCase("faith dunmore sang", "full: faith dunmore"),
    NameCase("Can Dave come?", "given: Dave"),
    NameCase("Faith in Year 1 loves maths", "given: Faith"),
    NameCase("Hope from Year 6 is poorly again", "given: Hope"),
    NameCase("Mark in Reception always forgets his PE kit", "given: Mark"),
    NameCase("April in Year 5 has lost her coat", "given: April"),
    NameCase("May in Year 2 told a joke", "given: May"),
    NameCase("June from Year 3 has asthma", "given: June"),
    NameCase("well done grace in year 3", "given: grace"),
    NameCase("faith from reception sang today", "given: faith"),
    NameCase("Beth Dunmore, mum of three, helps", "adult: Beth Dunmore"),
  ]

  static let words = [
    "Will Year 2 parents return the slips", "Will Hazel class bring wellies",
    "Mark in Year 5 books is weekly", "Hope Year 2 had fun", "Grace before lunch",
    "Summer term in Year 1", "Summer in Year 6 means prom", "In May Year 1 sing",
    "Autumn 2: Year 4 do Romans", "Spring (Year 4): rivers", "April, May and June in Year 4",
    "Bill (Year 6 hoodies) is due", "Rose (4B garden) is blooming", "PE in Y4, RE in Y5",
    "fees rose in year 3", "mark in year 6 books", "will year 3 be back", "we hope in year 1",
    "hope from year 6", "Mark Year 3 in your diary", "April in Year 5 is busy",
    "May in Year 6 means tests",
    "June in Year 2 has gone so fast", "Summer in Reception was warm and dry",
    "Mark in Year 6 maths is done on Fridays", "Hope Year 3 enjoyed it",
    "Will Year 4 parents please sign", "We have faith in Year 1", "Hope for Year 6 starts now",
    "sportsday.jpg", "Chester zoo and Darwin house",
  ]

  static let saints = [
    "St Mary's beat Willow class", "We lost to St Joseph's", "Saint Anne's beat us",
    "St Wulfstan's were good",
  ]
}
