"""Words of our own, in any table: years that can be."""

from __future__ import annotations

import re

from borderreport.checks.problem import Problem
from borderreport.checks.tables import Table

#: Four digits that a word before them makes a year.
YEAR = re.compile(
    r"\b(?:in|since|by|until|before|after|early|late|mid|spring|summer|autumn|winter|January|February|March|"
    r"April|May|June|July|August|September|October|November|December),? (\d{4})\b(?![,.]\d| [a-z]+s\b)"
)
FIRST, LAST = 1900, 2100


def check_years(resources: list[dict], tables: dict[str, Table]) -> list[Problem]:
    """Years in free text that lie outside `FIRST` to `LAST`; ``tables`` by name, as ``resources`` say."""
    problems = []
    for entry in resources:
        table = tables[entry["name"]]
        for field in entry["schema"]["fields"]:
            if field["type"] == "string" and not {"pattern", "enum"} & set(field.get("constraints", {})):
                problems += _years(table, field["name"])
    return problems


def _years(table: Table, column: str) -> list[Problem]:
    strange = {
        cell: found
        for cell in table.distinct[column]
        if (found := [year for year in YEAR.findall(cell) if not FIRST <= int(year) <= LAST])
    }
    return [
        Problem(
            table.file,
            place + 2,
            table.keys[place],
            column,
            f"years between {FIRST} and {LAST}",
            ", ".join(strange[table.columns[column][place]]),
        )
        for place in (table.rows_with(column, set(strange)) if strange else ())
    ]
