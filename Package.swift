// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

func module(_ name: String, uses dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func tests(_ name: String, uses dependencies: [Target.Dependency]) -> Target {
  .testTarget(name: name + "Tests", dependencies: dependencies, swiftSettings: settings)
}

let package = Package(
  name: "gatepost",
  products: [
    .library(name: "GatepostKit", targets: ["GatepostKit"]),
    .library(name: "gatepost-c", type: .static, targets: ["GatepostC"]),
    .executable(name: "gatepost", targets: ["gatepost"]),
    .executable(name: "gatepost-verbs", targets: ["gatepost-verbs"]),
    .executable(name: "gatepost-lexicon", targets: ["gatepost-lexicon"]),
    .executable(name: "gatepost-reader", targets: ["gatepost-reader"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // Lowest first: a target uses only those above it.
    .systemLibrary(
      name: "CPCRE2", pkgConfig: "libpcre2-8", providers: [.apt(["libpcre2-dev"])]),
    .systemLibrary(
      name: "CMinizip", pkgConfig: "minizip", providers: [.apt(["libminizip-dev"])]),
    .systemLibrary(
      name: "CSodium", pkgConfig: "libsodium", providers: [.apt(["libsodium-dev"])]),
    .systemLibrary(name: "CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"])]),
    .systemLibrary(name: "CGMime", pkgConfig: "gmime-3.0", providers: [.apt(["libgmime-3.0-dev"])]),
    // A plain C face for GMime, whose own speaks GObject.
    .target(name: "CMail", dependencies: ["CGMime"]),
    .target(name: "CScan"),
    .target(name: "CLibraryPath"),
    module("TextModel"),
    module("SchoolSettings", uses: ["TextModel"]),
    module("PupilRoll"),
    module("ScanCore", uses: ["TextModel", "CPCRE2", "CScan"]),
    module("Detectors", uses: ["PupilRoll", "ScanCore", "TextModel"]),
    module("Rules", uses: ["Detectors", "PupilRoll", "ScanCore", "TextModel"]),
    module("Readers", uses: ["TextModel", "CMinizip", "CScan"]),
    module("Processes", uses: ["CScan"]),
    // Office files, PDF and mail: their libraries stay out of the scanner.
    module("Documents", uses: ["Readers", "TextModel", "Processes", "CExpat", "CMail"]),
    module("Policies", uses: ["ScanCore", "TextModel"]),
    module("Reports", uses: ["TextModel"]),
    module(
      "GatepostKit",
      uses: [
        "TextModel", "SchoolSettings", "PupilRoll", "CSodium", "ScanCore", "Detectors", "Rules",
        "Policies", "Processes", "Readers", "Reports",
      ]),
    // Needs Foundation (Yams), so it is kept out of the scanner and runs as a companion program.
    module(
      "LexiconCompiler",
      uses: [
        "TextModel", "SchoolSettings", "PupilRoll", "ScanCore", "Detectors", "Rules", "Policies",
        "GatepostKit",
        .product(name: "Yams", package: "Yams"),
      ]),
    // What a command line asks of the library, whoever reads the command line.
    module(
      "ScanCommand",
      uses: ["GatepostKit", "Readers", "Reports", "ScanCore", "SchoolSettings", "TextModel"]),
    // The C interface, include/gatepost.h; `make lib` makes libgatepost.so of it.
    module(
      "GatepostC",
      uses: ["CLibraryPath", "GatepostKit", "Reports", "ScanCommand", "ScanCore", "TextModel"]),
    // Quick to start: plain scans only, without the parser and the Foundation that it links.
    .executableTarget(
      name: "gatepost", dependencies: ["GatepostKit", "ScanCommand"], swiftSettings: settings),
    .executableTarget(
      name: "gatepost-verbs",
      dependencies: [
        "GatepostKit", "PupilRoll", "Readers", "Reports", "ScanCommand", "ScanCore",
        "SchoolSettings", "TextModel",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], swiftSettings: settings),
    .executableTarget(
      name: "gatepost-lexicon",
      dependencies: [
        "LexiconCompiler", "GatepostKit", "SchoolSettings",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], swiftSettings: settings),
    // The companion that reads what is heavy, or hostile, so that the scanner need not.
    .executableTarget(
      name: "gatepost-reader", dependencies: ["Documents", "Readers", "TextModel"],
      swiftSettings: settings),
    // Compiles small lexicons for tests; never shipped.
    .target(
      name: "TestSupport",
      dependencies: ["Detectors", "LexiconCompiler", "Rules", "ScanCore", "TextModel"],
      path: "Tests/Support", swiftSettings: settings),
    tests(
      "ScanCore",
      uses: ["ScanCore", "TextModel", "CScan", "Rules", "LexiconCompiler", "TestSupport"]),
    tests(
      "Rules",
      uses: [
        "Rules", "Detectors", "ScanCore", "TextModel", "LexiconCompiler", "TestSupport",
      ]),
    tests(
      "Policies", uses: ["Policies", "ScanCore", "TextModel", "LexiconCompiler", "TestSupport"]),
    tests(
      "Detectors",
      uses: ["Detectors", "LexiconCompiler", "PupilRoll", "ScanCore", "TextModel", "TestSupport"]),
    tests("Readers", uses: ["Readers", "TextModel", "CScan"]),
    tests("Documents", uses: ["Documents", "Readers", "TextModel"]),
    tests("Reports", uses: ["Reports", "TextModel"]),
    tests(
      "LexiconCompiler",
      uses: [
        "LexiconCompiler", "Policies", "Rules", "SchoolSettings", "ScanCore", "TextModel",
        "TestSupport",
      ]),
    tests("PupilRoll", uses: ["PupilRoll", "TestSupport"]),
    tests("SchoolSettings", uses: ["SchoolSettings", "TextModel"]),
    tests(
      "GatepostKit",
      uses: [
        "GatepostKit", "LexiconCompiler", "Readers", "Reports", "SchoolSettings", "ScanCore",
        "TextModel", "TestSupport",
      ]),
    tests(
      "GatepostC",
      uses: ["GatepostC", "GatepostKit", "LexiconCompiler", "Reports", "TestSupport", "TextModel"]),
    // Runs the programs as they are built; uses nothing of theirs.
    tests("Gatepost", uses: ["gatepost", "gatepost-verbs", "gatepost-lexicon", "gatepost-reader"]),
  ]
)

// Only for `make fuzz`: libFuzzer has a `main` of its own, which no other product may meet.
if Context.environment["GATEPOST_FUZZ"] != nil {
  package.targets.append(
    .executableTarget(
      name: "gatepost-fuzz", dependencies: ["GatepostKit", "Readers", "ScanCore", "TextModel"],
      path: "Fuzz", swiftSettings: settings))
}
