"""Is every table there, readable, and of the form that datapackage.json describes?"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from pathlib import Path

from borderreport.checks.problem import Problem, bad_byte

#: A cell that begins so is run as a formula by spreadsheets.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def shown(cell: str, most: int = 60) -> str:
    """A cell quoted for a message, cut to ``most`` characters."""
    return repr(cell if len(cell) <= most else cell[: most - 1] + "…")


def check_form(entry: dict, folder: Path) -> list[Problem]:
    """Faults of one table's file: missing, empty, not UTF-8, wrong header, ragged, unsafe cells, unsorted.

    ``entry`` is the table's resource in datapackage.json. Stops at the first fault that makes the
    rest meaningless.
    """
    path = folder / entry["path"]
    name = f"data/{entry['path']}"
    if not path.is_file():
        return [Problem(name, None, "", "", "a table, as datapackage.json describes", "no such file")]
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        row = raw[: error.start].count(b"\n") + 1
        return [Problem(name, row, "", "", "UTF-8 text", bad_byte(error))]
    if not text.strip():
        return [Problem(name, None, "", "", "a header row and at least one row", "an empty file")]
    if text.startswith("\ufeff"):
        return [Problem(name, 1, "", "", "UTF-8 without a byte-order mark", "a byte-order mark")]
    if "\r\n" in text:
        return [Problem(name, 1, "", "", "lines that end in LF", "lines that end in CR LF")]
    rows = list(csv.reader(io.StringIO(text), strict=True))
    header, wanted = rows[0], [f["name"] for f in entry["schema"]["fields"]]
    problems = [Problem(name, 1, "", c, "this column", "no such column") for c in wanted if c not in header]
    problems += [
        Problem(name, 1, "", c, "only the columns of datapackage.json", "this column")
        for c in header
        if c not in wanted
    ]
    if problems:
        return problems
    if header != wanted:
        return [Problem(name, 1, "", "", f"columns in the order {', '.join(wanted)}", ", ".join(header))]
    if len(rows) == 1:
        return [Problem(name, None, "", "", "at least one row", "a header row only")]
    keys = [wanted.index(k) for k in entry["schema"]["primaryKey"]]
    return [
        p for number, row in enumerate(rows[1:], 2) for p in _check_row(name, number, row, wanted, keys)
    ] or _check_order(name, rows[1:], keys)


def _check_row(name: str, number: int, row: list[str], columns: list[str], keys: list[int]) -> list[Problem]:
    if len(row) != len(columns):
        return [Problem(name, number, row[0] if row else "", "", f"{len(columns)} cells", f"{len(row)}")]
    key = "/".join(row[k] for k in keys)
    problems = []
    for column, cell in zip(columns, row):
        if cell.startswith(FORMULA):
            problems.append(
                Problem(
                    name,
                    number,
                    key,
                    column,
                    "a cell that does not begin like a formula (= + - @ tab CR)",
                    shown(cell),
                )
            )
        control = [c for c in cell if unicodedata.category(c) == "Cc"]
        if control or BIDI.search(cell):
            problems.append(
                Problem(
                    name, number, key, column, "no control or bidirectional-override character", shown(cell)
                )
            )
        if cell != cell.strip():
            problems.append(Problem(name, number, key, column, "no space at either end", shown(cell)))
    return problems


def sort_key(cells: tuple[str, ...]) -> tuple:
    """Order of table rows: numbers inside keys sort as numbers, so C1000 follows C999."""
    return tuple(tuple(int(p) if p.isdigit() else p for p in re.split(r"(\d+)", c)) for c in cells)


def _check_order(name: str, rows: list[list[str]], keys: list[int]) -> list[Problem]:
    previous = None
    for number, row in enumerate(rows, 2):
        key = tuple(row[k] for k in keys)
        if previous is not None and sort_key(key) < sort_key(previous):
            return [
                Problem(
                    name,
                    number,
                    "/".join(key),
                    "",
                    "rows sorted by key",
                    f"this row after {'/'.join(previous)}",
                )
            ]
        previous = key
    return []


def check_schema(folder: Path) -> list[Problem]:
    """Faults that frictionless finds: types, constraints, primary and foreign keys, in every table."""
    from frictionless import Package, system

    with system.use_context(trusted=True):
        report = Package(str(folder / "datapackage.json")).validate()
    problems = [
        Problem("data/datapackage.json", None, "", "", "a valid Data Package", e.note or e.message)
        for e in report.errors
    ]
    for task in report.tasks:
        for error in task.errors:
            if error.type in ("hash-count", "byte-count"):
                continue  # `checks.releases` says the same, and what to do
            problems.append(_from_frictionless(error, f"data/{Path(task.place).name}"))
    return problems


def _from_frictionless(error, name: str) -> Problem:
    row = getattr(error, "row_number", None)
    cells = getattr(error, "cells", None) or [""]
    column = getattr(error, "field_name", "")
    found = shown(str(getattr(error, "cell", "") or ""))
    if error.type == "foreign-key":
        column, found = ", ".join(error.field_names), ", ".join(map(str, error.field_cells))
        target = error.reference_name or "its own table"
        expected = f"a key that exists in {target} ({', '.join(error.reference_field_names)})"
    elif error.type == "primary-key":
        expected, found = "a key that no other row has", error.note
    else:
        expected = error.note or error.description
    return Problem(name, row, cells[0], column, expected, found)
