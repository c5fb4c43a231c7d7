"""A worker is killed in the middle of a job, and nobody can tell from the findings."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import single
from conftest import session
from gatepost_spark import Columns, Tally, counts, scan
from pyspark.sql import DataFrame, SparkSession

COLUMNS = Columns(school="school", time="time")
KILLS = 3


def processes() -> dict[int, tuple[int, str]]:
    """Parent and command line of every process."""
    found = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
                words = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            except OSError:
                continue
            found[int(folder.name)] = (parent, words)
    return found


def below(ancestor: int, table: dict[int, tuple[int, str]]) -> set[int]:
    """All processes that a process started, at whatever remove."""
    found: set[int] = set()
    grown = {ancestor}
    while grown:
        grown = {pid for pid, (parent, _) in table.items() if parent in grown} - found
        found |= grown
    return found


def python_workers() -> list[int]:
    """The workers, not the process that starts them."""
    table = processes()
    mine = below(os.getpid(), table)
    return [
        pid
        for pid in mine
        if "pyspark.daemon" in table[pid][1] and "pyspark.daemon" in table[table[pid][0]][1]
    ]


def executors() -> list[int]:
    """The Java processes of executors."""
    table = processes()
    return [
        pid for pid in below(os.getpid(), table) if "CoarseGrainedExecutorBackend" in table[pid][1]
    ]


class Killer(threading.Thread):
    """Kills victims while tasks are running, each time some more have been done."""

    def __init__(
        self, spark: SparkSession, victims: Callable[[], list[int]], kills: int, all_at_once: bool
    ) -> None:
        super().__init__(daemon=True)
        self.tracker = spark.sparkContext.statusTracker()
        self.victims, self.kills, self.all_at_once = victims, kills, all_at_once
        self.killed: list[int] = []
        """How many tasks were done at each kill."""
        self.failed = 0
        """How many tasks were seen to fail."""
        self.over = threading.Event()

    def run(self) -> None:
        while not self.over.wait(0.005):
            for stage in self.tracker.getActiveStageIds():
                info = self.tracker.getStageInfo(stage)
                if info is None:
                    continue
                self.failed = max(self.failed, info.numFailedTasks)
                due = (1 + len(self.killed)) * info.numTasks // (self.kills + 2)
                if (
                    len(self.killed) < self.kills
                    and info.numActiveTasks
                    and info.numCompletedTasks >= due > 0
                ):
                    self._kill(info.numCompletedTasks)

    def _kill(self, done: int) -> None:
        victims = self.victims()
        for pid in victims if self.all_at_once else victims[:1]:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        if victims:
            self.killed.append(done)


def write(frame: DataFrame, folder: Path) -> None:
    frame.write.parquet(str(folder))


def scanned(spark: SparkSession, comments: Path) -> tuple[DataFrame, Tally]:
    tally = Tally(spark)
    schema = "id string, text string, school string, time string, _corrupt_record string"
    frame = spark.read.schema(schema).json(str(comments))
    return scan(frame, COLUMNS, tally=tally), tally


def same_as_single(spark: SparkSession, folder: Path, comments: Path, tally: Tally) -> None:
    """The findings on disk are those of one machine, and so are their counts."""
    expected = single.findings(comments)
    assert len(expected) > 5000
    written = spark.read.parquet(str(folder))
    lexicons = {row.lexicon for row in written.select("lexicon").distinct().collect()}
    assert lexicons == {single.lexicon_hash()}, "wheel and program were built from other words"
    rows: list[dict[str, Any]] = [row.asDict() for row in written.drop("lexicon").collect()]
    # Said in few words: pytest would be long at showing where megabytes differ.
    same = single.as_bytes(rows) == single.as_bytes(expected)
    assert same, f"{len(rows)} findings, {len(expected)} expected, not the same ones"
    assert tally.findings.value == len(expected)
    assert tally.passages.value == len(comments.read_bytes().splitlines())
    table = [
        tuple(str(cell) if index < 3 else cell for index, cell in enumerate(row))
        for row in counts(written).collect()
    ]
    assert sorted(table) == single.counted(expected)


def kill_while_writing(spark: SparkSession, comments: Path, folder: Path, killer: Killer) -> None:
    found, tally = scanned(spark, comments)
    killer.start()
    write(found, folder)
    time.sleep(0.1)
    killer.over.set()
    killer.join()
    assert len(killer.killed) == killer.kills, "the job was over before its workers were killed"
    same_as_single(spark, folder, comments, tally)


def test_killed_python_workers_lose_and_double_nothing(
    spark: SparkSession, comments: Path, tmp_path: Path
) -> None:
    killer = Killer(spark, python_workers, KILLS, all_at_once=True)
    kill_while_writing(spark, comments, tmp_path / "findings", killer)
    assert killer.failed >= KILLS, "no task died with its worker"


def test_a_killed_executor_loses_and_doubles_nothing(comments: Path, tmp_path: Path) -> None:
    SparkSession.getActiveSession() and SparkSession.getActiveSession().stop()  # type: ignore[union-attr]
    cluster = session("local-cluster[2,1,1024]", **{"spark.executor.memory": "1g"})
    try:
        killer = Killer(cluster, executors, 1, all_at_once=False)
        kill_while_writing(cluster, comments, tmp_path / "findings", killer)
        assert killer.failed >= 1, "no task died with its executor"
    finally:
        cluster.stop()
