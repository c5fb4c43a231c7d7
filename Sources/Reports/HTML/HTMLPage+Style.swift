extension HTMLPage {
  /// The style sheet: light and dark, narrow and wide, and for paper.
  static let style: StaticString = """
    :root { color-scheme: light dark; --ink: #1d2430; --dim: #556070; --paper: #ffffff;
      --card: #f5f6f8; --line: #d5dae1; --block: #a3182c; --review: #8a5a00; --note: #1f5f8b;
      --ok: #1c6b3a; --mark: #ffe9a8; --bar: #3b6ea5; }
    @media (prefers-color-scheme: dark) { :root { --ink: #e8ebf0; --dim: #a8b2c0; --paper: #14181f;
      --card: #1d232d; --line: #343d4b; --block: #ff8a97; --review: #ffc15a; --note: #86c5f2;
      --ok: #7fd6a0; --mark: #5a4a12; --bar: #6fa3da; } }
    * { box-sizing: border-box; }
    body { margin: 0 auto; padding: 1rem; max-width: 62rem; color: var(--ink);
      background: var(--paper); font: 1rem/1.5 system-ui, sans-serif; }
    h1 { font-size: 1.6rem; margin: 0.5rem 0; } h2 { font-size: 1.25rem; margin: 1.5rem 0 0.5rem; }
    h3 { font-size: 1rem; margin: 0; overflow-wrap: anywhere; }
    .skip { position: absolute; left: -99rem; } .skip:focus { position: static; }
    :focus-visible { outline: 3px solid var(--note); outline-offset: 2px; }
    .verdict { font-size: 1.15rem; font-weight: 700; padding: 0.75rem 1rem; border-radius: 0.4rem;
      border-left: 0.4rem solid var(--ok); background: var(--card); }
    .verdict.review { border-color: var(--review); } .verdict.block { border-color: var(--block); }
    .careful { border: 1px solid var(--block); padding: 0.5rem 1rem; border-radius: 0.4rem; }
    .charts { display: flex; flex-wrap: wrap; gap: 1rem; }
    figure { margin: 0; flex: 1 1 18rem; background: var(--card); padding: 0.75rem;
      border-radius: 0.4rem; } figcaption { font-weight: 600; }
    svg { width: 100%; max-width: 26rem; height: auto; } svg text { fill: var(--ink);
      font: 13px system-ui, sans-serif; }
    .bar { fill: var(--bar); } .bar.critical, .bar.high { fill: var(--block); }
    .bar.medium { fill: var(--review); } .bar.low, .bar.note { fill: var(--note); }
    .filters { display: flex; flex-wrap: wrap; gap: 0.75rem; align-items: baseline; margin-top: 1rem; }
    .filters[hidden] { display: none; } .filters p { margin: 0; color: var(--dim); }
    select, input, button { font: inherit; padding: 0.3rem 0.5rem; color: inherit;
      background: var(--paper); border: 1px solid var(--dim); border-radius: 0.3rem;
      max-width: 100%; }
    .passage { background: var(--card); border: 1px solid var(--line); border-radius: 0.4rem;
      padding: 0.75rem 1rem; margin: 0.75rem 0; } .passage[hidden] { display: none; }
    .tag { font-size: 0.85rem; padding: 0.1rem 0.5rem; border: 1px solid; border-radius: 1rem;
      white-space: nowrap; } .tag.block { color: var(--block); }
    .tag.review { color: var(--review); } .tag.note { color: var(--note); }
    .tag.clean { color: var(--ok); }
    .voice, .dim { color: var(--dim); font-weight: 400; } .voice { margin: 0; }
    blockquote { margin: 0.5rem 0; padding: 0.4rem 0.8rem; border-left: 3px solid var(--line);
      background: var(--paper); white-space: pre-wrap; overflow-wrap: anywhere; }
    mark { background: var(--mark); color: inherit; font-weight: 700; text-decoration: underline;
      border-radius: 0.2rem; padding: 0 0.1rem; }
    .findings { list-style: none; margin: 0; padding: 0; } .findings p { margin: 0.5rem 0 0; }
    .findings li { border-left: 4px solid var(--note); padding-left: 0.75rem; margin: 0.5rem 0; }
    .findings li.block { border-color: var(--block); }
    .findings li.review { border-color: var(--review); }
    dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.1rem 0.75rem; margin: 0; }
    dt { color: var(--dim); } dd { margin: 0; overflow-wrap: anywhere; }
    footer { color: var(--dim); border-top: 1px solid var(--line); margin-top: 2rem;
      font-size: 0.9rem; overflow-wrap: anywhere; }
    @media (max-width: 34rem) { dl { grid-template-columns: 1fr; } dt { margin-top: 0.3rem; } }
    @media print { .filters, .skip, button { display: none; } body { max-width: none; padding: 0;
      color: #000; background: #fff; font-size: 10pt; } .passage { break-inside: avoid;
      background: #fff; } figure { background: #fff; border: 1px solid #999; }
      .passage[hidden] { display: block; } mark { background: none; border: 1px solid #000; } }

    """

  /// The script: filters, and the switch that shows what was found.
  static let script: StaticString = """
    "use strict";
    (function () {
      var form = document.getElementById("filters");
      var passages = Array.prototype.slice.call(document.querySelectorAll(".passage"));
      var order = ["note", "low", "medium", "high", "critical"];
      function apply() {
        var least = Number(document.getElementById("severity").value);
        var family = document.getElementById("family").value;
        var words = document.getElementById("words").value.toLowerCase();
        var shown = 0;
        passages.forEach(function (passage) {
          var fits = order.indexOf(passage.dataset.severity) >= least
            && (!family || passage.dataset.families.split(" ").indexOf(family) >= 0)
            && (!words || passage.textContent.toLowerCase().indexOf(words) >= 0);
          passage.hidden = !fits;
          if (fits) { shown += 1; }
        });
        document.getElementById("count").textContent =
          shown + " of " + passages.length + " shown";
      }
      if (form) {
        form.hidden = false;
        form.addEventListener("input", apply);
        form.addEventListener("submit", function (event) { event.preventDefault(); });
        apply();
      }
      var reveal = document.getElementById("reveal");
      if (reveal) {
        reveal.addEventListener("click", function () {
          var isShown = reveal.getAttribute("aria-pressed") !== "true";
          reveal.setAttribute("aria-pressed", String(isShown));
          reveal.textContent = isShown ? "Mask what was found" : "Show what was found";
          document.querySelectorAll("[data-match]").forEach(function (span) {
            span.textContent = isShown ? span.dataset.match : span.dataset.masked;
          });
        });
      }
    })();

    """
}
