import SchoolSettings
import Testing
import TextModel

struct SettingsImageTests {
  private static let stamp = FileStamp(size: 12, seconds: 1_700_000_000, nanoseconds: 7)
  private static let settings = Settings(
    tree: .mapping([
      .init("policies", .list([.text("coton")])),
      .init("school", .mapping([.init("names", .list([.text("Ash Hill"), .text("Łęk")]))])),
      .init("audience", .text("staff")),
    ]), path: "/s/.gatepost.yml", contentHash: .max, wordsHash: 3)

  @Test func `what is written is read again`() throws {
    let bytes = SettingsImage.bytes(of: Self.settings, stamp: Self.stamp)
    let read = try #require(SettingsImage.read(bytes))
    #expect(read.stamp == Self.stamp)
    #expect(read.settings.tree == Self.settings.tree)
    #expect(read.settings.path == "/s/.gatepost.yml")
    #expect(read.settings.contentHash == .max)
    #expect(read.settings.wordsHash == 3)
    #expect(read.settings.school.names == ["Ash Hill", "Łęk"])
    #expect(read.settings.audience == .staff)
    #expect(read.settings.folder == "/s")
  }

  @Test func `an image that is cut short or too long is none`() {
    let bytes = SettingsImage.bytes(of: Self.settings, stamp: Self.stamp)
    for count in bytes.indices { #expect(SettingsImage.read(Array(bytes[..<count])) == nil) }
    #expect(SettingsImage.read(bytes + [0]) == nil)
  }

  @Test func `no byte changed by accident makes it trap`() {
    let bytes = SettingsImage.bytes(of: Self.settings, stamp: Self.stamp)
    for place in bytes.indices {
      for bit in 0..<8 {
        var damaged = bytes
        damaged[place] ^= 1 << UInt8(bit)
        _ = SettingsImage.read(damaged)
      }
    }
  }
}
