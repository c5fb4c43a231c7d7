import CPCRE2
public import TextModel

/// A compiled PCRE2 pattern.
///
/// Caseless unless the pattern says `(?-i)`, with UTF-8 and Unicode properties on, and compiled
/// by the JIT where the machine has one. It holds no state of a match, so any number of tasks may
/// share it: pcre2api(3), "Multithreading": compiled code is read-only once built.
public final class Pattern: @unchecked Sendable {
  /// The pattern as written.
  public let source: String
  private let code: OpaquePointer
  /// Whether it is machine code, which is entered without the checks that PCRE2 makes for others.
  private let isMachineCode: Bool

  /// Compiles a pattern.
  ///
  /// - Parameters:
  ///   - source: The pattern, in PCRE2 syntax.
  ///   - isForOftenUse: Whether to compile it into machine code too, where the machine has a JIT:
  ///     matches are several times faster then, but it takes as long as some dozen matches.
  /// - Throws: `PatternError`, with the byte offset in the pattern where the fault lies.
  public init(_ source: String, isForOftenUse: Bool = true) throws(PatternError) {
    var number: Int32 = 0
    var offset = 0
    let options = UInt32(PCRE2_UTF) | UInt32(PCRE2_UCP) | UInt32(PCRE2_CASELESS)
    var copy = source
    let compiled = copy.withUTF8 { bytes in
      pcre2_compile_8(bytes.baseAddress, bytes.count, options, &number, &offset, nil)
    }
    guard let compiled else {
      throw PatternError(pattern: source, offset: offset, reason: Self.message(number))
    }
    // A machine without a JIT still matches, more slowly: no result of this is a fault.
    isMachineCode = isForOftenUse && pcre2_jit_compile_8(compiled, PCRE2_JIT_COMPLETE) == 0
    self.source = source
    self.code = compiled
  }

  deinit { pcre2_code_free_8(code) }

  /// The number of the capture group of that name, or nil.
  public func capture(named name: String) -> Int? {
    let number = pcre2_substring_number_from_name_8(code, name)
    return number > 0 ? Int(number) : nil
  }

  /// Finds the first match.
  ///
  /// - Parameters:
  ///   - text: The text; it must be valid UTF-8, which is not checked again here.
  ///   - start: Where to begin, in bytes; what stands before it is seen by look-behind.
  ///   - end: Where to stop, in bytes: the text ends there as far as the pattern sees.
  ///   - scratch: Memory for the match; one per task.
  /// - Returns: The bytes of the match, or nil if there is none.
  /// - Throws: `SearchError` if the pattern gave up: never to be read as "no match".
  public func firstMatch(
    in text: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int,
    using scratch: borrowing MatchScratch
  ) throws(SearchError) -> ByteRange? {
    // `pcre2_jit_match` leaves out what `pcre2_match` checks first, and both give the same: the text
    // is known to be UTF-8, there is one, and the start is not behind its end.
    let result =
      isMachineCode && start < end && text.baseAddress != nil
      ? pcre2_jit_match_8(
        code, text.baseAddress, end, start, UInt32(PCRE2_NO_UTF_CHECK), scratch.block,
        scratch.context)
      : pcre2_match_8(
        code, text.baseAddress, end, start, UInt32(PCRE2_NO_UTF_CHECK), scratch.block,
        scratch.context)
    if result == PCRE2_ERROR_NOMATCH { return nil }
    guard result >= 0 else { throw SearchError(pattern: source, code: Int(result)) }
    guard let offsets = pcre2_get_ovector_pointer_8(scratch.block) else { return nil }
    // \K can put the start behind the end: such a match has no span to show.
    guard offsets[0] <= offsets[1] else { return nil }
    return ByteRange(offsets[0], offsets[1])
  }

  /// The bytes of a capture group in the last match made with `scratch`, or nil if it took no part.
  public func capture(_ number: Int, in scratch: borrowing MatchScratch) -> ByteRange? {
    guard number < Int(pcre2_get_ovector_count_8(scratch.block)),
      let offsets = pcre2_get_ovector_pointer_8(scratch.block)
    else { return nil }
    let start = offsets[2 * number]
    guard start != Int.max, start != ~0 else { return nil }
    return ByteRange(start, offsets[2 * number + 1])
  }

  private static func message(_ number: Int32) -> String {
    var buffer = [UInt8](repeating: 0, count: 256)
    let length = pcre2_get_error_message_8(number, &buffer, buffer.count)
    return length < 0
      ? "PCRE2 error \(number)" : String(decoding: buffer.prefix(Int(length)), as: UTF8.self)
  }
}

/// Why a pattern does not compile.
public struct PatternError: Error, Hashable, CustomStringConvertible {
  /// The pattern as written.
  public let pattern: String
  /// Where in it, in bytes from its start.
  public let offset: Int
  /// PCRE2's words for it.
  public let reason: String

  /// The reason, the pattern and a caret under the place.
  public var description: String {
    "\(reason) at byte \(offset)\n  \(pattern)\n  " + String(repeating: " ", count: offset) + "^"
  }
}

/// A search that PCRE2 gave up: a limit was reached, or memory ran out.
public struct SearchError: Error, Hashable, CustomStringConvertible {
  /// The pattern as written.
  public let pattern: String
  /// PCRE2's error number.
  public let code: Int

  /// What happened, in words.
  public var description: String {
    "a pattern needed more steps than allowed (PCRE2 error \(code)) and was left: \(pattern)"
  }
}

/// Memory for matches: one per task, used again for every match.
public struct MatchScratch: ~Copyable {
  let block: OpaquePointer
  let context: OpaquePointer

  /// Steps a match may take before it is given up; a 120-byte window needs a few hundred.
  private static let matchLimit: UInt32 = 100_000
  /// Kibibytes of heap a match without JIT may take.
  private static let heapLimit: UInt32 = 4_096
  private static let depthLimit: UInt32 = 2_000

  /// Memory for patterns with up to 15 capture groups.
  public init() {
    guard let block = pcre2_match_data_create_8(16, nil),
      let context = pcre2_match_context_create_8(nil)
    else { preconditionFailure("no memory for a match block of 16 groups") }
    pcre2_set_match_limit_8(context, Self.matchLimit)
    pcre2_set_heap_limit_8(context, Self.heapLimit)
    pcre2_set_depth_limit_8(context, Self.depthLimit)
    self.block = block
    self.context = context
  }

  deinit {
    pcre2_match_data_free_8(block)
    pcre2_match_context_free_8(context)
  }
}
