import Detectors
import ScanCore

/// The lists of words by which identifiers are known, on their way into an image.
struct IdentifierTable {
  private var slots: [String: IdentifierSlot] = [:]
  /// The words of each list of parts, in the order of the image.
  private var parts: [[String]]

  init(_ lists: [IdentifierListSource]) {
    parts = Array(repeating: [], count: IdentifierList.allCases.count { $0.part != nil })
    let kinds = Dictionary(uniqueKeysWithValues: IdentifierList.allCases.map { ($0.name, $0) })
    for source in lists {
      guard let list = kinds[source.name] else { continue }
      for word in source.words { add(word, to: list) }
    }
  }

  private mutating func add(_ word: IdentifierListSource.Word, to list: IdentifierList) {
    if let part = list.part {
      if !parts[part].contains(word.text) { parts[part].append(word.text) }
      return
    }
    let hash = WordKey.hash(of: Array(word.text.utf8))
    var slot =
      slots[word.text]
      ?? IdentifierSlot(tag: UInt32(truncatingIfNeeded: hash >> 32), lists: 0, spoken: 0, iban: 0)
    slot.lists |= list.bit
    if list == .spoken { slot.spoken = word.value }
    if list == .iban { slot.iban = word.value }
    slots[word.text] = slot
  }

  /// Writes both sections, the same for the same lists.
  func put(into file: inout ImageFile) {
    // At least half of the slots stay free, which ends every search.
    var count = 64
    while count < 2 * slots.count { count *= 2 }
    var table = Array(repeating: IdentifierSlot.free, count: count)
    for (word, slot) in slots.sorted(by: { $0.key < $1.key }) {
      let hash = WordKey.hash(of: Array(word.utf8))
      var place = Int(truncatingIfNeeded: hash) & (count - 1)
      while table[place].lists != 0 { place = (place + 1) & (count - 1) }
      table[place] = slot
    }
    file.put(table, in: .identifierSlots)
    var bytes: [UInt8] = []
    for words in parts {
      for word in words { bytes += [UInt8(word.utf8.count)] + Array(word.utf8) }
      bytes.append(0)
    }
    file.put(bytes, in: .identifierParts)
  }
}
