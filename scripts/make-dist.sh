#!/usr/bin/env bash
# Packs the programs with the libraries that they ask for, for machines without Swift and without
# these libraries; only the system's C library is taken as given.
set -euo pipefail
cd "$(dirname "$0")/.."
umask 022

command -v patchelf >/dev/null || {
  echo "gatepost: patchelf is missing; install it: apt-get install patchelf" >&2
  exit 1
}
version=$(sed -n 's/^package let version = "\(.*\)"/\1/p' Sources/ScanCommand/Program.swift)
name=gatepost-$version-linux-$(uname -m)
root=.build/dist/$name

rm -rf .build/dist
make --no-print-directory install PREFIX= DESTDIR="$PWD/$root"
scripts/make-extras.sh .build/release/gatepost .build/dist/extras
cp -R .build/dist/extras/share "$root/"
mkdir -p "$root/lib/gatepost"
cp LICENSE README.md CHANGELOG.md "$root/"
cp -R Documentation "$root/"

programs=("$root/bin/gatepost" "$root"/libexec/gatepost/*)
strip --strip-unneeded "${programs[@]}"
# The C library and its parts have to be the system's own.
ldd "${programs[@]}" | sed -n 's/.*=> \(\/[^ ]*\) .*/\1/p' | sort -u |
  grep -Ev '/(libc|libm|libdl|libpthread|librt|libresolv|ld-linux[^/]*)\.so' |
  while read -r library; do
    cp -L "$library" "$root/lib/gatepost/"
  done
chmod 755 "$root"/lib/gatepost/*
patchelf --set-rpath '$ORIGIN' "$root"/lib/gatepost/*
patchelf --set-rpath '$ORIGIN/../lib/gatepost' "$root/bin/gatepost"
patchelf --set-rpath '$ORIGIN/../../lib/gatepost' "$root"/libexec/gatepost/*

tar --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$(git log -1 --format=%ct)" \
  -C .build/dist -czf ".build/$name.tar.gz" "$name"
(cd .build && sha256sum "$name.tar.gz" >"$name.tar.gz.sha256")
echo ".build/$name.tar.gz"
