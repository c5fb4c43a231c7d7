import Detectors

/// Gathers what the files say, folder by folder, later ones winning.
struct LexiconReader {
  /// What a file of a `Lexicons` folder holds, by the subfolder it lies in.
  enum Subfolder: String, CaseIterable {
    case lists, signals, rules, policies, identifiers
  }

  /// What is wrong so far.
  var faults = Faults()
  private var lists: [String: Entry<ListDraft>] = [:]
  private var signals: [String: Entry<SignalDraft>] = [:]
  private var signalOrder: [String] = []
  private var rules: [String: Entry<RuleSource>] = [:]
  private var policies: [String: Entry<PolicySource>] = [:]
  private var spellings: [SpellingSource] = []
  private var identifiers: [String: IdentifierListSource] = [:]

  private struct Entry<Value> {
    var value: Value
    var place: SourcePlace
    /// The folder that it comes from, counted from 0.
    var root: Int
  }

  /// Takes in a YAML file.
  mutating func add(_ text: String, file: String, in subfolder: Subfolder, root: Int) {
    guard let node = YAMLDocument.root(of: text, file: file, faults: &faults) else { return }
    switch subfolder {
    case .lists, .signals: addWords(node, root: root)
    case .rules: for entry in node.entries { addRule(entry, root: root) }
    case .policies: addPolicy(node, root: root)
    case .identifiers: addIdentifiers(readIdentifiers(node, &faults))
    }
  }

  /// Takes in a table of codes by which identifiers are known; its first column counts.
  mutating func addCodes(_ text: String, list: IdentifierList, file: String) {
    addIdentifiers([readCodes(text, list: list.name, file: file)])
  }

  private mutating func addIdentifiers(_ lists: [IdentifierListSource]) {
    for list in lists {
      if list.replaces { identifiers[list.name] = nil }
      identifiers[list.name, default: IdentifierListSource(name: list.name)].words += list.words
    }
  }

  /// Takes in a `spellings.tsv`.
  mutating func addSpellings(_ text: String, file: String) {
    let added = readSpellings(text, file: file, &faults)
    let again = Set(added.map(\.variant))
    spellings.removeAll { again.contains($0.variant) }
    spellings += added
  }

  private mutating func addWords(_ node: SourceNode, root: Int) {
    let keys = ["signals", "lists", "about", "source", "licence"]
    guard let fields = Fields(node, known: keys, what: "a file of signals", faults: &faults)
    else { return }
    for list in readLists(fields["lists"], &faults) { add(list, root: root) }
    for entry in fields["signals"]?.entries ?? [] {
      if let draft = readSignal(entry, &faults) { add(draft, root: root) }
    }
  }

  private mutating func add(_ list: ListDraft, root: Int) {
    if let known = lists[list.name] {
      if known.root == root { return twice("list '\(list.name)'", list.place, known.place) }
      guard list.replaces else {
        lists[list.name]?.value.entries += list.entries
        lists[list.name]?.root = root
        return
      }
    }
    lists[list.name] = Entry(value: list, place: list.place, root: root)
  }

  private mutating func add(_ draft: SignalDraft, root: Int) {
    let name = draft.signal.name
    guard let known = signals[name] else {
      signalOrder.append(name)
      signals[name] = Entry(value: draft, place: draft.signal.place, root: root)
      return
    }
    if known.root == root { return twice("signal '\(name)'", draft.signal.place, known.place) }
    var value = draft
    if !draft.replaces {
      value = known.value
      value.add(draft)
    }
    signals[name] = Entry(value: value, place: draft.signal.place, root: root)
  }

  private mutating func addRule(_ node: SourceNode, root: Int) {
    guard let rule = readRule(node, &faults) else { return }
    if let known = rules[rule.id], known.root == root {
      return twice("rule '\(rule.id)'", rule.place, known.place)
    }
    rules[rule.id] = Entry(value: rule, place: rule.place, root: root)
  }

  private mutating func addPolicy(_ node: SourceNode, root: Int) {
    guard let policy = readPolicy(node, &faults) else { return }
    if let known = policies[policy.name], known.root == root {
      return twice("policy '\(policy.name)'", policy.place, known.place)
    }
    policies[policy.name] = Entry(value: policy, place: policy.place, root: root)
  }

  private mutating func twice(_ what: String, _ place: SourcePlace, _ first: SourcePlace) {
    faults.add("\(what) appears twice; first at \(first)", at: place)
  }

  /// Reads the terms, now that every list is known, and gives what was gathered.
  mutating func finish() -> LexiconSource {
    var source = LexiconSource()
    let drafts = signalOrder.compactMap { signals[$0]?.value }
    let reader = TermReader(lists: lists.mapValues(\.value), faults: &faults)
    source.signals = drafts.map { signal(of: $0, reader) }
    source.rules = rules.values.map(\.value).sorted { $0.id < $1.id }
    source.policies = policies.values.map(\.value).sorted { $0.name < $1.name }
    source.spellings = spellings
    source.identifiers = identifiers.values.sorted { $0.name < $1.name }
    return source
  }

  private mutating func signal(of draft: SignalDraft, _ reader: TermReader) -> SignalSource {
    var signal = draft.signal
    signal.terms = reader.terms(of: draft.terms, for: .match, &faults)
    signal.notIn = reader.terms(of: draft.notIn, for: .cover, &faults)
    if draft.terms.isEmpty, signal.patterns.isEmpty {
      faults.add("signal '\(signal.name)' has neither terms nor patterns", at: signal.place)
    }
    return signal
  }
}
