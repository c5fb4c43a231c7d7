import Detectors
import Policies
import Rules
import ScanCore

/// Builds the bytes of a lexicon image from what the files say.
struct ImageBuilder {
  private let source: LexiconSource
  private let tables: NameTables
  private let signals: SignalNumbers
  private var words: WordTable
  private var phrases = PhraseTable()
  private var patterns: [PatternRecord] = []
  /// For each pattern, the words of which one must stand in the passage too.
  private var besides: [[Int]] = []
  private var befores: [[Int]] = []
  private var strings = StringTable()
  private var disguised: [DisguiseTable.Word] = []
  private var company: [(word: Int, isArticle: Bool)] = []
  /// The names of a school's own staff, as its settings list them.
  var staffNames: [String] = []
  /// Where each phrase of the image was written.
  var phrasePlaces: [SourcePlace] { phrases.places }
  /// Every word that a term, phrase or pattern is looked for from, sorted.
  var anchors: [String] { words.anchors }
  /// What is wrong, by file and line.
  private(set) var faults: [SourceError] = []
  /// What is worth saying and stops nothing.
  private(set) var warnings: [SourceError] = []

  init(_ source: LexiconSource, tables: NameTables) {
    self.source = source
    self.tables = tables
    signals = SignalNumbers(source.signals)
    words = WordTable(frequency: tables.frequency)
  }

  /// The image, or nil if there are faults.
  mutating func build(manifest: [UInt32], manifestStrings: StringTable, hash: UInt64) -> [UInt8]? {
    strings = manifestStrings
    guard signals.names.count <= Posting.mostSignals else {
      let place = source.signals.last?.place ?? SourcePlace(file: "signals", line: 1)
      fault("there are too many signals; \(Posting.mostSignals) are allowed", at: place)
      return nil
    }
    addNames()
    addSpellings()
    for signal in source.signals { add(signal) }
    addKnownPeople()
    addStaff()
    addShortenedEndings()
    guard faults.isEmpty else { return nil }
    return image(manifest: manifest, hash: hash)
  }

