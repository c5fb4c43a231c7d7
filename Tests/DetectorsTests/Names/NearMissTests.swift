import Testing

struct NearMissTests {
  @Test(arguments: places + things)
  func `places, bodies and things are nobody's name`(text: String) throws {
    let people = try NameFinding.people(in: text)
    #expect(people.filter { $0.hasPrefix("full") || $0.hasPrefix("initials") } == [])
  }

  @Test(arguments: quiet)
  func `nobody is seen where nobody is named`(text: String) throws {
    let people = try NameFinding.people(in: text)
    #expect(people == [])
  }

  static let places = [
    "We sailed down the Solway Estuary.", "It lives in the Denmark Strait.",
    "A day out at Alton Towers.", "Meet outside Victoria Station.",
    "Turn left into Charlotte Street.",
    "The coach leaves from Stanley Park.", "We walked round Lake Windermere.",
    "A trip to Chester Zoo on Friday.", "They beat Marston Green on Saturday.",
    "A visit to Florence and Milan.",
    "The bus stops at St Mary's Church.", "Welcome to Jasmine Gardens.",
  ]

  static let things = [
    "They won the Cuthbert Shield again.", "The Harriet Cup is back.",
    "The Harry Potter Challenge starts.", "The Grace Foundation paid for it.",
    "Summer Fair on Saturday.", "The May Bank Holiday is near.", "Autumn Term dates are out.",
    "The Jean Hutton Rose Bowl was polished.", "Spring Concert tickets at the office.",
    "Bring a Victoria Sponge.", "Ash, Ivy and Holly classes swap rooms.",
    "The Jubilee Trophy went to Oak.", "Easter Bonnet Parade on Thursday.",
    "Christmas Jumper Day for Save the Children.", "World Book Day is coming.",
    "English and Maths homework is due.", "Breakfast Club opens at eight.",
    "Nativity cast: Mary, Joseph, Boaz, Naomi and the sheep.",
  ]

  static let quiet = [
    "Well done everyone!", "Please return forms by Friday.", "Lovely to see so many of you.",
    "In June, we swim.", "May I remind you about hats?", "Hope to see you there.",
    "Will you help? Grace is said at noon.", "Summer is here at last.",
    "THANK YOU ALL FOR COMING TO SPORTS DAY", "Year 5 went to London on Tuesday.",
    "Reading, Writing and Maths are tested in May.",
  ]
}
