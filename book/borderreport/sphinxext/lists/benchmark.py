"""How fast the book is built: the results of the last `make bench` as tables, with machine and day."""

from __future__ import annotations

import statistics
from collections.abc import Iterable

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from borderreport.bench import results
from borderreport.bench.steps import LABELS, MEMORY_TARGET, TARGETS
from borderreport.sphinxext.figures.nodes import details
from borderreport.sphinxext.figures.outputs import paragraph
from borderreport.sphinxext.figures.tables import build_table
from borderreport.words import dates, wording

NONE = "–"
#: Pages that hold every claim, whose size is shown as the claims grow.
COMPLETE = ("evidence", "record", "explorer")


def _seconds(value: float) -> str:
    return f"{value:,.1f}" if value < 100 else f"{value:,.0f}"


def _megabytes(size: float) -> str:
    return f"{size / 1e6:,.1f}" if size < 1e7 else f"{size / 1e6:,.0f}"


def _kilobytes(size: float) -> str:
    return f"{size / 1e3:,.0f}"


def _steps(book: dict) -> dict[str, dict]:
    return {step["name"]: step for step in book["steps"]}


def _middle(step: dict | None, what: str) -> str:
    """The middle one of the seconds of a step, with the lowest and highest where there are several."""
    if step is None:
        return NONE
    if step["fault"] or not step[what]:
        return "failed"
    found = step[what]
    told = _seconds(statistics.median(found))
    return told if len(found) == 1 else f"{told} ({_seconds(min(found))} to {_seconds(max(found))})"


def _peak(steps: Iterable[dict]) -> float | None:
    """The most memory that any of ``steps`` took, in bytes."""
    return max((peak for step in steps for peak in step["peak"] if peak is not None), default=None)


def _memory(step: dict | None) -> str:
    peak = _peak([step] if step else [])
    return NONE if peak is None else _megabytes(peak)


def _target(name: str) -> str:
    seconds = f"{TARGETS[name]} s" if name in TARGETS else ""
    return f"{seconds}, {_megabytes(MEMORY_TARGET)} MB" if name == "cold" else seconds


def commands(found: dict) -> dict:
    """The steps on the report as the content of a table: seconds, target, CPU and memory, one row a step."""
    rows = [
        [
            LABELS[step["name"]],
            _middle(step, "wall"),
            _target(step["name"]),
            _middle(step, "cpu"),
            _memory(step),
        ]
        for step in found["books"][0]["steps"]
    ]
    columns = ["Step", "Seconds", "Target, at most", "CPU seconds", "Memory, MB"]
    return {"columns": columns, "numeric": [False, True, False, True, True], "rows": rows}


def beside(found: dict) -> dict | None:
    """The report and the stock book side by side; None if no stock book was measured."""
    stock = next((book for book in found["books"] if book["name"] == "stock"), None)
    if stock is None:
        return None
    ours, theirs = _steps(found["books"][0]), _steps(stock)
    rows = [
        [LABELS[name], *(_middle(book[name], what) for what in ("wall", "cpu") for book in (ours, theirs))]
        for name in theirs
    ]
    rows.append(
        [
            "Most memory, MB",
            *(_told(_peak(steps.values()), _megabytes) for steps in _builds(ours, theirs)),
            "",
            "",
        ]
    )
    rows.append(["Middle page, as sent, kB", *(_opened(book) for book in (found["books"][0], stock)), "", ""])
    columns = ["Step", "This report, s", "Stock, s", "This report, CPU s", "Stock, CPU s"]
    return {"columns": columns, "numeric": [False, True, True, True, True], "rows": rows}


def _builds(ours: dict, theirs: dict) -> tuple[dict, dict]:
    return {name: step for name, step in ours.items() if name in theirs}, theirs


def _told(value: float | None, form) -> str:
    return NONE if value is None else form(value)


def _opened(book: dict) -> str:
    opened = [page["opened"] for page in book["pages"]]
    return _kilobytes(statistics.median(opened)) if opened else NONE


