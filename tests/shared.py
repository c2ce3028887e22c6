"""What costs much is made once for all workers of a run, and read by each."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from projects import Build, build_whole

#: Names the file that holds what a failed build printed; the end of the run shows it once.
FAILED = "failed.log"


def folder_of_run(factory: pytest.TempPathFactory) -> Path:
    """The temporary folder that all workers of this run share."""
    own = factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """The folder ``name`` of this run, filled by ``make`` in the worker that comes first; the others wait.

    It is filled beside its place and renamed when complete, so that no worker ever reads half of it.
    """
    run = folder_of_run(factory)
    finished, beside = run / name, run / f"{name}.part"
    with (run / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not finished.exists():
            shutil.rmtree(beside, ignore_errors=True)  # of a worker that was stopped
            beside.mkdir()
            make(beside)
            beside.rename(finished)
    return finished


def build_once(
    factory: pytest.TempPathFactory, name: str, make: Callable[[Path], Build], flawless: bool = True
) -> Build:
    """What ``make`` builds into the folder it is given, built once for the run; a flawless one has status 0."""

    def keep(folder: Path) -> None:
        made = make(folder)
        pages = str(made.html.relative_to(folder))
        (folder / "build.json").write_text(json.dumps([made.status, made.log, pages]), encoding="utf-8")
        if flawless and made.status:
            (folder / FAILED).write_text(made.log, encoding="utf-8")

    folder = once(factory, name, keep)
    status, log, pages = json.loads((folder / "build.json").read_text(encoding="utf-8"))
    if flawless and status:
        pytest.fail(f"{name} was not built: what the build printed stands at the end", pytrace=False)
    return Build(status, log, folder / pages)


def book_once(factory: pytest.TempPathFactory, project: Path) -> Build:
    """The book of ``project``, built from nothing."""
    return build_once(factory, "book", lambda folder: build_whole(project, folder))


def failed_builds(run: Path) -> list[tuple[str, str]]:
    """Names and printed words of the builds of a run that failed."""
    return [(p.parent.name, p.read_text(encoding="utf-8")) for p in sorted(run.glob(f"*/{FAILED}"))]
