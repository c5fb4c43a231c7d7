"""Loads libgatepost and says to ctypes what its functions take (see gatepost.h)."""

from __future__ import annotations

import ctypes
import functools
import os
from pathlib import Path

API_VERSION = 1
INCOMPLETE = 2

_bundled = Path(__file__).with_name("_lib") / "libgatepost.so"


@functools.cache
def load() -> ctypes.CDLL:
    """The library: the one that GATEPOST_LIBRARY names, else the one in this package, else the
    system's.

    Raises ImportError if there is none, or if it speaks another version of the interface.
    """
    path = os.environ.get("GATEPOST_LIBRARY")
    name = path or (str(_bundled) if _bundled.exists() else "libgatepost.so.1")
    try:
        library = ctypes.CDLL(name)
    except OSError as error:
        raise ImportError(
            f"libgatepost cannot be loaded ({error}); install the wheel that `make wheel` builds, "
            "or set GATEPOST_LIBRARY to the path of libgatepost.so"
        ) from error
    text = ctypes.c_char_p
    handle = ctypes.c_void_p
    out = ctypes.POINTER(ctypes.c_void_p)
    length_out = ctypes.POINTER(ctypes.c_size_t)
    offsets = ctypes.c_void_p
    size = ctypes.c_size_t
    _declare(library, "gatepost_version", text)
    _declare(library, "gatepost_api_version", ctypes.c_int)
    _declare(library, "gatepost_status_text", text, ctypes.c_int)
    _declare(library, "gatepost_open", handle, text, text, out)
    _declare(library, "gatepost_lexicon_hash", text, handle)
    _declare(library, "gatepost_scan", ctypes.c_int, handle, text, size, out, length_out)
    _declare(
        library, "gatepost_scan_batch", ctypes.c_int, handle, text, offsets, size, out, length_out
    )
    _declare(library, "gatepost_free_string", None, ctypes.c_void_p)
    _declare(library, "gatepost_close", None, handle)
    found = library.gatepost_api_version()
    if found != API_VERSION:
        raise ImportError(f"{name} has version {found} of its interface, not {API_VERSION}")
    return library


def _declare(library: ctypes.CDLL, name: str, result: object, *arguments: object) -> None:
    function = getattr(library, name)
    function.restype = result
    function.argtypes = list(arguments)


def taken(library: ctypes.CDLL, pointer: ctypes.c_void_p, length: int | None = None) -> bytes:
    """The bytes of a string that the library made, which is freed."""
    if not pointer.value:
        return b""
    try:
        return ctypes.string_at(pointer.value, -1 if length is None else length)
    finally:
        library.gatepost_free_string(pointer)
