public import TextModel

/// What a school says of itself in `.gatepost.yml`: its names, its people, its own contacts, and how
/// it wants to be scanned.
///
/// The companion program reads the YAML and checks it; the scanner opens the compiled form, whose
/// `tree` is what the file says. Each property here is a view of it: nothing said is empty or nil.
public struct Settings: Sendable {
  /// The file, absolute; empty if there is none.
  public let path: String
  /// A number over what the file says, the same for the same text; 0 if there is none.
  public let contentHash: UInt64
  /// A number over the words that the file adds to the lexicon; 0 if it adds none.
  public let wordsHash: UInt32
  /// Everything that the file says.
  public let tree: SettingsTree

  /// The names and short forms of the school itself.
  public let school: School
  /// What the school publishes of itself; never a finding.
  public let contacts: OwnContacts
  /// The firms that serve the school.
  public let suppliers: [String]
  /// The register of official accounts.
  public let accounts: AccountRegister
  /// The staff whom the school names in public.
  public let staff: [StaffMember]
  /// Words for posts at this school that nobody else uses.
  public let staffRoles: [String]
  /// The policies whose rules count; empty leaves the usual one.
  public let policies: [String]
  /// Whose words a text is that does not say; nil leaves the usual one.
  public let audience: Audience?
  /// From which action on a scan fails; `never` if no action does.
  public let failOn: FailOn?
  /// Findings less sure than this, 0...1, are left out; nil leaves the usual bound.
  public let minimumConfidence: Double?
  /// Milder findings are left out; nil leaves the usual bound.
  public let minimumSeverity: Severity?
  /// Which rules are switched on or off, and what they ask for.
  public let rules: RuleSwitches
  /// What was looked at and may stay, in the order of the file.
  public let allowances: [Allowance]
  /// How the school's roll is used.
  public let roll: RollSettings
  /// The baseline's file, absolute or from the settings' folder; nil is the usual place.
  public let baselineFile: String?
  /// What the commit hook scans, and when it stops a commit.
  public let hook: HookSettings

  /// No file: nothing is said.
  ///
  /// Made anew each time, so that the library keeps nothing once its scanners are closed.
  public static var none: Settings {
    Settings(tree: .mapping([]), path: "", contentHash: 0, wordsHash: 0)
  }

  /// The settings that a checked tree says.
  ///
  /// - Parameters:
  ///   - tree: What the file says, as the schema has it.
  ///   - path: The file, absolute.
  ///   - contentHash: A number over its text.
  ///   - wordsHash: A number over the words that it adds.
  public init(tree: SettingsTree, path: String, contentHash: UInt64, wordsHash: UInt32) {
    self.path = path
    self.contentHash = contentHash
    self.wordsHash = wordsHash
    self.tree = tree
    school = School(tree["school"])
    contacts = OwnContacts(tree["contacts"])
    suppliers = tree["suppliers"].texts
    accounts = AccountRegister(tree["accounts"].entries.map(OfficialAccount.init))
    staff = tree["staff"].entries.map(StaffMember.init)
    staffRoles = tree["staff-roles"].texts
    policies = tree["policies"].texts
    audience = tree["audience"].text.flatMap(Audience.init(name:))
    failOn = tree["fail-on"].text.flatMap(FailOn.init(name:))
    minimumConfidence = tree["min-confidence"].text.flatMap(Double.init)
    minimumSeverity = tree["min-severity"].text.flatMap(Severity.init(name:))
    rules = RuleSwitches(tree["rules"])
    allowances = tree["allow"].entries.map(Allowance.init)
    roll = RollSettings(tree["roll"])
    baselineFile = tree["baseline"]["file"].text
    hook = HookSettings(tree["hook"])
  }

  /// The folder that paths of the file are relative to; empty if there is no file.
  public var folder: String {
    path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? ""
  }

  /// A path as patterns of the file see it: from its folder if it is below, else as it is.
  ///
  /// - Parameter path: absolute.
  public func pathFromFolder(_ path: String) -> String {
    let start = folder == "/" ? "/" : folder + "/"
    return path.hasPrefix(start) ? String(path.dropFirst(start.count)) : path
  }

  /// A path that the file says, from its folder unless it is absolute.
  public func absolutePath(_ path: String) -> String {
    path.hasPrefix("/") || folder.isEmpty ? path : (folder == "/" ? "" : folder) + "/" + path
  }
}

