"""The day that a comment was written."""

from __future__ import annotations

from datetime import date, datetime, timezone

# A number so large is milliseconds: as seconds it would be the year 5138.
_MILLISECONDS = 100_000_000_000


def day_of(time: str | None) -> date | None:
    """The day of a time as archives give it; None if it is none.

    time: an ISO 8601 date, with a time of day or without: its date as it is written. Or the seconds
    or milliseconds since 1970 as a number: the date in UTC.
    """
    if not time:
        return None
    try:
        if time[4:5] == "-":
            return date.fromisoformat(time[:10])
        number = float(time)
        seconds = number / 1000 if abs(number) >= _MILLISECONDS else number
        return datetime.fromtimestamp(seconds, timezone.utc).date()
    except (ValueError, OverflowError, OSError):
        return None
