#!/usr/bin/env python3
"""Has real programs write files in every form, and shows what Gatepost reads of them.

Each place of a document that can hold words (a cell, a footnote, a comment, hidden text, ...) holds a
telephone number of its own, from the range kept for drama. LibreOffice, pandoc, mutt and Python's
mail package save the document in every form that they know. A number that is in the file and not
found is a hole in a reader.

  check      a table of forms and places; status 1 if anything in a file is missed
  redact     every form in every style: a second scan finds nothing, and LibreOffice still opens it
  speed      how fast each form is read, beside the scan of the same words as plain text

Usage: scripts/forms/forms.py check|redact|speed GATEPOST [--work FOLDER] [--write Documentation/forms.md]
"""

import argparse
import email.message
import email.policy
import json
import os
import pathlib
import re
import resource
import shutil
import subprocess
import sys
import zipfile

HERE = pathlib.Path(__file__).resolve().parent

# Which form which program makes of which source.
OFFICE = [("letter.fodt", "docx odt rtf doc pdf html txt:Text"), ("list.fods", "xlsx ods xls csv"),
          ("slides.fodp", "pptx odp ppt")]
PANDOC = "docx odt pptx rtf html epub"

# The last three digits of the numbers, by place.
PLACES = {
    "paragraph": "101 201 302 401 501 521", "heading, title": "116 301 416", "list": "115 415",
    "table, cell": "102 303 402", "second sheet": "202", "hidden sheet, slide": "203 307",
    "hidden row, column": "209 210", "result of a formula": "208", "a number (NHS)": "018",
    "cut by bold": "103 207 403", "soft hyphens": "111 411", "footnote": "104 404",
    "endnote": "118", "header": "105 205", "footer": "106 206", "comment": "107 204 306 409",
    "tracked deletion": "108", "hidden text": "109 418", "alternative text": "110 305 410",
    "text box, shape": "112 308", "notes of a slide": "304", "properties": "113 213 313 413 422",
    "target of a link": "114 414", "title of a picture": "420", "name of a picture": "417",
    "block of HTML": "419", "quotation": "421", "subject": "502 522", "part in HTML": "503",
    "base64 part": "504", "Latin-1 part": "505", "attached text": "506", "attached Word file": "507",
    "name of an attachment": "508", "mail in the mail": "509", "second mail": "523",
}


# What a program that we start does not read, and the report says so.
KNOWN = {"letter.txt": "111", "letter.doc": "113", "list.xls": "204 205 206 213"}


def run(*command, **options):
    return subprocess.run([str(word) for word in command], capture_output=True, **options)


def make_office(folder):
    for source, forms in OFFICE:
        for form in forms.split():
            run("soffice", "--headless", "--convert-to", form, "--outdir", folder, HERE / source)


def make_pandoc(folder):
    for form in PANDOC.split():
        run("pandoc", "-s", HERE / "newsletter.md", "-o", folder / f"pandoc.{form}")


def make_mail(folder):
    mail = email.message.EmailMessage(policy=email.policy.SMTP)
    mail["From"], mail["To"] = "Dilys Farrant <dilys@example.org>", "parents@example.org"
    mail["Date"], mail["Subject"] = "Mon, 2 Mar 2026 10:00:00 +0000", "Trip – ring 07700 900502"
    mail.set_content("Ring her mum on 07700 900501 after school – thanks.", cte="quoted-printable")
    mail.add_alternative("<p>Ring her mum on 07700 9<b>00</b>503 &amp; more</p>", subtype="html")
    mail.add_attachment("Ring him on 07700 900504 – yes.", cte="base64", filename="note.txt")
    mail.add_attachment("Café: ring 07700 900505".encode("latin-1"), "text", "plain",
                        filename="cafe.txt", params={"charset": "iso-8859-1"}, cte="quoted-printable")
    mail.add_attachment("Attached: ring 07700 900506", filename="ring 07700 900508.txt")
    docx = folder / "attached.docx"
    docx.parent.mkdir(exist_ok=True)
    (folder / "attached.md").write_text("Ring the coach on 07700 900507.\n")
    run("pandoc", folder / "attached.md", "-o", docx)
    if docx.exists():
        mail.add_attachment(docx.read_bytes(), "application",
                            "vnd.openxmlformats-officedocument.wordprocessingml.document",
                            filename="plan.docx")
        docx.unlink()
    (folder / "attached.md").unlink()
    inner = email.message.EmailMessage()
    inner["Subject"], inner["From"] = "Earlier", "a@example.org"
    inner.set_content("Earlier: ring 07700 900509")
    mail.add_attachment(inner)
    (folder / "python.eml").write_bytes(mail.as_bytes())
    if shutil.which("mutt"):
        box = folder / "mutt.mbox"
        box.unlink(missing_ok=True)
        for subject, body in [("Trip – ring 07700 900522", "Ring his gran on 07700 900521 – soon.\n"),
                              ("Again", "From now on ring 07700 900523.\n")]:
            run("mutt", "-F", "/dev/null", "-e", f'set record="{box}"', "-e", "set copy=yes",
                "-e", "set sendmail=/bin/true", "-e", "set charset=utf-8",
                "-s", subject, "--", "parents@example.org", input=body.encode(),
                env={**os.environ, "LC_ALL": "C.UTF-8", "EMAIL": "office@example.org"})


