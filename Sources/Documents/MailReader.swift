import CMail
import Glibc
import Readers
import TextModel

/// Reads mail, one message or a box of them, by way of GMime.
final class MailReader: FormReader {
  private let options: ReaderOptions
  private let depth: Int
  private let isBox: Bool
  private let file: MailFile?
  private var number = 0
  /// The message that is being read.
  private var author = ""
  private var time = ""
  private var subject = ""
  /// The letters of the message's plain text: what the same message says as a page, too, is read
  /// once.
  private var plainText = PlainLetters()

  private static let manyRecipients = 10

  /// A reader of a document.
  init(_ input: FormInput, options: ReaderOptions, log: ReadLog) {
    self.options = options
    depth = input.depth
    isBox = input.form == .mbox
    file = MailFile(input.content, isBox: input.form == .mbox)
    super.init(origin: input.origin, log: log)
    if file == nil {
      log.refuse(origin.name, cause: "unreadable", "cannot be opened; check its permissions")
    }
  }

  override func more() -> Bool {
    guard let file else { return false }
    number += 1
    var events = gp_mail_events()
    events.context = Unmanaged.passUnretained(self).toOpaque()
    events.message = { context, depth, subject, from, date, recipients in
      MailReader.at(context)?.begin(
        Int(depth), MailReader.text(subject), MailReader.text(from), MailReader.text(date),
        Int(recipients))
    }
    events.text = { context, path, subtype, bytes, count in
      MailReader.at(context)?.take(
        MailReader.text(path), MailReader.text(subtype),
        Array(UnsafeBufferPointer(start: bytes, count: count)))
    }
    events.attachment = { context, path, name, type, bytes, count in
      MailReader.at(context)?.attach(
        MailReader.text(path), MailReader.text(name), MailReader.text(type),
        Array(UnsafeBufferPointer(start: bytes, count: count)))
    }
    events.refused = { context, path, cause in
      MailReader.at(context)?.refuse(MailReader.text(path), MailReader.text(cause))
    }
    guard gp_mail_next(file.handle, &events) else {
      if number == 1 {
        log.refuse(origin.name, cause: "damaged", "holds no message that can be read")
      }
      return false
    }
    return true
  }

  private static func at(_ context: UnsafeMutableRawPointer?) -> MailReader? {
    context.map { Unmanaged<MailReader>.fromOpaque($0).takeUnretainedValue() }
  }

  private static func text(_ pointer: UnsafePointer<CChar>?) -> String {
    pointer.map { String(cString: $0) } ?? ""
  }

  /// Where a part stands: "message 3, part 1.2".
  private func place(_ path: String) -> String {
    let message = isBox ? "message \(number)" : "message"
    return path.isEmpty ? message : "\(message), part \(path)"
  }

  private func begin(
    _ depth: Int, _ subject: String, _ from: String, _ date: String, _ recipients: Int
  ) {
    (self.subject, author, time) = (subject, from, date)
    plainText = PlainLetters()
    add(SourcedText(subject), place("") + ", subject", .newsletter)
    guard recipients >= Self.manyRecipients else { return }
    log.warn(
      origin.name,
      "\(place("")): \(recipients) people stand in To and Cc, and each sees the others' addresses")
  }

  private func add(_ text: SourcedText, _ place: String, _ kind: PassageKind) {
    guard !text.isBlank else { return }
    var passage = FormPassage(text, place: place, kind: kind)
    (passage.author, passage.time, passage.title) = (author, time, subject)
    passage.paragraph = number
    queue.append(passage)
  }

  private func take(_ path: String, _ subtype: String, _ bytes: [UInt8]) {
    switch subtype.lowercased() {
    case "html":
      for passage in HTMLText.passages(in: bytes, options: options, log: log, origin: origin)
      where !plainText.holds(passage.text.bytes) {
        add(passage.text, "\(place(path)), \(passage.place)", passage.kind)
      }
    case "calendar": takeCalendar(path, bytes)
    default: takeLines(path, subtype.lowercased() == "flowed" ? Self.joined(bytes) : bytes)
    }
  }

