import TextModel

/// The properties of an office file: its title, its subject.
///
/// Who wrote it is left out: every file says that, of staff.
final class PropertiesPart: FlowPart {
  private static let names: [String: String] = [
    "title": "title", "subject": "subject", "description": "description", "keywords": "keywords",
    "keyword": "keyword", "Company": "company", "Manager": "manager", "lpwstr": "own property",
    "user-defined": "own property",
  ]

  /// A part of properties.
  init(part: String) {
    super.init(part: part, label: "", kind: .caption)
    namesCells = false
  }

  override func begin(_ name: String, _ attributes: XMLAttributes) {
    guard let what = Self.names[name] else { return }
    openAside("document properties (\(what))")
  }

  override func end(_ name: String) {
    if Self.names[name] != nil { closeAside() }
  }

  override func text(_ bytes: UnsafeBufferPointer<UInt8>, source: Range<Int>) {
    guard flows.count > 1 else { return }
    add(bytes, source: source)
  }

  override var place: String { flows.last?.label ?? "document properties" }
}
