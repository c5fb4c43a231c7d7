import Glibc
import TextModel

/// What stands between the values of a plain row, and what each value is.
///
/// The rows of an export differ in little but their values. So the bytes between the values of one
/// row are compared with the next one's as they stand, and neither keys nor commas are read again.
/// Members may be missing, but for the first.
struct RowShape {
  /// The bytes before a value: a comma or the opening brace, a key and its colon.
  struct Gap {
    /// The first sixteen bytes, and which bits of them count.
    private var first: UInt64 = 0
    private var second: UInt64 = 0
    private var firstMask: UInt64 = 0
    private var secondMask: UInt64 = 0
    /// The bytes behind those.
    private let rest: [UInt8]
    /// How many bytes they are.
    let count: UInt32

    /// The bytes from `start` on, where sixteen may be loaded, however few they are; nil if there
    /// are none or very many.
    fileprivate init?(_ start: UnsafePointer<UInt8>, count: Int) {
      guard 1...1024 ~= count else { return nil }
      self.count = UInt32(count)
      rest = count <= 16 ? [] : Array(UnsafeBufferPointer(start: start + 16, count: count - 16))
      firstMask = UInt64.max >> UInt64(8 * max(0, 8 - count))
      secondMask = count <= 8 ? 0 : UInt64.max >> UInt64(8 * max(0, 16 - count))
      first = load(start, 0) & firstMask
      second = load(start, 8) & secondMask
    }

    /// Whether the same bytes stand at `place`, where as many, and sixteen, may be loaded.
    @inline(__always)
    func isEqual(to place: UnsafePointer<UInt8>) -> Bool {
      let left = (load(place, 0) & firstMask) ^ first
      let right = (load(place, 8) & secondMask) ^ second
      return left | right == 0 && (count <= 16 || isRestEqual(to: place + 16))
    }

    @inline(never)
    private func isRestEqual(to place: UnsafePointer<UInt8>) -> Bool {
      rest.withUnsafeBufferPointer {
        // Never nil: it is not empty.
        $0.baseAddress.map { memcmp($0, place, rest.count) == 0 } ?? false
      }
    }
  }

  private struct Member {
    var gap: Gap
    var role: UInt8
    var pointer: [UInt8]
  }

  private var members: [Member] = []
  /// Where the value before ends, while the shape is made.
  private var end = 0
  /// How many rows were of such a shape, and how often another was remembered.
  private var uses = 0
  private var renewals = 0
  private static let most = 32

  /// A shape that no row has.
  init() {}

  /// A shape without members as yet, which takes the place of another.
  init(after other: RowShape) {
    uses = other.uses
    renewals = other.renewals + 1
  }

  /// Whether another row should be remembered instead: not if rows are so various that it costs
  /// more than it saves.
  var isWorthAnother: Bool { renewals < 16 + uses }

  /// The JSON pointer to a member.
  func pointer(to member: Int) -> [UInt8] { members[member].pointer }

  /// Adds the next member of a plain row that `tape` holds.
  ///
  /// - Parameter row: The line that the tape points into.
  /// - Returns: Whether there was room.
  mutating func add(
    _ tape: JSONTape, _ node: Int, _ row: UnsafePointer<UInt8>, _ role: UInt8
  ) -> Bool {
    let value = tape.nodes[node].value.indices
    // The marks around a string are not in its range.
    let isString = tape.nodes[node].kind == .string
    let start = isString ? value.lowerBound - 1 : value.lowerBound
    guard members.count < Self.most, let gap = Gap(row + end, count: start - end) else {
      return false
    }
    var pointer: [UInt8] = []
    tape.appendPointer(to: node, into: &pointer)
    members.append(Member(gap: gap, role: role, pointer: pointer))
    end = isString ? value.upperBound + 1 : value.upperBound
    return true
  }

  /// Reads the values of a row of this shape.
  ///
  /// - Parameters:
  ///   - row: The line, with at least `ByteWindow.slack` bytes behind its end that may be loaded.
  ///   - takesOtherText: Whether a field that may be a text is one where there is no other.
  ///   - values: Takes them; those of no row before.
  /// - Returns: False if the row is of another shape, has no text or several, or is not plain; what
  ///   `values` holds then is of no use.
  mutating func read(
    _ row: UnsafeBufferPointer<UInt8>, takesOtherText: Bool, into values: inout RowValues
  ) -> Bool {
    guard !members.isEmpty, row.count < Int(Int32.max), let base = row.baseAddress else {
      return false
    }
    var line = PlainRow(base: base, end: row.count)
    let isRead = members.withUnsafeBufferPointer { Self.read(&line, $0, of: base, into: &values) }
    guard isRead, line.takes(UInt8(ascii: "}")), line.isAtEnd, values.hasText(takesOtherText) else {
      return false
    }
    uses += 1
    return true
  }

