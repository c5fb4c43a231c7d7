import Glibc

/// Lets the calling thread wait until asynchronous work on some state is done.
///
/// The program itself is not asynchronous: to bring the machinery of tasks up takes longer than to
/// scan a draft, so it is started only for what is long enough to share between threads.
///
/// - Parameters:
///   - state: What is worked on; nobody else may hold it meanwhile.
///   - work: The work, which is run as a task of its own.
/// - Throws: What the work throws; `state` is as the work left it then, too.
func waiting<State, Value>(
  _ state: inout State, for work: @escaping @Sendable (inout State) async throws -> Value
) throws -> Value {
  let shared = Shared<State, Value>(state)
  Task.detached {
    do {
      shared.result = .success(try await work(&shared.state))
    } catch {
      shared.result = .failure(error)
    }
    sem_post(shared.done)
  }
  while sem_wait(shared.done) != 0 {}  // A signal may wake it early.
  state = shared.state
  guard let result = shared.result else { preconditionFailure("the work has ended") }
  return try result.get()
}

/// What the waiting thread and the task hand each other.
///
/// SAFETY: the thread touches it before the task starts and after the semaphore says that it has
/// ended, the task in between.
private final class Shared<State, Value>: @unchecked Sendable {
  var state: State
  var result: Result<Value, any Error>?
  let done = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)

  init(_ state: State) {
    self.state = state
    done.initialize(to: sem_t())
    sem_init(done, 0, 0)
  }

  deinit {
    sem_destroy(done)
    done.deallocate()
  }
}
