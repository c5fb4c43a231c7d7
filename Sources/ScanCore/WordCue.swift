/// What a word tells of the words beside it, as `Lexicons/names/cues.tsv` says.
///
/// The name detector and the sentence finder ask for these by number instead of holding word
/// lists of their own. The raw value is packed into `WordAttributes`: at most 127.
@usableFromInline package enum WordCue: UInt32, CaseIterable, Sendable {
  case none
  /// Mr, Mrs, Miss, Dr, Sir, Coach ...: an adult's name follows.
  case title
  /// "approx.", "e.g.": a full stop after it ends no sentence.
  case abbreviation
  /// Teacher, head, caretaker, SENCO ...
  case staffRole
  /// Mum, dad, nan, uncle ...
  case kin
  /// Child, son, lad, pupil, captain ...: a child's name is near.
  case child
  /// Well done, congratulations, star, winner, scored ...
  case praise
  /// Said, told, asked, reckons ...
  case speech
  /// Author, poet, by, wrote, novel, illustrator ...
  case author
  /// Queen, King, Saint, President, artist, footballer, scientist ...
  case publicRole
  /// Book, play, film, character, story ...
  case fiction
  /// Church, hall, park, road ...: the words before it name a place or body.
  case place
  /// Ltd, Trust, FC, Club, Company, Bakery ...
  case body
  /// Class, form, group, house, team ...
  case group
  /// Year, Y, yr, reception, nursery, KS2 ...
  case year
  /// Aged, age, old, birthday ...
  case age
  /// A day of the week, a month, a festival.
  case calendar
  /// A language, nation or religion.
  case nation
  /// and, &.
  case and
  /// van, de, bin, al, von, mac ...
  case particle
  /// at, near, behind: a place follows.
  case preposition
  /// the, a, our, my, this ...
  case determiner
  /// I, he, she, we, they, you ...
  case pronoun
  /// thanks, thank, cheers, ask, ring, contact, email, call, see: an adult's name may follow.
  case addressee
  /// Other words that begin a sentence with a capital and are no name (Well, Please, Huge ...).
  case opener
  /// "Jr", "Snr", "MBE", "QC".
  case suffix
  /// PE, PTA, SEN, BBQ ...: capitals that are nobody's initials.
  case acronym
  /// dot, zero, oh, double: parts of numbers and addresses that are spelled out.
  case spoken
  /// my, our, his, her ...: whose child or relative it is.
  case owner
  /// by, written, illustrated ...: the maker of a book or a picture follows.
  case byline
  /// to, for, with: a person as well as a place may follow.
  case toward
  /// School, academy, college ...: the words before it name one.
  case school
  /// from: where the person before comes from, a class or a town.
  case origin
  /// of: the whole that the words before are a part of.
  case part
  /// in: the place, the time or the class that the words before are in.
  case inside
  /// is, has, goes, also ...: what is said of people, months and things alike goes on with these.
  case predicate
  /// loves, plays, lost, brought ...: verbs that tell what somebody does.
  case deed
}

extension WordCue {
  /// Whether a place follows, as behind "in" and "at".
  package var isBeforePlace: Bool { self == .preposition || self == .inside }

  /// Whether a person as well as a place may follow, as behind "from" and "to".
  package var isToward: Bool { self == .toward || self == .origin || self == .part }

  /// Whether it begins a sentence with a capital and is no name.
  package var isOpener: Bool { self == .opener || self == .predicate || self == .deed }

  /// The raw value of the last case.
  @usableFromInline package static var last: UInt8 { UInt8(WordCue.deed.rawValue) }
}

extension WordAttributes {
  /// What it tells of its neighbours.
  @inlinable package var cue: WordCue {
    let value = UInt8(truncatingIfNeeded: bits >> 21 & 127)
    // SAFETY: the cases count up from 0, so a value up to the last is the memory of its case; a test
    // goes through all of them. The generated initialiser is a call and a jump table.
    return value <= WordCue.last ? unsafeBitCast(value, to: WordCue.self) : .none
  }

  /// Packs the parts.
  package init(
    births: Int, recentBirths: Int, wordClass: Int, place: Int, surname: Int,
    isBritishSurname: Bool, isNickname: Bool, cue: WordCue
  ) {
    bits = UInt32(births & 15) | UInt32(recentBirths & 15) << 4 | UInt32(wordClass & 15) << 8
    bits |= UInt32(place & 7) << 12 | UInt32(surname & 15) << 15
    bits |= isBritishSurname ? 1 << 19 : 0
    bits |= isNickname ? 1 << 20 : 0
    bits |= cue.rawValue << 21 | Self.present
    // "mrs patel" and "grace in year 3" have no capital, and no word that is above all a name.
    if cue == .title || cue == .year { bits |= Self.wakesNames }
    if cue == .spoken { bits |= Self.wakesIdentifiers }
    let isName = isGivenName ? wordClass <= 1 && births >= 5 : wordClass == 0 && surname >= 4
    if isName { bits |= Self.wakesNamesUncapitalised }
  }
}
