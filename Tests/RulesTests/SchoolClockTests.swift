import Testing

@testable import Rules

struct SchoolClockTests {
  @Test(arguments: [
    ("2026-11-17T10:42:00", true), ("2026-11-17T12:30:00", false), ("2026-11-17T15:15", false),
    ("2026-11-17T08:59:59", false), ("2026-11-21T10:42:00", false), ("2026-08-11T10:42", false),
    ("2026-12-23T10:42:00", false), ("2026-06-16T08:05:00Z", true), ("2026-11-17T08:05:00Z", false),
    ("2026-11-18T00:30:00+14:00", true), ("2026-03-30T14:20:00Z", false),
    ("2026-10-26T15:05:00Z", true),
  ])
  func `working hours are those of an English school`(time: String, isWorking: Bool) throws {
    #expect(try #require(SchoolClock(Array(time.utf8))).isInWorkingHours == isWorking)
  }

  @Test(arguments: [
    "", "yesterday", "2026-11-17", "2026-13-17T10:42", "2026-11-17T25:00", "17/11/2026 10:42:00",
  ])
  func `what is no moment is none`(time: String) {
    #expect(SchoolClock(Array(time.utf8)) == nil)
  }
}
