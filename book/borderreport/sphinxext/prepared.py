"""Before pages are read, their cells are run; while they are read, their charts are drawn.

Both only where something changed: outputs and charts are kept by what they were made from. A build that did
not end leaves a mark, and the next one then trusts no page of it.
"""

from __future__ import annotations

import json
import multiprocessing
import re
from pathlib import Path

from jinja2 import FileSystemBytecodeCache
from sphinx.errors import ExtensionError

from borderreport.building import chapters, running
from borderreport.building.dress import dress
from borderreport.building.driver import ICONS, PRINTED
from borderreport.building.inputs import package_digest
from borderreport.building.progress import say
from borderreport.building.store import Store
from borderreport.charts import static
from borderreport.charts.browser import DrawingFailed, browser
from borderreport.sphinxext.figures import files
from borderreport.words import wording

UNFINISHED = ".unfinished"
#: Extensions that say nothing of parallel reading, which Sphinx takes for a no. One numbers sections by a
#: walk over all pages once they are read, the other only serves LaTeX.
SILENT = ("sphinx_multitoc_numbering", "sphinx_jupyterbook_latex")
#: Pages that are read and written in one process: another one costs more than it takes off.
FEW = 2
_FIGURE = re.compile(r"^```\{report-figure\}\n(.*)\n```$", re.S)


def _folder(app) -> Path:
    return Path(app.outdir).parent


def _run(app) -> None:
    """Run the chapters whose outputs are not kept, then begin to draw the charts that are not."""
    chapters.kept_in(_folder(app))
    store = chapters.outputs
    pages = chapters.texts(Path(app.srcdir))
    found = chapters.chapters(pages)
    stale = set(store.missing(chapter.key for chapter in found))
    waiting = [chapter for chapter in found if chapter.key in stale]
    if waiting:
        say(f"== running {wording.counted(len(waiting), 'chapter')}")
    try:
        running.run(waiting, store, max(app.parallel, 1))
    except running.Failed as failed:
        raise ExtensionError(f"cells failed:\n\n{failed}") from None
    app.report_kept = (found, list(pages.values()))
    app.report_drawings = [d for chapter in found for d in drawings_in(store.get(chapter.key))]
    _start_drawing(app)


def drawings_in(outputs: bytes) -> list[static.Drawing]:
    """The static charts of all figures among the outputs of a chapter."""
    found = []
    for cell in json.loads(outputs):
        for output in cell:
            match = _FIGURE.match(output.get("data", {}).get("text/markdown", ""))
            if match:
                found += files.drawings(json.loads(match[1])["spec"])
    return found


def _start_drawing(app) -> None:
    """Draw in a process beside this one, which reads pages meanwhile."""
    kept = Store(_folder(app) / files.DRAWN)
    app.report_drawing = None
    missing = kept.missing({drawing.key for drawing in app.report_drawings})
    if missing and browser() is not None:
        say(f"== drawing {wording.counted(len(missing), 'static chart')} beside the rest")
        context = multiprocessing.get_context("fork")
        inbox, outbox = context.Pipe(duplex=False)
        process = context.Process(target=_draw, args=(app.report_drawings, kept, outbox))
        process.start()
        outbox.close()
        app.report_drawing = (process, inbox)


def _draw(drawings, kept, outbox) -> None:
    try:
        static.draw(drawings, kept)
        outbox.send("")
    except DrawingFailed as failed:
        outbox.send(str(failed))


def _await_drawing(app, env=None) -> list:
    """Wait for the charts before pages are written, which tell their size."""
    say("== writing pages")
    if app.report_drawing is not None:
        process, inbox = app.report_drawing
        try:
            fault = inbox.recv()
        except EOFError:  # the process ended without a word
            fault = "the process that draws charts was ended; build again"
        process.join()
        app.report_drawing = None
        if fault:
            raise ExtensionError(f"charts were not drawn: {fault}")
    return []


def _outdated(app, env, added, changed, removed):
    """Every page is read again if the data or the package changed, or if the last build did not end."""
    now = package_digest()
    stale = getattr(env, "report_made_by", None) != now or app.report_was_unfinished
    env.report_made_by = now
    return list(env.found_docs) if stale else []


def _mark(app) -> None:
    mark = Path(app.outdir) / UNFINISHED
    app.report_was_unfinished = mark.exists()
    mark.parent.mkdir(parents=True, exist_ok=True)
    mark.touch()


def _finish(app, error) -> None:
    if error is not None:
        return
    chapters.prune(*app.report_kept)
    Store(_folder(app) / files.DRAWN).prune(drawing.key for drawing in app.report_drawings)
    if app.config.report_dress and app.builder.name == "html":
        dress(Path(app.outdir), Store(_folder(app) / ICONS), _folder(app) / PRINTED)
    (Path(app.outdir) / UNFINISHED).unlink()


def _configure(app, config) -> None:
    """Pages are read with their kept outputs, in parallel."""
    config.nb_custom_formats = {".md": ["borderreport.building.chapters.read", {}, False]}
    config.nb_execution_mode = "off"


def _keep_templates(app) -> None:
    """Compiled templates are kept as well: each process that writes pages compiles some forty otherwise."""
    folder = _folder(app) / "templates"
    folder.mkdir(parents=True, exist_ok=True)
    app.builder.templates.environment.bytecode_cache = FileSystemBytecodeCache(str(folder))


def _allow_parallel(app, env, docnames) -> None:
    say(f"== reading {wording.counted(len(docnames), 'page')}")
    if len(docnames) <= FEW:
        app.parallel = 1
    for name in SILENT:
        if name in app.extensions:
            app.extensions[name].parallel_read_safe = True


def setup(app):
    """Connect to the build."""
    # `borderreport build` puts the pages together elsewhere; built by Jupyter Book or Sphinx alone, here.
    app.add_config_value("report_dress", True, "")
    app.connect("config-inited", _configure, priority=100)
    app.connect("builder-inited", _mark, priority=90)
    app.connect("builder-inited", _run, priority=100)
    app.connect("builder-inited", _keep_templates)
    app.connect("env-get-outdated", _outdated)
    app.connect("env-before-read-docs", _allow_parallel)
    app.connect("env-updated", _await_drawing, priority=100)
    app.connect("build-finished", _finish, priority=990)
