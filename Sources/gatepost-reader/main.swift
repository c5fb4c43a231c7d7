import Documents
import Glibc
import Readers
import TextModel

/// The companion that reads documents for the scanner: the document on standard input, its passages
/// as frames on standard output (see `Frame`).
///
/// A hostile document can at worst end this process, which has little time and memory, writes no
/// file and keeps nothing.
private func limit(_ resource: __rlimit_resource, _ most: UInt) {
  var limits = rlimit(rlim_cur: most, rlim_max: most)
  setrlimit(__rlimit_resource_t(resource.rawValue), &limits)
}

private func fail(_ message: String) -> Never {
  let line = "gatepost-reader: \(message)\n"
  _ = line.utf8.withContiguousStorageIfAvailable { write(STDERR_FILENO, $0.baseAddress, $0.count) }
  exit(2)
}

private func value(_ name: String) -> String? {
  let arguments = CommandLine.arguments
  guard let place = arguments.firstIndex(of: name), place + 1 < arguments.count else { return nil }
  return arguments[place + 1]
}

private func send(_ bytes: [UInt8]) {
  var written = 0
  while written < bytes.count {
    let count = bytes.withUnsafeBytes {
      write(STDOUT_FILENO, $0.baseAddress.map { $0 + written }, bytes.count - written)
    }
    if count < 0 && errno == EINTR { continue }
    // The scanner has gone.
    guard count > 0 else { exit(1) }
    written += count
  }
}

guard let source = value("--source") else {
  fail("the companion of gatepost, which starts it by itself: gatepost FILE")
}
limit(RLIMIT_CPU, UInt(value("--cpu") ?? "") ?? 180)
limit(RLIMIT_AS, 3 << 30)
limit(RLIMIT_CORE, 0)
limit(RLIMIT_FSIZE, 1 << 30)

var options = ReaderOptions(input: value("--form").flatMap(InputFormat.init) ?? .auto)
options.depth = value("--depth").flatMap { Int($0) } ?? 0
options.includeMessages = CommandLine.arguments.contains("--messages")
options.forms = DocumentForms()
let log = ReadLog()
let origin = Origin(source: source, member: value("--member"))
let reader = DocumentEntry.open(
  FileSource(descriptor: dup(STDIN_FILENO), log: log), origin: origin, options: options, log: log,
  path: "/proc/self/fd/0")
var isMore = reader != nil
var frames: [UInt8] = []
while isMore {
  var output = PassageWriter(document: 0, target: 64 << 10)
  isMore = reader?.read(into: &output) ?? false
  let batch = output.finish(bytesRead: 0, warnings: [])
  for passage in batch.passages { Frame.append(passage, of: batch, to: &frames) }
  send(frames)
  frames.removeAll(keepingCapacity: true)
}
for warning in log.warnings {
  Frame.append(.warning, [warning.source, warning.message], to: &frames)
}
for part in log.notExamined {
  Frame.append(.refusal, [part.source, part.cause, part.detail], to: &frames)
}
Frame.append(.end, [], to: &frames)
send(frames)
