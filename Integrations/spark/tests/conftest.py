"""A session of two threads and four tries, and comments of invented people."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyspark.sql import SparkSession

os.environ["PYSPARK_PYTHON"] = sys.executable
os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")


def session(master: str, **more: str) -> SparkSession:
    """A session with so small partitions and batches that there are many of each."""
    builder = SparkSession.builder.master(master).appName("gatepost-tests")
    settings = {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.memory": "1g",
        "spark.sql.shuffle.partitions": "4",
        "spark.sql.session.timeZone": "America/New_York",
        "spark.sql.files.maxPartitionBytes": "512k",
        "spark.sql.files.openCostInBytes": "512k",
        "spark.sql.execution.arrow.maxRecordsPerBatch": "400",
        **more,
    }
    for name, value in settings.items():
        builder = builder.config(name, value)
    made = builder.getOrCreate()
    made.sparkContext.setLogLevel("OFF")
    return made


@pytest.fixture(scope="session")
def comments(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """12 MB of comments as JSON Lines (GATEPOST_COMMENTS names the file)."""
    named = os.environ.get("GATEPOST_COMMENTS")
    if not named:
        pytest.skip("GATEPOST_COMMENTS names no file of comments; `make spark` makes one")
    return Path(named)


@pytest.fixture(scope="module")
def spark() -> Iterator[SparkSession]:
    made = session("local[2,4]")
    yield made
    made.stop()
