"""Dates in EDTF (ISO 8601-2), the form the dataset keeps them in."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from functools import cache
from typing import NamedTuple

import edtf


class Bounds(NamedTuple):
    """First day, last day (None where open) and precision of an EDTF date."""

    start: dt.date
    end: dt.date | None
    precision: str


#: A year, a month or a day, with a mark where it is approximate or uncertain.
PLAIN = re.compile(r"\d{4}(?:-[01]\d(?:-\d\d)?)?[~?%]?")


@cache  # parsing is slow, and dates repeat
def bounds(text: str) -> Bounds:
    """First and last day that the EDTF string ``text`` covers, and its precision.

    Precision is ``day``, ``month``, ``year``, ``interval`` or ``open``. Approximate dates ("2014~")
    keep the bounds of the plain date. Raises ValueError if ``text`` is not a date we can use.
    """
    if "/" not in text and PLAIN.fullmatch(text):  # most dates are plain, and the full grammar is slow
        return _plain(text)
    first, _, last = text.partition("/")
    if PLAIN.fullmatch(first) and (last == ".." or PLAIN.fullmatch(last)):
        start, end = _plain(first).start, None if last == ".." else _plain(last).end
        if end is not None and end < start:
            raise ValueError(f"{text!r} ends before it begins")
        return Bounds(start, end, "open" if end is None else "interval")
    try:
        parsed = edtf.parse_edtf(text)
        start, end = parsed.lower_strict(), parsed.upper_strict()
        first = dt.date(*start[:3])
    except (edtf.EDTFParseException, TypeError, ValueError, AttributeError) as error:
        raise ValueError(f"{text!r} is not an EDTF date with a known first day") from error
    if not hasattr(end, "__getitem__"):  # "2013/..": edtf gives infinity
        return Bounds(first, None, "open")
    last = dt.date(*end[:3])
    if last < first:
        raise ValueError(f"{text!r} ends before it begins")
    if "/" in text:
        return Bounds(first, last, "interval")
    return Bounds(first, last, {4: "year", 7: "month"}.get(len(text.rstrip("~?%")), "day"))


def _plain(text: str) -> Bounds:
    """Bounds of a year, a month or a day, approximate or not."""
    year, *rest = map(int, text.rstrip("~?%").split("-"))
    try:
        start = dt.date(year, *(rest + [1, 1])[:2])
    except ValueError as error:
        raise ValueError(f"{text!r} is not an EDTF date with a known first day") from error
    if len(rest) == 2:
        return Bounds(start, start, "day")
    month = rest[0] if rest else 12
    return Bounds(
        start,
        start.replace(month=month, day=calendar.monthrange(year, month)[1]),
        "month" if rest else "year",
    )


def in_words(text: str) -> str:
    """An EDTF date in plain English.

    As "23 September 2013", "2026 to 2027", "7 to 9 July 2021", "about 2014".
    """
    if "/" in text:
        first, last = text.split("/")
        if last in ("..", ""):
            return f"{in_words(first)} onwards"
        begins, ends = in_words(first).split(), in_words(last).split()
        if len(begins) == len(ends):  # "7 to 9 July 2021", not "7 July 2021 to 9 July 2021"
            same = next((n for n in range(len(ends)) if begins[n:] == ends[n:]), len(ends))
            begins = begins[: max(same, 1)]
        return f"{' '.join(begins)} to {' '.join(ends)}"
    hedge = "about " if re.search(r"[~?%]$", text) else ""
    parts = [int(p) for p in text.rstrip("~?%").split("-")]
    words = [str(parts[0])]
    if len(parts) > 1:
        words.insert(0, calendar.month_name[parts[1]])
    if len(parts) > 2:
        words.insert(0, str(parts[2]))
    return hedge + " ".join(words)


def numbers_of(text: str) -> set[float]:
    """Years, months and days that an EDTF date is made of: what a phrase that prints it may contain."""
    return {float(n) for n in re.findall(r"\d+", text)}
