import SchoolSettings
import Testing

struct AccountRegisterTests {
  private func register(_ accounts: [(platform: String, handle: String, closed: String?)])
    -> AccountRegister
  {
    let list = accounts.map { account in
      let closed = account.closed.map { [SettingsTree.Member("closed", .text($0))] } ?? []
      return SettingsTree.mapping(
        [.init("platform", .text(account.platform)), .init("handle", .text(account.handle))]
          + closed)
    }
    let tree = SettingsTree.mapping([.init("accounts", .list(list))])
    return Settings(tree: tree, path: "", contentHash: 0, wordsHash: 0).accounts
  }

  @Test(arguments: ["@AshHillSchool", "ashhillschool", "Ash Hill School", "x.com/AshHillSchool"])
  func `an account is known by its name and by a link to it`(_ found: String) {
    #expect(register([("x", "@AshHillSchool", nil)]).holds(found))
  }

  @Test(arguments: ["@AshHillSchool2", "@AshHill", "example.com/AshHillSchool", ""])
  func `what is more or less than its name is another account`(_ found: String) {
    #expect(!register([("facebook", "@AshHillSchool", nil)]).holds(found))
  }

  @Test func `a closed account is the school's, but not its voice from then on`() {
    let closed = register([("x", "@AshHill", "2025-07-20")])
    #expect(closed.holds("@AshHill"))
    #expect(closed.holds("@AshHill", on: "2025-07-20"))
    #expect(!closed.holds("@AshHill", on: "2025-07-21"))
    #expect(!closed.isNamed(in: "follow @AshHill", on: "2025-07-21"))
  }

  @Test func `a name of one word is named as a handle, one of several wherever it stands`() {
    let one = register([("x", "AshHill", nil)])
    #expect(one.isNamed(in: "we made a page, (see @AshHill).", on: "2025-07-20"))
    #expect(one.isNamed(in: "it is x.com/ashhill!", on: "2025-07-20"))
    #expect(!one.isNamed(in: "a page for Ash Hill, and AshHill", on: "2025-07-20"))
    let several = register([("facebook", "Ash Hill Families", nil)])
    #expect(several.isNamed(in: "on Ash Hill families now", on: "2025-07-20"))
  }
}
