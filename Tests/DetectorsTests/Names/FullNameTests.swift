import Testing
import TextModel

struct FullNameTests {
  @Test(arguments: plain + lists + rare)
  func `given names and surnames are found whole`(row: NameCase) throws {
    let people = try NameFinding.people(in: row.text, kind: row.kind)
    #expect(people == row.people)
  }

  @Test(arguments: wordNames + shapes + surnamesFirst)
  func `names in every written form are found whole`(row: NameCase) throws {
    let people = try NameFinding.people(in: row.text, kind: row.kind)
    #expect(people == row.people)
  }

  @Test(arguments: smallLetters + runTogether)
  func `names without their capitals or blanks are found`(row: NameCase) throws {
    let people = try NameFinding.people(in: row.text, kind: row.kind)
    #expect(people == row.people)
  }

  @Test(arguments: [
    "need gum shields for year 4", "a navy trainer from year 2", "feeling gert lush",
  ])
  func `two everyday words in small letters are no name`(text: String) throws {
    #expect(try NameFinding.people(in: text) == [])
  }

  static let plain = [
    NameCase("Well done to Harriet Blackmore for her poem.", "full: Harriet Blackmore"),
    NameCase("Our winner was Imran Chaudhary.", "full: Imran Chaudhary"),
    NameCase("The cup went to Ngozi Ezenwa in Year 6.", "full: Ngozi Ezenwa"),
    NameCase("Ioana Dumitrescu (Year 3) read aloud.", "full: Ioana Dumitrescu"),
    NameCase("Congratulations to Mehmet Yildirim!", "full: Mehmet Yildirim"),
    NameCase("A certificate for Siobhan Gallagher.", "full: Siobhan Gallagher"),
    NameCase("Photo shows Rhiannon Prosser with the tortoise.", "full: Rhiannon Prosser"),
    NameCase("Goal of the month: Abdirahman Warsame.", "full: Abdirahman Warsame"),
    NameCase("Please welcome Xinyi Huang to Year 4.", "full: Xinyi Huang"),
    NameCase("We saw Katarzyna Nowak swim a mile.", "full: Katarzyna Nowak"),
    NameCase("Thanks to Gurpreet Dhillon for sweeping up.", "full: Gurpreet Dhillon"),
    NameCase("Callum Hargreaves's model won.", "full: Callum Hargreaves"),
    NameCase("The solo was sung by Lottie Fairbrother.", "full: Lottie Fairbrother"),
    NameCase("Lottie Jane Fairbrother sang the solo.", "full: Lottie Jane Fairbrother"),
    NameCase("Zubeyda Qorane from 5T made us laugh.", "full: Zubeyda Qorane"),
    NameCase("Well done, Teagan Wrexley.", "full: Teagan Wrexley"),
  ]

  static let lists = [
    NameCase(
      "Play leaders: Jodie Marlow, Anil Kapadia and Fenella Stroud.", "full: Jodie Marlow",
      "full: Anil Kapadia", "full: Fenella Stroud"),
    NameCase(
      "Badges go to Owen Tranter and Wrenna Skelhorn.", "full: Owen Tranter",
      "full: Wrenna Skelhorn"),
    NameCase("Maisie, Omar and Theo from Year 2", "given: Maisie", "given: Omar", "given: Theo"),
    NameCase(
      "Reading: Tariq Aslam\nWriting: Bethan Pugh", "full: Tariq Aslam", "full: Bethan Pugh"),
    NameCase(
      "Prizes went to June Cartledge, Hope Benson and Summer Adebayo.", "full: June Cartledge",
      "full: Hope Benson", "full: Summer Adebayo"),
  ]

  static let rare = [
    NameCase("The prize went to Osric Skelhorn.", "full: Osric Skelhorn"),
    NameCase("Photo: Wrenna Uglow on the beam.", "full: Wrenna Uglow"),
    NameCase("Tesfaye Gebremedhin scored twice.", "full: Tesfaye Gebremedhin"),
    NameCase("We are proud of Ysolde Quenby.", "full: Ysolde Quenby"),
    NameCase(
      "Medals for Zolani Tharne and Ayoluwa Uglow.", "full: Zolani Tharne", "full: Ayoluwa Uglow"),
    NameCase("Tansulu (Year 4) drew the whale.", "given: Tansulu"),
    NameCase("We tried Numicon Braille in maths."),
    NameCase("They live near Quorley Magnalow."),
  ]

  static let wordNames = [
    NameCase("The baton passed to Grace Tillotson.", "full: Grace Tillotson"),
    NameCase("We heard from Faith Oyelaran today.", "full: Faith Oyelaran"),
    NameCase("A kind word from April Dawkins cheered us.", "full: April Dawkins"),
    NameCase("It was drawn by Summer Whittaker.", "full: Summer Whittaker"),
    NameCase("Best costume: Autumn Kershaw.", "full: Autumn Kershaw"),
    NameCase("They were led by Mark Pemberton.", "full: Mark Pemberton"),
    NameCase("The ball came to Will Atherton at last.", "full: Will Atherton"),
    NameCase(
      "Then Rose Ellwood and Ivy Crabtree sang.", "full: Rose Ellwood", "full: Ivy Crabtree"),
  ]

