/// Walks the outside of a JSON document and hands on one item at a time.
struct JSONItems: ~Copyable {
  /// Where items begin.
  enum Outline {
    /// The elements of an array, or the one value that the document is.
    case rows
    /// Objects are opened to two levels, arrays in them to their elements.
    case lists
    /// Objects are opened however deep, arrays in them to their elements.
    case deep
    /// The document is one item.
    case single
  }

  /// What comes next.
  enum Event { case item, end, fault }

  /// The tokens.
  var scanner: JSONScanner
  /// The item, after `item`.
  var tape: JSONTape { recorder.tape }
  /// How often the keys that lead to items have changed, for those who keep what they mean.
  private(set) var changes = 0
  /// Whether the item was cut because it was too large.
  private(set) var isCut = false

  private var recorder = TapeRecorder()

  private struct Frame {
    var isObject: Bool
    var key: [UInt8] = []
    var index = -1
  }
  private var frames: [Frame] = []
  private let outline: Outline
  private let limit: Int

  /// Walks what `scanner` reads.
  init(_ scanner: consuming JSONScanner, outline: Outline, options: ReaderOptions) {
    self.scanner = scanner
    self.outline = outline
    limit = options.maximumItem
  }

  /// The pointer of the item.
  var pointer: [UInt8] {
    var pointer: [UInt8] = []
    for frame in frames {
      pointer.append(UInt8(ascii: "/"))
      if frame.isObject {
        appendPointerKey(frame.key, to: &pointer)
      } else {
        pointer.append(contentsOf: String(frame.index).utf8)
      }
    }
    return pointer
  }

  /// The keys that lead to the item, outermost first.
  var keys: [[UInt8]] { frames.filter(\.isObject).map(\.key) }

  /// The number of the item in its list, counted from 1, or 0.
  var record: Int { frames.last.map { $0.index + 1 } ?? 0 }

  /// Reads the next item.
  mutating func next() -> Event {
    while true {
      let token = scanner.next()
      switch token {
      case .key:
        frames[frames.count - 1].key = Array(scanner.value)
        changes += 1
        continue
      case .endObject, .endArray:
        frames.removeLast()
        changes += 1
        continue
      case .end: return .end
      case .fault: return .fault
      default: break
      }
      if let last = frames.indices.last, !frames[last].isObject { frames[last].index += 1 }
      guard opens(token) else { return readItem(token) }
      frames.append(Frame(isObject: token == .beginObject))
    }
  }

  private mutating func readItem(_ token: JSONScanner.Token) -> Event {
    isCut = false
    let outside = frames.count
    switch recorder.read(token, from: &scanner, limit: limit) {
    case .whole: return .item
    case .fault: return tape.nodes.count > 1 ? .item : .fault
    case .tooLarge:
      isCut = true
      while scanner.depth > outside {
        let token = scanner.next()
        if token == .fault || token == .end { break }
      }
      return .item
    }
  }

  private func opens(_ token: JSONScanner.Token) -> Bool {
    guard token == .beginArray || token == .beginObject else { return false }
    switch outline {
    case .single: return false
    case .rows: return token == .beginArray && frames.isEmpty
    case .deep: return frames.allSatisfy(\.isObject) && frames.count < 12
    case .lists:
      guard frames.allSatisfy(\.isObject), frames.count < 4 else { return false }
      if token == .beginArray { return true }
      let isProfile = frames.last.map { $0.key.starts(with: "profile".utf8) } ?? false
      return frames.count < 2 && !isProfile
    }
  }
}
