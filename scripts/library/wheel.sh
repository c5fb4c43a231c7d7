#!/usr/bin/env bash
# Packs the Python package with the library and its lexicon as a wheel, and tests it as installed.
set -euo pipefail
cd "$(dirname "$0")/../.."

library=$1
wheels=$2
version=$(sed -n 's/^package let version = "\(.*\)"/\1/p' Sources/ScanCommand/Program.swift)
package=.build/python
python=.build/python-env

rm -rf "$package" "$wheels"
mkdir -p "$package" "$wheels"
cp -R Integrations/python/. "$package"
cp LICENSE "$package"
echo "__version__ = \"$version\"" >"$package/gatepost/_version.py"
mkdir "$package/gatepost/_lib"
cp -L "$library/libgatepost.so" "$library/lexicon.gplex" "$package/gatepost/_lib"

test -x "$python/bin/pip" || python3 -m venv "$python"
"$python/bin/pip" install --quiet 'setuptools>=77' pytest
"$python/bin/pip" install --quiet pandas pyarrow || echo 'gatepost: tests of pandas and Arrow are left out' >&2
"$python/bin/pip" wheel --quiet --no-deps --no-build-isolation --wheel-dir "$wheels" "./$package"
"$python/bin/pip" install --quiet --force-reinstall --no-deps "$wheels"/*.whl
# Against what was installed, not what lies in the folder.
(
  cd Integrations/python/tests
  env -u GATEPOST_LEXICONS -u GATEPOST_LIBRARY "../../../$python/bin/python" -m pytest \
    --quiet --override-ini testpaths=. -p no:cacheprovider .
)
ls "$wheels"/*.whl
