"""Scans texts with libgatepost."""

from __future__ import annotations

import ctypes
import itertools
import json
import math
import os
import warnings
import weakref
from array import array
from collections.abc import Iterable, Iterator, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Any, TypeAlias

from . import _library
from ._model import Finding

if TYPE_CHECKING:
    import pandas
    import pyarrow

Text: TypeAlias = str | float | None
"""A text of a table: None and NaN stand for one that is missing; no other float is a text."""

# So many texts are held at once: enough to make the call itself cost nothing beside the scan.
_BATCH = 4096

_COLUMNS = {
    "index": "int64",
    "rule": "str",
    "family": "str",
    "severity": "str",
    "action": "str",
    "confidence": "float64",
    "start": "int64",
    "end": "int64",
    "masked": "str",
    "title": "str",
}


class GatepostError(Exception):
    """Something cannot be opened or scanned; the message says what to do."""


class IncompleteScanWarning(UserWarning):
    """A pattern met its limit on effort and was left: a finding may be missing."""


class Scanner:
    """A lexicon and what is looked for with it.

    Any number of threads may use one at the same time, and they do run at the same time: Python's
    lock is not held while the library scans. It can be pickled; the copy opens the lexicon anew.
    """

    def __init__(
        self,
        lexicon: str | os.PathLike[str] | None = None,
        *,
        policy: str | Sequence[str] = "uk-schools",
        audience: str = "official",
        rules: Sequence[str] = (),
        skip: Sequence[str] = (),
        on: Sequence[str] = (),
        min_confidence: float = 0.0,
        min_severity: str = "note",
        show_match: bool = False,
    ) -> None:
        """Opens a lexicon.

        lexicon: the path of a compiled lexicon; None takes the one that belongs to the library.
        policy: the policies whose rules count and are cited.
        audience: whose words they are: official, staff, governor, volunteer, parent or pupil.
        rules: these alone: ids, families or patterns with `*`; none means all.
        skip: all but these.
        on: these too, which are off unless asked for, such as `entity.*`.
        min_confidence: 0 to 1; findings less sure are left out.
        min_severity: note, low, medium, high or critical; milder findings are left out.
        show_match: whether findings hold the found words themselves.

        Raises GatepostError if there is no such lexicon, policy, rule or audience.
        """
        for name, value in (("rules", rules), ("skip", skip), ("on", on)):
            if isinstance(value, str):
                raise TypeError(f"{name} takes a list of names, not one string")
        options = {
            "policies": [policy] if isinstance(policy, str) else list(policy),
            "audience": audience,
            "rules": list(rules),
            "skip": list(skip),
            "on": list(on),
            "minConfidence": float(min_confidence),
            "minSeverity": min_severity,
            "showMatch": bool(show_match),
        }
        path = None if lexicon is None else os.fspath(lexicon)
        self._open(path, json.dumps(options))

    def _open(self, lexicon: str | None, options: str) -> None:
        self._arguments = (lexicon, options)
        self._shows_match: bool = json.loads(options)["showMatch"]
        self._library = _library.load()
        error = ctypes.c_void_p()
        path = None if lexicon is None else os.fsencode(lexicon)
        handle = self._library.gatepost_open(path, options.encode(), ctypes.byref(error))
        message = _library.taken(self._library, error).decode()
        if not handle:
            raise GatepostError(message)
        self._handle: int | None = handle
        self._finalizer = weakref.finalize(self, self._library.gatepost_close, handle)

    def __reduce__(self) -> tuple[Any, ...]:
        return _reopened, self._arguments

    def __enter__(self) -> Scanner:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Gives the memory back; no thread may be scanning. It happens by itself in the end."""
        self._handle = None
        self._finalizer()

    @property
    def lexicon_hash(self) -> str:
        """The hash of the lexicon, so that a decision can be replayed."""
        found: bytes = self._library.gatepost_lexicon_hash(self._opened())
        return found.decode()

    def scan(self, text: str) -> list[Finding]:
        """The findings in one text, in the order of the text."""
        return [Finding.of(raw) for raw in self.passage(text)["findings"]]

    def passage(self, text: str) -> dict[str, Any]:
        """A text's `passage` object of the JSON report: `verdict`, `findings` and what else."""
        data = _bytes(text)
        answer, length = ctypes.c_void_p(), ctypes.c_size_t()
        status = self._library.gatepost_scan(
            self._opened(), data, len(data), ctypes.byref(answer), ctypes.byref(length)
        )
        found = _library.taken(self._library, answer, length.value)
        self._check(status)
        passage: dict[str, Any] = json.loads(found)
        return passage

    def scan_many(self, texts: Iterable[Text]) -> Iterator[list[Finding]]:
        """The findings in each of many texts, one list for each text, as they come.

        Takes any iterable and holds a few thousand texts at a time, so that it may be as long as it
        likes. None and NaN count as empty texts, as tables have them for what is missing.
        """
        for count, passages in self._batches(texts):
            for row in range(count):
                yield [Finding.of(raw) for raw in passages.get(row, ())]

    def rows(self, texts: Iterable[Text]) -> list[dict[str, Any]]:
        """The findings in many texts as one flat row each, for a table.

        `index` is the number of the text, from 0; `match` is there if the scanner shows it.
        """
        rows = []
        start = 0
        for count, passages in self._batches(texts):
            for row, findings in passages.items():
                rows += [_row(start + row, raw) for raw in findings]
            start += count
        return rows

    def frame(self, texts: Iterable[Text]) -> pandas.DataFrame:
        """The findings in many texts as a pandas table with the columns of `rows`.

        For a Series, `index` holds its labels, so that the table joins with it. Needs pandas.
        """
        import pandas

        labels = texts.index if isinstance(texts, pandas.Series) else None
        rows = self.rows(texts)
        table = pandas.DataFrame(rows, columns=list(_COLUMNS) if not rows else None)
        table = table.astype({name: kind for name, kind in _COLUMNS.items() if kind != "str"})
        if labels is not None:
            table["index"] = labels.take(table["index"].to_numpy())
        return table

    def table(self, texts: pyarrow.Array | pyarrow.ChunkedArray) -> pyarrow.Table:
        """The findings in an Arrow column as an Arrow table with the columns of `rows`.

        texts: a column of strings; nulls count as empty texts. The library reads them where they
        lie, without a copy, if the column is a `large_string`. Needs pyarrow.
        """
        import pyarrow

        rows = []
        start = 0
        chunks = texts.chunks if isinstance(texts, pyarrow.ChunkedArray) else [texts]
        for whole in chunks:
            for first in range(0, len(whole), _BATCH):
                chunk = whole.slice(first, _BATCH).cast(pyarrow.large_string()).fill_null("")
                _, offsets, data = chunk.buffers()
                passages = self._passages(
                    ctypes.c_char_p(data.address if data else None),
                    offsets.address + 8 * chunk.offset,
                    len(chunk),
                )
                for row, findings in passages.items():
                    rows += [_row(start + row, raw) for raw in findings]
                start += len(chunk)
        names = [*_COLUMNS, *(["match"] if self._shows_match else [])]
        kinds = {"int64": pyarrow.int64(), "str": pyarrow.string(), "float64": pyarrow.float64()}
        schema = pyarrow.schema([(name, kinds[_COLUMNS.get(name, "str")]) for name in names])
        columns = [[row.get(name) for row in rows] for name in names]
        return pyarrow.table(columns, schema=schema)

    def _batches(
        self, texts: Iterable[Text]
    ) -> Iterator[tuple[int, dict[int, list[dict[str, Any]]]]]:
        """For a batch at a time how many texts it has, and the findings of those that have any."""
        source = iter(texts)
        while batch := [_bytes(text) for text in itertools.islice(source, _BATCH)]:
            offsets = array("q", itertools.accumulate(map(len, batch), initial=0))
            yield len(batch), self._passages(b"".join(batch), offsets.buffer_info()[0], len(batch))

    def _passages(
        self, texts: bytes | ctypes.c_char_p, offsets: int, count: int
    ) -> dict[int, list[dict[str, Any]]]:
        """The findings of those of so many texts that have any.

        offsets: the address of count + 1 numbers, which stays good during the call.
        """
        answer, length = ctypes.c_void_p(), ctypes.c_size_t()
        status = self._library.gatepost_scan_batch(
            self._opened(), texts, offsets, count, ctypes.byref(answer), ctypes.byref(length)
        )
        lines = _library.taken(self._library, answer, length.value).splitlines()
        self._check(status)
        passages = map(json.loads, lines)
        return {int(passage["id"]): passage["findings"] for passage in passages}

    def _opened(self) -> int:
        if self._handle is None:
            raise GatepostError("the scanner is closed; make another one")
        return self._handle

    def _check(self, status: int) -> None:
        if status < 0:
            raise GatepostError(self._library.gatepost_status_text(status).decode())
        if status & _library.INCOMPLETE:
            message = self._library.gatepost_status_text(status).decode()
            warnings.warn(message, IncompleteScanWarning, stacklevel=3)


def _reopened(lexicon: str | None, options: str) -> Scanner:
    scanner = Scanner.__new__(Scanner)
    scanner._open(lexicon, options)
    return scanner


def _bytes(text: Text) -> bytes:
    if isinstance(text, str):
        # A lone surrogate becomes "?", so that places count on as they do in the string.
        return text.encode("utf-8", "replace")
    # What is missing in a table is None, NaN or pandas.NA.
    if text is None or (isinstance(text, float) and math.isnan(text)) or _is_pandas_na(text):
        return b""
    raise TypeError(f"a text is a str, not {type(text).__name__}")


def _is_pandas_na(value: object) -> bool:
    return type(value).__name__ == "NAType"


def _row(index: int, raw: dict[str, Any]) -> dict[str, Any]:
    row = {
        "index": index,
        "rule": raw["rule"],
        "family": raw["family"],
        "severity": raw["severity"],
        "action": raw["action"],
        "confidence": raw["confidence"],
        "start": raw["codepoint"]["start"],
        "end": raw["codepoint"]["end"],
        "masked": raw["masked"],
        "title": raw["title"],
    }
    if "match" in raw:
        row["match"] = raw["match"]
    return row
