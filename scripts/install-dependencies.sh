#!/usr/bin/env bash
# Installs what building Gatepost needs and this machine lacks. Does nothing, and uses no network, if all is there.
set -euo pipefail

say() { printf 'gatepost: %s\n' "$*" >&2; }

# tool or library as the build asks for it : Debian package
tools=(git:git make:make pkg-config:pkg-config python3:python3 pdftotext:poppler-utils catdoc:catdoc)
libraries=(libpcre2-8:libpcre2-dev minizip:libminizip-dev zlib:zlib1g-dev expat:libexpat1-dev
  libsodium:libsodium-dev gmime-3.0:libgmime-3.0-dev)

missing=()
for entry in "${tools[@]}"; do
  command -v "${entry%%:*}" >/dev/null || missing+=("${entry##*:}")
done
for entry in "${libraries[@]}"; do
  pkg-config --exists "${entry%%:*}" 2>/dev/null || missing+=("${entry##*:}")
done

if ((${#missing[@]} > 0)); then
  if ! command -v apt-get >/dev/null; then
    say "missing: ${missing[*]} (names of Debian packages); apt-get is not here, install them with this system's own means"
    exit 1
  fi
  as_root=()
  if ((EUID != 0)); then
    if ! command -v sudo >/dev/null; then
      say "missing: ${missing[*]}; run as root: apt-get install ${missing[*]}"
      exit 1
    fi
    as_root=(sudo)
  fi
  say "installing ${missing[*]}"
  "${as_root[@]}" apt-get update -qq
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -qq --no-install-recommends "${missing[@]}" >/dev/null
fi

if ! command -v swift >/dev/null; then
  say "swift is not on the PATH; install Swift 6.3 or later as https://www.swift.org/install/linux/ says, then run this again"
  exit 1
fi
