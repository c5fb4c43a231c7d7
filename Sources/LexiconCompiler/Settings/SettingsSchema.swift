import TextModel

/// Every key of `.gatepost.yml`, in the order in which the handbook tells them.
///
/// The one place to add a key: the reader, its errors and the JSON Schema follow from it. What it
/// says is read by `Settings` in `SchoolSettings`.
package enum SettingsSchema {
  /// The keys of the file.
  package static let keys: [SettingsKey] = [
    SettingsKey("school", .mapping(school), "The school's names and those of its bodies."),
    SettingsKey("contacts", .mapping(contacts), "What the school publishes of itself."),
    SettingsKey("suppliers", .texts, "The firms that serve the school."),
    SettingsKey(
      "accounts", .list(accounts),
      "The register of official accounts; any other with the school's name is not the school's."),
    SettingsKey("staff", .list(staff), "The staff whom the school names in public."),
    SettingsKey("staff-roles", .texts, "Words for posts that only this school uses."),
    SettingsKey("policies", .texts, "The policies whose rules count."),
    SettingsKey(
      "audience", .choice(Audience.allCases.map(\.name)), "Whose words a text is that does not say."
    ),
    SettingsKey(
      "fail-on", .choice(Action.allCases.map(\.name) + ["never"]), "When a scan exits with 1."),
    SettingsKey("min-confidence", .number(0...1), "Leave out what is less sure."),
    SettingsKey(
      "min-severity", .choice(Severity.allCases.map(\.name)), "Leave out what is milder."),
    SettingsKey("rules", .mapping(rules), "Rules switched on or off, and what they ask for."),
    SettingsKey("allow", .list(allow), "What was looked at and may stay."),
    SettingsKey("roll", .mapping(roll), "How the school's roll is used."),
    SettingsKey("baseline", .mapping(baseline), "Where the baseline of known findings is kept."),
    SettingsKey("hook", .mapping(hook), "What the commit hook scans."),
  ]

  private static let school = [
    SettingsKey("names", .texts, "The school's name and the short forms that people use."),
    SettingsKey("trust", .texts, "Names of the trust or federation."),
    SettingsKey("authority", .texts, "Names of the local authority."),
    SettingsKey("partners", .texts, "Bodies that speak with the school, such as its PTA."),
    SettingsKey("classes", .texts, "What the classes are called: Hazel, Hedgehogs."),
  ]

  private static let contacts = [
    SettingsKey("phones", .texts, "Telephone numbers."),
    SettingsKey("emails", .texts, "E-mail addresses; *@school.example.org is all of a domain."),
    SettingsKey("postcodes", .texts, "Postcodes."),
    SettingsKey("addresses", .texts, "Postal addresses."),
    SettingsKey("handles", .texts, "Names on social media."),
    SettingsKey("links", .texts, "Links."),
    SettingsKey("numbers", .texts, "Other numbers: a bank account, the minibus."),
  ]

  private static let accounts = [
    SettingsKey("platform", .text, "Where: facebook, x, ...", isRequired: true),
    SettingsKey("handle", .text, "Its name there.", isRequired: true),
    SettingsKey("admin", .text, "Who looks after it, by post."),
    SettingsKey("posters", .texts, "The posts whose holders may write there."),
    SettingsKey("opened", .date, "Its first day."),
    SettingsKey("closed", .date, "Its last day."),
    SettingsKey("privacy-notice", .flag, "Whether the privacy notice names it."),
  ]

  private static let staff = [
    SettingsKey("name", .text, "As the school writes it: Mrs Jane Pike.", isRequired: true),
    SettingsKey("also", .texts, "Other forms of the name."),
    SettingsKey("role", .text, "The post."),
    SettingsKey("handles", .texts, "Names on social media."),
  ]

  private static let rules = [
    SettingsKey("on", .texts, "Rules that are off by default: ids, families or patterns with *."),
    SettingsKey("off", .texts, "Rules that do not count here."),
    SettingsKey(
      "actions", .byRule(.choice(Action.allCases.map(\.name))), "What rules ask for here, by id."),
  ]

  private static let allow = [
    SettingsKey("term", .text, "The words that may stand; left out, any."),
    SettingsKey("rule", .text, "An id, a family, or a pattern with *.", isRequired: true),
    SettingsKey("path", .text, "The files that it holds for; left out, all."),
    SettingsKey("until", .date, "The last day it holds."),
    SettingsKey("who", .text, "Who decided.", isRequired: true),
    SettingsKey("why", .text, "Why.", isRequired: true),
  ]

  private static let roll = [
    SettingsKey("file", .text, "The file it is kept in."),
    SettingsKey("channel", .text, "The channel whose consent counts: website, social-media, ..."),
  ]

  private static let baseline = [
    SettingsKey("file", .text, "The file it is kept in, from this file's folder.")
  ]

  private static let hook = [
    SettingsKey("paths", .texts, "Patterns of the files it scans."),
    SettingsKey("skip", .texts, "Patterns of files it leaves."),
    SettingsKey("all", .flag, "Whether it judges unchanged passages too."),
    SettingsKey(
      "fail-on", .choice(Action.allCases.map(\.name) + ["never"]),
      "When it stops a commit; never only warns. Left out, the other fail-on."),
  ]
}
