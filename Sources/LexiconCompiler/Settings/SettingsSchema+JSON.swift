extension SettingsSchema {
  /// The schema as JSON Schema (draft 2020-12), for editors that check YAML while it is written.
  package static var json: String {
    var writer = JSONSchemaWriter()
    writer.open()
    writer.member("$schema", "https://json-schema.org/draft/2020-12/schema")
    writer.member("$id", "urn:gatepost:settings:1")
    writer.member("title", ".gatepost.yml")
    writer.mapping(keys)
    writer.close()
    return writer.text + "\n"
  }
}

/// Writes a schema with two blanks of indentation a level.
private struct JSONSchemaWriter {
  var text = ""
  private var depth = 0
  private var isFirst = true

  mutating func open(_ key: String? = nil) {
    if let key { begin(key) }
    text += "{"
    depth += 1
    isFirst = true
  }

  mutating func close() {
    depth -= 1
    text += "\n" + String(repeating: "  ", count: depth) + "}"
    isFirst = false
  }

  mutating func member(_ key: String, _ value: String) {
    begin(key)
    text += quoted(value)
  }

  mutating func mapping(_ keys: [SettingsKey]) {
    member("type", "object")
    begin("additionalProperties")
    text += "false"
    let required = keys.filter(\.isRequired).map(\.name)
    if !required.isEmpty { list("required", required) }
    open("properties")
    for key in keys {
      open(key.name)
      member("description", key.about)
      form(key.form)
      close()
    }
    close()
  }

  private mutating func form(_ form: SettingsForm) {
    switch form {
    case .text: member("type", "string")
    case .texts:
      list("type", ["string", "array"])
      open("items")
      member("type", "string")
      close()
    case .number(let range):
      member("type", "number")
      number("minimum", range.lowerBound)
      number("maximum", range.upperBound)
    case .flag: member("type", "boolean")
    case .date:
      member("type", "string")
      member("format", "date")
    case .choice(let words): list("enum", words)
    case .mapping(let keys): mapping(keys)
    case .list(let keys):
      member("type", "array")
      open("items")
      mapping(keys)
      close()
    case .byRule(let value):
      member("type", "object")
      open("additionalProperties")
      self.form(value)
      close()
    }
  }

  private mutating func begin(_ key: String) {
    text += (isFirst ? "\n" : ",\n") + String(repeating: "  ", count: depth) + quoted(key) + ": "
    isFirst = false
  }

  private mutating func list(_ key: String, _ values: [String]) {
    begin(key)
    text += "[" + values.map(quoted).joined(separator: ", ") + "]"
  }

  private mutating func number(_ key: String, _ value: Double) {
    begin(key)
    text += "\(value)"
  }

  private func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }
}
