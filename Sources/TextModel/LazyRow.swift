import Synchronization

/// A row of elements, each made when it is first asked for and then kept.
///
/// A short run touches few of what there is. Copies share what has been made.
public struct LazyRow<Element: Sendable>: RandomAccessCollection, Sendable {
  private let made: Made
  private let make: @Sendable (Int) -> Element
  /// How many there are.
  public let count: Int

  /// A row.
  ///
  /// - Parameters:
  ///   - count: How many elements it has.
  ///   - make: Makes the element at an index; the same each time it is called.
  public init(count: Int, make: @escaping @Sendable (Int) -> Element) {
    self.count = count
    self.make = make
    made = Made(count)
  }

  /// 0.
  public var startIndex: Int { 0 }
  /// One past the last index.
  public var endIndex: Int { count }

  /// The element at an index.
  public subscript(position: Int) -> Element {
    made.elements.withLock { elements in
      if let element = elements[position] { return element }
      let element = make(position)
      elements[position] = element
      return element
    }
  }

  private final class Made: Sendable {
    let elements: Mutex<[Element?]>

    init(_ count: Int) { elements = Mutex(Array(repeating: nil, count: count)) }
  }
}