  private mutating func addNames() {
    for (word, entry) in tables.entries.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
      words.set(entry.attributes, of: word)
    }
  }

  private mutating func addSpellings() {
    for spelling in source.spellings {
      let variant = tables.plainWords(spelling.variant)
      let canonical = tables.plainWords(spelling.canonical)
      guard variant.count == 1, canonical.count == 1 else {
        fault("a spelling is one word for one word", at: spelling.place)
        continue
      }
      words.alias(variant[0], of: canonical[0])
    }
  }

  /// Adds "fiddlin" for "fiddling", as many write it.
  ///
  /// Not where that is a word or name of its own ("cabin", "Martin").
  private mutating func addShortenedEndings() {
    let ending = Array("ing".utf8)
    for word in words.all where word.count >= 6 && word.suffix(3).elementsEqual(ending) {
      let short = Array(word.dropLast())
      if !words.holds(short) { words.alias(short, of: word) }
    }
  }

  private mutating func addKnownPeople() {
    guard let signal = signals["person.public"] else { return }
    for name in tables.knownPeople {
      let parts = name.split(separator: " ").map(String.init)
      // Hashtags write the name as one word: #HarryPotter.
      for phrase in [parts, [parts.joined()]] {
        _ = phrases.add(
          phrase.map { PhraseElement(.words([$0])) }, signal: signal, forbids: false,
          at: SourcePlace(file: "names/known-people.tsv", line: 1), words: &words,
          plain: tables.plainWords)
      }
    }
  }

  /// Adds "Mrs Jane Pike" as "Jane Pike" and "Mrs Pike" too.
  private mutating func addStaff() {
    guard let signal = signals["person.staff"] else { return }
    for name in staffNames {
      let parts = name.split(separator: " ").map(String.init)
      guard let first = parts.first, let last = parts.last, parts.count > 1 else { continue }
      var forms = [parts]
      if let title = tables.plainWords(first).first, tables.entries[title]?.cue == .title {
        forms += [Array(parts.dropFirst()), [first, last]]
      }
      for form in Set(forms).sorted(by: { $0.joined() < $1.joined() }) where form.count > 1 {
        _ = phrases.add(
          form.map { PhraseElement(.words([$0])) }, signal: signal, forbids: false,
          at: SourcePlace(file: ".gatepost.yml", line: 1), words: &words, plain: tables.plainWords)
      }
    }
  }

  private mutating func add(_ signal: SignalSource) {
    if signal.disguised.isCompany {
      for term in signal.terms { for phrase in term.phrases { noteCompany(phrase, signal) } }
      return
    }
    guard let number = signals[signal.name] else { return }
    for (terms, forbids) in [(signal.terms, false), (signal.notIn, true)] {
      for term in terms {
        warnOfSigns(in: term)
        for phrase in term.phrases {
          if !forbids && signal.disguised != .no { noteDisguised(phrase, signal, number) }
          guard signal.disguised.isPlain else { continue }
          let wrong = phrases.add(
            phrase, signal: number, forbids: forbids, at: term.place, words: &words,
            plain: tables.plainWords)
          if let wrong { fault("'\(term.text)': \(wrong)", at: term.place) }
        }
      }
    }
    for pattern in signal.patterns { add(pattern, number) }
  }

  /// A sign on its own ("£", an emoji) is no word of any text: the rest of the term counts.
  private mutating func warnOfSigns(in term: Term) {
    for phrase in term.phrases {
      guard let sign = phrase.firstWord(where: { tables.plainWords($0).isEmpty }) else { continue }
      let message = "'\(term.text)': '\(sign)' holds no letter or digit and is passed over"
      warnings.append(SourceError(message, at: term.place))
      return
    }
  }

  private mutating func noteDisguised(
    _ phrase: [PhraseElement], _ signal: SignalSource, _ number: Int
  ) {
    for word in singleWords(of: phrase) where word.count >= 3 {
      disguised.append(
        DisguiseTable.Word(
          letters: word, signal: number, signalName: signal.name,
          isOnlyHidden: signal.disguised == .only))
    }
  }

  private mutating func noteCompany(_ phrase: [PhraseElement], _ signal: SignalSource) {
    for word in singleWords(of: phrase) {
      company.append((words.number(of: word), signal.disguised == .article))
    }
  }

  /// The words of a term that is a single word; empty for longer ones.
  private func singleWords(of phrase: [PhraseElement]) -> [[UInt8]] {
    guard phrase.count == 1, case .words(let alternatives) = phrase[0].kind else { return [] }
    return alternatives.map(tables.plainWords).filter { $0.count == 1 }.map { $0[0] }
  }

  private mutating func add(_ pattern: PatternSource, _ signal: Int) {
    do {
      _ = try Pattern(pattern.pattern)
    } catch {
      fault("the pattern does not compile: \(error)", at: pattern.place)
      return
    }
    let anchor: PatternRecord.Anchor
    switch pattern.anchor {
    case .digits: anchor = .digits
    case .atSign: anchor = .atSign
    case .link: anchor = .link
    case .everySentence: anchor = .everySentence
    case .words(let given): anchor = post(pattern, given, signal)
    case nil:
      guard let derived = PatternAnchor.words(of: pattern.pattern) else {
        fault(
          "no word of the pattern must be there in every match; name some with 'anchor:'",
          at: pattern.place)
        return
      }
      anchor = post(pattern, derived, signal)
    }
    if anchor != .words, !pattern.before.isEmpty || pattern.needs.contains(.owner) {
      fault("'before' and 'owner' ask what stands before an anchor of words", at: pattern.place)
    }
    let place = strings.store(pattern.pattern)
    patterns.append(
      PatternRecord(
        signal: UInt32(signal), anchor: anchor, source: place.start, count: place.count,
        needs: pattern.needs))
    besides.append(numbers(of: pattern.beside))
    befores.append(numbers(of: pattern.before))
  }

  private mutating func numbers(of list: [String]) -> [Int] {
    list.flatMap { tables.plainWords($0) }.map { words.number(of: $0) }
  }

  private mutating func post(
    _ pattern: PatternSource, _ anchors: [String], _ signal: Int
  ) -> PatternRecord.Anchor {
    let posting = Posting(kind: .pattern, signal: signal, number: patterns.count)
    for anchor in anchors {
      for word in tables.plainWords(anchor) { words.add(posting, to: words.number(of: word)) }
    }
    return .words
  }

  private mutating func fault(_ message: String, at place: SourcePlace) {
    faults.append(SourceError(message, at: place))
  }

  private mutating func image(manifest: [UInt32], hash: UInt64) -> [UInt8] {
    let slots = words.assignSlots()
    var pairs = PairTable()
    let uses = signalUses()
    var postings = PostingTable()
    let index = words.layout(
      slots, phrases: phrases.postings(slotOfWord: slots.ofWord, uses: uses),
      patterns: befores.map { PhraseTable.needs(before: Set($0), slots.ofWord) }, uses: uses,
      into: &postings, pairs: &pairs)
    let pairLayout = pairs.layout(into: &postings)
    var strings = strings
    let phrases = phrases.layout(slotOfWord: slots.ofWord, words) { strings.store($0) }
    var file = ImageFile()
    file.put(index, in: .index)
    file.put(postings.records, in: .postings)
    file.put(pairLayout.filter, in: .pairFilter)
    file.put(pairLayout.slots, in: .pairSlots)
    file.put(phrases.records, in: .phrases)
    file.put(phrases.elements, in: .elements)
    file.put(phrases.lists, in: .wordLists)
    file.put(phrases.branches, in: .branches)
    for (number, beside) in besides.enumerated() where !beside.isEmpty {
      patterns[number].beside = PhraseTable.signature(Set(beside), slots.ofWord)
    }
    file.put(patterns, in: .patterns)
    let signalRecords = signalRecords(&strings)
    file.put(signalRecords, in: .signals)
    let ids = Dictionary(
      source.rules.enumerated().map { ($1.id, UInt32($0)) }, uniquingKeysWith: { first, _ in first }
    )
    let encoding = RuleEncoding(
      signals: signals, scopes: signalRecords.map { Reach(bits: $0.scope) })
    encoding.put(source.rules, into: &file) { strings.store($0) }
    file.put(PolicyEncoding(rules: ids).words(source.policies) { strings.store($0) }, in: .policies)
    file.put(tables.letters.map(\.scalar), in: .letterScalars)
    file.put(tables.letters.map(\.plain), in: .letterPlain)
    putDisguised(into: &file, slots) { strings.store($0) }
    IdentifierTable(source.identifiers).put(into: &file)
    file.put(manifest, in: .manifest)
    file.put(strings.bytes, in: .strings)
    return file.bytes(hash: hash)
  }

  /// For each signal, in whose words it counts and for what.
  private func signalUses() -> [SignalUses] {
    var uses = [SignalUses](repeating: [], count: signals.names.count)
    for way in source.rules.flatMap(\.ways) {
      for name in way.find + way.conditions.flatMap(\.signals) {
        for kind in signals.set([name]).kinds { uses[Int(kind)].formUnion(.leading(way.audience)) }
      }
      let changes = (way.soften + way.raise).map(\.condition)
      for name in (way.unless + changes).flatMap(\.signals) {
        for kind in signals.set([name]).kinds { uses[Int(kind)].formUnion(.context(way.audience)) }
      }
    }
    for kind in SignalOverrides.namesBesidePeople.compactMap({ signals[$0] }) {
      uses[kind].formUnion(.leading)
    }
    // No rule of these files asks for it; who asks for it all the same is to find it.
    return uses.map { $0.isEmpty ? .leading : $0 }
  }

  private func signalRecords(_ strings: inout StringTable) -> [SignalRecord] {
    let sources = Dictionary(
      source.signals.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    return signals.names.map { name in
      let place = strings.store(name)
      let scope = sources[name]?.scope.map { RuleEncoding.reach($0.reach, $0.order) }
      return SignalRecord(
        name: place.start, count: place.count, scope: (scope ?? Reach(.sentence)).bits,
        disguised: sources[name]?.disguised == .yes,
        needsPeople: sources[name]?.needsPeople ?? false)
    }
  }

  private func putDisguised(
    into file: inout ImageFile, _ slots: WordTable.Slots,
    store: (String) -> (start: UInt32, count: UInt32)
  ) {
    let classes = tables.entries.compactMapValues { $0.wordClass > 0 ? $0.wordClass : nil }
    // A word that is offensive as it stands is not one that is offensive only when hidden.
    let plain = Set(disguised.filter { !$0.isOnlyHidden }.map(\.letters))
    let table = DisguiseTable(
      disguised.filter { !$0.isOnlyHidden || !plain.contains($0.letters) }, classes: classes
    ) { store(String(decoding: $0, as: UTF8.self)).start }
    file.put(table.records, in: .disguisedWords)
    file.put(table.firsts, in: .disguiseFirsts)
    file.put(table.sounds, in: .disguiseSounds)
    file.put(table.beginnings, in: .disguiseBeginnings)
    let beside = company.map { word, isArticle in
      DisguiseCompany(word: slots.ofWord[word], isArticle: isArticle)
    }
    file.put(beside, in: .disguiseCompany)
  }
}
