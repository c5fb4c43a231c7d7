package import ScanCore
package import TextModel

/// Finds people's names, and says what sort of person each seems to be.
///
/// A gazetteer (what the index knows of each word) plus what stands round a word: titles,
/// initials, commas, hyphens, roles, the beginning of a sentence. It looks only at passages that
/// have a token which may be a given name or a title, so most text never comes here.
package struct NameDetector: Sendable {
  let lexicon: Lexicon

  /// A detector that knows the names of `lexicon`.
  package init(lexicon: Lexicon) {
    self.lexicon = lexicon
  }

  /// Adds person signals to `scratch.signals` and fills `scratch.personEnds`.
  ///
  /// The sentences of `scratch.tokens` must have been numbered.
  package func find(
    in text: UnsafeBufferPointer<UInt8>, kind: PassageKind, _ scratch: inout ScanScratch
  ) {
    let tokens = scratch.tokens.all
    withExtendedLifetime(lexicon) {
      var look = NameLook(text: text, tokens: tokens, kind: kind, tables: lexicon.tables)
      withUnsafeMutablePointer(to: &look) { look in
        let scan = NameScan(look)
        while let person = scan.next() { Self.add(person, tokens, &scratch) }
      }
    }
  }

  private static func add(
    _ person: Person, _ tokens: UnsafeBufferPointer<Token>, _ scratch: inout ScanScratch
  ) {
    if scratch.personEnds.isEmpty {
      scratch.personEnds.append(contentsOf: repeatElement(0, count: tokens.count))
    }
    scratch.personEnds[person.first] = UInt32(person.last) + 1
    scratch.signals.append(
      Signal(
        kind: person.sort.kind, confidence: person.confidence,
        range: ByteRange(tokens[person.first].start, person.end ?? tokens[person.last].end),
        firstToken: UInt32(person.first), lastToken: UInt32(person.last),
        sentence: tokens[person.first].sentence))
  }
}

/// A name that was found.
struct Person {
  var first: Int
  var last: Int
  var sort: BuiltinSignal.Person
  var confidence: UInt8
  /// Where it ends if that is not where its last token does: the full stop of an initial.
  var end: UInt32?
}
