import Glibc
import Processes
public import Readers
import TextModel

/// Has the companion `gatepost-reader` read the forms whose libraries stay out of the scanner.
///
/// A document can at worst end the companion; then it is named as not examined, and the scan goes
/// on.
package final class CompanionForms: FormOpener {
  package init() {}

  package func reader(
    for input: FormInput, options: ReaderOptions, log: ReadLog
  ) -> any DocumentReader {
    CompanionReader(input, options: options, log: log)
  }
}

extension ReaderOptions {
  /// The same options, with documents in every form read where the companion is installed.
  public var withDocuments: ReaderOptions {
    var options = self
    options.forms = CompanionForms()
    return options
  }
}

/// The passages that a companion process sends of one document.
private final class CompanionReader: DocumentReader {
  private let input: FormInput
  private let options: ReaderOptions
  private let log: ReadLog
  private var process: (child: Subprocess, output: Int32)?
  private var isStarted = false
  private var isWhole = false
  private var memory: MemoryFile?
  private var buffer: [UInt8] = []
  private var position = 0

  /// How long the companion may be silent, in milliseconds.
  private static let patience: Int32 = 200_000

  init(_ input: FormInput, options: ReaderOptions, log: ReadLog) {
    self.input = input
    self.options = options
    self.log = log
  }

  deinit {
    guard let process else { return }
    process.child.kill()
    close(process.output)
    _ = process.child.wait()
  }

  func read(into output: inout PassageWriter) -> Bool {
    if !isStarted {
      isStarted = true
      start()
    }
    while process != nil, !output.isFull {
      guard let (sort, body) = nextFrame() else {
        stop()
        return false
      }
      take(sort, body, into: &output)
    }
    return process != nil
  }

  private func start() {
    guard let program = Companion.path(of: "gatepost-reader") else {
      return refuse(
        "no-program",
        "gatepost-reader, which reads \(input.form.rawValue), is not beside the "
          + "program; reinstall Gatepost")
    }
    guard let file = descriptor() else {
      return refuse("unreadable", "cannot be opened: \(systemMessage()); check its permissions")
    }
    defer { if memory == nil { close(file) } }
    countBytes(of: file)
    guard let pipe = Pipe() else { return refuse("unreadable", systemMessage()) }
    var arguments = ["--source", input.origin.source, "--depth", String(input.depth)]
    arguments += ["--form", input.form.rawValue]
    if let member = input.origin.member { arguments += ["--member", member] }
    if options.includeMessages { arguments.append("--messages") }
    let streams = Subprocess.Streams(input: file, output: pipe.writing)
    let child = Subprocess(program, arguments, streams)
    close(pipe.writing)
    guard let child else {
      close(pipe.reading)
      return refuse("no-program", "gatepost-reader cannot be started; reinstall Gatepost")
    }
    process = (child, pipe.reading)
  }

  /// Counts what the companion will read, beyond the block by which the form was found.
  private func countBytes(of file: Int32) {
    var status = stat()
    guard memory == nil, fstat(file, &status) == 0 else { return }
    log.bytesRead += max(0, Int(status.st_size) - 256 << 10)
  }

  /// A descriptor of the document for the companion.
  private func descriptor() -> Int32? {
    switch input.content {
    case .file(let path):
      let file = open(path, O_RDONLY | O_CLOEXEC)
      return file < 0 ? nil : file
    case .bytes(let bytes): memory = bytes.withUnsafeBytes { MemoryFile($0) }
    case .archive(let archive): memory = archive.bytes.flatMap { MemoryFile($0) }
    }
    return memory?.descriptor
  }

  /// The next frame, or nil where the companion breaks off.
  private func nextFrame() -> (Frame.Sort, ArraySlice<UInt8>)? {
    guard fill(Frame.headCount) else { return nil }
    guard let sort = Frame.Sort(rawValue: buffer[position]) else { return nil }
    var head = buffer[(position + 1)..<(position + Frame.headCount)]
    guard let count = Frame.number(&head), count <= Frame.longest,
      fill(Frame.headCount + Int(count))
    else { return nil }
    let start = position + Frame.headCount
    position = start + Int(count)
    return (sort, buffer[start..<position])
  }

  /// Reads until that many bytes stand after the position.
  private func fill(_ count: Int) -> Bool {
    guard let process else { return false }
    if position > 1 << 16 {
      buffer.removeFirst(position)
      position = 0
    }
    while buffer.count - position < count {
      guard Subprocess.waitForInput(process.output, milliseconds: Self.patience) else {
        return false
      }
      var block = [UInt8](repeating: 0, count: 1 << 16)
      let got = Glibc.read(process.output, &block, block.count)
      if got < 0 && errno == EINTR { continue }
      guard got > 0 else { return false }
      buffer += block[..<got]
    }
    return true
  }

  private func take(
    _ sort: Frame.Sort, _ body: ArraySlice<UInt8>, into output: inout PassageWriter
  ) {
    switch sort {
    case .passage: if !Frame.take(body, into: &output) { stop() }
    case .warning:
      if let words = Frame.strings(in: body), words.count == 2 { log.warn(words[0], words[1]) }
    case .refusal:
      if let words = Frame.strings(in: body), words.count == 3 {
        log.refuse(words[0], cause: words[1], words[2])
      }
    case .end:
      isWhole = true
      stop()
    }
  }

  /// Ends the companion, and says so if it did not come to an end by itself.
  private func stop() {
    guard let process else { return }
    self.process = nil
    if !isWhole { process.child.kill() }
    close(process.output)
    let status = process.child.wait()
    guard !isWhole else { return }
    refuse(
      "failed",
      status == nil
        ? "reading it took too long or too much memory, or failed; save it again, or as text"
        : "its reader stopped; save it again, or as text")
  }

  private func refuse(_ cause: String, _ detail: String) {
    log.refuse(input.origin.name, cause: cause, detail)
  }
}