def growth(found: dict) -> dict | None:
    """How seconds, memory and pages grow with claims and chapters; None if no larger book was measured."""
    books = [book for book in found["books"] if book["name"] != "stock"]
    if len(books) < 2:
        return None
    taken = [_steps(book) for book in books]
    names = [name for name in LABELS if any(name in steps for steps in taken)]
    rows = [[f"{LABELS[name]}, s", *(_short(steps.get(name)) for steps in taken)] for name in names]
    rows.append(["Most memory of these, MB", *(_told(_peak(steps.values()), _megabytes) for steps in taken)])
    for name in COMPLETE:
        rows.append([f"Page of {name}, HTML, MB", *(_html(book, name) for book in books)])
    heads = [f"{_count(book['claims'])} claims, {_count(book['notebooks'])} notebooks" for book in books]
    return {"columns": ["Step", *heads], "numeric": [False] + [True] * len(books), "rows": rows}


def _short(step: dict | None) -> str:
    return _middle(step, "wall").partition(" (")[0]


def _count(value: int | None) -> str:
    return NONE if value is None else wording.number(value)


def _html(book: dict, name: str) -> str:
    return next((_megabytes(page["html"]) for page in book["pages"] if page["page"] == name), NONE)


def page_sizes(found: dict) -> dict:
    """Bytes of every page of the report: its HTML, that compressed, and all that a first visit loads."""
    rows = [
        [page["page"], *(_kilobytes(page[what]) for what in ("html", "compressed", "opened"))]
        for page in found["books"][0]["pages"]
    ]
    columns = ["Page", "HTML, kB", "Compressed, kB", "With scripts and styles, compressed, kB"]
    return {"columns": columns, "numeric": [False, True, True, True], "rows": rows}


def conditions(found: dict) -> str:
    """Where and when it was measured, in sentences."""
    machine, load = found["machine"], found["load"]
    memory = f", {machine['memory'] / 1e9:.0f} GB of memory" if machine["memory"] else ""
    told = (
        f"Measured on {dates.in_words(found['date'])} on {wording.counted(machine['cores'], 'core')} of "
        f"“{machine['processor']}”{memory}; "
        f"“{machine['system']}”, “Python {machine['python']}”, “{machine['browser']}”."
    )
    if None not in load.values():
        told += f" The load of the machine was {load['start']:.1f} before and {load['end']:.1f} after."
    if not found["complete"]:
        told += " This system tells neither memory nor the CPU time of helpers that outlive their command."
    return told


def summary(found: dict) -> str:
    """What the report holds, what the floor is, and how the stock book compares, in sentences."""
    own = found["books"][0]
    steps = _steps(own)
    told = (
        f"The report has {_count(own['claims'])} claims, {_count(own['notebooks'])} notebooks, "
        f"{_count(own['charts'])} charts and {_count(own['words'])} words of text."
    )
    floor = [
        statistics.median(steps[name]["cpu"])
        for name in ("cells", "charts")
        if steps.get(name, {}).get("cpu")
    ]
    if len(floor) == 2 and steps["cold"]["cpu"]:
        share = 100 * sum(floor) / statistics.median(steps["cold"]["cpu"])
        told += (
            f" Its cells and charts alone take {share:.0f} per cent of the CPU time of a build from nothing: "
            "that is the floor."
        )
    if own["pdf"]:
        told += f" The PDF has {_megabytes(own['pdf'])} MB."
    return told


class Benchmark(SphinxDirective):
    """``{benchmark}`` prints the results of the last `make bench`."""

    def run(self):
        self.env.note_dependency(str(results.FILE))
        try:
            found = results.read()
        except results.Unreadable as error:
            raise self.error(f"benchmark: {error}") from None
        shown: list[nodes.Node] = [build_table(commands(found))]
        shown.append(paragraph(f"{summary(found)} {conditions(found)}", "source-line"))
        folded = [
            ("Beside a stock Jupyter Book of as many notebooks, charts and words", beside(found)),
            ("How it grows with claims and chapters", growth(found)),
            ("How large each page is", page_sizes(found)),
        ]
        for title, content in folded:
            if content is not None:
                box = details(summary=title)
                box += build_table(content)
                shown.append(box)
        faults = [
            f"{book['name']}, {step['name']}"
            for book in found["books"]
            for step in book["steps"]
            if step["fault"]
        ]
        if faults:
            shown.append(paragraph(f"Not measured: {'; '.join(faults)}.", "source-line"))
        return shown


def setup(app):
    """Register the directive."""
    app.add_directive("benchmark", Benchmark)
