"""``borderreport bench``: makes the books, takes the steps on each, tells them and keeps the results."""

from __future__ import annotations

import datetime as dt
import statistics
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from borderreport.bench import copies, machine, measure, morechapters, moreclaims, results, sizes, stock
from borderreport.bench.onreport import ReportSteps
from borderreport.bench.onstock import StockSteps
from borderreport.bench.steps import LABELS, OFTEN, TARGETS, NotDone
from borderreport.bench.tables import read
from borderreport.building.chapters import texts
from borderreport.building.progress import say
from borderreport.data import ROOT

#: Seconds that one step may take.
LIMIT, LONG = 900, 2700
#: A step that takes more seconds than this is not repeated.
SHORT = 20


class Plan(NamedTuple):
    """A book to measure: its ``name``, how it is made of a copy of the report, and the steps on it."""

    name: str
    steps: tuple[str, ...]
    claims: int = 1
    chapters: int = 1
    limit: float = LIMIT


EVERY = ("check", "cold", "cells", "charts", "nothing", "prose", "style", "data", "pdf")
GROWN = [
    Plan("claims-10", ("check", "cold", "cells", "charts", "nothing", "prose", "style", "data"), claims=10),
    Plan("claims-100", ("check", "cold", "cells", "nothing", "prose", "style"), claims=100, limit=LONG),
    Plan("chapters-4", EVERY, chapters=4),
]
STOCK = "stock"
STOCK_STEPS = ("cold", "nothing", "prose", "style", "data")
NAMES = [*(plan.name for plan in GROWN), STOCK]


def run(quick: bool, only: str | None, output: Path | None) -> int:
    """Measure the report and, unless ``quick``, larger books and a stock one; ``only`` names one of these.

    Writes the results to ``output``: where none is named, those of a whole run to `results.FILE`, others to
    _build/.
    Returns 0 if every step was done, 1 otherwise. Raises ValueError if ``only`` is none of `NAMES`.
    """
    if only not in (None, *NAMES):
        raise ValueError(f"no book {only!r} to measure; there are {', '.join(NAMES)}")
    wanted = [] if quick else [name for name in NAMES if only in (None, name)]
    whole = wanted == NAMES
    load = machine.load()
    own = _report(Plan("report", EVERY))
    books = [own, *(_report(plan) for plan in GROWN if plan.name in wanted)]
    if STOCK in wanted:
        books.append(_stock(own))
    found = {
        "date": dt.date.today().isoformat(),
        "complete": measure.COMPLETE,
        "machine": machine.about(),
        "load": {"start": load, "end": machine.load()},
        "books": books,
    }
    path = output or (results.FILE if whole else ROOT / "_build" / results.FILE.name)
    results.write(found, path)
    faults = [f"{book['name']}, {step['name']}" for book in books for step in book["steps"] if step["fault"]]
    for fault in faults:
        say(f"not measured: {fault}")
    say(f"wrote {path.relative_to(ROOT) if path.is_relative_to(ROOT) else path}")
    return 1 if faults else 0


def _folder(name: str) -> tempfile.TemporaryDirectory:
    """A folder for one book, removed when that is measured: the largest takes a gigabyte."""
    return tempfile.TemporaryDirectory(prefix=f"report-bench-{name}-")


def _report(plan: Plan) -> dict:
    """Make a copy of the report as ``plan`` says and take its steps; the book's part of the results."""
    with _folder(plan.name) as scratch:
        folder = Path(scratch) / "project"
        copy = copies.copy(folder)
        # What was measured before, or a file that is broken, has no say in this run.
        results.write(results.EMPTY, folder / "book" / results.FILE.name)
        if plan.claims > 1:
            moreclaims.grow(folder, plan.claims)
        if plan.chapters > 1:
            morechapters.grow(folder, plan.chapters)
        claims = len(read(folder / "data" / "claims.csv"))
        words = len(stock.words_of(list(texts(folder).values())))
        steps = ReportSteps(copy, plan.limit)
        say(f"== {plan.name}: {claims:,} claims, {words:,} words in its pages")
        taken = _take(steps, plan.steps, TARGETS if plan.name == "report" else {})
        pages = sizes.pages(copy.html) if copy.html.is_dir() else []
        counted = {name: steps.counted.get(name) for name in ("notebooks", "charts", "pdf")}
        return {
            "name": plan.name,
            "claims": claims,
            "words": words,
            **counted,
            "pages": pages,
            "steps": taken,
        }


def _stock(own: dict) -> dict:
    """The same for a stock book of the size of the report, whose results are ``own``."""
    notebooks, charts = own["notebooks"], own["charts"]
    if notebooks is None or charts is None:
        raise ValueError("the cells or charts of the report failed, so no stock book of its size can be made")
    with _folder(STOCK) as scratch:
        words = stock.words_of(list(texts(ROOT).values()))
        book = stock.make(Path(scratch) / STOCK, ROOT / "data" / "claims.csv", words, notebooks, charts)
        say(f"== {STOCK}: {notebooks} notebooks, {charts} charts, {len(words):,} words")
        taken = _take(StockSteps(book, LIMIT), STOCK_STEPS, {})
        counted = {"claims": None, "words": len(words), "notebooks": notebooks, "charts": charts, "pdf": None}
        return {"name": STOCK, **counted, "pages": sizes.pages(book.html), "steps": taken}


def _take(steps, names: tuple[str, ...], targets: dict[str, int]) -> list[dict]:
    """Take the steps called ``names`` and tell each as it is done, beside its target in seconds."""
    taken = []
    for name in names:
        taken.append(_taken(name, getattr(steps, name)))
        say(_line(taken[-1]) + (f"  target {targets[name]} s" if name in targets else ""))
        # What a command printed is for the screen: it may name places of this machine.
        taken[-1]["fault"] = taken[-1]["fault"].partition("\n")[0]
    return taken


def _taken(name: str, step: Callable[[int], measure.Measured]) -> dict:
    """One step, as often as `OFTEN` says unless it is slow: its part of the results.

    A fault is kept, and the run goes on.
    """
    took, fault = [], ""
    try:
        for turn in range(1, OFTEN.get(name, 1) + 1):
            took.append(step(turn))
            if took[-1].wall > SHORT:
                break
    except (NotDone, OSError) as error:
        fault = str(error)
    return {
        "name": name,
        "wall": [round(one.wall, 2) for one in took],
        "cpu": [round(one.cpu, 2) for one in took],
        "peak": [one.peak for one in took],
        "fault": fault,
    }


def _line(found: dict) -> str:
    label = f"{LABELS[found['name']]:34}"
    if found["fault"]:
        return f"{label}failed: {found['fault']}"
    wall, cpu = statistics.median(found["wall"]), statistics.median(found["cpu"])
    told = f"{label}{wall:8.1f} s  CPU {cpu:8.1f} s"
    peaks = [peak for peak in found["peak"] if peak is not None]
    if peaks:
        told += f"  memory {max(peaks) / 1e6:7,.0f} MB"
    if len(found["wall"]) > 1:
        told += f"  ({min(found['wall']):.1f} to {max(found['wall']):.1f} s)"
    return told