  static let shapes = [
    NameCase("Cup for Orla O'Sullivan this week.", "full: Orla O'Sullivan"),
    NameCase("Cup for Orla O’Sullivan this week.", "full: Orla O’Sullivan"),
    NameCase("Cup for Ewan McAllister this week.", "full: Ewan McAllister"),
    NameCase("Cup for Lucas van der Meer this week.", "full: Lucas van der Meer"),
    NameCase("Cup for Ines de Souza this week.", "full: Ines de Souza"),
    NameCase("Cup for Layla al-Rashid this week.", "full: Layla al-Rashid"),
    NameCase("Cup for Gethin ap Dafydd this week.", "full: Gethin ap Dafydd"),
    NameCase("Cup for Amina bint Khalid this week.", "full: Amina bint Khalid"),
    NameCase("Cup for Ellie-Mae Hopkinson this week.", "full: Ellie-Mae Hopkinson"),
    NameCase("Cup for Priya Shah-Dawson this week.", "full: Priya Shah-Dawson"),
    NameCase("Cup for Zoë Lefèvre this week.", "full: Zoë Lefèvre"),
    NameCase("Cup for Łukasz Dąbrowski this week.", "full: Łukasz Dąbrowski"),
    NameCase("Cup for Søren Ødegård this week.", "full: Søren Ødegård"),
    NameCase("Our striker Billy 'Bones' Harding scored.", "full: Billy 'Bones' Harding"),
    NameCase("We call Edward \"Teddy\" Langton the best.", "full: Edward \"Teddy\" Langton"),
    NameCase("We call Edward “Teddy” Langton the best.", "full: Edward “Teddy” Langton"),
    NameCase("The coat is marked J. Whitworth.", "full: J. Whitworth"),
    NameCase("The coat is marked J. P. Whitworth.", "full: J. P. Whitworth"),
    NameCase("The coat is marked T Kowalska.", "full: T Kowalska"),
    NameCase("Squad: R. bin Hamid, O. al-Najjar", "full: R. bin Hamid", "full: O. al-Najjar"),
    NameCase("OLIVER PEMBERTON WAS THE BEST DONKEY", "full: OLIVER PEMBERTON"),
  ]

  static let surnamesFirst = [
    NameCase("PRITCHARD, Eluned", "full: PRITCHARD, Eluned"),
    NameCase(
      "Whitlock, Samira\nRyan, Declan\nNowak, Ewa", "full: Whitlock, Samira", "full: Ryan, Declan",
      "full: Nowak, Ewa"),
    NameCase("Late: Whitlock, J. and nobody else", "full: Whitlock, J."),
    NameCase("BAKER, Tom and KHAN, Safiya", "full: BAKER, Tom", "full: KHAN, Safiya"),
    NameCase("Rahman, Samira (10C)", "full: Rahman, Samira"),
    NameCase("MACKENZIE, Iona missed the bus.", "full: MACKENZIE, Iona"),
    NameCase("Absent: O'NEILL, Cormac", "full: O'NEILL, Cormac"),
    NameCase("COOPER-REED, Lily-Mae", "full: COOPER-REED, Lily-Mae"),
  ]

  static let smallLetters = [
    NameCase("so proud of oliver hargreaves today", "full: oliver hargreaves", in: .comment),
    NameCase("aisha rahman was ace", "full: aisha rahman", in: .comment),
    NameCase("well done joshua", "given: joshua", in: .comment),
    NameCase("mark whitlock stole the show", "full: mark whitlock", in: .comment),
    NameCase("grace okafor sang so well", "full: grace okafor", in: .comment),
    NameCase("will be there at six", in: .comment),
    NameCase("oliver quenbury was there", "full: oliver quenbury", in: .comment),
    NameCase("lol maisie trevelquin thinks so", "full: maisie trevelquin", in: .comment),
    NameCase("poppy tommorrow is fine", in: .comment),
    NameCase("may be late tonight sorry", in: .comment),
    NameCase("grace before lunch", in: .comment),
    NameCase("the rose garden looks lovely", in: .comment),
    NameCase("hope everyone has fun", in: .comment),
    NameCase("mark my words", in: .comment),
  ]

  static let runTogether = [
    NameCase("#GoOliverSmith", "full: GoOliverSmith", in: .comment),
    NameCase("a goal for #oliversmith", "full: oliversmith", in: .comment),
    NameCase("thanks @freyafenwick", "full: freyafenwick", in: .comment),
    NameCase("mail office@freyafenwick.example.com", in: .comment),
    NameCase("freyafenwick", in: .comment),
    NameCase("#proud #MaisieThornton", "full: MaisieThornton", in: .comment),
    NameCase("find @NoahBradshaw there", "full: NoahBradshaw", in: .comment),
    NameCase("IMG_Farah-Malik.png", "full: Farah-Malik", in: .caption),
    NameCase("jack_hollis_y4.jpg", "full: jack_hollis", in: .caption),
    NameCase("ellie.thornton.jpg", "full: ellie.thornton", in: .caption),
    NameCase("#SportsDay #YearSix #WorldBookDay", in: .comment),
    NameCase("#WillowClass are back", in: .comment),
    NameCase("my iPhone and YouTube and PowerPoint", in: .comment),
    NameCase("sweet-william_seedlings.png", in: .caption),
    NameCase("write to maria.holt@example.org please"),
  ]
}
