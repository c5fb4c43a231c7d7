import LexiconCompiler
import ScanCore
import TestSupport
import Testing

/// The repository's own lexicon, compiled once for all tests.
enum Shipped {
  static let compilation = Compilation(roots: [Repository.root + "/Lexicons"])

  static let lexicon = Result { try Lexicon(bytes: compilation.image ?? []) }

  static var source: LexiconSource { compilation.source }

  /// The rules, for tests that run once for each.
  static let rules = source.rules.map(RuleCase.init)

  /// Rules some of whose examples do not come out yet.
  static let unsettled: Set = [
    "conduct.boundary", "conduct.boundary-parent", "conduct.commitment",
    "conduct.complaint-names-person", "conduct.complaint-public", "conduct.copyright",
    "conduct.criticism-employer", "conduct.employer-in-profile", "conduct.friend-request",
    "conduct.gossip", "conduct.incident-comment", "conduct.oversharing", "conduct.political",
    "conduct.supplier", "conduct.whistleblowing", "conduct.workplace-photo",
    "confidential.assessment-content", "confidential.governance",
    "confidential.internal-information", "confidential.legal-proceedings",
    "confidential.safeguarding-case", "confidential.staff-matter", "confidential.third-party",
    "defamation.crime", "defamation.dishonesty", "defamation.incompetence",
    "defamation.misconduct", "defamation.rumour",
  ]

  /// Rules that policies name and that are still to be written.
  static let promised: Set = [
    "conduct.disclaimer-missing", "conduct.school-hours", "link.adult", "link.extremist",
    "link.unchecked", "offensive.derogatory", "offensive.discrimination", "offensive.exclusion",
    "offensive.extremism", "offensive.incitement", "offensive.insult", "offensive.mockery",
    "offensive.obfuscated", "offensive.profanity", "offensive.sexual", "offensive.slur",
    "offensive.threat", "pupil.roster", "safeguarding.abuse-image",
    "safeguarding.bullying-report", "safeguarding.disclosure", "safeguarding.exploitation",
    "safeguarding.grooming", "safeguarding.inappropriate-contact", "safeguarding.locate-child",
    "safeguarding.meet-up", "safeguarding.nudes", "safeguarding.protected-person",
    "safeguarding.radicalisation", "safeguarding.risk-taking", "safeguarding.self-harm",
    "safeguarding.stalking", "safeguarding.underage-use", "safeguarding.violence",
    "security.compromise-report", "security.credential", "security.phishing",
    "security.security-question", "security.site-access",
  ]

  /// Rules that no policy names, and why they are there all the same.
  static let unnamed: Set<String> = []
}

/// A rule, shown by its id when a test fails.
struct RuleCase: Sendable, CustomTestStringConvertible {
  let rule: RuleSource

  var testDescription: String { rule.id }
}
