"""All people and numbers are invented."""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
import threading

import pytest

from gatepost import GatepostError, Scanner

DRAFT = "🎉 Huge well done to Oliver Smith in Year 4! Call his mum on 07700 900123"
CLEAN = "The summer fair is on Saturday. Bring cakes."


@pytest.fixture(scope="module")
def scanner() -> Scanner:
    return Scanner()


def test_a_finding_says_where_and_what_it_is(scanner: Scanner) -> None:
    found = {finding.rule: finding for finding in scanner.scan(DRAFT)}
    name = found["pupil.full-name"]
    assert DRAFT[name.start : name.end] == "Oliver Smith"
    assert name.masked == "O***** S****"
    assert name.match is None
    assert name.action == "review"
    assert 0 < name.confidence <= 1
    assert name.clauses and name.advice
    assert not any("Oliver" in str(value) for value in name.raw.values())


def test_a_clean_text_has_no_findings(scanner: Scanner) -> None:
    assert scanner.scan(CLEAN) == []
    assert scanner.passage(CLEAN)["verdict"] == "allow"
    assert scanner.scan("") == []


def test_shown_words_stand_at_their_place() -> None:
    text = "\0é\ud83d" + DRAFT  # A NUL, a letter of two bytes, half a surrogate pair.
    findings = Scanner(show_match=True).scan(text)
    assert findings
    for finding in findings:
        assert text[finding.start : finding.end] == finding.match


def test_many_texts_give_what_each_gives_alone(scanner: Scanner) -> None:
    texts = [DRAFT, CLEAN, "", "ring 07700 900123"] * 3000  # More than one batch.
    alone = {text: scanner.scan(text) for text in set(texts)}
    assert list(scanner.scan_many(iter(texts))) == [alone[text] for text in texts]


def test_what_is_missing_counts_as_empty(scanner: Scanner) -> None:
    assert [len(found) for found in scanner.scan_many([None, float("nan"), CLEAN])] == [0, 0, 0]
    with pytest.raises(TypeError, match="a text is a str, not bytes"):
        list(scanner.scan_many([b"text"]))  # type: ignore[list-item]


def test_rows_are_flat_and_numbered_across_batches(scanner: Scanner) -> None:
    rows = scanner.rows([CLEAN] * 5000 + [DRAFT])
    assert rows and {row["index"] for row in rows} == {5000}
    assert json.loads(json.dumps(rows)) == rows
    assert "match" not in rows[0]


def test_a_frame_joins_with_its_series(scanner: Scanner) -> None:
    pandas = pytest.importorskip("pandas")
    texts = pandas.Series([DRAFT, None, CLEAN], index=["a", "b", "c"])
    table = scanner.frame(texts)
    assert set(table["index"]) == {"a"}
    assert len(table) == len(scanner.scan(DRAFT))
    assert table["start"].dtype == "int64"
    empty = scanner.frame([CLEAN])
    assert list(empty.columns) == list(table.columns) and empty.empty


def test_an_arrow_column_gives_what_its_texts_give(scanner: Scanner) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    texts = ["no, before", DRAFT, None, CLEAN, "ring 07700 900123"] * 1000  # More than one batch.
    expected = scanner.rows(texts[1:])
    for kind in (pyarrow.string(), pyarrow.large_string()):
        column = pyarrow.array(texts, kind).slice(1)
        assert scanner.table(column).to_pylist() == expected
        chunked = pyarrow.chunked_array([column.slice(0, 7), column.slice(7)])
        assert scanner.table(chunked).to_pylist() == expected
    empty = scanner.table(pyarrow.array([], pyarrow.string()))
    assert empty.num_rows == 0 and empty.schema == scanner.table(column).schema
    shown = Scanner(show_match=True).table(pyarrow.array([DRAFT])).to_pylist()
    assert [DRAFT[row["start"] : row["end"]] for row in shown] == [row["match"] for row in shown]


def test_options_count() -> None:
    assert {f.family for f in Scanner(rules=["personal"]).scan(DRAFT)} == {"personal"}
    assert "personal" not in {f.family for f in Scanner(skip=["personal"]).scan(DRAFT)}
    assert Scanner(min_confidence=1.0, min_severity="critical").scan(DRAFT) == []
    assert Scanner(policy="coton", audience="parent").passage(DRAFT)["audience"] == "parent"
    with pytest.raises(TypeError, match="rules takes a list"):
        Scanner(rules="personal")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"lexicon": "/nowhere/lexicon.gplex"}, "/nowhere/lexicon.gplex"),
        ({"policy": "hogwash"}, "uk-schools"),
        ({"audience": "dragon"}, "staff"),
        ({"rules": ["no.such"]}, "no.such"),
        ({"min_severity": "dire"}, "critical"),
    ],
)
def test_a_mistake_says_what_is_wrong(options: dict[str, object], words: str) -> None:
    with pytest.raises(GatepostError, match=words):
        Scanner(**options)  # type: ignore[arg-type]


def test_threads_share_a_scanner(scanner: Scanner) -> None:
    expected = scanner.scan(DRAFT)
    wrong: list[object] = []

    def work() -> None:
        for _ in range(200):
            if scanner.scan(DRAFT) != expected:
                wrong.append(1)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_a_scanner_can_be_sent_to_another_process(scanner: Scanner) -> None:
    original = Scanner(audience="parent", rules=["pupil"])
    copy = pickle.loads(pickle.dumps(original))
    assert copy.scan(DRAFT) == original.scan(DRAFT) != scanner.scan(DRAFT)
    assert copy.lexicon_hash == original.lexicon_hash
    assert len(copy.lexicon_hash) == 16


def test_a_closed_scanner_says_so() -> None:
    with Scanner() as scanner:
        assert scanner.scan(DRAFT)
    with pytest.raises(GatepostError, match="closed"):
        scanner.scan(DRAFT)
    scanner.close()


def test_a_missing_library_says_what_to_do() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", "import gatepost; gatepost.Scanner()"],
        env={"GATEPOST_LIBRARY": "/nowhere/libgatepost.so", "PYTHONPATH": ":".join(sys.path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 1
    assert "make wheel" in ended.stderr and "GATEPOST_LIBRARY" in ended.stderr
