package import TextModel

/// A sort of identifier, or a shape that is one only beside a cue word.
///
/// A kind whose signal begins with `number.` proves nothing alone: a rule joins it with a cue
/// ("passport", "sort code") before it is a finding, and says itself how sure that makes it. Its
/// confidence is only that of the shape.
package enum IdentifierKind: UInt8, CaseIterable, Sendable {
  case phoneMobile, phoneLandline, phoneService, phoneForeign
  case email, emailRole, emailPublicBody
  case postcode, addressStreet, addressNamedHouse
  case dateOfBirth, dateFull, dateDay, dateOrdinal
  case nhsNumber, nationalInsurance, upn, uln
  case bankAccount, iban, paymentCard
  case drivingLicence, vehicleRegistration
  case ipAddress
  case handlePerson, handleOrganisation
  case url, urlShort, urlIP, urlPunycode
  case imageFile, imageFileCamera
  case fourDigits, sixDigits, sevenDigits, eightDigits, nineDigits, tenDigits, twelveDigits
  case sortCodeShape, nationalInsuranceShape, upnShape, vehicleShape, addressShape, ipShape
  case handleShape, teacherReferenceShape, postcodeShape

  /// The name by which signals and rules know it; `a` in a rule means every `a.*` too.
  package var signalName: String { Self.signalNames[Int(rawValue)] }

  /// Signal names, in the order of the cases.
  private static let signalNames = [
    "phone.mobile", "phone.landline", "phone.service", "phone.foreign",
    "email.personal", "email.role", "email.public-body",
    "postcode", "address.street", "address.named-house",
    "date-of-birth", "date.full", "date.day", "date.ordinal",
    "nhs-number", "national-insurance", "upn", "uln",
    "bank-account", "iban", "payment-card",
    "driving-licence", "vehicle-registration",
    "ip-address",
    "social-handle.person", "social-handle.organisation",
    "url.plain", "url.short", "url.ip", "url.punycode",
    "image-file.named", "image-file.camera",
    "number.four-digits", "number.six-digits", "number.seven-digits", "number.eight-digits",
    "number.nine-digits", "number.ten-digits", "number.twelve-digits",
    "number.sort-code-shape", "number.national-insurance-shape", "number.upn-shape",
    "number.vehicle-shape", "number.address-shape", "number.ip-shape",
    "number.handle-shape", "number.teacher-reference-shape",
    "number.postcode-shape",
  ]

  /// Who gives way where two matches overlap: the lower.
  ///
  /// Nil: may lie over any other.
  var precedence: UInt8? {
    switch self {
    case .addressStreet, .addressNamedHouse, .addressShape: nil
    case .fourDigits, .sixDigits, .sevenDigits, .eightDigits, .nineDigits, .tenDigits,
      .twelveDigits, .teacherReferenceShape, .postcodeShape, .ipShape, .vehicleShape, .handleShape,
      .nationalInsuranceShape, .upnShape:
      1
    case .dateOfBirth, .dateFull, .dateDay, .dateOrdinal, .sortCodeShape, .vehicleRegistration,
      .postcode:
      2
    case .handlePerson, .handleOrganisation, .url, .urlShort, .urlIP, .urlPunycode, .imageFile,
      .imageFileCamera:
      3
    default: 4
    }
  }
}

/// An identifier found in a passage.
package struct IdentifierMatch: Hashable, Sendable {
  /// What it is.
  package var kind: IdentifierKind
  /// Where, in bytes from the start of the passage's text.
  package var range: ByteRange
  /// How sure, in hundredths, from 1 to 100.
  package var confidence: UInt8

  /// A match.
  package init(kind: IdentifierKind, range: ByteRange, confidence: UInt8) {
    self.kind = kind
    self.range = range
    self.confidence = confidence
  }
}
