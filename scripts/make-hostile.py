#!/usr/bin/env python3
"""Makes hostile inputs: files that a scanner must survive, reporting what it could not examine.

    scripts/make-hostile.py --small Fixtures/hostile     the small ones that are kept in the repository
    scripts/make-hostile.py --big FOLDER                 the big ones and the links, at test time
    scripts/make-hostile.py --big FOLDER --line 64M --bomb 128M     the same, smaller, for a quick run

What each file is and what is expected of the scanner stands in Fixtures/hostile/expected.tsv.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import struct
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

ZIP_TIME = (2026, 1, 19, 12, 0, 0)
BREACH = "Well done Ottilie Hargrave in 4B, ring her mum on 07700 900417"
"""A sentence that must be found wherever it can still be read."""
UNITS = {"K": 1 << 10, "M": 1 << 20, "G": 1 << 30}
BLOCK = 1 << 20


def parse_size(text: str) -> int:
    """A size such as 64M in bytes."""
    unit = UNITS.get(text[-1:].upper())
    return int(text[:-1]) * unit if unit else int(text)


def make_zip(members: list[tuple[str, bytes]]) -> bytes:
    """A zip with stored members, the same bytes each time."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in members:
            entry = zipfile.ZipInfo(name, date_time=ZIP_TIME)
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)
    return buffer.getvalue()


def with_flag(data: bytes, flag: int) -> bytes:
    """The zip with a general purpose flag set in every local and central header."""
    changed = bytearray(data)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = changed.find(signature)
        while at >= 0:
            old = struct.unpack_from("<H", changed, at + offset)[0]
            struct.pack_into("<H", changed, at + offset, old | flag)
            at = changed.find(signature, at + 4)
    return bytes(changed)


def with_wrong_crc(data: bytes) -> bytes:
    """The zip with the first letter of its member changed, so that the checksum is wrong."""
    return data.replace(BREACH.encode(), b"V" + BREACH.encode()[1:], 1)


def with_method(data: bytes, method: int) -> bytes:
    """The zip with another compression method written in its headers."""
    changed = bytearray(data)
    struct.pack_into("<H", changed, changed.find(b"PK\x03\x04") + 8, method)
    struct.pack_into("<H", changed, changed.find(b"PK\x01\x02") + 10, method)
    return bytes(changed)


def comments_json(count: int) -> bytes:
    """A small comments.json."""
    items = [{"timestamp": 1725264000 + index, "data": [{"comment": {
        "timestamp": 1725264000 + index, "comment": f"{BREACH} ({index})", "author": "Friends of Brackenholt"}}]}
        for index in range(count)]
    return json.dumps({"comments_v2": items}, indent=2).encode()


def small_archives() -> dict[str, bytes]:
    """Zips with something wrong with them."""
    plain = make_zip([("draft.txt", BREACH.encode())])
    return {
        "truncated.zip": make_zip([("a.txt", BREACH.encode()), ("b.txt", BREACH.encode() * 20)])[:-60],
        "encrypted.zip": with_flag(plain, 1),
        "bad-crc.zip": with_wrong_crc(plain),
        "unsafe-names.zip": make_zip([
            ("../outside.txt", BREACH.encode()), ("/absolute.txt", BREACH.encode()),
            ("C:\\windows.txt", BREACH.encode()), ("fine/../../up.txt", BREACH.encode())]),
        "unknown-method.zip": with_method(plain, 93),
        "empty.zip": make_zip([]),
        "nested.zip": nested_zip(8),
        "same-name-twice.zip": make_zip([("draft.txt", b"A quiet week."), ("Draft.txt", BREACH.encode())]),
        "old-word.docx": bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504),
        "zip-named.txt": plain,
    }


def nested_zip(depth: int) -> bytes:
    """A zip in a zip in a zip."""
    data = make_zip([("draft.txt", BREACH.encode())])
    for level in range(depth):
        data = make_zip([(f"level-{level}.zip", data)])
    return data


