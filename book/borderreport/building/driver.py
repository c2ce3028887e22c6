"""``borderreport build``: what changed decides what is done, and the pages change all at once or not at
all.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import logging
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from borderreport.building import inputs
from borderreport.building.progress import say, taken
from borderreport.building.store import Store, write_whole
from borderreport.data import ROOT

#: Below the build folder: pages as Sphinx writes them, the finished book, and what a build knows of the last
#: one.
WRITTEN, FINISHED, STATE = "pages", "html", "state.json"
DOCTREES, ICONS, PRINTED, LOG = ".doctrees", "icons", "pdf", "build.log"
JOBS = min(os.cpu_count() or 1, 4)


def build(output: Path) -> int:
    """Build the book of the project into ``output``/html; 0 if it stands, 1 if something was wrong."""
    output.mkdir(parents=True, exist_ok=True)
    with _alone(output):
        return _build(output)


def _build(output: Path) -> int:
    written, finished, state = output / WRITTEN, output / FINISHED, output / STATE
    known = _known(state)
    now = {"text": inputs.text_digest(), "around": inputs.around_digest(output / PRINTED)}
    intact = known.get(WRITTEN) == inputs.tree_digest(written)
    current = intact and known.get("text") == now["text"]
    if current and known["around"] == now["around"] and known.get(FINISHED) == inputs.tree_digest(finished):
        say(f"nothing has changed since the last build: open {_named(finished)}")
        return 0
    state.unlink(missing_ok=True)
    if not intact:  # pages are not as this command left them, or it did not come to its end
        for folder in (written, output / DOCTREES):
            shutil.rmtree(folder, ignore_errors=True)
    if not current and _write_pages(output):
        say(f"error: the book was not built: see above; all that Sphinx said is in {output / LOG}")
        return 1
    _finish(output)
    trees = {name: inputs.tree_digest(output / name) for name in (WRITTEN, FINISHED)}
    write_whole(state, json.dumps(now | trees, indent=1).encode())
    pages = sum(1 for _ in (finished / "book").glob("*.html"))
    say(f"== done in {taken():.1f} s: {pages} pages, open {_named(finished)}")
    return 0


def _named(finished: Path) -> str:
    index = finished / "index.html"
    here = Path.cwd()
    return str(index.relative_to(here) if index.is_relative_to(here) else index)


def _known(state: Path) -> dict:
    """What the last build left; nothing if it did not end, or if its note is damaged."""
    try:
        found = json.loads(state.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


@contextlib.contextmanager
def _alone(output: Path) -> Iterator[None]:
    """Wait until no other build works in ``output``."""
    with (output / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("another build is at work here: waiting for it")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _write_pages(output: Path) -> bool:
    """Let Jupyter Book write the pages; True if something was wrong. What Sphinx tells goes into a log."""
    from jupyter_book.sphinx import build_sphinx

    logging.getLogger("fontTools").setLevel(logging.ERROR)
    overrides = {
        "external_toc_path": str(ROOT / "_toc.yml"),
        "latex_individualpages": False,
        "report_dress": False,
    }
    with (output / LOG).open("w", encoding="utf-8") as log, contextlib.redirect_stdout(log):
        return bool(
            build_sphinx(
                ROOT,
                output / WRITTEN,
                path_config=ROOT / "_config.yml",
                noconfig=True,
                confoverrides=overrides,
                doctreedir=output / DOCTREES,
                warningiserror=True,
                keep_going=True,
                jobs=JOBS,
            )
        )


def _finish(output: Path) -> None:
    """Put the finished book together beside the one that stands, then let it take its place."""
    from borderreport.building.dress import dress

    made, stands, old = (output / f"{FINISHED}{ending}" for ending in (".new", "", ".old"))
    for folder in (made, old):
        shutil.rmtree(folder, ignore_errors=True)
    say("== putting the book together")
    shutil.copytree(output / WRITTEN, made, ignore=shutil.ignore_patterns(".*"))
    dress(made, Store(output / ICONS), output / PRINTED)
    if stands.exists():
        stands.rename(old)
    made.rename(stands)
    shutil.rmtree(old, ignore_errors=True)
