/// The pack that `gatepost policy new` begins.
enum PolicyStarter {
  /// A pack that compiles as it stands, with a comment at every line.
  static func text(name: String) -> String {
    """
    # The social media policy of our school, as Gatepost reads it.
    #
    # 1. Put this file into the folder .gatepost/policies beside the texts that you scan.
    # 2. Retell each clause below in your own words and say which rules look for it; 'gatepost rules list' names
    #    the rules, 'gatepost rules show ID' explains one, 'gatepost policy show coton' shows how others did it.
    # 3. 'gatepost policy check FILE' says what is wrong, by line.
    # 4. Scan with --policy \(name), or write 'policies: [\(name)]' into .gatepost.yml.
    #
    # Write in the same way texts that break a clause and texts that do not into .gatepost/clauses/\(name).yml;
    # 'gatepost policy coverage \(name)' then shows whether they come out right.

    policy: \(name)
    version: "1"                  # yours; every report names it
    title: Our school, social media policy

    # Where your policy weighs a matter otherwise than the rule does: off, note, review or block, and a severity
    # (low, medium, high) if you like. Take the number sign away from a line to use it.
    weighs:
      conduct.inflammatory-topic: note
      # conduct.complaint-public: off
      # conduct.criticism-employer: high review

    # What your policy lets pass where the text itself says so.
    exempts:
      exempt.own-child: [conduct.boundary, conduct.friend-request]
      # exempt.head-approved: [conduct.boundary-parent]

    clauses:
      - id: \(name).1.1            # the number that your policy prints, after the pack's name
        heading: Respect
        paraphrase: Staff and governors are courteous online and insult nobody.
        audiences: [staff, governor, volunteer, official]   # whom it binds: official, staff, governor, volunteer, parent, pupil
        rules: [offensive.insult, offensive.profanity, offensive.slur]
        names: [offensive.insult]  # those that the clause names itself; the others are drawn from its wider words

      - id: \(name).1.2
        heading: Confidentiality
        paraphrase: What we know through our work stays at work.
        audiences: [staff, governor, volunteer]
        rules: [confidential.internal-information, confidential.staff-matter, personal.private-fact]
        route: [headteacher]       # who is told, first first
        within: as-soon-as-possible

      - id: \(name).2.1
        heading: Reporting
        paraphrase: Abuse of staff online is told to the head at once, nobody answers it, and a copy is kept.
        audiences: [staff]
        speakers: [parent, pupil]  # in whose words, as those are not the people whom the clause binds
        rules: [offensive.threat, offensive.insult]
        route: [headteacher]
        within: immediately
        handling: [do-not-reply]
        evidence: [text, screenshot, time, site-address]

      - id: \(name).3.1
        heading: Privacy settings
        paraphrase: Staff look after their own privacy settings.
        audiences: [staff]
        not-in-text: A setting, not a text.

    """
  }
}
