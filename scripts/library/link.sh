#!/usr/bin/env bash
# Links libgatepost.so from the objects of the C interface, with Swift's own runtime inside, so that a
# machine without Swift can load it; nothing but the functions of include/gatepost.h can be seen from
# outside.
#
# The package manager links such a runtime into programs only, hence by hand.
set -euo pipefail
cd "$(dirname "$0")/../.."

objects=.build/release/gatepost-c.product/Objects.LinkFileList
target=$1
libraries=$(PKG_CONFIG_PATH="$PWD/.build/static" pkg-config --libs libpcre2-8 libsodium minizip)
mkdir -p "$target"
# shellcheck disable=SC2086 # several words
swiftc -emit-library -static-stdlib -o "$target/libgatepost.so.new" \
  "@$objects" -L.build/static $libraries \
  -Xlinker -soname=libgatepost.so.1 -Xlinker --version-script=scripts/library/exports.map \
  -Xlinker --gc-sections -Xlinker -z -Xlinker defs
strip --strip-unneeded "$target/libgatepost.so.new"
mv "$target/libgatepost.so.new" "$target/libgatepost.so.1"
ln -sfn libgatepost.so.1 "$target/libgatepost.so"
