/// What may stand at a place of `.gatepost.yml`.
package indirect enum SettingsForm: Sendable {
  /// A text that is not empty.
  case text
  /// One text or several.
  case texts
  /// A number in a range.
  case number(ClosedRange<Double>)
  /// `true` or `false`.
  case flag
  /// A day, `YYYY-MM-DD`.
  case date
  /// One of a few words.
  case choice([String])
  /// Keys of its own.
  case mapping([SettingsKey])
  /// A list of mappings with these keys, whose lines are kept under `line`.
  case list([SettingsKey])
  /// Keys that the school chooses: rules, by id.
  case byRule(SettingsForm)
}

/// A key that may stand in `.gatepost.yml`.
package struct SettingsKey: Sendable {
  /// The key.
  package let name: String
  /// What it says, for the JSON Schema that editors show.
  package let about: String
  /// What may stand there.
  package let form: SettingsForm
  /// Whether it must be there.
  package let isRequired: Bool

  init(_ name: String, _ form: SettingsForm, _ about: String, isRequired: Bool = false) {
    self.name = name
    self.about = about
    self.form = form
    self.isRequired = isRequired
  }
}