  /// Paragraphs of a plain text, each with the line on which it begins.
  private func takeLines(_ path: String, _ bytes: [UInt8]) {
    var paragraph: [UInt8] = []
    var first = 1
    var number = 0
    func flush() {
      plainText.add(paragraph)
      add(
        SourcedText(String(decoding: paragraph, as: UTF8.self)),
        "\(place(path)), line \(first)", .newsletter)
      paragraph = []
    }
    for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      number += 1
      var line = line.last == 0x0D ? line.dropLast() : line
      // A box puts a > before a line that could be taken for its separator.
      if isBox, line.first == 0x3E, line.drop(while: { $0 == 0x3E }).starts(with: "From ".utf8) {
        line = line.dropFirst()
      }
      if line.allSatisfy({ $0 <= 0x20 }) {
        flush()
        continue
      }
      if paragraph.isEmpty { first = number } else { paragraph.append(0x0A) }
      paragraph += line
    }
    flush()
  }

  /// The lines of `format=flowed` (RFC 3676) as their paragraphs: a line that ends in a space goes
  /// on.
  private static func joined(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      var line = line.last == 0x0D ? line.dropLast() : line
      if line.first == 0x20 { line = line.dropFirst() }
      result += line
      let goesOn = line.last == 0x20 && !line.elementsEqual("-- ".utf8)
      if !goesOn { result.append(0x0A) }
    }
    return result
  }

  /// What an invitation says (RFC 5545): unfolded lines, their escapes undone.
  private func takeCalendar(_ path: String, _ bytes: [UInt8]) {
    var lines: [[UInt8]] = []
    for line in bytes.split(separator: 0x0A) {
      let line = line.last == 0x0D ? line.dropLast() : line
      if let first = line.first, first == 0x20 || first == 0x09, !lines.isEmpty {
        lines[lines.count - 1] += line.dropFirst()
      } else {
        lines.append(Array(line))
      }
    }
    for line in lines {
      let text = String(decoding: line, as: UTF8.self)
      guard let colon = text.firstIndex(of: ":") else { continue }
      let name = text[..<colon].prefix { $0 != ";" }
      guard ["SUMMARY", "DESCRIPTION", "LOCATION"].contains(name) else { continue }
      var value = ""
      var isEscaped = false
      for character in text[text.index(after: colon)...] {
        if isEscaped {
          value.append(character == "n" || character == "N" ? "\n" : character)
          isEscaped = false
        } else if character == "\\" {
          isEscaped = true
        } else {
          value.append(character)
        }
      }
      add(SourcedText(value), "\(place(path)), \(name.lowercased())", .newsletter)
    }
  }

  private func attach(_ path: String, _ name: String, _ type: String, _ bytes: [UInt8]) {
    if let words = FileNameWords.of(name) {
      add(SourcedText(words), "\(place(path)), name of an attachment", .fileName)
    }
    if type == "application/ms-tnef" {
      log.refuse(
        origin.name, cause: "unsupported",
        "\(place(path)): winmail.dat is not read; have the mail sent again as HTML")
      return
    }
    guard depth < options.maximumArchiveDepth else {
      return refuse(path, "too-deep")
    }
    guard !bytes.isEmpty else { return }
    var options = options
    options.input = .auto
    options.depth = depth + 1
    let member = (origin.member.map { $0 + "!" } ?? "") + (name.isEmpty ? path : name)
    inner.append(
      InnerDocument(
        bytes, origin: Origin(source: origin.source, member: member), options: options, log: log))
  }

  private func refuse(_ path: String, _ cause: String) {
    let detail =
      cause == "encrypted"
      ? "is encrypted; give the decrypted text" : "lies too deep in other mails; save it by itself"
    log.refuse(origin.name, cause: cause, "\(place(path)) \(detail)")
  }
}

/// The letters and digits of a text, for telling whether another says the same.
private struct PlainLetters {
  private var letters: [UInt8] = []
  private var paragraphs: Set<[UInt8]> = []
  /// To look through more for each paragraph would take too long.
  private static let most = 256 << 10

  mutating func add(_ paragraph: [UInt8]) {
    let plain = Self.plain(paragraph)
    guard !plain.isEmpty else { return }
    paragraphs.insert(plain)
    if letters.count < Self.most { letters += plain }
  }

  /// Whether the text was added, alone or as part of another.
  func holds(_ text: [UInt8]) -> Bool {
    let plain = Self.plain(text)
    if plain.isEmpty || paragraphs.contains(plain) { return true }
    return letters.withUnsafeBytes { all in
      plain.withUnsafeBytes { part in
        guard let start = all.baseAddress, let words = part.baseAddress else { return false }
        var place = 0
        while place + part.count <= all.count,
          let found = memchr(start + place, Int32(part[0]), all.count - part.count - place + 1)
        {
          place = UnsafeRawPointer(found) - start
          if memcmp(found, words, part.count) == 0 { return true }
          place += 1
        }
        return false
      }
    }
  }

  private static func plain(_ text: [UInt8]) -> [UInt8] {
    text.filter { 0x30...0x39 ~= $0 || 0x41...0x5A ~= $0 || 0x61...0x7A ~= $0 || $0 >= 0x80 }
  }
}

/// An open mail file.
private final class MailFile {
  let handle: OpaquePointer
  private let file: DocumentFile

  init?(_ content: FormInput.Content, isBox: Bool) {
    guard let file = DocumentFile(content), let handle = gp_mail_open(file.descriptor, isBox) else {
      return nil
    }
    self.file = file
    self.handle = handle
  }

  deinit { gp_mail_close(handle) }
}
