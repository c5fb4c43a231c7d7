import Foundation
import Testing

/// What the built program is linked with, as the system's own tools read it.
@Suite(.enabled(if: Built.hasProgram("readelf"), "libraries are read by readelf(1)"))
struct LinkageTests {
  private func readelf(_ option: String, _ program: String) throws -> String {
    let ended = try Sandbox().run("readelf", [option, "--wide", program], with: ["LC_ALL": "C"])
    #expect(ended.status == 0)
    return ended.text
  }

  /// The names of the libraries that a program asks for.
  private func libraries(of program: String) throws -> [String] {
    try readelf("--dynamic", program).split(separator: "\n")
      .filter { $0.contains("(NEEDED)") }
      .compactMap { $0.firstMatch(of: /\[(.+)\]/).map { String($0.1) } }
  }

  /// The names that a program takes from other libraries.
  private func imports(of program: String) throws -> Set<String> {
    let lines = try readelf("--dyn-syms", program).split(separator: "\n")
    return Set(
      lines.filter { $0.contains(" UND ") }.compactMap { line in
        line.split(separator: " ").last { !$0.hasPrefix("(") }
          .flatMap { $0.split(separator: "@").first.map(String.init) }
      })
  }

  @Test func `the program asks for no Foundation, HTTP client or libxml2 among its libraries`()
    throws
  {
    let libraries = try libraries(of: Built.gatepost)
    #expect(libraries.contains { $0.hasPrefix("libpcre2-8") })
    for name in ["libFoundation.", "libFoundationNetworking", "libcurl", "libxml2", "libssl"] {
      #expect(!libraries.contains { $0.hasPrefix(name) }, "\(name)")
    }
  }

  @Test func `the program's own code imports no function that opens a connection`() throws {
    let imports = try imports(of: Built.gatepost)
    #expect(imports.contains("pcre2_match_8"))
    #expect(imports.isDisjoint(with: network))
  }

  /// The release program holds Swift's libraries in itself, so that this covers them too.
  @Test(.enabled(if: FileManager.default.fileExists(atPath: release), "it is not built"))
  func `the release program, Swift's libraries included, can open no connection`() throws {
    #expect(try imports(of: release).isDisjoint(with: network))
    let libraries = try libraries(of: release)
    #expect(!libraries.contains { $0.hasPrefix("libFoundation") || $0.hasPrefix("libcurl") })
  }
}

private let release = Built.repository + "/.build/release/gatepost"

/// The C library's functions that a connection needs.
private let network: Set<String> = [
  "socket", "connect", "getaddrinfo", "gethostbyname", "sendto", "sendmsg", "bind", "listen",
  "accept", "accept4", "res_query",
]
