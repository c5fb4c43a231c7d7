import TextModel

/// One value of a JSON document with everything in it, as a flat list of nodes.
struct JSONTape {
  /// What a node is.
  enum Kind: UInt8 { case object, array, string, number, literal }

  /// A value, and where it stands.
  struct Node {
    /// What it is.
    var kind: Kind
    /// Its key in the object around it, as the file has it; empty in an array and at the root.
    var key: ByteRange
    /// The text of a string, number or literal.
    var value: ByteRange
    /// The node of the container around it, or -1.
    var parent: Int32
    /// One past the last node inside it.
    var end: Int32
    /// Its place in the array around it.
    var index: UInt32
  }

  /// How reading a value ended.
  enum Outcome { case whole, fault, tooLarge }

  /// The nodes, a container before what it holds.
  private(set) var nodes: [Node] = []
  /// The bytes of keys and values.
  private(set) var bytes: [UInt8] = []
  private var open: [Int32] = []

  /// Replaces the contents by the value that begins with `token`, of at most `limit` bytes.
  mutating func read(
    _ token: JSONScanner.Token, from scanner: inout JSONScanner, limit: Int
  ) -> Outcome {
    nodes.removeAll(keepingCapacity: true)
    bytes.removeAll(keepingCapacity: true)
    open.removeAll(keepingCapacity: true)
    var token = token
    var key = ByteRange.none
    while true {
      switch token {
      case .key: key = store(scanner.value)
      case .beginObject, .beginArray:
        open.append(Int32(nodes.count))
        add(token == .beginObject ? .object : .array, key: &key, value: .none, isOpen: true)
      case .string: add(.string, key: &key, value: store(scanner.value))
      case .number: add(.number, key: &key, value: store(scanner.value))
      case .literal: add(.literal, key: &key, value: store(scanner.value))
      case .endObject, .endArray: close()
      case .end, .fault:
        closeAll()
        return .fault
      }
      if open.isEmpty { return .whole }
      if bytes.count + nodes.count * MemoryLayout<Node>.stride > limit {
        closeAll()
        return .tooLarge
      }
      token = scanner.next()
    }
  }

  /// The nodes directly inside `node`.
  func children(of node: Int) -> [Int] {
    var found: [Int] = []
    var child = node + 1
    while child < Int(nodes[node].end) {
      found.append(child)
      child = Int(nodes[child].end)
    }
    return found
  }

  /// The text of a range, as a string.
  func string(_ range: ByteRange) -> String {
    String(decoding: bytes[range.indices], as: UTF8.self)
  }

  /// The JSON pointer of `node` from the root of this value.
  func pointer(to node: Int) -> [UInt8] {
    var path: [Int] = []
    var current = node
    while nodes[current].parent >= 0 {
      path.append(current)
      current = Int(nodes[current].parent)
    }
    var pointer: [UInt8] = []
    for step in path.reversed() {
      let isMember = nodes[Int(nodes[step].parent)].kind == .object
      pointer.append(UInt8(ascii: "/"))
      if isMember {
        appendPointerKey(bytes[nodes[step].key.indices], to: &pointer)
      } else {
        pointer.append(contentsOf: String(nodes[step].index).utf8)
      }
    }
    return pointer
  }

  private mutating func store(_ text: UnsafeBufferPointer<UInt8>) -> ByteRange {
    let start = bytes.count
    bytes.append(contentsOf: text)
    return ByteRange(start, bytes.count)
  }

  private mutating func add(
    _ kind: Kind, key: inout ByteRange, value: ByteRange, isOpen: Bool = false
  ) {
    let own = Int32(nodes.count)
    let parent = isOpen ? (open.count > 1 ? open[open.count - 2] : -1) : (open.last ?? -1)
    var index: UInt32 = 0
    if parent >= 0 {
      // A container's `end` counts its members until it is closed.
      index = UInt32(nodes[Int(parent)].end)
      nodes[Int(parent)].end += 1
    }
    nodes.append(
      Node(
        kind: kind, key: key, value: value, parent: parent, end: isOpen ? 0 : own + 1,
        index: index))
    key = .none
  }

  private mutating func close() {
    if let last = open.popLast() { nodes[Int(last)].end = Int32(nodes.count) }
  }

  private mutating func closeAll() {
    while !open.isEmpty { close() }
  }
}

/// Appends a key as a JSON pointer writes it (RFC 6901: `~` as `~0`, `/` as `~1`).
func appendPointerKey(_ key: some Sequence<UInt8>, to pointer: inout [UInt8]) {
  for byte in key {
    switch byte {
    case UInt8(ascii: "~"): pointer.append(contentsOf: "~0".utf8)
    case UInt8(ascii: "/"): pointer.append(contentsOf: "~1".utf8)
    default: pointer.append(byte)
    }
  }
}
