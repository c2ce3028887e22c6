"""Is every table there, readable, and of the form that datapackage.json describes?

Tables are read as text, column by column, and each rule looks at the distinct cells of a column: a table of
a hundred times the rows is checked in a hundred times the time at most.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from borderreport.checks.problem import Problem, bad_byte

#: A cell that begins so is run as a formula by spreadsheets.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
DIGITS = re.compile(r"([0-9]+)")
CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True)
class Table:
    """A table as text: ``columns`` has the cells by column in file order, ``keys`` the key of each row."""

    file: str
    columns: dict[str, tuple[str, ...]]
    keys: Sequence[str]

    @cached_property
    def distinct(self) -> dict[str, frozenset[str]]:
        """The distinct cells of each column."""
        return {column: frozenset(cells) for column, cells in self.columns.items()}

    def rows_with(self, column: str, cells: set[str]) -> list[int]:
        """Places, from 0, of the rows that have one of ``cells`` in ``column``."""
        return [place for place, cell in enumerate(self.columns[column]) if cell in cells]


def shown(cell: str, most: int = 60) -> str:
    """A cell quoted for a message, cut to ``most`` characters."""
    return repr(cell if len(cell) <= most else cell[: most - 1] + "…")


def check_form(entry: dict, folder: Path) -> list[Problem]:
    """Faults of one table's file: see `read_form`."""
    return read_form(entry, folder)[1]


def read_form(entry: dict, folder: Path) -> tuple[Table | None, list[Problem]]:
    """A table, and the faults of its file: missing, not UTF-8, wrong header, ragged, unsafe cells, unsorted.

    ``entry`` is the table's resource in datapackage.json. Stops, without a table, at the first fault that
    makes the rest meaningless.
    """
    path = folder / entry["path"]
    name = f"data/{entry['path']}"
    wanted = [field["name"] for field in entry["schema"]["fields"]]
    try:
        rows = _rows(path, name, wanted)
    except _Unreadable as fault:
        return None, list(fault.args)
    ragged = [
        Problem(name, number, row[0] if row else "", "", f"{len(wanted)} cells", f"{len(row)}")
        for number, row in enumerate(rows, 2)
        if len(row) != len(wanted)
    ]
    if ragged:
        return None, ragged
    columns = dict(zip(wanted, zip(*rows)))
    key_columns = [columns[column] for column in entry["schema"]["primaryKey"]]
    keys = list(map("/".join, zip(*key_columns))) if len(key_columns) > 1 else key_columns[0]
    table = Table(name, columns, keys)
    unsafe = [problem for column in wanted for problem in _unsafe(table, column)]
    return table, sorted(unsafe, key=lambda p: p.row) or _check_order(table, list(zip(*key_columns)))


class _Unreadable(Exception):
    """A file of which no row can be read; its arguments are the problems."""


def _rows(path: Path, name: str, wanted: list[str]) -> list[list[str]]:
    if not path.is_file():
        raise _Unreadable(
            Problem(name, None, "", "", "a table, as datapackage.json describes", "no such file")
        )
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        row = raw[: error.start].count(b"\n") + 1
        raise _Unreadable(Problem(name, row, "", "", "UTF-8 text", bad_byte(error))) from None
    if not text.strip():
        raise _Unreadable(Problem(name, None, "", "", "a header row and at least one row", "an empty file"))
    if text.startswith("\ufeff"):
        raise _Unreadable(Problem(name, 1, "", "", "UTF-8 without a byte-order mark", "a byte-order mark"))
    if "\r\n" in text:
        raise _Unreadable(Problem(name, 1, "", "", "lines that end in LF", "lines that end in CR LF"))
    reader = csv.reader(io.StringIO(text), strict=True)
    try:
        header, *rows = reader
    except csv.Error as error:
        raise _Unreadable(Problem(name, reader.line_num, "", "", "rows of CSV", str(error))) from None
    missing = [Problem(name, 1, "", c, "this column", "no such column") for c in wanted if c not in header]
    extra = [
        Problem(name, 1, "", c, "only the columns of datapackage.json", "this column")
        for c in header
        if c not in wanted
    ]
    if missing or extra:
        raise _Unreadable(*missing, *extra)
    if header != wanted:
        raise _Unreadable(
            Problem(name, 1, "", "", f"columns in the order {', '.join(wanted)}", ", ".join(header))
        )
    if not rows:
        raise _Unreadable(Problem(name, None, "", "", "at least one row", "a header row only"))
    return rows


def _unsafe(table: Table, column: str) -> list[Problem]:
    """Cells that a spreadsheet runs, that hide or turn text, or that look like others and are not."""
    found: dict[str, list[str]] = {}
    for cell in table.distinct[column]:
        faults = []
        if cell.startswith(FORMULA):
            faults.append("a cell that does not begin like a formula (= + - @ tab CR)")
        if CONTROL.search(cell):
            faults.append("no control or bidirectional-override character")
        if cell != cell.strip():
            faults.append("no space at either end")
        if faults:
            found[cell] = faults
    return [
        Problem(
            table.file, place + 2, table.keys[place], column, expected, shown(table.columns[column][place])
        )
        for place in (table.rows_with(column, set(found)) if found else ())
        for expected in found[table.columns[column][place]]
    ]


def sort_key(cells: tuple[str, ...]) -> tuple:
    """Order of table rows: numbers inside keys sort as numbers, so C1000 follows C999."""
    return tuple(map(_sort_key, cells))


@lru_cache(maxsize=1 << 17)
def _sort_key(cell: str) -> tuple:
    parts = DIGITS.split(cell)
    parts[1::2] = map(int, parts[1::2])
    return tuple(parts)


def _check_order(table: Table, keys: list[tuple[str, ...]]) -> list[Problem]:
    previous = None
    for number, key in enumerate(keys, 2):
        now = sort_key(key)
        if previous is not None and now < previous:
            found = f"this row after {table.keys[number - 3]}"
            return [Problem(table.file, number, "/".join(key), "", "rows sorted by key", found)]
        previous = now
    return []
