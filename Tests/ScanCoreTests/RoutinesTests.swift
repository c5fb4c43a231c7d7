import CScan
import Testing

@testable import ScanCore

/// The hot loops have several forms; each must come to what the plain one comes to.
struct RoutinesTests {
  /// Those that this machine can run, the portable one first.
  static let all: [gp_routines] = {
    var all: [gp_routines] = []
    while gp_routines_numbered(all.count).cut != nil { all.append(gp_routines_numbered(all.count)) }
    return all
  }()

  @Test func `a processor with vectors has a faster way than the portable one`() {
    #if arch(x86_64)
      #expect(Self.all.count >= 2)
    #else
      #expect(Self.all.count >= 1)
    #endif
  }

  @Test func `every form has all loops`() {
    for routines in Self.all {
      #expect(routines.cut != nil && routines.mark != nil && routines.collect != nil)
    }
  }
}
