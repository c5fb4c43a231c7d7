import Testing

@testable import Detectors

struct IdentifierFixtureTests {
  @Test(arguments: fixtures)
  func `every row of the fixture table is found, or not, as it says`(row: FixtureRow) {
    let found = identifiers(in: row.value, withShapes: true)
    let expected = row.signals.map { $0 + ": " + row.span }
    let isFound = expected.contains { found.contains($0) }
    #expect(isFound == row.isFound, "\(row.kind) \(row.value): \(found)")
  }

  @Test func `the table has all its rows`() {
    #expect(fixtures.count == 149)
  }
}

/// A row of `Fixtures/identifiers/identifiers.csv`.
struct FixtureRow: CustomTestStringConvertible {
  let kind: String
  let value: String
  let isValid: Bool

  var testDescription: String { "\(kind) \(value)" }

  /// The signals, any one of which is the right one for the kind.
  var signals: [String] {
    switch kind {
    case "upn": ["upn"]
    case "uln": ["uln"]
    case "nhs": ["nhs-number"]
    case "nino": ["national-insurance", "number.national-insurance-shape"]
    case "card": ["payment-card"]
    case "iban": ["iban"]
    case "bank": ["bank-account"]
    case "postcode": ["postcode", "number.postcode-shape"]
    case "driving_licence": ["driving-licence"]
    case "vehicle": ["vehicle-registration", "number.vehicle-shape"]
    case "passport": ["number.nine-digits"]
    case "dbs_certificate": ["number.twelve-digits"]
    case "teacher_reference": ["number.seven-digits", "number.teacher-reference-shape"]
    case "phone": ["phone.mobile", "phone.landline", "phone.service"]
    case "date_of_birth": ["date.full", "date-of-birth", "number.six-digits"]
    default: []
    }
  }

  /// The value without its label.
  var span: String {
    guard kind == "date_of_birth" else { return value }
    for label in ["born on the ", "DOB: ", "d.o.b "] where value.hasPrefix(label) {
      return String(value.dropFirst(label.count))
    }
    return value
  }

  /// What to expect: the row's word, but for what no text alone can tell.
  var isFound: Bool {
    // A modulus check needs the banks' weight table, which may not be shipped.
    if kind == "bank" { return true }
    // The numbers of schools are public: they are never an identifier.
    if kind == "dfe_number" || kind == "urn" { return false }
    return isValid
  }
}

/// The rows of the table.
private let fixtures: [FixtureRow] = lines(ofFixture: "identifiers/identifiers.csv").dropFirst()
  .compactMap { line in
    let fields = csvFields(of: line)
    guard fields.count == 4 else { return nil }
    return FixtureRow(kind: fields[0], value: fields[1], isValid: fields[2] == "valid")
  }

private func csvFields(of line: String) -> [String] {
  var fields = [""]
  var isQuoted = false
  for character in line {
    if character == "\"" {
      isQuoted.toggle()
    } else if character == ",", !isQuoted {
      fields.append("")
    } else {
      fields[fields.count - 1].append(character)
    }
  }
  return fields
}
