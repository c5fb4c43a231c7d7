import SchoolSettings
import Testing

struct OwnContactsTests {
  private func contacts(_ key: String, _ texts: String...) -> OwnContacts {
    let list = SettingsTree.list(texts.map(SettingsTree.text))
    let tree = SettingsTree.mapping([
      .init("contacts", .mapping([.init(key, list)]))
    ])
    return Settings(tree: tree, path: "", contentHash: 0, wordsHash: 0).contacts
  }

  @Test(arguments: ["01632 960123", "(01632) 960-123", "+44 1632 960123", "+44 (0)1632 960123"])
  func `a telephone number is known however it is written`(_ written: String) {
    #expect(contacts("phones", "01632 960123").hold(written))
    #expect(contacts("phones", written).hold("01632960123"))
    #expect(!contacts("phones", "01632 960123").hold("01632 960124"))
  }

  @Test func `a domain stands for all its addresses and no other's`() {
    let own = contacts("emails", "*@school.example.org", "clerk@example.com")
    #expect(own.hold("office@school.example.org"))
    #expect(own.hold("Clerk@Example.com"))
    #expect(!own.hold("office@school.example.com"))
    #expect(!own.hold("other@example.com"))
  }

  @Test func `a part of an address is the address, a few letters are not`() {
    let own = contacts("addresses", "Hill School, 4 Mill Lane, Tiddlewick, TW1 2AB")
    #expect(own.hold("4 Mill Lane"))
    #expect(own.hold("tw12ab"))
    #expect(!own.hold("5 Mill Lane"))
    #expect(!own.hold("Lane"))
  }

  @Test(arguments: [
    "https://www.ashhill.example.org", "ashhill.example.org/news/may?page=2",
    "http://AshHill.example.org/",
  ])
  func `a site is known with all that lies below it`(_ link: String) {
    #expect(contacts("links", "https://ashhill.example.org").hold(link))
    #expect(
      !contacts("links", "https://ashhill.example.org").hold("ashhill.example.org.example.net"))
    #expect(!contacts("links", "https://ashhill.example.org").hold("my.ashhill.example.org"))
  }

  @Test func `a handle is known with and without its sign`() {
    #expect(contacts("handles", "@HillSchool").hold("hillschool"))
    #expect(contacts("handles", "hillschool").hold("@HillSchool"))
    #expect(!contacts("handles", "hillschool").hold("@hillschool2"))
  }

  @Test func `nothing listed holds nothing`() {
    #expect(Settings.none.contacts.isEmpty)
    #expect(!Settings.none.contacts.hold(""))
  }
}
