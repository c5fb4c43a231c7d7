extension IdentifierSearch {
  mutating func findPostcode(at start: Int) {}
  mutating func findNationalInsurance(at start: Int, token: Int) {}
  mutating func findUPN(at start: Int) {}
  mutating func findIBAN(at start: Int) {}
  mutating func findDrivingLicence(at start: Int) {}
  mutating func findVehicle(at start: Int, token: Int) {}
  mutating func findWrittenDate(token: Int) {}
  mutating func findStreetAddress(token: Int) {}
  mutating func findIPv6(at start: Int) {}
  mutating func findPaymentCard(at index: Int) {}
  mutating func findTenDigits(at index: Int) {}
  mutating func findBankNumber(at index: Int) {}
  mutating func findNumericDate(at index: Int) {}
  mutating func findIPv4(at index: Int) {}
  mutating func findPlainNumber(at index: Int) {}
}
