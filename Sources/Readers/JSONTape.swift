import TextModel

/// One value of a JSON document with everything in it, as a flat list of nodes.
///
/// It points into a `TapeRecorder` and is valid until that reads on; it costs nothing to pass.
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

  /// The nodes directly inside a container.
  struct Children: Sequence, IteratorProtocol {
    private let nodes: UnsafeBufferPointer<Node>
    private var child: Int
    private let end: Int

    fileprivate init(_ nodes: UnsafeBufferPointer<Node>, of node: Int) {
      self.nodes = nodes
      child = node + 1
      end = Int(nodes[node].end)
    }

    mutating func next() -> Int? {
      guard child < end else { return nil }
      defer { child = Int(nodes[child].end) }
      return child
    }
  }

  /// The nodes, a container before what it holds.
  let nodes: UnsafeBufferPointer<Node>
  fileprivate let bytes: UnsafePointer<UInt8>

  /// The nodes directly inside `node`.
  func children(of node: Int) -> Children { Children(nodes, of: node) }

  /// The key of `node`.
  func key(_ node: Int) -> UnsafeBufferPointer<UInt8> { text(nodes[node].key) }

  /// The value of `node`.
  func value(_ node: Int) -> UnsafeBufferPointer<UInt8> { text(nodes[node].value) }

  /// Whether `node` has that key.
  func isKey(_ node: Int, _ name: StaticString) -> Bool {
    let key = nodes[node].key
    return key.count == name.utf8CodeUnitCount
      && name.withUTF8Buffer { $0.elementsEqual(text(key)) }
  }

  /// The member of an object with that key.
  func member(_ node: Int, _ name: StaticString) -> Int? {
    guard nodes.indices.contains(node), nodes[node].kind == .object else { return nil }
    for child in children(of: node) where isKey(child, name) { return child }
    return nil
  }

  /// The text of a range, as a string.
  func string(_ range: ByteRange) -> String { String(decoding: text(range), as: UTF8.self) }

  /// Appends the JSON pointer of `node`, from the root of this value.
  func appendPointer(to node: Int, into pointer: inout [UInt8]) {
    let parent = Int(nodes[node].parent)
    guard parent >= 0 else { return }
    appendPointer(to: parent, into: &pointer)
    pointer.append(UInt8(ascii: "/"))
    if nodes[parent].kind == .object {
      appendPointerKey(key(node), to: &pointer)
    } else {
      pointer.append(contentsOf: String(nodes[node].index).utf8)
    }
  }

  private func text(_ range: ByteRange) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: bytes + Int(range.start), count: range.count)
  }
}

/// Reads values of a JSON document into memory that it keeps.
struct TapeRecorder: ~Copyable {
  /// How reading a value ended.
  enum Outcome { case whole, fault, tooLarge }

  private var nodes: UnsafeMutablePointer<JSONTape.Node>
  private var count = 0
  private var capacity = 256
  private var bytes = ByteBuffer()
  /// What the ranges point into instead of `bytes`, if it was not copied.
  private var outside: UnsafePointer<UInt8>?
  private var open: [Int32] = []

  /// A recorder that has read nothing.
  init() {
    nodes = .allocate(capacity: capacity)
  }

  deinit { nodes.deallocate() }

  /// What was read last, valid until the next value is read.
  var tape: JSONTape {
    JSONTape(
      nodes: UnsafeBufferPointer(start: nodes, count: count),
      bytes: outside ?? UnsafePointer(bytes.base))
  }

  /// Replaces the contents by the value that begins with `token`, of at most `limit` bytes.
  mutating func read(
    _ token: JSONScanner.Token, from scanner: inout JSONScanner, limit: Int
  ) -> Outcome {
    count = 0
    outside = nil
    bytes.clear()
    open.removeAll(keepingCapacity: true)
    var token = token
    var key = ByteRange.none
    while true {
      switch token {
      case .key: key = store(scanner.value)
      case .beginObject, .beginArray:
        add(token == .beginObject ? .object : .array, key: &key, value: .none)
        open.append(Int32(count - 1))
      case .string: add(.string, key: &key, value: store(scanner.value))
      case .number: add(.number, key: &key, value: store(scanner.value))
      case .literal: add(.literal, key: &key, value: store(scanner.value))
      case .endObject, .endArray: close()
      case .end, .fault:
        closeAll()
        return .fault
      }
      if open.isEmpty { return .whole }
      if bytes.count + count * MemoryLayout<JSONTape.Node>.stride > limit {
        closeAll()
        return .tooLarge
      }
      token = scanner.next()
    }
  }

  private mutating func store(_ text: UnsafeBufferPointer<UInt8>) -> ByteRange {
    let start = bytes.count
    if let base = text.baseAddress { bytes.append(base, text.count) }
    return ByteRange(start, bytes.count)
  }

  private mutating func add(_ kind: JSONTape.Kind, key: inout ByteRange, value: ByteRange) {
    if count == capacity { grow() }
    let parent = open.last ?? -1
    var index: UInt32 = 0
    if parent >= 0 {
      // A container's `end` counts its members until it is closed.
      index = UInt32(nodes[Int(parent)].end)
      nodes[Int(parent)].end += 1
    }
    let isContainer = kind == .object || kind == .array
    let node = JSONTape.Node(
      kind: kind, key: key, value: value, parent: parent,
      end: isContainer ? 0 : Int32(count + 1), index: index)
    (nodes + count).initialize(to: node)
    count += 1
    key = .none
  }

  /// Whether another node would need more memory.
  var isFull: Bool { count == capacity }

  /// Begins an object whose members point into `bytes`.
  mutating func begin(at bytes: UnsafePointer<UInt8>) {
    outside = bytes
    nodes.initialize(
      to: JSONTape.Node(kind: .object, key: .none, value: .none, parent: -1, end: 0, index: 0))
    count = 1
  }

  /// Adds a member to the object that `begin(at:)` began; there must be room.
  @inline(__always)
  mutating func add(_ kind: JSONTape.Kind, key: ByteRange, value: ByteRange) {
    (nodes + count).initialize(
      to: JSONTape.Node(
        kind: kind, key: key, value: value, parent: 0, end: Int32(count + 1),
        index: UInt32(count - 1)))
    count += 1
  }

  /// Ends the object that `begin(at:)` began.
  mutating func closeRow() { nodes[0].end = Int32(count) }

  private mutating func grow() {
    let larger = UnsafeMutablePointer<JSONTape.Node>.allocate(capacity: 2 * capacity)
    larger.moveInitialize(from: nodes, count: count)
    nodes.deallocate()
    nodes = larger
    capacity *= 2
  }

  private mutating func close() {
    if let last = open.popLast() { nodes[Int(last)].end = Int32(count) }
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
