import Foundation
import Testing

/// A JSON object of a report.
struct JSONObject {
  private let members: [String: Any]

  /// The object that the bytes hold.
  init(_ bytes: some Sequence<UInt8>) throws {
    members = try #require(JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
  }

  private init(_ members: [String: Any]) { self.members = members }

  /// The names of its members.
  var keys: Set<String> { Set(members.keys) }

  /// A member that is a text or a number, as text.
  subscript(text name: String) -> String? { members[name].map { "\($0)" } }

  /// A member that is an object.
  subscript(object name: String) -> JSONObject {
    JSONObject(members[name] as? [String: Any] ?? [:])
  }

  /// A member that is a list of objects.
  subscript(list name: String) -> [JSONObject] {
    (members[name] as? [[String: Any]] ?? []).map { JSONObject($0) }
  }

  /// The passages of all documents of a report.
  var passages: [JSONObject] { self[list: "documents"].flatMap { $0[list: "passages"] } }

  /// The findings of all passages of a report.
  var findings: [JSONObject] { passages.flatMap { $0[list: "findings"] } }

  /// Those that nothing lets stay.
  var countingFindings: [JSONObject] { findings.filter { !$0.keys.contains("suppressed") } }
}
