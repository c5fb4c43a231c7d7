import Foundation
import Testing

struct DisguiseInnocentTests {
  @Test func `no innocent is taken for a disguise`() throws {
    let lexicon = try #require(DisguiseLexicon.repository)
    let text = try String(contentsOfFile: DisguiseLexicon.root + "Fixtures/innocents.tsv", encoding: .utf8)
    let rows = text.split(separator: "\n").filter { !$0.hasPrefix("#") }.dropFirst()
    let innocents = Set(rows.map { String($0.split(separator: "\t")[1]) }).sorted()
    #expect(innocents.count > 7_000)
    for innocent in innocents {
      for text in [innocent, "We talked about \(innocent) today."] {
        let found = lexicon.disguises(in: text)
        if !found.isEmpty { print("INNOCENT", text, found) }
        #expect(found == [], "\(text)")
      }
    }
  }
}
