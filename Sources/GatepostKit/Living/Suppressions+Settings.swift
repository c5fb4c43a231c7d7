import Glibc
public import SchoolSettings

extension Suppressions {
  /// The allow-list of a school's settings, and a baseline.
  public convenience init(
    settings: Settings, baseline: Baseline? = nil, key: FingerprintKey? = nil
  ) {
    // To ask for the day here and now reads the machine's time zone.
    let today = settings.allowances.isEmpty ? "" : Self.today
    let folder = Files.folder(of: settings.path)
    self.init(
      entries: settings.allowances.map { Entry($0, folder: folder, today: today) },
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
  /// An entry of a file in that folder.
  fileprivate init(_ allowance: Allowance, folder: String, today: String) {
    self.init(
      name: allowance.line > 0 ? "line \(allowance.line)" : "an entry of the allow-list",
      rule: allowance.rule, isExpired: allowance.isExpired(on: today),
      namesFile: allowance.path != nil, holdsFor: { allowance.holds(term: $0) },
      holdsAt: { source in
        guard allowance.path != nil else { return true }
        // Paths count from the settings, however the file was named.
        let path = Files.absolute(source) ?? source
        let isBelow = path.hasPrefix(folder + "/")
        return allowance.holds(path: isBelow ? String(path.dropFirst(folder.count + 1)) : path)
      })
  }
}
