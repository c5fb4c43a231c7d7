extension StringProtocol {
  /// Whether a part occurs in it, byte for byte.
  ///
  /// `contains(_:)` of a string would link the library of regular expressions, which a program has
  /// to load before it can scan a draft.
  package func holds(_ part: String) -> Bool {
    var rest = utf8[...]
    while rest.count >= part.utf8.count {
      if rest.starts(with: part.utf8) { return true }
      rest.removeFirst()
    }
    return false
  }
}
