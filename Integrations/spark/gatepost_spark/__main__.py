"""Scans archives of comments: Parquet or JSON Lines in, findings and their counts as Parquet out.

    python -m gatepost_spark comments/*.parquet --output found --school-field school
    spark-submit --master yarn job.py hdfs:///comments --form jsonl --output hdfs:///found

Writes OUTPUT/findings, a row for each finding, and OUTPUT/counts, how many there are by school,
rule and day; prints one JSON object about the run. A lost partition is scanned again by Spark
itself, and only whole partitions get into the output. A run that ended too early leaves no
OUTPUT/counts: start it again, and it begins anew.

Exit status: 0 all was scanned; 1 the job failed; 2 nothing was scanned, for a mistake in the
arguments; 3 something could not be read or scanned, and the rest was.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from typing import Any

from gatepost import GatepostError
from pyspark.errors import AnalysisException
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import types as T

from ._scan import _UNREAD, AUDIENCES, Columns, Tally, counts, scan


def main(arguments: list[str] | None = None) -> int:
    """Runs the job; returns the exit status."""
    options = _parser().parse_args(arguments)
    spark = _session(options)
    try:
        return _run(spark, options)
    except (GatepostError, ValueError, ImportError, AnalysisException) as mistake:
        print(f"gatepost_spark: {_first_line(mistake)}", file=sys.stderr)
        return 2
    finally:
        spark.stop()


def _run(spark: SparkSession, options: argparse.Namespace) -> int:
    started = time.monotonic()
    findings_path, counts_path = f"{options.output}/findings", f"{options.output}/counts"
    if not options.overwrite and _is_whole(spark, counts_path):
        raise ValueError(f"{options.output} holds the findings of a whole run; add --overwrite")
    if _is_foreign(spark, findings_path):
        raise ValueError(f"{findings_path} holds what no run has written; choose another --output")
    # Counts are written last, so that they say that a run is whole.
    _remove(spark, counts_path)
    tally = Tally(spark)
    columns = _columns(options)
    found = scan(_read(spark, options, columns), columns, tally=tally, **_scan_options(options))
    # Version 1 moves the files of a task into place together, and only when the whole job is done.
    writer = found.write.mode("overwrite").option(
        "mapreduce.fileoutputcommitter.algorithm.version", "1"
    )
    writer.parquet(findings_path)
    written = spark.read.parquet(findings_path)
    counts(written).coalesce(1).write.mode("overwrite").parquet(counts_path)
    summary = {
        "schema": "gatepost.spark/1",
        "passages": tally.passages.value,
        "findings": tally.findings.value,
        "withoutText": tally.without_text.value,
        "unreadLines": tally.unread.value,
        "incompleteBatches": tally.incomplete.value,
        "seconds": round(time.monotonic() - started, 3),
    }
    print(json.dumps(summary))
    if not tally.passages.value:
        print(
            "gatepost_spark: no row has a text; name its column with --text-field", file=sys.stderr
        )
        return 3
    return 3 if tally.unread.value or tally.incomplete.value else 0


def _session(options: argparse.Namespace) -> SparkSession:
    builder = SparkSession.builder.appName("gatepost")
    submitted = "PYSPARK_GATEWAY_PORT" in os.environ  # By spark-submit, which knows where to run.
    master = options.master or ("" if submitted else "local[*,4]")
    if master:
        builder = builder.master(master)
    if master.startswith("local"):
        # Else the workers start whichever python3 comes first, which may lack pyarrow.
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = builder.config("spark.ui.showConsoleProgress", str(sys.stderr.isatty()).lower())
    if options.split:
        builder = builder.config("spark.sql.files.maxPartitionBytes", options.split)
        # A file as small as a split would else be put together with others.
        builder = builder.config("spark.sql.files.openCostInBytes", options.split)
    return builder.getOrCreate()


def _read(spark: SparkSession, options: argparse.Namespace, columns: Columns) -> DataFrame:
    form = options.form
    if form == "auto":
        lines = all(path.endswith((".jsonl", ".jsonl.gz", ".ndjson")) for path in options.input)
        form = "jsonl" if lines else "parquet"
    if form == "parquet":
        return spark.read.parquet(*options.input)
    # Said beforehand, the schema costs no reading; and whatever stands there is a string.
    names = dict.fromkeys(
        name
        for name in (columns.id, columns.text, columns.school, columns.time, columns.audience)
        if name
    )
    schema = T.StructType([T.StructField(name, T.StringType()) for name in (*names, _UNREAD)])
    return (
        spark.read.schema(schema).option("columnNameOfCorruptRecord", _UNREAD).json(options.input)
    )


def _columns(options: argparse.Namespace) -> Columns:
    return Columns(
        text=options.text_field,
        id=options.id_field,
        school=options.school_field,
        time=options.time_field,
        audience=options.audience_field,
    )


def _scan_options(options: argparse.Namespace) -> dict[str, Any]:
    return {
        "lexicon": options.lexicon,
        "policy": options.policy or "uk-schools",
        "audience": options.audience,
        "rules": options.rules,
        "skip": options.skip,
        "on": options.on,
        "min_confidence": options.min_confidence,
        "min_severity": options.min_severity,
        "show_match": options.show_match,
    }


def _path(spark: SparkSession, name: str) -> tuple[Any, Any]:
    """A path of whichever file system it names, and that file system."""
    java = spark.sparkContext._jvm
    assert java is not None
    path = java.org.apache.hadoop.fs.Path(name)
    return path.getFileSystem(spark.sparkContext._jsc.hadoopConfiguration()), path


def _is_whole(spark: SparkSession, folder: str) -> bool:
    files, path = _path(spark, f"{folder}/_SUCCESS")
    return bool(files.exists(path))


def _is_foreign(spark: SparkSession, folder: str) -> bool:
    """Whether a folder is there and no run, whole or cut short, has made it."""
    files, path = _path(spark, folder)
    marks = [_path(spark, f"{folder}/{name}")[1] for name in ("_SUCCESS", "_temporary")]
    return bool(files.exists(path)) and not any(files.exists(mark) for mark in marks)


def _remove(spark: SparkSession, folder: str) -> None:
    files, path = _path(spark, folder)
    files.delete(path, True)


def _first_line(mistake: Exception) -> str:
    return str(mistake).strip().splitlines()[0]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="gatepost_spark",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("input", nargs="+", help="files or folders of comments")
    add("--output", required=True, metavar="FOLDER", help="where findings and counts are written")
    add("--overwrite", action="store_true", help="replace what an earlier run wrote")
    add(
        "--form",
        choices=("auto", "parquet", "jsonl"),
        default="auto",
        help="of the input; auto goes by its names",
    )
    add("--master", help="where to run; without it, what spark-submit says, else local[*,4]")
    add("--split", metavar="SIZE", help="bytes of input a partition, such as 32m (default 128m)")
    add("--text-field", default="text", metavar="NAME")
    add("--id-field", default="id", metavar="NAME")
    add("--school-field", metavar="NAME", help="whose page the comment stands on")
    add("--time-field", metavar="NAME", help="when it was written: ISO 8601, or seconds since 1970")
    add("--audience-field", metavar="NAME", help="whose words they are, for each comment")
    add("--audience", choices=AUDIENCES, default="official")
    add("--policy", nargs="+", metavar="NAME")
    add("--rules", nargs="+", default=[], metavar="RULE")
    add("--skip", nargs="+", default=[], metavar="RULE")
    add("--on", nargs="+", default=[], metavar="RULE", help="rules that are off unless asked for")
    add("--min-confidence", type=float, default=0.0, metavar="0..1")
    add("--min-severity", default="note", metavar="LEVEL")
    add("--show-match", action="store_true", help="write the found words themselves")
    add("--lexicon", metavar="FILE", help="a compiled lexicon that every worker has at this path")
    return parser


if __name__ == "__main__":
    sys.exit(main())
