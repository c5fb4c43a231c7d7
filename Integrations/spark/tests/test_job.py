"""The whole job, from files to files. All people and numbers are invented."""

from __future__ import annotations

import datetime
import json
import subprocess
import sys
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest
from gatepost_spark.__main__ import main
from pyspark.sql import SparkSession

DRAFT = "🎉 Huge well done to Oliver Smith in Year 4! Call his mum on 07700 900123"
CLEAN = "The summer fair is on Saturday. Bring cakes."


@pytest.fixture(autouse=True)
def own_session() -> None:
    active = SparkSession.getActiveSession()
    if active:
        active.stop()


def run(*arguments: object) -> int:
    return main(["--master", "local[2,4]", *map(str, arguments)])


def test_parquet_and_jsonl_give_the_same(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    when = datetime.datetime(2025, 9, 8, 23, 30, tzinfo=datetime.timezone.utc)
    rows = [
        {
            "id": f"c{number}",
            "text": DRAFT if number % 3 else CLEAN,
            "school": "Brackenholt",
            "time": when,
        }
        for number in range(300)
    ]
    parquet, lines = tmp_path / "in.parquet", tmp_path / "in.jsonl"
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows), parquet)
    lines.write_text("".join(json.dumps({**row, "time": when.timestamp()}) + "\n" for row in rows))
    found = []
    for source in (parquet, lines):
        fields = ("--school-field", "school", "--time-field", "time")
        assert run(source, "--output", tmp_path / source.suffix, *fields) == 0
        summary = json.loads(capsys.readouterr().out)
        table = pyarrow.parquet.read_table(tmp_path / source.suffix / "findings").to_pylist()
        assert summary["passages"] == 300 and summary["findings"] == len(table) > 200
        numbers = pyarrow.parquet.read_table(tmp_path / source.suffix / "counts").to_pylist()
        assert sum(row["findings"] for row in numbers) == len(table)
        assert {row["comments"] for row in numbers} == {200}
        assert {str(row["day"]) for row in numbers} == {"2025-09-08"}
        found.append(sorted(map(str, table)))
    assert found[0] == found[1]


def test_what_cannot_be_read_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = tmp_path / "in.jsonl"
    lines.write_text(json.dumps({"id": "a", "text": DRAFT}) + '\n{"id": "b", "te\n{"id": "c"}\n')
    assert run(lines, "--output", tmp_path / "out") == 3
    summary = json.loads(capsys.readouterr().out)
    assert (summary["passages"], summary["unreadLines"], summary["withoutText"]) == (1, 1, 1)


def test_a_whole_run_is_not_overwritten_unasked_and_half_a_run_begins_anew(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines, out = tmp_path / "in.jsonl", tmp_path / "out"
    lines.write_text(json.dumps({"id": "a", "text": DRAFT}) + "\n")
    assert run(lines, "--output", out) == 0
    before = pyarrow.parquet.read_table(out / "findings")
    assert run(lines, "--output", out) == 2
    assert "--overwrite" in capsys.readouterr().err
    for part in (out / "counts").iterdir():
        part.unlink()
    assert run(lines, "--output", out) == 0
    assert pyarrow.parquet.read_table(out / "findings").equals(before)
    stranger = tmp_path / "mine" / "findings"
    stranger.mkdir(parents=True)
    (stranger / "thesis.txt").write_text("all my own work")
    assert run(lines, "--output", tmp_path / "mine") == 2
    assert (stranger / "thesis.txt").exists()


def test_a_missing_input_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path / "none.parquet", "--output", tmp_path / "out") == 2
    said = capsys.readouterr().err.strip().splitlines()[-1]
    assert "none.parquet" in said


def test_spark_submit_runs_it(tmp_path: Path) -> None:
    lines = tmp_path / "in.jsonl"
    lines.write_text(json.dumps({"id": "a", "text": DRAFT}) + "\n")
    submit = Path(sys.executable).with_name("spark-submit")
    job = Path(__file__).parents[1] / "job.py"
    done = subprocess.run(
        [submit, "--master", "local[2,4]", job, lines, "--output", tmp_path / "out"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.splitlines()[-1])["passages"] == 1
    assert (tmp_path / "out" / "counts" / "_SUCCESS").exists()
