#!/usr/bin/env bash
# Packs what `make install` puts in place, with manual pages and completions, as a Debian package.
set -euo pipefail
cd "$(dirname "$0")/.."
umask 022

version=$(sed -n 's/^package let version = "\(.*\)"/\1/p' Sources/ScanCommand/Program.swift)
architecture=$(dpkg --print-architecture)
root=.build/deb/root
output=.build/gatepost_${version}_${architecture}.deb

rm -rf .build/deb
make --no-print-directory install PREFIX=/usr DESTDIR="$PWD/$root"
scripts/make-extras.sh .build/release/gatepost .build/deb/extras
cp -R .build/deb/extras/share "$root/usr/"
install -D -m 644 LICENSE "$root/usr/share/doc/gatepost/copyright"
gzip -9n <CHANGELOG.md >"$root/usr/share/doc/gatepost/changelog.gz"
install -m 644 README.md Documentation/*.md Documentation/report.schema.json \
  "$root/usr/share/doc/gatepost/"
strip --strip-unneeded "$root/usr/bin/gatepost" "$root"/usr/libexec/gatepost/*

# The packages that hold the libraries the programs ask for.
libraries=$(for program in "$root/usr/bin/gatepost" "$root"/usr/libexec/gatepost/*; do
  readelf --dynamic --wide "$program" | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p'
done | sort -u)
owner() {
  local path
  path=$(ldconfig -p | sed -n "s/.*[[:space:]]$1[[:space:]].*=> //p" | head -1)
  # A merged /usr knows a library under one of its two names only.
  for name in "$path" "${path#/usr}" "/usr$path" "$(realpath "$path")"; do
    dpkg -S "$name" 2>/dev/null | cut -d: -f1 && return
  done
  echo "gatepost: no package holds $1" >&2
  return 1
}
depends=$(for library in $libraries; do owner "$library"; done | sort -u | paste -sd, | sed 's/,/, /g')

mkdir -p "$root/DEBIAN"
cat >"$root/DEBIAN/control" <<CONTROL
Package: gatepost
Version: $version
Architecture: $architecture
Maintainer: The Gatepost maintainers <gatepost@example.org>
Section: text
Priority: optional
Installed-Size: $(du -sk "$root/usr" | cut -f1)
Depends: $depends
Recommends: poppler-utils, catdoc
Suggests: git, pre-commit
Description: says what is wrong with a school's text before it is posted
 Gatepost reads drafts, newsletters and exports on the school's own computer
 and marks what an English school should not post: a pupil named with her
 class, a private telephone number, an accusation, a disclosure. It says why,
 which clause of the school's policy it breaks and what to write instead.
 Nothing is sent anywhere.
CONTROL
chmod -R u+rwX,go+rX,go-w "$root"
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct 2>/dev/null || date +%s) \
  dpkg-deb --root-owner-group --build "$root" "$output"
