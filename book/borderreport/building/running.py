"""Runs the cells of chapters: each chapter in a process of its own, forked from one that has imported and
read everything.

A fork has what a fresh kernel would have after its imports, and shares it, so that a chapter costs no
start. The cells run in IPython's own shell, without a profile: no configuration of the machine or of its
user has a say in them.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import sys
import tempfile
import traceback
from pathlib import Path

from borderreport.building.chapters import Chapter
from borderreport.building.store import Store
from borderreport.data import ROOT

#: Seconds that a chapter may take. It takes one or two; this ends one that hangs.
LIMIT = 300


class Failed(Exception):
    """Cells that failed, a paragraph each: page, line, error and where in the cell."""


def run(chapters: list[Chapter], store: Store, workers: int, limit: int = LIMIT) -> None:
    """Run ``chapters`` and keep their outputs in ``store``; ``workers`` at a time.

    Raises Failed with every chapter that did not run to its end. What the others gave is kept.
    """
    if not chapters:
        return
    with tempfile.TemporaryDirectory(prefix="report-cells-") as scratch:
        # A process of its own, so that what cells need is not imported into the one that goes on to write
        # pages.
        runner = multiprocessing.get_context("fork").Process(
            target=_run_all, args=(chapters, store, workers, Path(scratch), limit)
        )
        runner.start()
        runner.join()
        faults = [path.read_text(encoding="utf-8") for path in sorted(Path(scratch).glob("*.fault"))]
    if faults or runner.exitcode != 0:
        raise Failed(
            "\n\n".join(faults) or f"the process that runs cells ended with status {runner.exitcode}"
        )


def _run_all(chapters: list[Chapter], store: Store, workers: int, scratch: Path, limit: int) -> None:
    shell = _prepare(scratch)
    # Those with most code first, so that no long one is left over at the end.
    waiting = sorted(chapters, key=lambda c: sum(map(len, c.cells)))
    running: dict[int, Chapter] = {}
    while waiting or running:
        while waiting and len(running) < workers:
            chapter = waiting.pop()
            child = os.fork()
            if child == 0:
                _child(shell, chapter, store, scratch, limit)
            running[child] = chapter
        ended, status = os.wait()
        chapter = running.pop(ended)
        if status:
            said = f"{chapter.name}.md: {_ending(status, limit)}"
            _fault(scratch, chapter, said)


def _ending(status: int, limit: int) -> str:
    """What became of a process that did not end by itself."""
    if not os.WIFSIGNALED(status):
        return f"its process ended with status {os.waitstatus_to_exitcode(status)}"
    number = os.WTERMSIG(status)
    if number == signal.SIGALRM:
        return f"its cells did not end within {limit} s"
    return f"its process was ended by {signal.Signals(number).name}; is there memory left?"


def _fault(scratch: Path, chapter: Chapter, text: str) -> None:
    (scratch / f"{chapter.name.replace('/', '-')}.fault").write_text(text, encoding="utf-8")


def _prepare(scratch: Path):
    """Import what chapters import, read the data, and make the shell that every fork gets a copy of."""
    from borderreport.analysis import standing, witnesses  # noqa: F401  chapters import them
    from borderreport.charts import maps  # noqa: F401
    from borderreport.data import shared
    from borderreport.outputs import BUILDING

    os.environ[BUILDING] = "1"
    shared().all_claims  # noqa: B018  read before the forks, so that they share it
    os.chdir(ROOT / "book")
    return new_shell(scratch / "ipython")


def new_shell(folder: Path):
    """An IPython shell without profile or history; what IPython must write goes into ``folder``."""
    from IPython.core.displayhook import DisplayHook
    from IPython.core.interactiveshell import InteractiveShell
    from traitlets.config import Config

    class Published(DisplayHook):
        """The value of a cell's last line joins what the cell displays, where it would be printed
        otherwise.
        """

        def __call__(self, result=None):
            if result is not None and not self.quiet():
                self.shell.display_pub.publish(*self.compute_format_data(result))
                self.update_user_ns(result)

    class Shell(InteractiveShell):
        displayhook_class = Published

    return Shell.instance(config=Config({"HistoryManager": {"enabled": False}}), ipython_dir=str(folder))


def _child(shell, chapter: Chapter, store: Store, scratch: Path, limit: int) -> None:
    """Run one chapter and end the process."""
    status = 1
    try:
        signal.alarm(limit)
        outputs = []
        for number, (source, line) in enumerate(zip(chapter.cells, chapter.lines)):
            made, error = run_cell(shell, source)
            if error is not None:
                _fault(scratch, chapter, _told(chapter, number, line, error))
                os._exit(0)
            outputs.append(made)
        store.put(chapter.key, json.dumps(outputs, ensure_ascii=False).encode("utf-8"))
        status = 0
    except BaseException:  # noqa: BLE001  the fork must not go on with what its parent does
        _fault(scratch, chapter, f"{chapter.name}.md: {traceback.format_exc()}")
        status = 0
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def run_cell(shell, source: str) -> tuple[list[dict], BaseException | None]:
    """Run one cell in an IPython ``shell``: its outputs in the form of a notebook, and its error if it
    failed.
    """
    from IPython.utils.capture import capture_output

    with capture_output() as captured:
        result = shell.run_cell(source, store_history=True)
    made = [
        {"output_type": "stream", "name": name, "text": text}
        for name, text in (("stdout", captured.stdout), ("stderr", captured.stderr))
        if text
    ]
    # RichOutput is IPython's own holder of what a cell displays.
    made += [
        {"output_type": "display_data", "data": shown.data, "metadata": shown.metadata or {}}
        for shown in captured.outputs
    ]
    return made, result.error_before_exec or result.error_in_exec


def _told(chapter: Chapter, number: int, line: int, error: BaseException) -> str:
    """Where a cell failed and why: the page, the line on which its cell begins, and the frames of the
    cell.
    """
    frames = [f for f in traceback.extract_tb(error.__traceback__) if "IPython" not in f.filename]
    lines = [f"    {_place(f)}: {f.line or ''}".rstrip() for f in frames]
    where = f"{chapter.name}.md, line {line + 1}, cell {number + 1}"
    if isinstance(error, SyntaxError):
        return f"{where}: SyntaxError: {error.msg}, line {error.lineno} of the cell"
    return "\n".join([f"{where}: {type(error).__name__}: {error}", *lines])


def _place(frame: traceback.FrameSummary) -> str:
    if "ipython-input" in frame.filename or "ipykernel" in frame.filename:
        return f"line {frame.lineno} of the cell"
    path = Path(frame.filename)
    return f"{path.relative_to(ROOT) if path.is_relative_to(ROOT) else path.name}, line {frame.lineno}"
