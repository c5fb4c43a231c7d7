/// Memory for one passage after another.
///
/// Not copyable: it is handed down `inout`, so that the compiler, and no check at run time, sees to
/// it that nobody else touches it.
package struct ScanScratch: ~Copyable {
  /// The tokens of the passage.
  package var tokens = TokenBuffer()
  /// The signals found so far, in no order.
  package var signals: [Signal] = []
  /// Spans in which a signal of that kind does not count.
  package var forbidden: [Signal] = []
  /// For each token that begins a person's name, the last token of the name plus 1; else 0.
  package var personEnds: [UInt32] = []
  /// Patterns that gave up, by number; reported once at the end of a run.
  package var gaveUp: Set<Int> = []

  /// How often each phrase was tried, by number; empty unless a profile is taken.
  package var phraseTrials: [Int] = []

  /// The postings that the words of the passage lead to.
  var queue = PostingQueue()
  /// Whether the words are marked, and whether the postings are in the queue.
  var isMarked = false
  var isQueued = false
  /// What the words of the passage may lead to.
  var leads = LeadBuffer()
  /// Those of them that are followed up now.
  var followed = LeadBuffer()
  /// Those of these that are to phrases.
  var phrases = LeadBuffer()
  /// The patterns without a word as their anchor that are tried now.
  var tried = LeadBuffer()
  /// The kinds that are being looked for.
  let wanted = SignalTable()
  /// The patterns of its task.
  let patterns: PatternMemory
  /// What the patterns ask of the passage.
  var signs = PassageSigns()
  /// The number of this passage among those of its task, counted from 1.
  var passage: UInt64 = 0
  /// Whether the sentences of this passage have been numbered.
  var hasSentences = false

  /// Empty memory, with patterns of its own.
  package init() { self.init(sharing: PatternMemory()) }

  /// Empty memory of a task that has more of the kind.
  package init(sharing patterns: PatternMemory) {
    self.patterns = patterns
    signals.reserveCapacity(32)
  }

  /// Forgets the last passage.
  package mutating func reset() {
    // To empty what is empty is a call.
    if !signals.isEmpty { signals.removeAll(keepingCapacity: true) }
    if !forbidden.isEmpty { forbidden.removeAll(keepingCapacity: true) }
    isMarked = false
    isQueued = false
    leads.removeAll()
    if !personEnds.isEmpty { personEnds.removeAll(keepingCapacity: true) }
    passage = patterns.nextPassage()
    hasSentences = false
  }
}

/// The patterns that one task has compiled, for all passages that it has in hand.
///
/// Not to be shared between tasks.
package final class PatternMemory {
  struct State: ~Copyable {
    let match = MatchScratch()
    /// By number: compiling one takes about 14 microseconds, so only those that meet their anchor are.
    var patterns: [CompiledPattern] = []
    /// The lexicon that `patterns` are from.
    var patternsOf: Lexicon?
    /// How many passages the task has taken up.
    var passages: UInt64 = 0
  }

  // SAFETY: owned here alone, set in `init` and freed in `deinit`. Variables of a class would be
  // checked at every use for being in use elsewhere, which costs more than the use.
  let state: UnsafeMutablePointer<State>

  /// No pattern.
  package init() {
    state = .allocate(capacity: 1)
    state.initialize(to: State())
  }

  deinit {
    state.deinitialize(count: 1)
    state.deallocate()
  }

  /// A number that no other passage of the task has.
  func nextPassage() -> UInt64 {
    state.pointee.passages &+= 1
    return state.pointee.passages
  }
}

/// A pattern of one task, and how often the task has used it.
struct CompiledPattern {
  var pattern: Pattern?
  var uses = 0
  /// The passage and the sentence in which it was tried last; the sentences of a passage come in
  /// their order.
  var lastTried: UInt64 = 0
}

/// What patterns ask of a whole passage, found once for all of them.
struct PassageSigns {
  /// The passage that it is about; none to begin with.
  var passage: UInt64 = .max
  /// All its words.
  var words = WordSignature.empty
  /// What it has of what patterns need.
  var met: PatternRecord.Needs = []
}
