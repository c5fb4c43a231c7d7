#!/usr/bin/env bash
# Describes the C libraries of the scanner for linking into the programs themselves: a draft is
# scanned in less time than the system takes to find and load four libraries.
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
