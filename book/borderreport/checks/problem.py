"""What a check reports: the place, what was expected and what was found."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pandas as pd


class Problem(NamedTuple):
    """One fault in the data. ``row`` counts lines of the file, the header being row 1."""

    file: str
    row: int | None
    key: str
    column: str
    expected: str
    found: str

    def __str__(self) -> str:
        place = self.file
        if self.row:
            place += f", row {self.row}"
        if self.key:
            place += f" ({self.key})"
        if self.column:
            place += f", column {self.column}"
        return f"{place}: expected {self.expected}; found {self.found}"


def bad_byte(error: UnicodeDecodeError) -> str:
    """The byte at which decoding failed, in words."""
    return f"byte 0x{error.object[error.start]:02x} at offset {error.start}"


def cell(value) -> str:
    """A cell as a message shows it."""
    return "(empty)" if pd.isna(value) else f"{value}"


def in_rows(
    file: str,
    rows: pd.DataFrame,
    key: str,
    column: str,
    expected: str | Callable[[dict], str],
    found: Callable[[dict], str] | None = None,
) -> list[Problem]:
    """A problem for each of ``rows``, whose index is their place in the file, from 0.

    ``key`` names the key columns, joined by "/"; ``expected`` and ``found`` may be functions of the row;
    without ``found`` the cell of ``column`` is shown.
    """
    problems = []
    for index, row in zip(rows.index, rows.to_dict("records") if len(rows) else ()):
        name = "/".join(str(row[part]) for part in key.split("/"))
        wanted = expected if isinstance(expected, str) else expected(row)
        problems.append(
            Problem(file, int(index) + 2, name, column, wanted, found(row) if found else cell(row[column]))
        )
    return problems
