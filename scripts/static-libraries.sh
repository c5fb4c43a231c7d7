#!/usr/bin/env bash
# Describes the C libraries of the scanner, and the C++ ones of Swift's own runtime, for linking into
# the programs themselves: a draft is scanned in less time than the system takes to load them.
#
# Writes into a folder what pkg-config would say, with a place that holds the archives alone. A
# library whose archive is not installed stays as it is.
set -euo pipefail

target=$1
mkdir -p "$target"
target=$(realpath "$target")
for library in libpcre2-8 libsodium minizip zlib; do
  name=lib$(pkg-config --libs-only-l "$library" | tr ' ' '\n' | sed -n 's/^-l//p' | head -1).a
  archive=$(pkg-config --variable=libdir "$library")/$name
  test -f "$archive" || continue
  ln -sfn "$archive" "$target/$name"
  description=$(pkg-config --variable=pcfiledir "$library")/$library.pc
  # What is written again is built again: only what changed.
  sed "s|^Libs: *|&-L$target |" "$description" >"$target/$library.new"
  cmp -s "$target/$library.new" "$target/$library.pc" || cp "$target/$library.new" "$target/$library.pc"
  rm "$target/$library.new"
done

# The linker looks here first for what the toolchain itself asks for, too: libgcc_s is the shared
# form of libgcc_eh.
archive() {
  local compiler path
  for compiler in clang gcc cc; do
    path=$(command -v "$compiler" >/dev/null && "$compiler" -print-file-name="$1") || continue
    if [[ -f $path ]]; then
      ln -sfn "$(realpath "$path")" "$target/$2"
      return
    fi
  done
}
archive libstdc++.a libstdc++.a
archive libgcc_eh.a libgcc_s.a
