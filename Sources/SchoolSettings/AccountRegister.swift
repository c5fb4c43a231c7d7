/// The register of accounts in which the school speaks.
///
/// An account is known by its name on its platform, with or without `@`, and by the links that lead
/// to it. Compared without case, blanks and punctuation.
public struct AccountRegister: Hashable, Sendable {
  /// The accounts, in the order of the file.
  public let accounts: [OfficialAccount]
  private let keys: [String]

  /// Whether there is none.
  public var isEmpty: Bool { accounts.isEmpty }

  init(_ accounts: [OfficialAccount]) {
    self.accounts = accounts
    keys = accounts.map { OwnContacts.key($0.handle) }
  }

  /// Whether a found text is the name of an account, or a link to one.
  ///
  /// - Parameters:
  ///   - found: The text, such as `@ThornleaPrimary`.
  ///   - day: `YYYY-MM-DD`; accounts that were closed by then do not count. Nil counts all of them.
  public func holds(_ found: String, on day: String? = nil) -> Bool {
    let key = OwnContacts.key(found)
    let path = found.split(separator: "/").map(OwnContacts.key)
    return accounts.indices.contains { index in
      guard accounts[index].isOpen(on: day) else { return false }
      if keys[index] == key { return true }
      // facebook.com/ThornleaPrimary: the platform stands in the host.
      guard path.count > 1, let last = path.last, last == keys[index] else { return false }
      let platform = OwnContacts.key(accounts[index].platform)
      return path.dropLast().contains { $0.contains(platform) }
    }
  }

  /// Whether a text names an account that is open on a day, `YYYY-MM-DD`.
  ///
  /// A name of one word counts only as a handle or at the end of a link: it may be the school's too.
  public func isNamed(in text: String, on day: String) -> Bool {
    let key = OwnContacts.key(text)
    let words = text.split { " \n\t,;()\"".contains($0) }
      .filter { $0.hasPrefix("@") || $0.contains("/") }
      .map { $0.drop { ".!?".contains($0) }.reversed().drop { ".!?:".contains($0) }.reversed() }
      .map { String($0) }
    return accounts.indices.contains { index in
      guard accounts[index].isOpen(on: day) else { return false }
      if accounts[index].handle.contains(" ") { return key.contains(keys[index]) }
      return words.contains { word in holds(word, on: day) }
    }
  }
}

extension OfficialAccount {
  /// Whether it is not closed by that day, `YYYY-MM-DD`; always if no day is given.
  func isOpen(on day: String?) -> Bool {
    guard let day, let closed else { return true }
    return day <= closed
  }
}
