"""The results of a benchmark as a file: written by a run, read by the page that shows them.

``machine`` (see `borderreport.bench.machine`), ``date``, ``load`` (``start``, ``end``), ``complete``
(whether all processes were counted), and ``books``: each has ``name``, ``claims``, ``notebooks``, ``charts``,
``words``, ``pdf`` (bytes, or null), ``pages`` (see `borderreport.bench.sizes`) and ``steps``. A step has its
``name``; ``wall``, ``cpu`` (seconds) and ``peak`` (bytes) with a number for each time it was taken; and
``fault``, what went wrong, or nothing.
"""

from __future__ import annotations

import json
from pathlib import Path

from borderreport.building.store import write_whole
from borderreport.data import ROOT

FILE = ROOT / "book" / "benchmark.json"
_NUMBER, _COUNT = (int, float), (int, type(None))
_PAGE = {"page": str, "html": int, "compressed": int, "opened": int}
_STEP = {"name": str, "wall": [_NUMBER], "cpu": [_NUMBER], "peak": [_COUNT], "fault": str}
_BOOK = {
    "name": str,
    "claims": _COUNT,
    "notebooks": _COUNT,
    "charts": _COUNT,
    "words": _COUNT,
    "pdf": _COUNT,
    "pages": [_PAGE],
    "steps": [_STEP],
}
_ALL = {
    "date": str,
    "complete": bool,
    "machine": {
        "processor": str,
        "cores": int,
        "memory": int,
        "system": str,
        "python": str,
        "browser": str,
    },
    "load": {"start": (*_NUMBER, type(None)), "end": (*_NUMBER, type(None))},
    "books": [_BOOK],
}
_WORDS = {str: "text", int: "a whole number", float: "a number", bool: "true or false", type(None): "null"}

#: Results of nothing, for a book that is built to be measured.
_NO_MACHINE = {"processor": "", "cores": 1, "memory": 0, "system": "", "python": "", "browser": ""}
_NO_BOOK = {"name": "report", "claims": None, "notebooks": None, "charts": None, "words": None, "pdf": None}
EMPTY = {
    "date": "1970-01-01",
    "complete": True,
    "machine": _NO_MACHINE,
    "load": {"start": None, "end": None},
    "books": [_NO_BOOK | {"pages": [], "steps": []}],
}


class Unreadable(ValueError):
    """A file of results that is missing or not of the form above; the text names file, key and what to do."""


def read(path: Path = FILE) -> dict:
    """The results in ``path``. Raises Unreadable."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except OSError:
        raise Unreadable(
            f"{path.name}: no such file in {path.parent.name}/; `make bench` writes it"
        ) from None
    except ValueError as error:
        raise Unreadable(f"{path.name}: no readable JSON ({error}); `make bench` writes it anew") from None
    _compare(found, _ALL, path.name, "")
    if not found["books"] or found["books"][0]["name"] != "report":
        _refuse(path.name, "books", "the report first", "others")
    return found


def write(found: dict, path: Path = FILE) -> None:
    """Write results, whole or not at all."""
    write_whole(path, (json.dumps(found, ensure_ascii=False, indent=1) + "\n").encode("utf-8"))


def _compare(found, wanted, name: str, key: str) -> None:
    if isinstance(wanted, dict):
        if not isinstance(found, dict):
            _refuse(name, key, "an object", found)
        for part, form in wanted.items():
            below = f"{key}.{part}" if key else part
            if part not in found:
                _refuse(name, below, _form(form), "nothing")
            _compare(found[part], form, name, below)
    elif isinstance(wanted, list):
        if not isinstance(found, list):
            _refuse(name, key, "a list", found)
        for number, entry in enumerate(found):
            _compare(entry, wanted[0], name, f"{key}[{number}]")
    else:
        kinds = wanted if isinstance(wanted, tuple) else (wanted,)
        # Python takes true for a number.
        if not isinstance(found, kinds) or (isinstance(found, bool) and bool not in kinds):
            _refuse(name, key, _form(wanted), found)


def _form(wanted) -> str:
    if isinstance(wanted, dict):
        return "an object"
    if isinstance(wanted, list):
        return "a list"
    return " or ".join(_WORDS[kind] for kind in (wanted if isinstance(wanted, tuple) else (wanted,)))


def _refuse(name: str, key: str, expected: str, found) -> None:
    shown = found if isinstance(found, str) else json.dumps(found, ensure_ascii=False)
    raise Unreadable(
        f"{name}, key {key}: expected {expected}; found {shown[:60]}; `make bench` writes it anew"
    )
