/// The words of a file's name.
package struct FileNameText {
  /// The words, or nil if the name is a camera's or a number.
  package let words: String?

  /// Reads the last part of `path`: extension and trailing number off, signs to spaces, camel
  /// case apart.
  package init(_ path: String) {
    var name = Array(path.utf8.split(separator: UInt8(ascii: "/")).last ?? [])
    if let dot = name.lastIndex(of: UInt8(ascii: ".")), dot > 0, name.count - dot <= 6 {
      name.removeSubrange(dot...)
    }
    Self.dropTrailingNumber(&name)
    let spaced = Self.spaced(name)
    let text = String(decoding: spaced, as: UTF8.self)
    words = Self.saysSomething(text) ? text : nil
  }

  private static func dropTrailingNumber(_ name: inout [UInt8]) {
    let digits = name.reversed().prefix { 0x30...0x39 ~= $0 }.count
    guard digits >= 6, digits < name.count, name[name.count - digits - 1] == UInt8(ascii: "_")
    else { return }
    name.removeLast(digits + 1)
  }

  private static func spaced(_ name: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var previous: UInt8 = 0x20
    var index = 0
    while index < name.count {
      var byte = name[index]
      if byte == UInt8(ascii: "%"), name[index...].starts(with: "%20".utf8) { index += 2 }
      if [UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "%")].contains(byte)
      {
        byte = 0x20
      }
      let isCapital = 0x41...0x5A ~= byte
      if isCapital && 0x61...0x7A ~= previous { result.append(0x20) }
      if byte != 0x20 || previous != 0x20 { result.append(byte) }
      previous = byte
      index += 1
    }
    while result.last == 0x20 { result.removeLast() }
    return result
  }

  /// Whether there are words besides what cameras and programs write.
  private static func saysSomething(_ text: String) -> Bool {
    text.utf8.split(separator: 0x20).contains { word in
      let letters = word.filter { $0 >= 0x80 || 0x41...0x5A ~= $0 & 0xDF }
      guard letters.count >= 2, letters.count * 2 >= word.count else { return false }
      let lower = String(decoding: letters, as: UTF8.self).lowercased()
      return ![
        "img", "dsc", "dscn", "dscf", "pxl", "vid", "mov", "mvi", "dcim", "image", "photo",
        "video", "screenshot", "wa", "gopr", "burst", "cover", "original", "jpg", "mp",
      ].contains(lower)
    }
  }
}
