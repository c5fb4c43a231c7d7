import Testing

@testable import Reports

struct ProgressBarTests {
  @Test func `a bar is drawn ten times a second at most`() {
    var bar = ProgressBar(isTerminal: true)
    let drawn = (0..<100).filter { tick in
      bar.update(done: tick, total: nil, elapsed: .milliseconds(tick * 10)) != nil
    }
    #expect(drawn == [10, 20, 30, 40, 50, 60, 70, 80, 90])
  }

  @Test func `nothing is drawn where there is no terminal`() {
    var bar = ProgressBar(isTerminal: false)
    #expect(bar.update(done: 1, total: 2, elapsed: .seconds(5)) == nil)
    #expect(bar.erase() == nil)
  }

  @Test func `a bar that was drawn is erased once`() {
    var bar = ProgressBar(isTerminal: true)
    #expect(bar.erase() == nil)
    let drawn = bar.update(done: 5_000_000, total: nil, elapsed: .seconds(1))
    #expect(drawn == Array("\r\u{1B}[2K5.0 MB read  5.0 MB/s".utf8))
    #expect(bar.erase() == Array("\r\u{1B}[2K".utf8))
    #expect(bar.erase() == nil)
  }

  @Test(arguments: [
    (50, 100, 1, "50%  50 bytes of 100 bytes  50 bytes/s  1 s left"),
    (1_000_000, 3_000_000, 60, "33%  1.0 MB of 3.0 MB  16.7 kB/s  2 min 0 s left"),
    (1000, 8_000_000, 1, "0%  1.0 kB of 8.0 MB  1.0 kB/s  2 h 13 min left"),
    (100, 100, 2, "100%  100 bytes of 100 bytes  50 bytes/s"),
    (120, 100, 2, "100%  120 bytes of 100 bytes  60 bytes/s"),
    (0, 100, 3, "0%  0 bytes of 100 bytes  0 bytes/s"), (0, 0, 0, "0 bytes read  0 bytes/s"),
  ])
  func `a bar says share, amount, speed and time left`(
    done: Int, total: Int, seconds: Int, words: String
  ) {
    #expect(ProgressBar.line(done: done, total: total, elapsed: .seconds(seconds)) == words)
  }
}
