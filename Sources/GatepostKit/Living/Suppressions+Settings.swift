import Glibc
public import SchoolSettings

extension Suppressions {
  /// The allow-list of a school's settings, and a baseline.
  ///
  /// - Parameter folder: What the names of documents are relative to; the current folder unless
  ///   said.
  public convenience init(
    settings: Settings, baseline: Baseline? = nil, key: FingerprintKey? = nil,
    folder: String? = nil
  ) {
    // To ask for the day here and now reads the machine's time zone.
    let today = settings.allowances.isEmpty ? "" : Self.today
    self.init(
      entries: settings.allowances.map { Entry($0, settings, folder, today: today) },
      listName: settings.path, baseline: baseline, key: key)
  }

  /// The day here and now, `YYYY-MM-DD`.
  static var today: String {
    var now = time(nil)
    var parts = tm()
    localtime_r(&now, &parts)
    func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(parts.tm_year + 1900)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday))"
  }
}

extension Suppressions.Entry {
  fileprivate init(
    _ allowance: Allowance, _ settings: Settings, _ folder: String?, today: String
  ) {
    self.init(
      name: allowance.line > 0 ? "line \(allowance.line)" : "an entry of the allow-list",
      rule: allowance.rule, isExpired: allowance.isExpired(on: today),
      namesFile: allowance.path != nil,
      reason: [allowance.why, allowance.who].filter { !$0.isEmpty }.joined(separator: ", "),
      until: allowance.until, holdsFor: { allowance.holds(term: $0) },
      holdsAt: { source in
        guard allowance.path != nil else { return true }
        // Paths count from the settings, however the file was named.
        let named = folder.map { source.hasPrefix("/") ? source : $0 + "/" + source } ?? source
        return allowance.holds(path: settings.pathFromFolder(Files.absolute(named) ?? named))
      })
  }
}

extension Settings {
  /// The file where the school keeps its baseline, absolute; nil if it does not say.
  public var baselinePath: String? { baselineFile.map(absolutePath) }

  /// That file, if it is there: before the first baseline is written there is none.
  public var existingBaseline: String? { baselinePath.flatMap { Files.exists($0) ? $0 : nil } }
}
