#!/usr/bin/env bash
# Writes the manual pages and shell completions of a built gatepost into a folder laid out like /usr.
set -euo pipefail
cd "$(dirname "$0")/.."

program=$1
target=$2
date=${SOURCE_DATE:-$(git log -1 --format=%cs 2>/dev/null || date +%F)}

# The tool comes with swift-argument-parser, which knows all options.
swift build -c release --static-swift-stdlib --disable-local-rpath --product generate-manual
tool=$(swift build -c release --show-bin-path)/generate-manual
rm -rf "$target"
mkdir -p "$target/share/man/man1" "$target/share/bash-completion/completions" \
  "$target/share/zsh/site-functions" "$target/share/fish/vendor_completions.d"
"$tool" "$(realpath "$program")" --multi-page --date "$date" \
  --output-directory "$target/share/man/man1" >/dev/null
# Manual pages are not part of git's history: their time is that of the last change.
for page in "$target"/share/man/man1/*.1; do
  gzip -9n "$page"
done
"$program" --generate-completion-script bash >"$target/share/bash-completion/completions/gatepost"
"$program" --generate-completion-script zsh >"$target/share/zsh/site-functions/_gatepost"
"$program" --generate-completion-script fish \
  >"$target/share/fish/vendor_completions.d/gatepost.fish"
