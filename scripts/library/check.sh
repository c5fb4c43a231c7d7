#!/usr/bin/env bash
# Compiles check.c as C and its header as C++, and runs it against the library in a folder.
set -euo pipefail

library=$(realpath "$1")
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cc -std=c11 -Wall -Wextra -Werror -pedantic -I "$library" check.c -o "$work/check" \
  -L "$library" -lgatepost -pthread -Wl,-rpath,"$library"
echo '#include <gatepost.h>' | c++ -Wall -Wextra -Werror -pedantic -I "$library" -x c++ -fsyntax-only -
# Nothing but the functions of the header can be seen from outside.
diff <(grep -oE '^[a-z].*gatepost_[a-z_]+\(' "$library/gatepost.h" | grep -oE 'gatepost_[a-z_]+\(' | tr -d '(' | sort -u) \
  <(nm -D --defined-only "$library/libgatepost.so" | sed -n 's/.* [A-Z] //p' | sort -u)
echo 'no lexicon' >"$work/junk.gplex"
env -u GATEPOST_LEXICONS "$work/check" "$work/junk.gplex"
# Once more, watched: nothing that nobody owns may be read, written or left behind.
if command -v valgrind >/dev/null; then
  env -u GATEPOST_LEXICONS valgrind -q --leak-check=full --show-leak-kinds=definite --errors-for-leak-kinds=definite \
    --error-exitcode=9 "$work/check" "$work/junk.gplex"
else
  echo 'valgrind is not installed: leaks were not looked for' >&2
fi
