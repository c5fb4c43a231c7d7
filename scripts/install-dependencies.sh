#!/usr/bin/env bash
# Installs what building Gatepost needs and this machine lacks. Does nothing, and uses no network, if all is there.
#
#   scripts/install-dependencies.sh [TOOL:PACKAGE | LIBRARY.pc:PACKAGE ...]
#
# What is named besides is wanted, not needed: without it this says so and goes on.
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

wanted=()
for entry in "$@"; do
  case ${entry%%:*} in
    *.pc) pkg-config --exists "$(basename "${entry%%:*}" .pc)" 2>/dev/null || wanted+=("${entry##*:}") ;;
    *) command -v "${entry%%:*}" >/dev/null || wanted+=("${entry##*:}") ;;
  esac
done

# Installs packages, or says what to do.
install() {
  local as_root=()
  if ! command -v apt-get >/dev/null; then
    say "missing: $* (names of Debian packages); apt-get is not here, install them with this system's own means"
    return 1
  fi
  if ((EUID != 0)); then
    if ! command -v sudo >/dev/null; then
      say "missing: $*; run as root: apt-get install $*"
      return 1
    fi
    as_root=(sudo)
  fi
  say "installing $*"
  "${as_root[@]}" apt-get update -qq &&
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -qq --no-install-recommends "$@" >/dev/null
}

((${#missing[@]} == 0)) || install "${missing[@]}" || exit 1
for package in "${wanted[@]}"; do
  install "$package" || say "going on without $package"
done

if ! command -v swift >/dev/null; then
  say "swift is not on the PATH; install Swift 6.3 or later as https://www.swift.org/install/linux/ says, then run this again"
  exit 1
fi
