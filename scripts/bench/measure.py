"""What the parts of bench.py share: runs, rows of a table, and programs to measure."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parent.parent
MEGABYTE = 1_000_000
UNITS = {"K": 1 << 10, "M": 1 << 20, "G": 1 << 30}


Measure = Callable[[], "Run"]


class Trouble(Exception):
    """Something that keeps a measurement from being taken."""


@dataclass
class Run:
    """One run of a program, seen from outside."""

    seconds: float
    """By the clock on the wall."""
    peak_kib: int
    processor: float
    """Seconds of the processor; what a peer says of its own loop, if it says it."""


@dataclass
class Row:
    """One line of the table."""

    name: str
    answers: str
    bytes: int = 0
    count: int | None = None
    runs: list[Run] = field(default_factory=list)
    left_out: str = ""
    by_wall: bool = False
    """Whether the wall's clock counts: for several threads, and for starts."""

    shared: int | None = None
    """How many answers of gatepost and of this one are the same."""
    ours: dict[str, int] = field(default_factory=dict)
    """How many only gatepost gives, by the reason."""
    theirs: dict[str, int] = field(default_factory=dict)
    """How many only this one gives, by the reason."""

    @property
    def seconds(self) -> float:
        """The median time: the processor's, which a busy machine does not lengthen, unless the row goes by the wall."""
        return statistics.median(self.times)

    @property
    def times(self) -> list[float]:
        """The time of each run."""
        return [run.seconds if self.by_wall else run.processor for run in self.runs]

    @property
    def wall_seconds(self) -> float:
        """The median time by the clock on the wall."""
        return statistics.median(run.seconds for run in self.runs)

    @property
    def spread(self) -> float:
        """How far the runs lie apart, as a share of the median: the machine's noise."""
        return (max(self.times) - min(self.times)) / self.seconds if self.seconds else 0.0

    @property
    def rate(self) -> float:
        """Megabytes (millions of bytes) a second."""
        return self.bytes / MEGABYTE / self.seconds

    @property
    def peak_kib(self) -> int:
        """The largest peak of memory."""
        return max(run.peak_kib for run in self.runs)


@dataclass
class Budget:
    """A promise and whether it was kept."""

    name: str
    value: float
    limit: float
    at_least: bool

    @property
    def kept(self) -> bool:
        """Whether the value is on the right side of the limit."""
        return self.value >= self.limit if self.at_least else self.value <= self.limit


@dataclass
class Bench:
    """The programs and files of one benchmark."""

    gatepost: str
    form: str
    words: Path
    anchors: Path | None
    every_word: Path | None
    scratch: Path
    output: Path = field(init=False)

    def __post_init__(self) -> None:
        self.output = self.scratch / "output"

    def compile_c(self, name: str, *libraries: str) -> Path:
        """A program of scripts/bench, built into the scratch folder."""
        program = self.scratch / name
        if program.exists():
            return program
        call(["cc", "-O2", "-o", str(program), str(HERE / f"{name}.c"), *libraries])
        return program

    def time(self, command: list[str], stdin: Path = Path(os.devnull), allowed: tuple[int, ...] = (0,),
             lexicons: Path | None = None) -> Run:
        """Runs a program once, gatepost with other lexicons if they are given; its output goes to `output`."""
        timer = [str(self.scratch / "run_timer"), "1", str(stdin), str(self.output)]
        environment = os.environ | {"GATEPOST_LEXICONS": str(lexicons)} if lexicons else None
        seconds, peak, status, processor = call(timer + command, environment).split()
        if int(status) not in allowed:
            raise Trouble(f"{Path(command[0]).name} ended with status {status}")
        return Run(float(seconds), int(peak), float(processor))


def say(text: str) -> None:
    """Shows what is going on, on a terminal only."""
    if sys.stderr.isatty():
        print(f"\r{text:<60}" + ("" if text else "\r"), end="", file=sys.stderr, flush=True)


def take_turns(rows: list[tuple[Row, Measure | None]], rounds: int) -> None:
    """Measures each row once a round; one whose program fails is left out."""
    for number in range(rounds):
        for row, measure in rows:
            if not measure or row.left_out:
                continue
            say(f"round {number + 1} of {rounds}: {row.name}")
            try:
                row.runs.append(measure())
            except Trouble as trouble:
                row.runs.clear()
                row.left_out = str(trouble)
    say("")


def call(command: list[str], environment: dict[str, str] | None = None) -> str:
    """The standard output of a program that must succeed."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    except OSError as error:
        raise Trouble(f"cannot run {Path(command[0]).name}: {error.strerror}") from error
    if done.returncode != 0:
        raise Trouble(f"{Path(command[0]).name} failed: {done.stderr.strip()[-400:]}")
    return done.stdout


def parse_size(text: str) -> int:
    """A size such as 64M in bytes."""
    unit = UNITS.get(text[-1:].upper())
    return int(text[:-1]) * unit if unit else int(text)


def head_of(source: Path, size: int, target: Path) -> Path:
    """The first lines of a file, up to a size; the file itself if it is no larger."""
    if source.stat().st_size <= size:
        return source
    left = size
    with source.open("rb") as reading, target.open("wb") as writing:
        for line in reading:
            left -= len(line)
            if left < 0:
                break
            writing.write(line)
    return target
