import Detectors
import Rules
import ScanCore

/// The numbers of all signals: the program's own first, then the lexicon's in their order.
struct SignalNumbers {
  /// The names, by number.
  private(set) var names: [String]
  private var numbers: [String: Int] = [:]
  private var groups: [String: [UInt16]] = [:]

  init(_ signals: [SignalSource]) {
    names = BuiltinSignal.names
    for (number, name) in names.enumerated() { numbers[name] = number }
    // Words that only go beside hidden ones make no signal and take no number.
    for signal in signals where numbers[signal.name] == nil && !signal.disguised.isCompany {
      numbers[signal.name] = names.count
      names.append(signal.name)
    }
    for (number, name) in names.enumerated() {
      // `imputation` stands for every `imputation.*`, and `a.b` for every `a.b.*`.
      var prefix = name
      while let stop = prefix.lastIndex(of: ".") {
        prefix = String(prefix[..<stop])
        groups[prefix, default: []].append(UInt16(number))
      }
    }
  }

  /// The number of a signal of that very name.
  subscript(name: String) -> Int? { numbers[name] }

  /// The signals that a rule means by a name.
  func set(_ names: [String]) -> SignalSet {
    SignalSet(
      names.flatMap { name in
        (numbers[name].map { [UInt16($0)] } ?? []) + (groups[name] ?? [])
      })
  }
}
