package import ScanCore
import TextModel

/// Finds what bears a name and is no person: places, schools, firms and clubs.
///
/// Words with a capital that end in a word for such a thing ("Hazel Hill Primary School", "Mill
/// Lane", "Tiddlewick Rovers"), and single words that the gazetteer has as places. Made for
/// redaction and research: no rule but `entity.*` asks for it.
package struct EntityDetector: Sendable {
  /// The most words of a name.
  private static let longest = 8

  private let lexicon: Lexicon

  /// A detector that knows the places of `lexicon`.
  package init(lexicon: Lexicon) { self.lexicon = lexicon }

  /// The first token that an entity may begin with, wherever sentences end; nil if there is none, as
  /// in most passages, whose sentences need not be found for this then.
  package func firstProspect(
    in text: UnsafeBufferPointer<UInt8>, _ tokens: UnsafeBufferPointer<Token>
  ) -> Int? {
    withExtendedLifetime(lexicon) {
      Words(text: text, tokens: tokens, tables: lexicon.tables).prospect(from: 0)
    }
  }

  /// Adds the signals of a passage's entities.
  ///
  /// The sentences of `scratch.tokens` must have been numbered, and people been looked for.
  ///
  /// - Parameter first: The first token to look at: none before `firstProspect` begins anything.
  package func find(
    in text: UnsafeBufferPointer<UInt8>, from first: Int, _ scratch: inout ScanScratch
  ) {
    let tokens = scratch.tokens.all
    let personCount = BuiltinSignal.Person.allCases.count
    // Those of people; what is added here stands behind them.
    let peopleEnd = scratch.signals.count
    withExtendedLifetime(lexicon) {
      let words = Words(text: text, tokens: tokens, tables: lexicon.tables)
      var next = words.prospect(from: first)
      while let index = next {
        guard let found = words.entity(at: index) else {
          next = words.prospect(from: index + 1)
          continue
        }
        next = words.prospect(from: found.last + 1)
        let range = ByteRange(tokens[found.first].start, tokens[found.last].end)
        // "York" is somebody's name too, but not in "University of York".
        let isPerson = scratch.signals[..<peopleEnd].contains {
          Int($0.kind) < personCount && $0.range.overlaps(range)
            && ($0.range == range || !range.contains($0.range))
        }
        guard !isPerson else { continue }
        scratch.signals.append(
          Signal(
            kind: found.sort.kind, confidence: found.confidence, range: range,
            firstToken: UInt32(found.first), lastToken: UInt32(found.last),
            sentence: tokens[found.first].sentence))
      }
    }
  }

  private struct Found {
    var first: Int
    var last: Int
    var sort: BuiltinSignal.Entity
    var confidence: UInt8
  }

  /// The words of a passage, as names of things are read from them.
  private struct Words {
    let text: UnsafeBufferPointer<UInt8>
    let tokens: UnsafeBufferPointer<Token>
    let tables: LexiconTables

    subscript(index: Int) -> NameToken {
      NameToken(token: tokens[index], attributes: tables.attributes(of: tokens[index]))
    }

    /// The first token from one on that an entity may begin with.
    @inline(__always)
    func prospect(from start: Int) -> Int? {
      var index = start
      while index < tokens.count {
        // Asked first: what the lists say of a word may lie far away in memory.
        if tokens[index].shape.contains(.capitalised), mayBeEntity(at: index) { return index }
        index &+= 1
      }
      return nil
    }

    /// The entity that begins at a token which may begin one.
    ///
    /// Each sort of them is asked for only where what it asks first of the word holds.
    func entity(at index: Int) -> Found? {
      let word = self[index]
      if isCapitalised(index &+ 1) || sort(of: word) != nil, let found = named(at: index) {
        return found
      }
      if word.cue == .publicRole, let found = saint(at: index) { return found }
      return word.attributes.place > 0 ? gazetteer(at: index) : nil
    }

    /// Whether an entity may begin at a token with a capital, as far as can be told without its
    /// sentence.
    @inline(__always)
    private func mayBeEntity(at index: Int) -> Bool {
      let word = self[index]
      guard !word.hasDigit else { return false }
      // The next word has a capital too, or this one says what it names, or is a place by itself.
      let isProspect =
        isCapitalised(index &+ 1) || word.attributes.place > 0 || sort(of: word) != nil
      return isProspect && mayBegin(word)
    }

    /// Whether there is a token at an index, with a capital.
    @inline(__always)
    private func isCapitalised(_ index: Int) -> Bool {
      index < tokens.count && tokens[index].shape.contains(.capitalised)
    }

    private func mayBegin(_ word: NameToken) -> Bool {
      switch word.cue {
      case .none: true
      case .determiner, .owner, .pronoun, .byline, .and, .year: false
      case let cue where cue.isBeforePlace || cue.isToward || cue.isOpener: false
      // "St Mary's" begins with a title; "Mr" is somebody.
      case .title: word.token.count == 2 && word.attributes.place == 0
      default: true
      }
    }

    /// Words with a capital up to one that says what they name.
    private func named(at first: Int) -> Found? {
      var found: Found?
      var last = first
      while last + 1 < tokens.count, last - first < EntityDetector.longest, joins(last) {
        last += 1
        let word = self[last]
        guard word.isCapitalised else {
          // "University of York", "Trust for Hill Farm"; not "Thanks to".
          guard sort(of: self[last - 1]) != nil, word.cue.isToward else { break }
          continue
        }
        // What follows "University of" is still that university.
        let isNamedAfter =
          found?.last == last - 2 || last == first + 2 && self[last - 1].cue.isToward
        guard
          let sort = sort(of: word)
            ?? (isNamedAfter ? found?.sort ?? self.sort(of: self[first]) : nil)
        else { continue }
        found = Found(first: first, last: last, sort: sort, confidence: 85)
      }
      return found
    }

    /// "St Mary's", which is a school in most school texts, and "St Albans".
    private func saint(at index: Int) -> Found? {
      let word = self[index]
      let start = Int(word.token.start)
      guard word.cue == .publicRole, word.token.count == 2 || word.token.count == 5,
        text[start] | 0x20 == 0x73, index + 1 < tokens.count, joins(index),
        self[index + 1].isCapitalised
      else { return nil }
      let name = self[index + 1]
      if name.isPossessive {
        // "St George's Day" is a day.
        let next = index + 2
        if next < tokens.count, self[next].isCapitalised,
          self[next].cue == .calendar || self[next].cue.isOpener
        {
          return nil
        }
        return Found(first: index, last: index + 1, sort: .school, confidence: 60)
      }
      let endsInS = text[Int(name.token.end) - 1] | 0x20 == 0x73
      guard endsInS, name.bareGiven < 2 else { return nil }
      return Found(first: index, last: index + 1, sort: .place, confidence: 65)
    }

    private func sort(of word: NameToken) -> BuiltinSignal.Entity? {
      switch word.cue {
      case .school: .school
      case .place: .place
      case .body: .organisation
      default: nil
      }
    }

    /// Whether a token and the next are joined as the words of a name are.
    private func joins(_ index: Int) -> Bool {
      guard tokens[index + 1].sentence == tokens[index].sentence else { return false }
      // "St Mary's Primary": the possessive parts no name of a thing.
      if tokens[index].shape.contains(.possessive) { return true }
      switch Join(after: index, tokens, text) {
      case .space, .hyphen, .stop: return true
      case .fileName, .comma, .opening, .closing, .other: return false
      }
    }

    /// A single word that is a place: where a place is said to follow, or the word is nothing else.
    private func gazetteer(at index: Int) -> Found? {
      let word = self[index]
      let size = word.attributes.place
      guard size > 0, !word.isPlaceOrBody, word.cue != .calendar, word.cue != .nation else {
        return nil
      }
      let isLed =
        index > 0 && tokens[index - 1].sentence == tokens[index].sentence
        && (self[index - 1].cue.isBeforePlace || self[index - 1].cue.isToward)
      let isNothingElse = word.attributes.wordClass <= 1 && word.bareGiven < 3 && size >= 2
      guard isLed && word.attributes.wordClass <= 5 || isNothingElse else { return nil }
      return Found(first: index, last: index, sort: .place, confidence: isLed ? 75 : 65)
    }
  }
}
