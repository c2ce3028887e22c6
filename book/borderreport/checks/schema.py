"""Does every cell keep to what datapackage.json says of its column, and every key to its table?"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Iterator

from borderreport.checks.problem import Problem
from borderreport.checks.tables import Table, shown


def _day(cell: str) -> bool:
    try:
        return len(cell) == 10 and bool(dt.date.fromisoformat(cell))
    except ValueError:
        return False


#: Type of a field -> whether a cell is one.
TYPES: dict[str, Callable[[str], bool]] = {
    "string": lambda cell: True,
    "integer": lambda cell: re.fullmatch(r"-?\d+", cell) is not None,
    "number": lambda cell: re.fullmatch(r"-?\d+(\.\d+)?([eE][+-]?\d+)?", cell) is not None,
    "boolean": lambda cell: cell in ("true", "false"),
    "date": _day,
}
#: Name of a constraint -> whether a cell that is not empty keeps it, and what is expected.
CONSTRAINTS: dict[str, tuple[Callable[[str, object], bool], str]] = {
    "pattern": (lambda cell, form: form.fullmatch(cell) is not None, "the form {} (pattern)"),
    "enum": (lambda cell, words: cell in words, "one of {} (enum)"),
    "minimum": (lambda cell, least: float(cell) >= least, "at least {} (minimum)"),
    "maximum": (lambda cell, most: float(cell) <= most, "at most {} (maximum)"),
}
#: Constraints of whole columns: `_cells` and `_keys` see to them.
OF_COLUMNS = ("required", "unique")


def check_schema(resources: list[dict], tables: dict[str, Table]) -> list[Problem]:
    """Faults of types, constraints, primary and foreign keys; ``tables`` by name, as ``resources`` has them.

    A type or constraint that is not known here is a fault of the description: nothing passes unchecked.
    """
    problems = []
    for entry in resources:
        table, schema = tables[entry["name"]], entry["schema"]
        for field in schema["fields"]:
            problems += [*_unknown(entry["name"], field), *_cells(table, field)]
        problems += _keys(table, schema)
        for key in schema.get("foreignKeys", ()):
            problems += _foreign(table, key, tables[key["reference"]["resource"] or entry["name"]])
    return problems


def _unknown(name: str, field: dict) -> Iterator[Problem]:
    where = ("data/datapackage.json", None, name, field["name"])
    if field["type"] not in TYPES:
        yield Problem(*where, f"a type among {', '.join(TYPES)}", field["type"])
    for constraint in field.get("constraints", {}):
        if constraint not in (*CONSTRAINTS, *OF_COLUMNS):
            yield Problem(*where, f"constraints among {', '.join((*CONSTRAINTS, *OF_COLUMNS))}", constraint)


def _cells(table: Table, field: dict) -> list[Problem]:
    """Cells of a column that are not of its type or break a constraint."""
    column, constraints = field["name"], field.get("constraints", {})
    faults: dict[str, str] = {}
    if constraints.get("required") and "" in table.distinct[column]:
        faults[""] = "a value (required)"
    tests = [
        (CONSTRAINTS[name][0], re.compile(wanted) if name == "pattern" else wanted, name)
        for name, wanted in constraints.items()
        if name in CONSTRAINTS
    ]
    is_one = TYPES.get(field["type"], TYPES["string"])
    for cell in table.distinct[column] - {""}:
        if not is_one(cell):
            faults[cell] = f"a cell of type {field['type']}"
            continue
        for keeps, wanted, name in tests:
            if not keeps(cell, wanted):
                told = constraints[name]
                told = ", ".join(told) if isinstance(told, list) else told
                faults[cell] = CONSTRAINTS[name][1].format(told)
    return [
        Problem(
            table.file, place + 2, table.keys[place], column, faults[cell], shown(cell) if cell else "(empty)"
        )
        for place in (table.rows_with(column, set(faults)) if faults else ())
        for cell in (table.columns[column][place],)
    ]


def _keys(table: Table, schema: dict) -> list[Problem]:
    """Rows whose primary key, or unique cell, an earlier row has."""
    columns = {"": table.keys} | {
        field["name"]: table.columns[field["name"]]
        for field in schema["fields"]
        if field.get("constraints", {}).get("unique") and schema["primaryKey"] != [field["name"]]
    }
    problems = []
    for column, cells in columns.items():
        often = {cell for cell, times in Counter(cells).items() if times > 1 and cell}
        seen = set()
        for place, cell in enumerate(cells if often else ()):
            if cell in seen:
                where = (table.file, place + 2, table.keys[place], column)
                problems.append(Problem(*where, "a key that no other row has", shown(cell)))
            elif cell in often:
                seen.add(cell)
    return problems


def _foreign(table: Table, key: dict, target: Table) -> list[Problem]:
    own, names = key["fields"], key["reference"]["fields"]
    known = set(zip(*(target.columns[name] for name in names)))
    cells = list(zip(*(table.columns[name] for name in own)))
    strange = {cell for cell in set(cells) if cell not in known and any(cell)}
    expected = (
        f"a key that exists in {target.file.removeprefix('data/').removesuffix('.csv')} ({', '.join(names)})"
    )
    return [
        Problem(table.file, place + 2, table.keys[place], ", ".join(own), expected, ", ".join(cell))
        for place, cell in enumerate(cells if strange else ())
        if cell in strange
    ]
