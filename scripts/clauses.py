#!/usr/bin/env python3
"""Measures how well the clauses of the policies are found in texts that somebody wrote apart from the rules.

    scripts/clauses.py GATEPOST TEXTS.jsonl [--policy NAME] [--by clause|rule|family] [--misses] [--alarms]

Each line of TEXTS: {"clause", "policy", "audience", "kind", "time" (optional), "violates": true|false, "text"}. A text that
violates is found if one of the clause's own rules fires under that policy in that voice; one that does not is flagged if
one does. Prints recall and the share flagged; with --misses and --alarms the texts themselves.
"""
import argparse
import collections
import json
import pathlib
import re
import subprocess
import sys

# Other names for what Gatepost calls differently.
NAMES = {"official-account": "official", "public": "parent", "filename": "file-name", "file name": "file-name", "draft": "text", "reply": "comment",
         "share": "post", "poll": "post", "review": "post", "handle": "profile", "alt text": "caption"}
ROOT = pathlib.Path(__file__).resolve().parent.parent


def rules_of_clauses(policy):
    """For each clause of a pack, by its id, its rules."""
    rules, clause, open_list = {}, None, None
    for line in (ROOT / f"Lexicons/policies/{policy}.yml").read_text(encoding="utf-8").splitlines():
        if found := re.match(r"\s*- id: (\S+)", line):
            clause, open_list = found[1], None
        elif found := re.match(r"\s+rules: \[(.*)", line):
            open_list = found[1]
        elif open_list is not None:
            open_list += " " + line.strip()
        if open_list is not None and "]" in open_list:
            names = open_list.split("]")[0].split(",")
            rules[clause] = {name.strip() for name in names if name.strip()}
            open_list = None
    return rules


def scan(gatepost, policy, rows):
    """For each row the rules that fire under a policy."""
    lines = []
    for number, row in enumerate(rows):
        keep = {key: NAMES.get(row[key], row[key]) for key in ("audience", "kind") if row.get(key)}
        keep |= {key: row[key] for key in ("text", "time") if row.get(key)}
        lines.append(json.dumps({"id": str(number), **keep}))
    command = [gatepost, "scan", "-", "--input", "jsonl", "--format", "jsonl", "--fail-on", "never",
               "--policy", policy, "--rules", "*", "--all"]
    done = subprocess.run(command, input="\n".join(lines), capture_output=True, text=True, cwd="/", check=False)
    if done.returncode not in (0, 1):
        sys.exit(done.stderr)
    fired = [set() for _ in rows]
    for line in done.stdout.splitlines():
        item = json.loads(line)
        if item.get("type") == "passage":
            fired[int(item["id"])] = {finding["rule"] for finding in item["findings"]}
    return fired


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gatepost")
    parser.add_argument("texts")
    parser.add_argument("--policy")
    parser.add_argument("--by", choices=["clause", "family"])
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--alarms", action="store_true")
    options = parser.parse_args()
    with open(options.texts, encoding="utf-8") as file:
        rows = [json.loads(line) for line in file if line.strip()]
    right, wrong = collections.Counter(), collections.Counter()
    hits, alarms = collections.Counter(), collections.Counter()
    for policy in sorted({row["policy"] for row in rows}):
        if options.policy not in (None, policy):
            continue
        own = rules_of_clauses(policy)
        texts = [row for row in rows if row["policy"] == policy]
        for row, fired in zip(texts, scan(options.gatepost, policy, texts)):
            rules = own.get(row["clause"], set())
            families = sorted({name.split(".")[0] for name in rules})
            keys = ["all", policy]
            keys += [row["clause"]] if options.by == "clause" else families if options.by else []
            found = bool(rules & fired)
            for key in keys:
                if row["violates"]:
                    right[key] += 1
                    hits[key] += found
                else:
                    wrong[key] += 1
                    alarms[key] += found
            if row["violates"] and not found and options.misses or not row["violates"] and found and options.alarms:
                print("MISS " if row["violates"] else "ALARM", row["clause"], row["audience"], row["kind"],
                      ",".join(sorted(rules & fired or rules)), "|", row["text"])
    print(f"{'':28} {'violations':>10} {'found':>6} {'recall':>7} {'others':>7} {'flagged':>8} {'share':>6}")
    for key in right | wrong:
        recall = hits[key] / right[key] if right[key] else 0
        share = alarms[key] / wrong[key] if wrong[key] else 0
        print(f"{key:28} {right[key]:10} {hits[key]:6} {recall:7.3f} {wrong[key]:7} {alarms[key]:8} {share:6.3f}")


if __name__ == "__main__":
    main()
