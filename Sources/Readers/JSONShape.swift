import TextModel

/// Which reader a JSON document needs, judged by the keys in its first block.
enum JSONShape: Equatable {
  case rows, generic

  /// Judges the block `head`, which may end anywhere.
  init(_ head: [UInt8], options: ReaderOptions, isFacebook: Bool) {
    var scanner = JSONScanner(
      ByteWindow(MemorySource(head[...]), capacity: head.count + 1), from: 0, options: options)
    var tape = JSONTape()
    let token = scanner.next()
    _ = tape.read(token, from: &scanner, limit: .max)
    self = JSONShape(tape, options: options)
  }

  private init(_ tape: JSONTape, options: ReaderOptions) {
    guard let root = tape.nodes.first else {
      self = .generic
      return
    }
    let rows = root.kind == .array ? Array(tape.children(of: 0).prefix(20)) : [0]
    let field = options.textField.utf8.split(separator: UInt8(ascii: ".")).first.map(Array.init)
    let isRows = rows.contains { row in
      guard tape.nodes[row].kind == .object else { return false }
      return tape.children(of: row).contains { child in
        let key = tape.bytes[tape.nodes[child].key.indices]
        let isList = tape.nodes[child].kind == .array && root.kind == .object
        return !isList && (key.elementsEqual(field ?? []) || Self.textKeys.contains(Array(key)))
      }
    }
    self = isRows ? .rows : .generic
  }

  private static let textKeys: Set<[UInt8]> = Set(
    ["text", "comment", "message", "content", "body", "review", "caption", "comment_text"]
      .map { Array($0.utf8) })
}
