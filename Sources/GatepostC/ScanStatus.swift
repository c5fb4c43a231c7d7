/// What a scan comes back with; the numbers are those of include/gatepost.h.
struct ScanStatus: OptionSet {
  let rawValue: Int32

  static let repaired = ScanStatus(rawValue: 1)
  static let incomplete = ScanStatus(rawValue: 2)
  static let invalidArgument = ScanStatus(rawValue: -1)
  static let tooLong = ScanStatus(rawValue: -2)
  static let noMemory = ScanStatus(rawValue: -3)

  /// What it means, in words; of several bits, the gravest.
  var text: StaticString {
    switch rawValue {
    case 0: "scanned"
    case -1: "a pointer is NULL that must not be, or offsets go backwards; nothing was scanned"
    case -2: "a text is longer than 1 GiB; cut it into parts"
    case -3: "there is no memory for the answer; scan fewer texts at a time"
    case 1: "scanned; bytes that are not UTF-8 were replaced by U+FFFD"
    case 2, 3: "scanned; a pattern met its limit on effort and was left: a finding may be missing"
    default: "not a status of this version"
    }
  }
}
