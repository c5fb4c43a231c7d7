#!/usr/bin/env bash
# Tests the Spark job with real Spark on this machine, against the findings of one process of gatepost.
#
#   scripts/library/spark.sh WHEELS GATEPOST
#
# Takes Spark from the package index; Java 17 or later has to be there.
set -euo pipefail
wheels=$(realpath "$1")
program=$(realpath "$2")
cd "$(dirname "$0")/../.."

if ! command -v java >/dev/null; then
  echo 'gatepost: Spark needs Java 17 or later; run as root: apt-get install openjdk-17-jre-headless' >&2
  exit 1
fi
python=$PWD/.build/spark-env/bin/python
comments=$PWD/.build/spark-comments.jsonl
test -x "$python" || python3 -m venv .build/spark-env
"$python" -m pip install --quiet 'setuptools>=77' 'pyspark>=4,<5' pyarrow 'pandas<3' pytest
"$python" -m pip install --quiet --force-reinstall --no-deps "$wheels"/gatepost-0*.whl
# Built from a copy, so that no build folder is left among the sources.
rm -rf .build/spark-package
cp -R Integrations/spark .build/spark-package
"$python" -m pip install --quiet --force-reinstall --no-deps --no-build-isolation .build/spark-package

# Nine schools and some months, as an archive of a trust would have them.
python3 scripts/make-bench-input.py --size 12M --seed 7 --form jsonl --out "$comments.new"
"$python" - "$comments.new" "$comments" <<'END'
import json
import sys

with open(sys.argv[1], encoding="utf-8") as source, open(sys.argv[2], "w", encoding="utf-8") as target:
    for number, line in enumerate(source):
        row = json.loads(line)
        row["school"] = f"school {number * 7919 % 9 + 1}"
        row["time"] += number * 120
        target.write(json.dumps(row, ensure_ascii=False) + "\n")
END
rm "$comments.new"

cd Integrations/spark/tests
env -u GATEPOST_LEXICONS -u GATEPOST_LIBRARY -u SPARK_HOME GATEPOST="$program" GATEPOST_COMMENTS="$comments" \
  PYTHONDONTWRITEBYTECODE=1 "$python" -m pytest --quiet --override-ini testpaths=. -p no:cacheprovider .
