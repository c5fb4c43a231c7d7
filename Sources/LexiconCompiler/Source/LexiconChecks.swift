extension LexiconSource {
  /// The faults that show only once everything has been read: signals that nobody defines, unions
  /// of policies that do not exist.
  ///
  /// - Parameter builtins: the names of the signals that the program makes itself.
  package func errors(builtins: Set<String>) -> [SourceError] {
    var faults = Faults()
    checkSignals(builtins, &faults)
    checkUnions(&faults)
    return faults.sorted
  }

  /// Rules with fewer than two examples of either sort.
  package func exampleErrors() -> [SourceError] {
    var faults = Faults()
    for rule in rules {
      for (sort, examples) in [("flag", rule.examples.flag), ("clean", rule.examples.clean)]
      where examples.count < 2 {
        let found = examples.isEmpty ? "none" : "\(examples.count)"
        let message = "rule '\(rule.id)' needs two '\(sort)' examples or more; it has \(found)"
        faults.add(message, at: rule.place)
      }
    }
    return faults.sorted
  }

  /// What is worth saying and stops nothing: rules that a policy names and no file defines.
  ///
  /// - Parameter registry: ids that are promised; a policy may name them before they are written.
  package func warnings(registry: Set<String> = []) -> [SourceError] {
    var faults = Faults()
    let known = registry.union(rules.map(\.id))
    for clause in policies.flatMap(\.clauses) {
      for (id, place) in zip(clause.rules, clause.rulePlaces) where !known.contains(id) {
        let near = suggestion(for: id, among: known)
        faults.add(
          "clause \(clause.id) names rule '\(id)', which no file defines" + near, at: place)
      }
    }
    return faults.sorted
  }

  private func checkSignals(_ builtins: Set<String>, _ faults: inout Faults) {
    let names = builtins.union(signals.map(\.name))
    let matters = Set(names.map { String($0.prefix { $0 != "." }) })
    let known = names.union(matters)
    for use in rules.flatMap(\.uses) where !known.contains(use.name) {
      let near = suggestion(for: use.name, among: known)
      faults.add("no signal is called '\(use.name)'" + near, at: use.place)
    }
  }

  private func checkUnions(_ faults: inout Faults) {
    let names = Set(policies.map(\.name))
    for policy in policies {
      for name in policy.unionOf where !names.contains(name) {
        let near = suggestion(for: name, among: names)
        faults.add(
          "policy '\(policy.name)': no policy is called '\(name)'" + near, at: policy.place)
      }
      if policy.unionOf.contains(where: { isUnion($0) }) {
        faults.add(
          "policy '\(policy.name)' is a union of unions; name the packs",
          at: policy.place)
      }
    }
  }

  private func isUnion(_ name: String) -> Bool {
    policies.contains { $0.name == name && !$0.unionOf.isEmpty }
  }
}
