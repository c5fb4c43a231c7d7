"""What is found in a table. All people and numbers are invented."""

from __future__ import annotations

import datetime

import pytest
from gatepost import GatepostError, Scanner
from gatepost_spark import Columns, counts, scan
from gatepost_spark._day import day_of
from pyspark.sql import SparkSession

DRAFT = "🎉 Huge well done to Oliver Smith in Year 4! Call his mum on 07700 900123"
CLEAN = "The summer fair is on Saturday. Bring cakes."


def test_findings_carry_their_comment(spark: SparkSession) -> None:
    frame = spark.createDataFrame(
        [
            (7, DRAFT, "Brackenholt", 1_725_264_000),
            (8, CLEAN, "Brackenholt", 0),
            (9, None, None, None),
        ],
        "number long, words string, place string, at long",
    )
    columns = Columns(text="words", id="number", school="place", time="at")
    rows = scan(frame, columns).collect()
    with Scanner() as scanner:
        expected = scanner.scan(DRAFT)
        assert {row.lexicon for row in rows} == {scanner.lexicon_hash}
    assert [(row.rule, row.start, row.end, row.masked) for row in rows] == [
        (finding.rule, finding.start, finding.end, finding.masked) for finding in expected
    ]
    assert {(row.id, row.school, row.day) for row in rows} == {
        ("7", "Brackenholt", datetime.date(2024, 9, 2))
    }
    assert "match" not in rows[0]
    shown = scan(frame, columns, show_match=True).collect()
    assert [row.match for row in shown] == [DRAFT[row.start : row.end] for row in shown]


def test_each_comment_may_have_its_audience(spark: SparkSession) -> None:
    text = "Miss Fenwick in Year 4 told the whole class off again, she is a bully"
    frame = spark.createDataFrame(
        [("a", text, "parent"), ("b", text, "official"), ("c", text, None), ("d", text, "dragon")],
        "id string, text string, whose string",
    ).coalesce(1)
    rows = scan(frame, Columns(audience="whose"), audience="staff").collect()
    alone = {
        name: [finding.rule for finding in Scanner(audience=name).scan(text)]
        for name in ("parent", "official", "staff")
    }
    assert alone["parent"] != alone["official"] != alone["staff"]
    expected = {"a": "parent", "b": "official", "c": "staff", "d": "staff"}
    for id, name in expected.items():
        assert [row.rule for row in rows if row.id == id] == alone[name]
    assert [row.id for row in rows] == sorted(row.id for row in rows)


def test_mistakes_are_told_before_anything_runs(spark: SparkSession) -> None:
    frame = spark.createDataFrame([("a", CLEAN)], "id string, text string")
    with pytest.raises(ValueError, match="no column 'words' for the text; there are: id, text"):
        scan(frame, Columns(text="words"))
    with pytest.raises(GatepostError, match="no.such"):
        scan(frame, rules=["no.such"])


def test_a_worker_with_another_lexicon_is_refused(
    spark: SparkSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    frame = spark.createDataFrame([("a", CLEAN)], "id string, text string")
    monkeypatch.setattr(Scanner, "lexicon_hash", property(lambda _: "0123456789abcdef"))
    with pytest.raises(Exception, match="install the same wheel on both"):
        scan(frame).collect()


@pytest.mark.parametrize(
    ("time", "day"),
    [
        ("2025-09-08T23:16:56+02:00", "2025-09-08"),
        ("2025-09-08", "2025-09-08"),
        ("1725264000", "2024-09-02"),
        ("1725264000123", "2024-09-02"),
        ("yesterday", "None"),
        ("2025-99-08", "None"),
        ("1e300", "None"),
        ("nan", "None"),
        ("", "None"),
        (None, "None"),
    ],
)
def test_a_day_is_the_one_that_was_written(time: str | None, day: str) -> None:
    assert str(day_of(time)) == day


def test_counts_are_of_findings_and_comments(spark: SparkSession) -> None:
    rows = [("s", "r", "a"), ("s", "r", "a"), ("s", "r", "b"), (None, "r", "c")]
    frame = spark.createDataFrame(rows, "school string, rule string, id string").selectExpr(
        "*", "cast(null as date) as day"
    )
    assert [tuple(row) for row in counts(frame).collect()] == [
        (None, "r", None, 1, 1),
        ("s", "r", None, 3, 2),
    ]
