"""Scans the rows of a DataFrame, a partition at a time."""

from __future__ import annotations

import functools
import json
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pyarrow
import pyarrow.compute
from gatepost import GatepostError, IncompleteScanWarning, Scanner
from pyspark.accumulators import Accumulator
from pyspark.sql import Column, DataFrame, SparkSession
from pyspark.sql import functions as F
from pyspark.sql import types as T

from ._day import day_of

AUDIENCES = ("official", "staff", "governor", "volunteer", "parent", "pupil")
"""Whose words a text may be."""

_UNREAD = "_corrupt_record"


@dataclass(frozen=True)
class Columns:
    """Which columns of a table hold what; None where there is none."""

    text: str = "text"
    id: str = "id"
    school: str | None = None
    time: str | None = None
    audience: str | None = None
    """Whose words each text is; a name that is not one of AUDIENCES counts as the scan's own."""


class Tally:
    """How much was scanned; filled while the findings are written, each partition once.

    It is right after one action on the findings (a second one scans, and counts, again).
    """

    def __init__(self, spark: SparkSession) -> None:
        context = spark.sparkContext
        self.passages: Accumulator[int] = context.accumulator(0)
        self.findings: Accumulator[int] = context.accumulator(0)
        self.without_text: Accumulator[int] = context.accumulator(0)
        self.unread: Accumulator[int] = context.accumulator(0)
        """Lines that are no JSON object."""
        self.incomplete: Accumulator[int] = context.accumulator(0)
        """Batches in which a pattern met its limit on effort: a finding may be missing."""


@dataclass(frozen=True)
class _Plan:
    """What a worker has to know; sent to each of them."""

    options: str
    """The keyword arguments of Scanner, as JSON."""
    audience: str
    lexicon_hash: str
    shows_match: bool
    tally: Tally | None = field(default=None, compare=False)


def scan(
    frame: DataFrame, columns: Columns | None = None, *, tally: Tally | None = None, **options: Any
) -> DataFrame:
    """The findings in a table of comments: a row for each, with the id of its comment.

    columns: which columns hold what.
    tally: counts what is scanned.
    options: those of gatepost.Scanner, such as audience="staff". A lexicon is named by a path that
    every worker has.

    Nothing is scanned before the findings are written or counted. The same rows give the same
    findings on whichever worker, at whichever try, so that a lost partition is simply scanned anew.

    Raises GatepostError here for options that are wrong, and ValueError for columns that are not
    there; in the workers GatepostError if one of them has another lexicon than the driver.
    """
    columns = columns or Columns()
    with Scanner(**options) as scanner:
        plan = _Plan(
            options=json.dumps(options, default=str),
            audience=options.get("audience", "official"),
            lexicon_hash=scanner.lexicon_hash,
            shows_match=bool(options.get("show_match", False)),
            tally=tally,
        )
    return _selected(frame, columns).mapInArrow(
        functools.partial(_findings, plan), _schema(plan.shows_match)
    )


def counts(findings: DataFrame) -> DataFrame:
    """How many findings there are by school, rule and day, and in how many comments.

    Give it findings that were written and read back: else they are scanned for once more.
    """
    return (
        findings.groupBy("school", "rule", "day")
        .agg(F.count("*").alias("findings"), F.countDistinct("id").alias("comments"))
        .orderBy("school", "rule", "day")
    )


def _schema(shows_match: bool) -> T.StructType:
    schema = T.StructType()
    for name in ("id", "school"):
        schema.add(name, T.StringType())
    schema.add("day", T.DateType())
    for name in ("rule", "family", "severity", "action"):
        schema.add(name, T.StringType())
    schema.add("confidence", T.DoubleType())
    for name in ("start", "end"):
        schema.add(name, T.LongType())
    for name in ("masked", "title", *(("match",) if shows_match else ()), "lexicon"):
        schema.add(name, T.StringType())
    return schema


