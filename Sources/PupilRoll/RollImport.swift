/// Reads a school's own export of its pupils.
///
/// Nothing is taken over if anything is wrong; faults name rows and columns, never what they hold.
public struct RollImport: Sendable {
  /// The most pupils of a roll.
  public static let mostPupils = 60_000
  /// How many faults are told.
  private static let mostFaults = 50

  /// The roll.
  public private(set) var roll = Roll()
  /// The headings of columns that were not read.
  public private(set) var unread: [String] = []
  /// How many rows repeat a pupil of an earlier row.
  public private(set) var repeats = 0
  /// Whether a column says whose name may be given.
  public private(set) var asksForNames = false
  /// Whether a column says whose picture may be shown.
  public private(set) var asksForPhotos = false

  /// Why an export was not taken over.
  public struct Failure: Error, Sendable {
    /// What is wrong, by line.
    public let faults: [RollFault]
  }

  /// Reads an export.
  ///
  /// - Parameters:
  ///   - bytes: The file.
  ///   - headings: What headings mean.
  ///   - nicknames: Short forms of given names.
  ///   - system: The system that wrote it, whose headings must then be there; nil if not said.
  ///   - mapping: What further headings hold, as `--column FIELD=HEADING` says; these win.
  public init(
    _ bytes: [UInt8], headings: RollHeadings, nicknames: Nicknames = Nicknames(""),
    system: String? = nil,
    mapping: [(field: String, heading: String)] = []
  ) throws(Failure) {
    do throws(RollFault) {
      let table = try CSVTable(bytes)
      guard let head = table.rows.first, table.rows.count > 1 else {
        throw RollFault(1, "the file has no rows; export the pupils with a row of headings")
      }
      if let system { try Self.check(system, head, headings) }
      let fields = try fields(of: head, headings, mapping)
      try read(table.rows.dropFirst(), fields, headings)
      for index in roll.pupils.indices {
        let given = roll.pupils[index].given
        let others = Set(given.flatMap(nicknames.others))
        roll.pupils[index].nicknames = others.subtracting(given.map { $0.lowercased() }).sorted()
      }
    } catch {
      throw Failure(faults: more.isEmpty ? [error] : more)
    }
  }

  /// The headings of an export's columns that nobody has said anything of.
  ///
  /// - Parameters:
  ///   - bytes: The file.
  ///   - headings: What headings mean.
  ///   - mapping: What further headings hold.
  /// - Returns: The headings in their order; empty if the file cannot be read at all.
  public static func unknownHeadings(
    of bytes: [UInt8], _ headings: RollHeadings, mapping: [(field: String, heading: String)]
  ) -> [String] {
    // What is wrong with the file is said when it is read.
    guard let table = try? CSVTable(bytes), let head = table.rows.first else { return [] }
    return head.cells.filter { heading in
      !heading.isEmpty && headings.field(of: heading) == nil
        && !mapping.contains { $0.heading == heading }
    }
  }

  /// The faults of rows, when there is more than one.
  private var more: [RollFault] = []

  private static func check(
    _ system: String, _ head: CSVTable.Row, _ headings: RollHeadings
  ) throws(RollFault) {
    switch headings.areHeadings(head.cells, of: system) {
    case true?: return
    case false?:
      throw RollFault(
        head.line,
        "these are not the headings of an export of \(system); leave --mis out, or export again")
    case nil:
      let known = headings.systemNames.joined(separator: ", ")
      throw RollFault(head.line, "no system is called '\(system)'; there are: \(known)")
    }
  }

  private mutating func fields(
    of head: CSVTable.Row, _ headings: RollHeadings, _ mapping: [(field: String, heading: String)]
  ) throws(RollFault) -> [RollHeadings.Field?] {
    var fields = head.cells.map { headings.field(of: $0) }
    for (name, heading) in mapping {
      guard let field = RollHeadings.Field(named: name) else {
        let known = RollHeadings.Field.names.joined(separator: ", ")
        throw RollFault(head.line, "no field is called '\(name)'; there are: \(known)")
      }
      guard let index = head.cells.firstIndex(of: heading) else {
        throw RollFault(head.line, "no column is headed '\(heading)'")
      }
      fields[index] = field
    }
    unread = zip(head.cells, fields).filter { $1 == nil && !$0.isEmpty }.map(\.0)
    let hasName = fields.contains(.name)
    let hasGiven = fields.contains(.given) || fields.contains(.preferredGiven)
    let hasSurname = fields.contains(.surname) || fields.contains(.preferredSurname)
    guard hasName || hasGiven && hasSurname else {
      let missing = hasGiven ? "surname" : hasSurname ? "given" : "given and surname"
      throw RollFault(
        head.line,
        "no column holds \(missing); say which does: --column \(hasGiven ? "surname" : "given")"
          + "='HEADING'")
    }
    return fields
  }

  private mutating func read(
    _ rows: ArraySlice<CSVTable.Row>, _ fields: [RollHeadings.Field?], _ headings: RollHeadings
  ) throws(RollFault) {
    guard rows.count <= Self.mostPupils else {
      throw RollFault(1, "more than \(Self.mostPupils) rows; import a school at a time")
    }
    roll.channels = Self.channels(of: fields)
    var places: [[String]: Int] = [:]
    for row in rows {
      do throws(RollFault) {
        let pupil = try pupil(of: row, fields, headings)
        let key = pupil.given + [""] + pupil.surnames + ["", pupil.form]
        if let place = places[key] {
          repeats += 1
          roll.pupils[place].consents = zip(roll.pupils[place].consents, pupil.consents)
            .map { $0.stricter($1) }
        } else {
          places[key] = roll.pupils.count
          roll.pupils.append(pupil)
        }
      } catch {
        more.append(error)
        if more.count == Self.mostFaults { throw error }
      }
    }
    if let first = more.first { throw first }
  }