/// The names of a school and of the bodies it belongs to.
public struct School: Hashable, Sendable {
  /// The school's name and the short forms that people use.
  public let names: [String]
  /// The trust's or federation's names.
  public let trust: [String]
  /// The local authority's names.
  public let authority: [String]
  /// Other bodies that speak with the school: the PTA, a nursery on the site.
  public let partners: [String]
  /// What its classes are called: "Hazel", "Hedgehogs".
  public let classes: [String]

  init(_ tree: SettingsTree) {
    names = tree["names"].texts
    trust = tree["trust"].texts
    authority = tree["authority"].texts
    partners = tree["partners"].texts
    classes = tree["classes"].texts
  }
}

/// An account in which the school speaks.
public struct OfficialAccount: Hashable, Sendable {
  /// Where it is, as written: "facebook".
  public let platform: String
  /// Its name there, with or without `@`.
  public let handle: String
  /// Who looks after it, by post.
  public let admin: String?
  /// The posts whose holders may write there.
  public let posters: [String]
  /// Its first day, `YYYY-MM-DD`.
  public let opened: String?
  /// Its last day, `YYYY-MM-DD`; nil while it is in use.
  public let closed: String?

  init(_ tree: SettingsTree) {
    platform = tree["platform"].text ?? ""
    handle = tree["handle"].text ?? ""
    admin = tree["admin"].text
    posters = tree["posters"].texts
    opened = tree["opened"].text
    closed = tree["closed"].text
  }
}

/// A member of staff whom the school names in public.
public struct StaffMember: Hashable, Sendable {
  /// As the school writes it: "Mrs Jane Pike".
  public let name: String
  /// Other forms: "Miss Rook" before she married.
  public let also: [String]
  /// The post: "headteacher".
  public let role: String?
  /// Names on social media.
  public let handles: [String]

  init(_ tree: SettingsTree) {
    name = tree["name"].text ?? ""
    also = tree["also"].texts
    role = tree["role"].text
    handles = tree["handles"].texts
  }
}

/// From which action on a scan fails.
public enum FailOn: Hashable, Sendable {
  case action(Action)
  case never

  /// The bound of that name, or nil.
  public init?(name: String) {
    if name == "never" {
      self = .never
    } else if let action = Action(name: name) {
      self = .action(action)
    } else {
      return nil
    }
  }
}

/// Rules that a school switches on or off.
public struct RuleSwitches: Sendable {
  /// Rules that are off by default and on here: ids, families or patterns with `*`.
  public let on: [String]
  /// Rules that are off here: ids, families or patterns with `*`.
  public let off: [String]
  /// What rules ask for here, by id, in the order of the file.
  public let actions: [(rule: String, action: Action)]

  init(_ tree: SettingsTree) {
    on = tree["on"].texts
    off = tree["off"].texts
    actions = tree["actions"].members.compactMap { rule, value in
      value.text.flatMap(Action.init(name:)).map { (rule, $0) }
    }
  }
}

/// What the commit hook scans, and when it stops a commit.
public struct HookSettings: Hashable, Sendable {
  /// Patterns of the files that it scans; empty is every file in a form that it reads.
  public let paths: [String]
  /// Patterns of files that it leaves.
  public let skip: [String]
  /// Whether it judges unchanged passages too.
  public let judgesAll: Bool
  /// From which action on it stops a commit: the name of an action or `never`; nil is as for every
  /// scan.
  public let failOn: String?

  init(_ tree: SettingsTree) {
    paths = tree["paths"].texts
    skip = tree["skip"].texts
    judgesAll = tree["all"].flag ?? false
    failOn = tree["fail-on"].text
  }

  /// Whether a file is scanned.
  ///
  /// - Parameter path: The file's path from the settings' folder.
  public func scans(_ path: String) -> Bool {
    let isNamed = paths.isEmpty || paths.contains { PathPattern($0).matches(path) }
    return isNamed && !skip.contains { PathPattern($0).matches(path) }
  }
}

/// How the school's roll is used.
public struct RollSettings: Hashable, Sendable {
  /// The file it is kept in, absolute or from the settings' folder; nil is the usual place.
  public let file: String?
  /// The channel whose consent counts: "website", "social-media", ...; nil asks all of them.
  public let channel: String?

  init(_ tree: SettingsTree) {
    file = tree["file"].text
    channel = tree["channel"].text
  }
}
