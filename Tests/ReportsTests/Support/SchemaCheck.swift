import Foundation

/// Checks JSON against the part of JSON Schema 2020-12 that Documentation/report.schema.json uses.
///
/// A keyword that it does not know is a fault of its own, so that no rule of the schema goes
/// unchecked.
struct SchemaCheck {
  private let root: JSONValue
  private static let annotations: Set<String> = [
    "$schema", "$id", "$defs", "title", "description",
  ]

  /// A check against the schema that ships with the program.
  static func shipped() throws -> SchemaCheck {
    let file = try repositoryFile("Documentation/report.schema.json")
    return SchemaCheck(root: try JSONValue(String(decoding: file, as: UTF8.self)))
  }

  /// What is wrong with a value, each fault with its JSON pointer; empty for a valid one.
  func faults(in value: JSONValue) -> [String] {
    faults(in: value, against: root, at: "")
  }

  /// What is wrong with a value under one definition of the schema.
  func faults(in value: JSONValue, definition: String) -> [String] {
    faults(in: value, against: .object(["$ref": .string("#/$defs/" + definition)]), at: "")
  }

  private func faults(in value: JSONValue, against schema: JSONValue, at path: String) -> [String] {
    if case .boolean(let isAllowed) = schema {
      return isAllowed ? [] : ["\(path): is not allowed"]
    }
    return schema.members.sorted { $0.key < $1.key }.flatMap { keyword, rule in
      Self.annotations.contains(keyword)
        ? [] : faults(in: value, keyword, rule, of: schema, at: path)
    }
  }

  private func faults(
    in value: JSONValue, _ keyword: String, _ rule: JSONValue, of schema: JSONValue,
    at path: String
  ) -> [String] {
    func fault(unless isRight: Bool) -> [String] {
      isRight ? [] : ["\(path): breaks \(keyword) \(rule)"]
    }
    switch keyword {
    case "$ref": return faults(in: value, against: definition(rule), at: path)
    case "oneOf":
      let passing = rule.elements.filter { faults(in: value, against: $0, at: path).isEmpty }
      return fault(unless: passing.count == 1)
    case "type": return fault(unless: isOfType(value, rule))
    case "const": return fault(unless: value == rule)
    case "enum": return fault(unless: rule.elements.contains(value))
    case "minimum": return fault(unless: compare(value, rule) { $0 >= $1 })
    case "maximum": return fault(unless: compare(value, rule) { $0 <= $1 })
    case "pattern": return fault(unless: matches(value, rule))
    case "required":
      return fault(unless: rule.elements.allSatisfy { value[$0.string ?? ""] != nil })
    case "items":
      return value.elements.enumerated().flatMap { index, element in
        faults(in: element, against: rule, at: "\(path)/\(index)")
      }
    case "properties":
      return rule.members.flatMap { key, rule in
        value[key].map { faults(in: $0, against: rule, at: "\(path)/\(key)") } ?? []
      }
    case "additionalProperties":
      let known = schema["properties"]?.members ?? [:]
      return value.members.filter { known[$0.key] == nil }.flatMap { key, member in
        faults(in: member, against: rule, at: "\(path)/\(key)")
      }
    default: return ["\(path): the check does not know the keyword \(keyword)"]
    }
  }

  private func definition(_ reference: JSONValue) -> JSONValue {
    let name = (reference.string ?? "").replacing("#/$defs/", with: "")
    return root["$defs"]?[name] ?? .boolean(false)
  }

  private func isOfType(_ value: JSONValue, _ type: JSONValue) -> Bool {
    switch (type.string, value) {
    case ("object", .object), ("array", .array), ("string", .string), ("number", .number): true
    case ("integer", .number): value.integer != nil
    default: false
    }
  }

  private func compare(
    _ value: JSONValue, _ limit: JSONValue, _ isRight: (Double, Double) -> Bool
  ) -> Bool {
    guard case .number(let left) = value, case .number(let right) = limit else { return true }
    return isRight(left, right)
  }

  private func matches(_ value: JSONValue, _ pattern: JSONValue) -> Bool {
    guard let string = value.string, let pattern = pattern.string else { return true }
    return string.range(of: pattern, options: .regularExpression) != nil
  }
}