  /// The channels that columns ask about, in the order of the columns.
  private static func channels(of fields: [RollHeadings.Field?]) -> [String] {
    var channels: [String] = []
    for field in fields {
      switch field {
      case .nameConsent(let channel), .photoConsent(let channel), .consent(let channel):
        if !channels.contains(channel) { channels.append(channel) }
      default: break
      }
    }
    return channels.isEmpty ? [Roll.anywhere] : channels
  }

  private mutating func pupil(
    of row: CSVTable.Row, _ fields: [RollHeadings.Field?], _ headings: RollHeadings
  ) throws(RollFault) -> Pupil {
    guard row.cells.count == fields.count else {
      throw RollFault(
        row.line, "\(row.cells.count) cells, but the headings have \(fields.count)")
    }
    var names: [RollHeadings.Field: String] = [:]
    // What no column asks is asked by none: a channel's answers are no until one says otherwise.
    var named = [Consent.Name?](repeating: nil, count: roll.channels.count)
    var pictured = [Bool?](repeating: nil, count: roll.channels.count)
    for (index, (cell, field)) in zip(row.cells, fields).enumerated() {
      switch field {
      case .nameConsent(let channel), .photoConsent(let channel), .consent(let channel):
        guard let place = roll.channels.firstIndex(of: channel) else { continue }
        if case .photoConsent = field {
        } else {
          guard let answer = headings.nameConsent(cell) else { throw noAnswer(row, index) }
          named[place] = min(named[place] ?? answer, answer)
          asksForNames = true
        }
        if case .nameConsent = field {
        } else {
          guard let answer = headings.photoConsent(cell) else { throw noAnswer(row, index) }
          pictured[place] = pictured[place].map { $0 && answer } ?? answer
          asksForPhotos = true
        }
      case let field?: if !cell.isEmpty && names[field] == nil { names[field] = cell }
      case nil: break
      }
    }
    var pupil = try Self.pupil(named: names, row.line)
    pupil.consents = Self.consents(named, pictured, roll.channels)
    return pupil
  }

  /// The answers by channel.
  ///
  /// A channel that was asked about pictures alone has the name's answer of the column that names no
  /// channel, and the other way about. Where that column was not asked, what all channels allow
  /// stands for it: "Photo consent" beside "Name on website" refuses no name.
  private static func consents(
    _ named: [Consent.Name?], _ pictured: [Bool?], _ channels: [String]
  ) -> [Consent] {
    let general = channels.firstIndex(of: Roll.anywhere)
    return channels.indices.map { place in
      if place == general {
        let pictures = pictured.compactMap(\.self)
        return Consent(
          name: named[place] ?? named.compactMap(\.self).min() ?? .none,
          photo: pictured[place] ?? (!pictures.isEmpty && pictures.allSatisfy(\.self)))
      }
      return Consent(
        name: named[place] ?? general.flatMap { named[$0] } ?? .none,
        photo: pictured[place] ?? general.flatMap { pictured[$0] } ?? false)
    }
  }

  private func noAnswer(_ row: CSVTable.Row, _ column: Int) -> RollFault {
    RollFault(
      row.line,
      "the answer in column \(column + 1) is none that is known; write full, first or none for a "
        + "name, yes or no for a picture")
  }

  private static func pupil(
    named names: [RollHeadings.Field: String], _ line: Int
  ) throws(RollFault) -> Pupil {
    var given = [names[.preferredGiven], names[.given]].compactMap { $0 }
    var surnames = [names[.preferredSurname], names[.surname]].compactMap { $0 }
    if given.isEmpty || surnames.isEmpty, let name = names[.name] {
      guard let (first, last) = parts(of: name) else {
        throw RollFault(line, "the name is one word; a row needs a given name and a surname")
      }
      if given.isEmpty { given = [first] }
      if surnames.isEmpty { surnames = [last] }
    }
    guard !given.isEmpty else { throw RollFault(line, "the row has no given name") }
    guard !surnames.isEmpty else { throw RollFault(line, "the row has no surname") }
    guard (given + surnames).allSatisfy({ $0.utf8.count <= 200 && $0.contains(where: \.isLetter) })
    else { throw RollFault(line, "a name has no letter, or more than 200 of them") }
    if given.count == 2 && given[0] == given[1] { given.removeLast() }
    if surnames.count == 2 && surnames[0] == surnames[1] { surnames.removeLast() }
    return Pupil(
      given: given, surnames: surnames, year: names[.year] ?? "", form: names[.form] ?? "")
  }

  /// The given name and the surname of "SMITH, Olly" or "Olly Smith".
  private static func parts(of name: String) -> (given: String, surname: String)? {
    func text(_ part: Substring) -> String {
      part.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
    if let comma = name.firstIndex(of: ",") {
      let (surname, given) = (text(name[..<comma]), text(name[name.index(after: comma)...]))
      return given.isEmpty || surname.isEmpty ? nil : (given, surname)
    }
    let words = name.split(whereSeparator: \.isWhitespace)
    guard words.count > 1 else { return nil }
    return (String(words[0]), words.dropFirst().joined(separator: " "))
  }
}
