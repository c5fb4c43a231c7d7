/// A line on standard error that shows how far a run has come.
///
/// It writes nothing itself: the caller sends what it returns to standard error.
public struct ProgressBar: Sendable {
  private let isTerminal: Bool
  private var isDrawn = false
  private var lastDrawn: Duration?
  /// Ten lines a second: more cannot be read.
  private static let interval = Duration.milliseconds(100)
  private static let eraser = Array("\r\u{1B}[2K".utf8)

  /// A bar; one that draws nothing unless standard error is a terminal.
  public init(isTerminal: Bool) {
    self.isTerminal = isTerminal
  }

  /// The bytes that draw the bar anew, or nil where it is too soon or there is no terminal.
  ///
  /// - Parameters:
  ///   - done: bytes read so far.
  ///   - total: bytes to read, or nil where that is not known.
  ///   - elapsed: time since the run began.
  public mutating func update(done: Int, total: Int?, elapsed: Duration) -> [UInt8]? {
    guard isTerminal, elapsed >= (lastDrawn ?? .zero) + Self.interval else { return nil }
    lastDrawn = elapsed
    isDrawn = true
    return Self.eraser + Array(Self.line(done: done, total: total, elapsed: elapsed).utf8)
  }

  /// The bytes that take the bar away, or nil where none is drawn.
  ///
  /// To be written before anything else goes to the terminal, and at the end.
  public mutating func erase() -> [UInt8]? {
    guard isDrawn else { return nil }
    isDrawn = false
    return Self.eraser
  }

  /// What the bar says: "34%  12.0 of 35.3 MB  410.2 MB/s  1 s left".
  static func line(done: Int, total: Int?, elapsed: Duration) -> String {
    let seconds = elapsed / .seconds(1)
    let rate = seconds > 0 ? Double(done) / seconds : 0
    let speed = Phrases.size(Int(rate)) + "/s"
    guard let total, total > 0 else { return "\(Phrases.size(done)) read  \(speed)" }
    let percent = min(100, Int(Double(done) / Double(total) * 100))
    let amount = "\(percent)%  \(Phrases.size(done)) of \(Phrases.size(total))  \(speed)"
    guard rate > 0, done < total else { return amount }
    return amount + "  " + timeLeft(Double(total - done) / rate)
  }

  private static func timeLeft(_ seconds: Double) -> String {
    // Beyond a hundred hours it is not an estimate but a sign that nothing moves.
    let whole = Int(min(seconds, 360_000).rounded(.up))
    if whole < 60 { return "\(whole) s left" }
    if whole < 3600 { return "\(whole / 60) min \(whole % 60) s left" }
    return "\(whole / 3600) h \(whole % 3600 / 60) min left"
  }
}