def _selected(frame: DataFrame, columns: Columns) -> DataFrame:
    """The columns that a worker needs, as strings."""

    def chosen(name: str | None, role: str) -> Column:
        if name is None:
            return F.lit(None).cast("string").alias(role)
        if name not in frame.columns:
            have = ", ".join(column for column in frame.columns if column != _UNREAD)
            raise ValueError(f"there is no column {name!r} for the {role}; there are: {have}")
        column = F.col(f"`{name}`")
        if isinstance(frame.schema[name].dataType, T.TimestampType):
            column = column.cast("long")  # Seconds; as text it would be the session's own time.
        return column.cast("string").alias(role)

    unread = F.col(_UNREAD).isNotNull() if _UNREAD in frame.columns else F.lit(False)
    return frame.select(
        chosen(columns.id, "id"),
        chosen(columns.text, "text"),
        chosen(columns.school, "school"),
        chosen(columns.time, "time"),
        chosen(columns.audience, "audience"),
        unread.alias("unread"),
    )


@functools.cache
def _scanner(options: str, audience: str, lexicon_hash: str) -> Scanner:
    """A scanner that this worker's process keeps for all its partitions."""
    scanner = Scanner(**(json.loads(options) | {"audience": audience}))
    if scanner.lexicon_hash != lexicon_hash:
        raise GatepostError(
            f"this worker has the lexicon {scanner.lexicon_hash}, the driver {lexicon_hash}; "
            "install the same wheel on both, or they would find different things"
        )
    return scanner


def _findings(plan: _Plan, batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
    """The findings of a partition, a batch for each batch."""
    for batch in batches:
        table = _scanned(plan, batch)
        if plan.tally is not None:
            unread = pyarrow.compute.sum(batch["unread"]).as_py() or 0
            plan.tally.unread += unread
            plan.tally.without_text += batch["text"].null_count - unread
            plan.tally.passages += batch.num_rows - batch["text"].null_count
            plan.tally.findings += table.num_rows
        yield from table.to_batches()


def _scanned(plan: _Plan, batch: pyarrow.RecordBatch) -> pyarrow.Table:
    texts = batch["text"]
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", IncompleteScanWarning)
        parts = [
            _with_rows(
                _scanner(plan.options, audience, plan.lexicon_hash).table(texts.take(rows)), rows
            )
            for audience, rows in _by_audience(plan, batch["audience"])
        ]
    if plan.tally is not None and any(
        issubclass(warning.category, IncompleteScanWarning) for warning in caught
    ):
        plan.tally.incomplete += 1
    found = pyarrow.concat_tables(parts)
    if len(parts) > 1:
        # In the order of the comments again; the findings of a comment keep theirs.
        found = found.take(pyarrow.compute.sort_indices(found["index"]))
    return _with_comments(plan, found, batch)


def _by_audience(plan: _Plan, audiences: pyarrow.Array) -> Iterator[tuple[str, pyarrow.Array]]:
    """The rows of a batch, by whose words they are."""
    if audiences.null_count == len(audiences):
        yield plan.audience, pyarrow.array(range(len(audiences)), pyarrow.int64())
        return
    rows: dict[str, list[int]] = {}
    for row, name in enumerate(audiences.to_pylist()):
        rows.setdefault(name if name in AUDIENCES else plan.audience, []).append(row)
    for audience in sorted(rows):
        yield audience, pyarrow.array(rows[audience], pyarrow.int64())


def _with_rows(found: pyarrow.Table, rows: pyarrow.Array) -> pyarrow.Table:
    """Findings whose `index` counts in the batch, not in the part of it that was scanned."""
    return found.set_column(0, "index", rows.take(found["index"].combine_chunks()))


def _with_comments(plan: _Plan, found: pyarrow.Table, batch: pyarrow.RecordBatch) -> pyarrow.Table:
    """Findings with what is known of their comments, as `_schema` has them."""
    index = found["index"].combine_chunks()
    days = [day_of(time) for time in batch["time"].take(index).to_pylist()]
    columns = {
        "id": batch["id"].take(index),
        "school": batch["school"].take(index),
        "day": pyarrow.array(days, pyarrow.date32()),
        **{name: found[name] for name in found.column_names if name != "index"},
        "lexicon": pyarrow.array([plan.lexicon_hash] * len(index), pyarrow.string()),
    }
    return pyarrow.table({name: columns[name] for name in _schema(plan.shows_match).names})
