import LexiconCompiler
import Testing

struct InflectionTests {
  @Test(arguments: [
    ("steal", "steal steals stealed stealing"),
    ("liar", "liar liars liared liaring"),
    ("bully", "bully bullies bullied bullying"),
    ("play", "play plays played playing"),
    ("stop", "stop stops stopped stopping"),
    ("rob", "rob robs robbed robbing"),
    ("rat", "rat rats ratted ratting"),
    ("up", "up ups upped upping"),
    ("quit", "quit quits quitted quitting"),
    ("gym", "gym gyms gymmed gymming"),
    ("quiz", "quiz quizes quizzes quizzed quizzing"),
    ("gas", "gas gases gasses gassed gassing"),
    ("mess", "mess messes messed messing"),
    ("punch", "punch punches punched punching"),
    ("bash", "bash bashes bashed bashing"),
    ("fix", "fix fixes fixed fixing"),
    ("show", "show shows showed showing"),
    ("beat", "beat beats beated beating"),
    ("travel", "travel travels traveled travelled traveling travelling"),
    ("benefit", "benefit benefits benefited benefitted benefiting benefitting"),
    ("fiddle", "fiddle fiddles fiddled fiddling"),
    ("lie", "lie lies lied lying"),
    ("agree", "agree agrees agreed agreeing"),
    ("whinge", "whinge whinges whinged whinging whingeing"),
    ("hero", "hero heroes heros heroed heroing"),
    ("video", "video videos videoed videoing"),
    ("panic", "panic panics panicked paniced panicking panicing"),
    ("café", "café cafés caféed caféing"),
  ])
  func `a word has its ordinary British forms`(word: String, forms: String) {
    #expect(inflections(of: word).joined(separator: " ") == forms)
  }

  @Test(arguments: ["hop", "rat", "star", "scar", "rap", "hat", "bar", "pin"])
  func `a short word has none of the forms of its neighbour in e`(word: String) {
    let neighbour = Set(inflections(of: word + "e"))
    #expect(neighbour.isDisjoint(with: inflections(of: word)))
  }
}
