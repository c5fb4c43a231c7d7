"""Says what an English school should not post, and why; nothing leaves this process.

>>> from gatepost import Scanner
>>> scanner = Scanner(audience="staff")
>>> [finding.rule for finding in scanner.scan("Call Oliver Smith's mum on 07700 900123")]
"""

from ._model import Clause, Finding
from ._scanner import GatepostError, IncompleteScanWarning, Scanner
from ._version import __version__

__all__ = [
    "Clause",
    "Finding",
    "GatepostError",
    "IncompleteScanWarning",
    "Scanner",
    "__version__",
]
