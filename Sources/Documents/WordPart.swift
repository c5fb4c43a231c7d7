import TextModel

/// A part of a Word document: the body, a header or footer, the notes or the comments.
///
/// Source: ECMA-376 part 1, 17 (WordprocessingML).
final class WordPart: FlowPart {
  private var isText = false
  private var deletions = 0
  private var isHidden = false
  private var inParagraphProperties = 0
  /// For each `AlternateContent` around, whether its choice was read.
  private var choices: [Bool] = []
  /// Names of mail-merge fields, which stand for what nobody has scanned.
  private(set) var mergeFields = 0
  private var isInstruction = false
  private var instruction: [UInt8] = []

  override func open(_ name: String, _ attributes: XMLAttributes) {
    switch name {
    case "p": openParagraph()
    case "pPr": inParagraphProperties += 1
    case "r": isHidden = false
    case "t": isText = true
    case "delText":
      isText = true
      deletions += 1
    case "del", "moveFrom": deletions += 1
    case "instrText": isInstruction = true
    case "fldSimple": noteInstruction(Array((attributes["instr"] ?? "").utf8))
    case "vanish", "webHidden":
      let value = attributes["val"] ?? "1"
      if inParagraphProperties == 0 { isHidden = !["0", "false", "off"].contains(value) }
    case "tab" where inParagraphProperties == 0, "ptab": add("\t")
    case "br", "cr": add("\n")
    case "noBreakHyphen": add("-")
    case "sym": add(" ")
    case "tbl": openTable()
    case "tr": openRow()
    case "tc": openCell()
    case "AlternateContent": choices.append(false)
    case "Choice": if !choices.isEmpty { choices[choices.count - 1] = true }
    case "Fallback": if choices.last == true { skipped = 1 }
    case "txbxContent": openAside(nil)
    case "docPr", "cNvPr":
      addCaption(attributes["descr"], "alternative text")
      addCaption(attributes["title"], "title of a picture")
      // "Picture 3" says nothing; "Jac 3P.jpg" does.
      if let name = attributes["name"], name.contains(".") {
        addCaption(FileNameWords.of(name), "name of a picture", kind: .fileName)
      }
    case "hyperlink": addCaption(attributes["tooltip"], "tooltip")
    case "rt": skipped = 1
    default: beginNote(name, attributes)
    }
  }

  private func beginNote(_ name: String, _ attributes: XMLAttributes) {
    switch name {
    case "footnote", "endnote":
      if attributes["type"] != nil {
        skipped = 1
      } else {
        openAside("\(name) \(attributes["id"] ?? "")")
      }
    case "comment":
      openAside(
        "comment \(Int(attributes["id"] ?? "").map { String($0 + 1) } ?? "")", kind: .comment,
        author: attributes["author"] ?? "", time: attributes["date"] ?? "")
    default: break
    }
  }

  override func close(_ name: String) {
    switch name {
    case "p": closeParagraph()
    case "pPr": inParagraphProperties -= 1
    case "r": isHidden = false
    case "t": isText = false
    case "delText":
      isText = false
      deletions -= 1
    case "del", "moveFrom": deletions -= 1
    case "instrText":
      isInstruction = false
      noteInstruction(instruction)
      instruction = []
    case "tr": closeRow()
    case "tbl": closeTable()
    case "AlternateContent": _ = choices.popLast()
    case "txbxContent", "footnote", "endnote", "comment": closeAside()
    default: break
    }
  }

  override func text(_ bytes: UnsafeBufferPointer<UInt8>, source: Range<Int>) {
    guard skipped == 0 else { return }
    if isInstruction { instruction += bytes }
    guard isText else { return }
    add(bytes, source: source, to: deletions > 0 ? .deleted : isHidden ? .hidden : .shown)
  }

  private func noteInstruction(_ bytes: [UInt8]) {
    let words = String(decoding: bytes, as: UTF8.self).uppercased()
    if words.contains("MERGEFIELD") { mergeFields += 1 }
  }
}
