"""Scans comments with Gatepost on Apache Spark, each partition where it lies.

>>> from gatepost_spark import Columns, counts, scan
>>> findings = scan(spark.read.parquet("comments"), Columns(school="school", time="time"))
>>> counts(findings).show()
"""

from ._scan import AUDIENCES, Columns, Tally, counts, scan

__all__ = ["AUDIENCES", "Columns", "Tally", "counts", "scan"]
