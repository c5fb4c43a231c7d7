/// A set of kinds of signals, as rule files name them.
package struct SignalSet: Sendable, Equatable {
  /// The kinds, ascending.
  package let kinds: [UInt16]

  /// The set of some kinds.
  package init(_ kinds: some Sequence<UInt16>) {
    self.kinds = Set(kinds).sorted()
  }
}
