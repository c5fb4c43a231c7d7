import GatepostKit
import Glibc
import ScanCommand

// The program that people and scripts call. What they call most often, a scan in plain words, it
// does at once; for all else another of its parts takes over, `gatepost-verbs`, which knows every
// verb and option. The parser, and what that links in turn, takes longer to load than a draft
// takes to scan.

// A reader that goes away (`| head`) is told by the write that fails, not by a signal.
signal(SIGPIPE, SIG_IGN)

let arguments = Array(CommandLine.arguments.dropFirst())
if arguments == ["--version"] { leave(with: printVersion()) }
if let scan = ScanRequest(plain: arguments) { leave(with: scan.outcome()) }

let part = "gatepost-verbs"
let program = Companion.path(of: part)
if let program { Companion.become(program, as: "gatepost", arguments) }
complain("\(program ?? part): a part of gatepost that cannot be run; install gatepost again")
leave(with: .usage)
