import ScanCore
import TestSupport
import Testing

struct SentencesTests {
  private static let cues = """
    word\tcue
    mr\ttitle
    mrs\ttitle
    dr\ttitle
    approx\tabbreviation
    st\tabbreviation
    """

  /// The words of each sentence, joined by spaces.
  private static func sentences(of text: String) throws -> [String] {
    let lexicon = try TestLexicon(names: ["cues": cues]).lexicon
    var sentences: [[String]] = []
    for word in lexicon.words(of: text) {
      while sentences.count <= Int(word.sentence) { sentences.append([]) }
      sentences[Int(word.sentence)].append(word.text)
    }
    return sentences.map { $0.joined(separator: " ") }
  }

  @Test(arguments: [
    TextCase("One two. Three four", "One two", "Three four"),
    TextCase("One two! Three? four", "One two", "Three", "four"),
    TextCase("one two.three", "one two three"),
    TextCase("What?! Really", "What", "Really"),
    TextCase("He said \"yes.\" Then left", "He said yes", "Then left"),
    TextCase("(He left.) Then rain", "He left", "Then rain"),
    TextCase("At Sam's. Then home", "At Sam", "Then home"),
    TextCase("One.\n\nTwo", "One", "Two"),
    TextCase("Whatever you say,\nwe know", "Whatever you say we know"),
    TextCase("To Mr. Hobday. Thanks", "To Mr Hobday", "Thanks"),
    TextCase("approx. 30 at St. Mary's. Come", "approx 30 at St Mary", "Come"),
    TextCase("By J. Smith and K.A. Brown. New", "By J Smith and K A Brown", "New"),
    TextCase("Meet at No. 7 on Nos. 3 and 4", "Meet at No 7 on Nos 3 and 4"),
    TextCase("She said no. Seven left", "She said no", "Seven left"),
    TextCase("It is £3.50. Pay at 3.15pm", "It is 3 50", "Pay at 3 15pm"),
    TextCase("See example.com. Or www.example.org", "See example com", "Or www example org"),
    TextCase("fruit, e.g. apples", "fruit e g apples"),
    TextCase("at 3 p.m. on Tuesday", "at 3 p m on Tuesday"),
    TextCase("at 3 p.m. Bring coats", "at 3 p m", "Bring coats"),
    TextCase("Well... Maybe", "Well", "Maybe"),
    TextCase("Well… Maybe", "Well", "Maybe"),
    TextCase("• milk • bread", "milk", "bread"),
    TextCase("* Milk\n* Bread", "Milk", "Bread"),
    TextCase("* milk\n* bread", "milk", "bread"),
    TextCase("- Milk\n- Bread", "Milk", "Bread"),
    TextCase("- milk\n- bread", "milk", "bread"),
    TextCase("milk:\r\n - bread\r\n - eggs", "milk", "bread", "eggs"),
    TextCase("1. Milk\n2. Bread", "1", "Milk", "2", "Bread"),
    TextCase("Monday | Tuesday", "Monday", "Tuesday"),
    TextCase("# Heading\nText", "Heading", "Text"),
    TextCase("a line that\nis wrapped inside", "a line that is wrapped inside"),
    TextCase("a long line that\r\nis wrapped", "a long line that is wrapped"),
    TextCase("mother-\nin-law", "mother in law"),
    TextCase("Tuesday\nWednesday", "Tuesday", "Wednesday"),
    TextCase("one\n\ntwo", "one", "two"),
    TextCase("one\n07700 900123", "one", "07700 900123"),
    TextCase("Well done 🎉 See you", "Well done", "See you"),
    TextCase("well done 🎉 see you", "well done see you"),
    TextCase("so 🎉🎉\n\n🎉 good", "so", "good"),
    TextCase(""), TextCase("..."), TextCase("one", "one"),
  ])
  func `a text falls into its sentences`(test: TextCase) throws {
    #expect(try Self.sentences(of: test.text) == test.expected)
  }

  @Test func `sentences are counted up to the greatest number and no further`() throws {
    let text = String(repeating: "a. ", count: Int(UInt16.max) + 10)
    let words = try TestLexicon().lexicon.words(of: text)
    #expect(words.last?.sentence == .max)
  }

  @Test(arguments: 0..<40)
  func `the tokens of a sentence are those with its number`(seed: Int) {
    var random = SplitMix(UInt64(seed))
    var tokens: [Token] = []
    for sentence in 0..<random.below(6) {
      for _ in 0..<(1 + random.below(5)) {
        let start = UInt32(2 * tokens.count)
        var token = Token(start: start, end: start + 1, word: 0, shape: [])
        token.sentence = UInt16(sentence)
        tokens.append(token)
      }
    }
    tokens.withUnsafeBufferPointer { all in
      for sentence in 0..<UInt16(8) {
        #expect(
          Array(all.tokens(ofSentence: sentence))
            == all.indices.filter { all[$0].sentence == sentence })
      }
      #expect(all.tokens(ofSentence: .max).isEmpty)
    }
  }
}