  /// Reads the values of those members that a row has.
  ///
  /// - Returns: False if it has not the first, or if one of the values is not plain.
  @inline(__always)
  private static func read(
    _ line: inout PlainRow, _ members: UnsafeBufferPointer<Member>,
    of base: UnsafePointer<UInt8>, into values: inout RowValues
  ) -> Bool {
    for place in members.indices {
      guard line.takes(members[place].gap) else {
        if place == 0 { return false }
        continue
      }
      var kind = JSONTape.Kind.string
      let range: ByteRange
      if line.takesMark() {
        guard let text = line.string() else { return false }
        range = text
      } else {
        guard let other = line.value() else { return false }
        (kind, range) = other
      }
      guard let role = RowFields.Role(rawValue: members[place].role) else { continue }
      values.take(kind, range, role, of: base, at: place)
    }
    return true
  }
}

/// The values of a row that say something of its text, as ranges of its bytes.
struct RowValues {
  /// By role; none if the row does not say it.
  private var fields = InlineArray<10, ByteRange>(repeating: .none)
  /// The text.
  private(set) var text = ByteRange.none
  /// Which member of the row the text is.
  private(set) var textMember = 0
  /// From the first of the values to the last, but for the names of the voice and of the sort.
  private(set) var part = ByteRange.none
  /// How many bytes of `part` are in no value, or in one that came to nothing.
  var between: Int { part.count &- count }
  private var count = 0
  /// The roles that had their member, a bit each: those that have a value, and of those that the user
  /// named all that were met.
  private var seen: UInt16 = 0
  private var texts = 0

  /// What a row is before it was read.
  init() {}

  /// What the row calls itself.
  var id: ByteRange { self[.namedID] }
  /// Who wrote it.
  var author: ByteRange { self[.author] }
  /// When.
  var time: ByteRange { self[.time] }
  /// The permalink.
  var url: ByteRange { self[.url] }
  /// The title of the thread.
  var title: ByteRange { self[.title] }
  /// The name of the voice, if the row says it.
  @inline(__always)
  var audience: ByteRange? { isNamed(.namedAudience) ? self[.namedAudience] : nil }
  /// The name of the sort of text, if the row says it.
  @inline(__always)
  var kind: ByteRange? { isNamed(.namedKind) ? self[.namedKind] : nil }

  @inline(__always)
  private subscript(role: RowFields.Role) -> ByteRange { fields.span[Int(role.rawValue)] }

  /// Whether the row says a name, be it an empty one: what does not begin the row ends behind 0.
  @inline(__always)
  private func isNamed(_ role: RowFields.Role) -> Bool {
    isSeen(role) && self[role].end > 0
  }

  /// Takes a value as `RowFields` would.
  @inline(__always)
  fileprivate mutating func take(
    _ kind: JSONTape.Kind, _ range: ByteRange, _ role: RowFields.Role,
    of row: UnsafePointer<UInt8>, at member: Int
  ) {
    switch role {
    case .author, .time, .url, .title:
      guard !isSeen(role), take(kind, range, role) else { return }
      seen |= Self.bit(role)
    case .text:
      guard !isSeen(.namedText), kind == .string, Self.isText(range, row) else { return }
      texts &+= 1
      take(text: range, member)
    case .namedText:
      guard see(role) else { return }
      // A field that the user named is the text, and if it is none, the row has none.
      texts = kind == .string && Self.isText(range, row) ? 1 : 0
      take(text: range, member)
    case .namedID:
      if see(role) { _ = take(kind, range, role) }
    case .namedAudience, .namedKind:
      if see(role), kind == .string { fields[Int(role.rawValue)] = range }
    }
  }

  /// Whether there is one text.
  @inline(__always)
  fileprivate func hasText(_ takesOtherText: Bool) -> Bool {
    texts == 1 && (takesOtherText || isSeen(.namedText))
  }

  @inline(__always)
  private mutating func take(text range: ByteRange, _ member: Int) {
    (text, textMember) = (range, member)
    reach(range)
  }

  /// Takes a value for its field, unless it is empty; `true` and its like are none.
  ///
  /// - Returns: Whether it did.
  @inline(__always)
  private mutating func take(
    _ kind: JSONTape.Kind, _ range: ByteRange, _ role: RowFields.Role
  ) -> Bool {
    guard kind != .literal, !range.isEmpty else { return false }
    fields[Int(role.rawValue)] = range
    reach(range)
    return true
  }

  /// Has `part` end with a value; they come in the order of the row.
  @inline(__always)
  private mutating func reach(_ range: ByteRange) {
    part = ByteRange(count == 0 ? range.start : part.start, range.end)
    count &+= range.count
  }

  /// Whether no member before had the role.
  @inline(__always)
  private mutating func see(_ role: RowFields.Role) -> Bool {
    defer { seen |= Self.bit(role) }
    return !isSeen(role)
  }

  @inline(__always)
  private func isSeen(_ role: RowFields.Role) -> Bool { seen & Self.bit(role) != 0 }

  @inline(__always)
  private static func bit(_ role: RowFields.Role) -> UInt16 { 1 &<< UInt16(role.rawValue) }

  /// Whether there is more than blanks.
  @inline(__always)
  private static func isText(_ range: ByteRange, _ row: UnsafePointer<UInt8>) -> Bool {
    var place = Int(range.start)
    while place < Int(range.end), row[place] <= 0x20 { place &+= 1 }
    return place < Int(range.end)
  }
}