def small_texts() -> dict[str, bytes]:
    """Texts in odd encodings and with odd bytes."""
    accented = f"Thank you Renée, the café was £3 – “lovely”. {BREACH}.\n"
    return {
        "empty.txt": b"",
        "only-spaces.txt": b" \n\t\n  \r\n",
        "binary.bin": bytes((index * 37 + (index >> 3)) % 256 for index in range(2048)),
        "invalid-utf8.txt": b"caf\xe9 \xc3\x28 \xf0\x9f\x8e \xed\xa0\x80 \xc0\xaf " + ("Grüße aus der Küche, ça va. " * 20).encode() + BREACH.encode() + b" \xff\n",
        "utf16-le-bom.txt": b"\xff\xfe" + accented.encode("utf-16-le"),
        "utf16-be-bom.txt": b"\xfe\xff" + accented.encode("utf-16-be"),
        "utf16-le.txt": accented.encode("utf-16-le"),
        "utf16-be.txt": accented.encode("utf-16-be"),
        "utf8-bom.txt": b"\xef\xbb\xbf" + accented.encode(),
        "windows-1252.txt": accented.encode("cp1252"),
        "crlf.txt": f"A quiet week.\r\n\r\n{BREACH}.\r\nThe end.\r\n".encode(),
        "cr-only.txt": f"A quiet week.\r{BREACH}.\rThe end.\r".encode(),
        "nul.txt": f"A quiet week.\0\n{BREACH}.\n\0The end.\n".encode(),
        "zero-width.txt": "Well done Ott\u200bilie Har\u00adgrave in 4\u2060B, what a sh\u200cit show, 077\u200b00 900\ufeff417\n".encode(),
        "combining.txt": ("Z" + "\u0301" * 2000 + f"algo. {BREACH}.\n").encode(),
        "right-to-left.txt": f"\u202e{BREACH}\u202c and \u2067שלום\u2069.\n".encode(),
    }


def small_structures() -> dict[str, bytes]:
    """JSON, CSV, HTML and YAML that break off or lie."""
    return {
        "truncated.json": comments_json(5)[:-220],
        "[object Object].json": b"[object Object]",
        "lone-surrogates.json": b'{"comments_v2": [{"timestamp": 1, "data": [{"comment": {"comment": "\\ud83c ' + BREACH.encode() + b' \\udf89\\ud800"}}]}]}\n',
        "duplicate-keys.json": b'{"comments_v2": [], "comments_v2": [{"data": [{"comment": {"comment": "' + BREACH.encode() + b'"}}]}]}\n',
        "wrong-types.json": b'{"comments_v2": [null, 7, "x", [], {"data": {"comment": 3}}, {"timestamp": "soon", "data": [{"comment": {"comment": "' + BREACH.encode() + b'"}}]}]}\n',
        "huge-number.json": b'{"comments_v2": [{"timestamp": 1e99999, "data": [{"comment": {"comment": "' + BREACH.encode() + b'"}}]}]}\n',
        "broken-line.jsonl": b'{"id": 1, "text": "A quiet week."}\n{"id": 2, "text": \n{"id": 3, "text": "' + BREACH.encode() + b'"}\n',
        "open-quote.csv": f'id,text\n1,"A quiet week."\n2,"{BREACH}\n3,no end in sight\n'.encode(),
        "open-tag.html": f"<!doctype html><body><p>A quiet week.<p>{BREACH}<b <i><!-- never closed".encode(),
        "entities.html": b"<!doctype html><body><p>Well&nbsp;done Ottilie&#x20;Har&#103;rave in 4&#66; &#0; &#xD800; &#99999999; &nosuch;</p></body>",
        "bad-rule.yaml": BAD_RULE.encode(),
        "bad-yaml.yaml": b"id: defamation.example\ntitle: 'never closed\nfind: [imputation\n",
    }


BAD_RULE = """\
# A rule file with mistakes: an unknown signal, an unknown key, a severity that does not exist, too few examples.
- id: defamation.example
  title: An example that must not load
  find: imputation.nosuchsignal
  wiht: [person]
  reach: sentense
  severity: enormous
  examples:
    flag: ["nothing is marked here"]
"""


