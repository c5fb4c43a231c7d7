import Glibc
import Processes

/// Reads objects of a repository through one `git cat-file --batch`.
final class BlobReader {
  /// What came of asking for an object.
  enum Answer {
    case bytes([UInt8])
    /// Larger than asked for; holds the size in bytes.
    case tooLarge(Int)
    /// Git has no such object, or is gone.
    case missing
  }

  private let child: Subprocess
  private let questions: Int32
  private let answers: Int32
  private var buffer: [UInt8] = []
  private var position = 0

  /// Starts git, or gives nil if that cannot be done.
  init?() {
    guard let questions = Pipe() else { return nil }
    guard let answers = Pipe() else {
      questions.close()
      return nil
    }
    let streams = Subprocess.Streams(input: questions.reading, output: answers.writing)
    let child = Subprocess("git", ["cat-file", "--batch"], streams)
    for file in [questions.reading, answers.writing] { close(file) }
    guard let child else {
      for file in [questions.writing, answers.reading] { close(file) }
      return nil
    }
    (self.child, self.questions, self.answers) = (child, questions.writing, answers.reading)
  }

  deinit {
    close(questions)
    close(answers)
    _ = child.wait()
  }

  /// Reads an object of at most `limit` bytes.
  func read(_ object: String, limit: Int) -> Answer {
    guard Files.write((object + "\n").utf8, to: questions), let head = line() else {
      return .missing
    }
    // 1f2e… blob 1234
    let words = head.split(separator: " ")
    guard words.count == 3, let size = Int(words[2]), size >= 0 else { return .missing }
    let isTooLarge = size > limit
    guard let bytes = take(size, isKept: !isTooLarge), take(1, isKept: false) != nil else {
      return .missing
    }
    return isTooLarge ? .tooLarge(size) : .bytes(bytes)
  }

  private func line() -> String? {
    var bytes: [UInt8] = []
    while let byte = take(1, isKept: true)?.first {
      if byte == 0x0A { return String(decoding: bytes, as: UTF8.self) }
      bytes.append(byte)
    }
    return nil
  }

  /// The next bytes, or none of them if they are not kept; nil if git ends before.
  private func take(_ count: Int, isKept: Bool) -> [UInt8]? {
    var bytes: [UInt8] = []
    var left = count
    while left > 0 {
      guard position < buffer.count || fill() else { return nil }
      let part = buffer[position..<min(buffer.count, position + left)]
      if isKept { bytes += part }
      position += part.count
      left -= part.count
    }
    return bytes
  }

  private func fill() -> Bool {
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(answers, &block, block.count)
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return false }
      buffer = Array(block.prefix(count))
      position = 0
      return true
    }
  }
}
