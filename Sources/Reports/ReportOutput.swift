/// Gathers the bytes of a report and hands them to the sink in large pieces.
struct ReportOutput {
  /// What has not been handed on yet.
  var buffer = ByteBuffer()
  private let sink: ByteSink
  /// Large enough that a system call costs nothing beside the writing of its bytes.
  private static let pieceSize = 1 << 16

  /// An empty output in front of a sink.
  init(sink: @escaping ByteSink) {
    self.sink = sink
  }

  /// Hands on what has gathered, if that is worth a call.
  mutating func flushIfLarge() throws {
    guard buffer.bytes.count >= Self.pieceSize else { return }
    try flush()
  }

  /// Hands on what has gathered.
  mutating func flush() throws {
    guard !buffer.bytes.isEmpty else { return }
    try sink(buffer.bytes)
    buffer.removeAll()
  }
}