def big_files(line: int, bomb: int) -> dict[str, Callable[[Path], None]]:
    """Makers of the files that are too big to keep."""
    return {
        "one-line.txt": lambda path: one_line(path, line),
        "zip-bomb.zip": lambda path: zip_bomb(path, bomb),
        "deep.json": lambda path: deep_json(path, 100_000),
        "deep.html": deep_html,
        "many-members.zip": many_members,
        "long-array.json": lambda path: long_array(path, 200 << 20 if line >= 1 << 30 else line // 5),
        "one-word.txt": lambda path: fill_file(path, b"a" * BLOCK, 64 << 20 if line >= 1 << 30 else line),
    }


def fill_file(path: Path, block: bytes, size: int) -> None:
    """A file of the size out of one block again and again."""
    with path.open("wb") as file:
        for _ in range(size // len(block)):
            file.write(block)
        file.write(block[: size % len(block)])


def one_line(path: Path, size: int) -> None:
    """One line without an end; the breach stands last."""
    text = b"We had a lovely day at the fair and the cake was good. "
    fill_file(path, text * (BLOCK // len(text)), size)
    with path.open("ab") as file:
        file.write(b" " + BREACH.encode())


def zip_bomb(path: Path, size: int) -> None:
    """A small zip with one member of zeros; written by hand so that the zeros are never all in memory."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    zeros = bytes(BLOCK)
    packed, crc = bytearray(), 0
    for _ in range(size // BLOCK):
        packed += packer.compress(zeros)
        crc = zlib.crc32(zeros, crc)
    packed += packer.flush()
    size = size // BLOCK * BLOCK
    name = b"zeros.txt"
    facts = struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 0x5C33, crc, len(packed), size, len(name), 0)
    local = b"PK\x03\x04" + facts + name
    central = b"PK\x01\x02" + struct.pack("<H", 20) + facts + struct.pack("<HHHII", 0, 0, 0, 0, 0) + name
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(central), len(local) + len(packed), 0)
    path.write_bytes(local + bytes(packed) + central + end)


def deep_json(path: Path, depth: int) -> None:
    """Arrays in arrays."""
    path.write_bytes(b'{"comments_v2": ' + b"[" * depth + b'"' + BREACH.encode() + b'"' + b"]" * depth + b"}")


def deep_html(path: Path) -> None:
    """Elements in elements."""
    path.write_bytes(b"<!doctype html><body>" + b"<div>" * 100_000 + BREACH.encode())


def many_members(path: Path) -> None:
    """A zip of 70,000 empty members: more than its 16-bit counters hold."""
    path.write_bytes(make_zip([(f"m/{index}.txt", b"") for index in range(70_000)]))


def long_array(path: Path, size: int) -> None:
    """A comments.json with one long array."""
    item = json.dumps({"timestamp": 1, "data": [{"comment": {"comment": "A quiet week at the fair."}}]}).encode()
    block = (item + b",\n") * (BLOCK // len(item))
    with path.open("wb") as file:
        file.write(b'{"comments_v2": [\n')
        for _ in range(size // len(block) + 1):
            file.write(block)
        file.write(json.dumps({"data": [{"comment": {"comment": BREACH}}]}).encode() + b"\n]}\n")


def make_links(folder: Path) -> None:
    """A folder with a link to itself, a link that leads nowhere, a pipe, and a name that is not UTF-8."""
    loop = folder / "links"
    loop.mkdir(exist_ok=True)
    (loop / "draft.txt").write_text(BREACH + "\n", encoding="utf-8")
    for name, target in (("loop", "."), ("up", ".."), ("nowhere.txt", "missing.txt"), ("ring-a", "ring-b"), ("ring-b", "ring-a")):
        link = loop / name
        if not link.is_symlink():
            link.symlink_to(target)
    pipe = loop / "pipe.txt"
    if not pipe.exists():
        os.mkfifo(pipe)
    with open(os.fsencode(loop) + b"/caf\xe9.txt", "wb") as file:
        file.write(BREACH.encode())
    unreadable = loop / "unreadable.txt"
    unreadable.write_text(BREACH, encoding="utf-8")
    unreadable.chmod(0)


def main() -> int:
    """Writes the files asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--small", type=Path, metavar="FOLDER", help="write the small files here")
    parser.add_argument("--big", type=Path, metavar="FOLDER", help="write the big files and the links here")
    parser.add_argument("--line", default="1G", help="size of the file of one line (default 1G)")
    parser.add_argument("--bomb", default="1G", help="unpacked size of the zip bomb, less than 4G (default 1G)")
    parser.add_argument("--only", nargs="*", default=[], metavar="NAME", help="of the big files, only these")
    options = parser.parse_args()
    if not (options.small or options.big):
        parser.error("give --small FOLDER or --big FOLDER")
    if options.small:
        options.small.mkdir(parents=True, exist_ok=True)
        for name, data in (small_texts() | small_archives() | small_structures()).items():
            (options.small / name).write_bytes(data)
    if options.big:
        options.big.mkdir(parents=True, exist_ok=True)
        for name, make in big_files(parse_size(options.line), parse_size(options.bomb)).items():
            if not options.only or name in options.only:
                make(options.big / name)
                print(f"{name}: {(options.big / name).stat().st_size} bytes")
        if not options.only or "links" in options.only:
            make_links(options.big)
            print("links/: made")
    return 0


if __name__ == "__main__":
    sys.exit(main())
