/// The entries of a named list, not yet read as terms.
struct ListDraft {
  /// The list's name, without `$`.
  var name: String
  /// Where it is first defined.
  var place: SourcePlace
  /// Its entries.
  var entries: [SourceNode]
  /// Whether it stands in for a list of an earlier folder, instead of adding to it.
  var replaces = false
}

/// Reads terms, in which the names of lists may stand.
struct TermReader {
  /// A list may name a list, and so on, to this depth.
  private static let deepest = 16

  private let drafts: [String: ListDraft]
  private var expansion = PhraseExpansion(lists: [:])
  private var underway: [String] = []

  /// A reader that knows those lists.
  init(lists: [String: ListDraft], faults: inout Faults) {
    drafts = lists
    for name in lists.keys.sorted() { resolve(name, &faults) }
  }

  /// The terms of some entries; those with faults are left out.
  func terms(
    of entries: [SourceNode], for purpose: PhraseExpansion.Purpose, _ faults: inout Faults
  ) -> [Term] {
    entries.compactMap { term(of: $0, for: purpose, &faults) }
  }

  private func term(
    of node: SourceNode, for purpose: PhraseExpansion.Purpose, _ faults: inout Faults
  ) -> Term? {
    guard let (text, tree) = parsed(node, &faults) else { return nil }
    do throws(TermFault) {
      let phrases = try expansion.phrases(of: tree, for: purpose)
      return Term(text: text, place: node.place, phrases: phrases)
    } catch {
      report(error, in: text, node, &faults)
      return nil
    }
  }

  private func parsed(
    _ node: SourceNode, _ faults: inout Faults
  ) -> (text: String, tree: TermTree)? {
    guard let text = termText(node, &faults) else { return nil }
    do throws(TermFault) {
      return (text, try TermParser.tree(of: text))
    } catch {
      report(error, in: text, node, &faults)
      return nil
    }
  }

  private func termText(_ node: SourceNode, _ faults: inout Faults) -> String? {
    if node.mayHaveLostNumberSign {
      let advice = "put quotes round the term, or two spaces before a comment"
      faults.add("' #' begins a comment here; \(advice)", at: node)
      return nil
    }
    switch node.content {
    case .text(let text): return text
    case .nothing:
      faults.add("an empty entry; put quotes round a term that begins with '#'", at: node)
    case .list: faults.add("a list inside a list; put quotes round a term with '['", at: node)
    case .mapping: faults.add("put quotes round a term that holds ': '", at: node)
    }
    return nil
  }

  private func report(
    _ fault: TermFault, in text: String, _ node: SourceNode, _ faults: inout Faults
  ) {
    let isEnd = fault.offset == TermFault.end
    let offset = isEnd ? max(0, text.unicodeScalars.count - 1) : fault.offset
    faults.add(
      SourceError(
        "term '\(text.prefix(80))': \(fault.message)", at: node.place,
        column: node.column + offset,
        excerpt: TermExcerpt(text: text, offset: offset)))
  }

  private mutating func resolve(_ name: String, _ faults: inout Faults) {
    guard expansion.lists[name] == nil, let draft = drafts[name] else { return }
    guard underway.count < Self.deepest else {
      // Known from now on, so that it is not reported as unknown too.
      expansion.lists[name] = []
      faults.add(
        "list '\(name)': lists named in lists more than \(Self.deepest) deep", at: draft.place)
      return
    }
    underway.append(name)
    var phrases: [[PhraseElement]] = []
    for entry in draft.entries {
      phrases.append(contentsOf: entryPhrases(entry, of: name, &faults))
    }
    expansion.lists[name] = factored(phrases)
    underway.removeLast()
  }

  private mutating func entryPhrases(
    _ entry: SourceNode, of list: String, _ faults: inout Faults
  ) -> [[PhraseElement]] {
    guard let (text, tree) = parsed(entry, &faults) else { return [] }
    for (name, offset) in tree.lists {
      if underway.contains(name) {
        let message = "list '\(list)' would contain itself through '$\(name)'"
        report(TermFault(message: message, offset: offset), in: text, entry, &faults)
        return []
      }
      resolve(name, &faults)
    }
    do throws(TermFault) {
      return try expansion.phrases(of: tree, for: .part)
    } catch {
      report(error, in: text, entry, &faults)
      return []
    }
  }
}
