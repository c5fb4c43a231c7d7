import GatepostKit
import Glibc
import Readers
import ScanCore
import TextModel

// Any bytes, read as a file of any form and judged: nothing crashes, hangs or grows without bound, and
// every finding lies within its passage. `make fuzz` builds this with libFuzzer and the address
// sanitizer.

/// Made once: libFuzzer calls from one thread.
private let scanner: Scanner = {
  guard let path = getenv("GATEPOST_IMAGE") else { fatalError("GATEPOST_IMAGE names no lexicon") }
  do {
    return try Scanner(lexicon: Lexicon(path: String(cString: path)))
  } catch {
    fatalError("\(error)")
  }
}()
nonisolated(unsafe) private let workspace = Scanner.Workspace()

/// Reads and judges one input.
@_cdecl("LLVMFuzzerTestOneInput")
public func scanAnything(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  let stream = DocumentStream(bytes: bytes, name: "fuzz", options: ReaderOptions())
  while let batch = stream.nextBatch() {
    let scanned = scanner.scan(batch, using: workspace)
    for (passage, range) in zip(batch.passages, scanned.ranges) {
      for finding in scanned.findings[range] {
        precondition(finding.range.start <= finding.range.end)
        precondition(finding.range.end <= passage.text.end - passage.text.start)
      }
    }
  }
  return 0
}

/// libFuzzer's own main, under the name by which other programs start it (FuzzerInterface.h).
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ body: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

@main
struct Fuzz {
  static func main() {
    var count = CommandLine.argc
    var arguments = CommandLine.unsafeArgv
    exit(runDriver(&count, &arguments, scanAnything))
  }
}
