"""Prints the PCRE2 patterns of the signals in a folder as JSON, with what their files say of their anchors. Needs PyYAML.

    lexicon_patterns.py Lexicons/signals
"""

import json
import sys
from pathlib import Path

import yaml

# The C library takes "?" within a plain word of a list, as the lexicon's own reader does.
Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
found = []
for path in sorted(Path(sys.argv[1]).glob("*.yml")):
    for signal in yaml.load(path.read_text(encoding="utf-8"), Loader)["signals"]:
        for entry in signal.get("patterns", ()):
            entry = {"pattern": entry} if isinstance(entry, str) else entry
            if entry not in found:
                found.append(entry)
print(json.dumps(found, ensure_ascii=False))
