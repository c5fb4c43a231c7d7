import Foundation
import Testing

/// Honest words and signs that look like disguises.
struct DisguiseInnocentTests {
  @Test func `no innocent is taken for a disguise`() throws {
    let lexicon = try #require(DisguiseLexicon.repository)
    let path = DisguiseLexicon.root + "Fixtures/innocents.tsv"
    let rows = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
      .filter { !$0.hasPrefix("#") }.dropFirst()
    let innocents = Set(rows.map { String($0.split(separator: "\t")[1]) }).sorted()
    #expect(innocents.count > 7_000)
    for innocent in innocents {
      #expect(lexicon.disguises(in: innocent) == [])
      #expect(lexicon.disguises(in: "We talked about \(innocent) today.") == [])
    }
  }

  @Test(arguments: nearMisses)
  func `an honest text is no disguise`(_ text: String) throws {
    let lexicon = try #require(DisguiseLexicon.repository)
    #expect(lexicon.disguises(in: text) == [])
  }

  private static let nearMisses = [
    "A*-C in five subjects, A** is not a grade, 3 A*A*A*", "5* food and 4**** rooms at the hotel",
    "*shot* of the day, *class* of 2019", "**well done** to the *whole* team", "**or** and *bit*",
    "shot* and pass** (see the note below)", "* bring a coat\n* bring a pass\n* tickets: $5",
    "tickets are £5.50, $6 or €7", "doors 7.15pm, §4, 10:30-11:15", "call us @ 5pm on the 1st",
    "info@shittlehope.example.org", "see www.wan.kerr.example.org", "https://example.org/f-ck/a_b",
    "#assembly #ClassOf2024 #TitleWinners #PenIsMightier", "#therapistsoffice #cocktailparty",
    "#essexgirls #grapestomping #DickensFair", "a, b, c, d, e, f, g", "A B C D E F G",
    "f a b u l o u s", "a-m-a-z-i-n-g", "b.r.i.l.l.i.a.n.t", "t i r e d grandma",
    "c l a s s", "s.c.u.n.t.h.o.r.p.e", "T I T L E", "P.S.H.E. and D.T.", "J. K. Rowling",
    "S****horpe again", "O***** S**** is absent", "sh... I T club is a surprise",
    "cnt believe u closed", "I cnt wait", "SLT will meet, PSS and CNT too", "R&B, M&S and Q&A",
    "the he/she box, s/he", "Mrs Crapp and Mr Koon", "Knut sends regards", "Amit Phukan won",
    "a well-being and pick-up note, co-op T-shirt", "post-it, bit-part, tit-for-tat",
    "Year 4B, Y6, KS2, 10th, H1N1, MP3", "BL1 1TT, SH1 2CK and B1 1TT", "IMG_5417.jpg s1t3.html",
    "f|a|s|t and x^2 + y^2", "3*4*5 = 60", "soooo happy, yessss, goooal", "Hi!It's me",
    "C# and F#m",
    "his hit single, bus hit a wall", "as we push it", "gyp-sum", "DOWN!!!! NOW!!!!", "l o l",
    "n i c e 🙂 o n e", "👏well👏done👏year👏six", "R O A R", "grandad's 80th!!!", "pu pil of the week",
  ]
}
