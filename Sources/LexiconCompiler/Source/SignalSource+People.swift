extension SignalSource {
  /// Whether one of its phrases holds a person that the name detector must find.
  var needsPeople: Bool {
    (terms + notIn).contains { $0.phrases.contains { $0.contains(where: \.needsPeople) } }
  }
}

extension PhraseElement {
  fileprivate var needsPeople: Bool {
    switch kind {
    case .person: true
    case .group(let branches): branches.contains { $0.contains(where: \.needsPeople) }
    default: false
    }
  }
}