def make(folder):
    folder.mkdir(parents=True, exist_ok=True)
    make_office(folder)
    make_pandoc(folder)
    make_mail(folder)
    shutil.copy(HERE / "newsletter.md", folder)
    # The page that the tests read too.
    shutil.copy(HERE.parent.parent / "Fixtures/documents/places.html", folder / "page.html")
    for picture in folder.glob("*_html_*"):
        picture.unlink()
    with zipfile.ZipFile(folder / "all.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ["newsletter.md", "letter.docx"]:
            if (folder / name).exists():
                archive.write(folder / name, f"spring term/{name}")


def report(gatepost, path):
    ended = run(gatepost, path, "--format", "json", "--show-match", "--no-progress")
    return json.loads(ended.stdout)


def digits(found):
    return {re.sub(r"\D", "", f.get("match", ""))[-3:] for d in found["documents"]
            for p in d["passages"] for f in p["findings"]
            if f["rule"] in ("personal.phone", "personal.nhs-number")}


def inside(path):
    """The numbers that a file holds, whatever stands between their digits."""
    data = path.read_bytes()
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            data = b"\n".join(archive.read(name) for name in archive.namelist())
    if path.suffix == ".pdf":
        data = run("pdftotext", path, "-").stdout
    text = data.decode("utf-8", "replace")
    plain = re.sub(r"<[^>]*>|\xad|&shy;|&#173;", "", text)
    return set(re.findall(r"0?7700[ -]?\s?900(\d{3})", text + "\n" + plain)) | (
        {"018"} if "9990000018" in plain else set())


def order(path):
    forms = ["md", "html", "txt", "docx", "odt", "rtf", "doc", "pdf", "pptx", "odp", "ppt", "xlsx",
             "ods", "xls", "csv", "epub", "eml", "mbox", "zip"]
    form = path.suffix[1:]
    return (forms.index(form) if form in forms else 99, path.name)


def check(gatepost, folder, write):
    make(folder)
    files = sorted((p for p in folder.iterdir() if p.is_file()), key=order)
    rows = {place: [] for place in PLACES}
    names, missed, unread = [], [], []
    for path in files:
        read = report(gatepost, path)
        if read["notExamined"] and not read["documents"][0]["passages"]:
            unread.append(f"{path.name}: {read['notExamined'][0]['detail']}")
            continue
        found, held = digits(read), inside(path)
        names.append(path.name)
        for place, numbers in PLACES.items():
            numbers = set(numbers.split())
            has = numbers & (found | held)
            holes = {n for n in numbers & held if n not in found}
            # What hides in a style sheet or a script nobody reads.
            rows[place].append("-" if holes else "yes" if has else "")
            known = KNOWN.get(path.name, "").split()
            missed += [f"{path.name}: {place} ({n})" for n in sorted(holes) if n not in known]
    table = ["| place | " + " | ".join(names) + " |", "| --- |" + " --- |" * len(names)]
    table += [f"| {place} | " + " | ".join(cells) + " |" for place, cells in rows.items()]
    print("\n".join(table))
    for line in missed:
        print(f"missed: {line}")
    for line in unread:
        print(f"not examined: {line}")
    if write:
        replace(write, "places", table)
    return 1 if missed else 0


def redact(gatepost, folder, write):
    if not (folder / "newsletter.md").exists():
        make(folder)
    styles = ["label", "mask", "initials", "pseudonym", "advice"]
    bad = 0
    table = ["| file | found before | after, in each of the five ways | opens |", "| --- | ---: | ---: | --- |"]
    for path in sorted((p for p in folder.iterdir() if p.is_file()), key=order):
        before = report(gatepost, path)["summary"]
        count = before["byAction"]["review"] + before["byAction"]["block"]
        after, refused = set(), ""
        for style in styles:
            out = folder / "redacted" / (style + path.suffix)
            out.parent.mkdir(exist_ok=True)
            out.unlink(missing_ok=True)
            ended = run(gatepost, "redact", path, "--with", style, "--output", out)
            if not out.exists():
                refused = ended.stderr.decode().split("\n")[0].split(": ", 2)[-1]
                refused = refused.replace("|", "\\|")
                continue
            actions = report(gatepost, out)["summary"]["byAction"]
            after.add(actions["review"] + actions["block"])
        opens = ""
        if not refused and path.suffix in (".docx", ".odt", ".rtf", ".pptx", ".odp", ".xlsx", ".ods"):
            made = run("soffice", "--headless", "--convert-to", "pdf", "--outdir",
                       folder / "redacted", folder / "redacted" / ("label" + path.suffix))
            text = run("pdftotext", folder / "redacted" / "label.pdf", "-").stdout
            opens = "yes" if b"removed" in text else "no"
            (folder / "redacted" / "label.pdf").unlink(missing_ok=True)
        if refused:
            table.append(f"| {path.name} | {count} | refused: {refused} | |")
        else:
            table.append(f"| {path.name} | {count} | {max(after)} | {opens} |")
            bad += max(after) > 0 or opens == "no"
    print("\n".join(table))
    if write:
        replace(write, "redact", table)
    return 1 if bad else 0


def speed(gatepost, folder, write):
    folder.mkdir(parents=True, exist_ok=True)
    words = folder / "speed.jsonl"
    run(sys.executable, HERE.parent / "make-bench-input.py", "--size", "2M", "--seed", "7",
        "--form", "jsonl", "--out", words)
    lines = [json.loads(line)["text"].replace("\n", " ") for line in
             words.read_text(encoding="utf-8").splitlines()]
    plain = folder / "speed.txt"
    plain.write_text("\n\n".join(lines), encoding="utf-8")
    page = folder / "speed.html"
    escaped = [line.replace("&", "&amp;").replace("<", "&lt;") for line in lines]
    page.write_text('<html><head><meta charset="utf-8"></head><body><p>'
                    + "</p>\n<p>".join(escaped) + "</p></body></html>", encoding="utf-8")
    (folder / "speed.md").write_text("\n\n".join(lines), encoding="utf-8")
    (folder / "speed.csv").write_text(
        "id,comment\n" + "".join(f'{i},"{line.replace(chr(34), chr(34) * 2)}"\n'
                                 for i, line in enumerate(lines)), encoding="utf-8")
    mail = email.message.EmailMessage(policy=email.policy.SMTP)
    mail["Subject"], mail["From"] = "Much", "a@example.org"
    mail.set_content("\n\n".join(lines), cte="quoted-printable")
    (folder / "speed.eml").write_bytes(mail.as_bytes())
    for form in ["docx", "odt", "rtf", "doc", "pdf"]:
        run("soffice", "--headless", "--infilter=HTML (StarWriter)", "--convert-to", form,
            "--outdir", folder, page)
    for form in ["xlsx", "ods", "xls"]:
        run("soffice", "--headless", "--infilter=CSV:44,34,76", "--convert-to", form, "--outdir",
            folder, folder / "speed.csv")
    with zipfile.ZipFile(folder / "speed.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(plain, "speed.txt")
    size = plain.stat().st_size / 1e6
    table = ["| form | file, MB | seconds | MB of words a second | of the scan of the words alone |",
             "| --- | ---: | ---: | ---: | ---: |"]
    base = None
    for form in ["txt", "jsonl", "md", "html", "csv", "zip", "eml", "docx", "odt", "rtf", "doc",
                 "xlsx", "ods", "xls", "pdf"]:
        path = folder / f"speed.{form}"
        if not path.exists():
            continue
        best = 1e9
        for _ in range(3):
            # Processor time of the scan and of the programs that it starts: others may be at work.
            start = resource.getrusage(resource.RUSAGE_CHILDREN)
            run(gatepost, path, "--format", "jsonl", "--output", "/dev/null", "--jobs", "1")
            end = resource.getrusage(resource.RUSAGE_CHILDREN)
            best = min(best, end.ru_utime - start.ru_utime + end.ru_stime - start.ru_stime)
        base = base or best
        table.append(f"| {form} | {path.stat().st_size / 1e6:.1f} | {best:.2f} | {size / best:.1f} "
                     f"| {best / base:.1f} times as long |")
    print(f"{size:.1f} MB of words\n" + "\n".join(table))
    if write:
        replace(write, "speed", table)
    return 0


def replace(path, name, table):
    text = pathlib.Path(path).read_text(encoding="utf-8")
    start, end = f"<!-- {name} -->\n", f"<!-- end of {name} -->"
    head, rest = text.split(start)
    tail = rest.split(end)[1]
    pathlib.Path(path).write_text(head + start + "\n".join(table) + "\n" + end + tail, encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("what", choices=["check", "redact", "speed"])
    parser.add_argument("gatepost")
    parser.add_argument("--work", default=".build/forms")
    parser.add_argument("--write")
    given = parser.parse_args()
    missing = [p for p in ("soffice", "pandoc", "pdftotext") if not shutil.which(p)]
    if missing:
        sys.exit(f"forms.py: {', '.join(missing)}: not installed; install libreoffice, pandoc and poppler-utils")
    folder = pathlib.Path(given.work)
    if given.what == "speed":
        folder = folder / "speed"
    sys.exit({"check": check, "redact": redact, "speed": speed}[given.what](
        os.path.abspath(given.gatepost), folder, given.write))


if __name__ == "__main__":
    main()
