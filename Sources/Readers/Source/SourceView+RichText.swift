extension SourceView {
  /// The view of an RTF document: its text without control words, what hangs on a paragraph beside
  /// it.
  static func richText(_ bytes: [UInt8]) -> SourceView {
    let sink = Sink()
    var parser = RichTextParser(bytes, to: sink)
    parser.parse()
    return sink.view
  }

  private final class Sink: RichTextSink {
    var view = SourceView(.richText)
    private var open: [SourceView] = []

    func text(_ bytes: [UInt8], source: Range<Int>, look: RichText.Look) {
      view.append(bytes, for: source)
    }

    func end(_ mark: RichText.Mark) { view.border() }

    func open(_ aside: RichText.Aside) {
      open.append(view)
      view = SourceView(.richText)
    }

    func closeAside() {
      guard var around = open.popLast() else { return }
      around.hang(view)
      view = around
    }
  }
}
