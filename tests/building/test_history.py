"""After any history of edits, kills and damage the finished book is that of a clean build."""

import os
import signal
import subprocess
import sys
import time

import pytest
from borderreport.building.inputs import tree_digest
from projects import CELL, HEADER, project_in

pytestmark = pytest.mark.slow

PAGE = (
    "The text of {claim}`C001` says {glue:text}`n`.\n\n"
    + CELL.format(
        "import pandas as pd, plotly.graph_objects as go\nfrom borderreport import data\n"
        "from borderreport.outputs import EVIDENCE, Figure, calculated\n"
        "name = data.load().entities.set_index('entity_id').loc['csto', 'name']\ncalculated(n=name)\n"
        "Figure(name='fig-x', title='A finding', subtitle='A measure', alt='A chart of one bar', note='A note',\n"
        "    chart=go.Figure(go.Bar(x=[1], y=['a'])).update_layout(height=200), holds=len(name) > 1,\n"
        "    rows=pd.DataFrame({'A': [1], EVIDENCE: [['C001']]}))"
    )
    + "\n```{finding-list} delisting\n```\n"
)
WAIT = 120  # seconds until a build counts as stuck


class Project:
    """A one-page project whose page is the page of evidence too, so that every link leads somewhere."""

    def __init__(self, folder):
        self.folder = project_in(folder).folder
        self.page = self.folder / "book" / "evidence.md"
        self.page.write_text(HEADER + PAGE, encoding="utf-8")
        (self.folder / "_toc.yml").write_text("format: jb-book\nroot: book/evidence\n", encoding="utf-8")
        self.output = folder / "out"

    def start(self, output=None):
        command = [sys.executable, "-m", "borderreport", "build", "--output", str(output or self.output)]
        own = os.environ | {"PYTHONPATH": str(self.folder / "book"), "CI": "true"}
        return subprocess.Popen(
            command,
            env=own,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def build(self, output=None):
        """Build to the end; what was said."""
        process = self.start(output)
        said, _ = process.communicate(timeout=900)
        assert process.returncode == 0, said
        return said

    @property
    def html(self):
        return self.output / "html"

    def text(self):
        return (self.html / "book" / "evidence.html").read_text(encoding="utf-8")

    def change(self, path, old, new):
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    project = Project(tmp_path_factory.mktemp("history"))
    project.build()
    return project


@pytest.fixture
def clean(project, tmp_path):
    """What a build from nothing gives now."""

    def build():
        project.build(tmp_path / "clean")
        return tree_digest(tmp_path / "clean" / "html")

    return build


def test_each_edit_does_what_it_asks_for_and_no_more(project, clean):
    assert "nothing has changed" in project.build()
    styles = project.folder / "book" / "_static" / "report.css"
    mark = project.text().split("report.css?v=")[1][:8]
    project.change(styles, "\n", "\n/* another style */\n")
    said = project.build()
    assert "reading" not in said and "putting the book together" in said
    assert "another style" in (project.html / "_static" / "report.css").read_text(encoding="utf-8")
    assert project.text().split("report.css?v=")[1][:8] != mark
    project.change(project.page, "The text of", "The prose of")
    said = project.build()
    assert "reading 1 page" in said and "running" not in said and "drawing" not in said
    assert "The prose of" in project.text()
    project.change(project.folder / "data" / "entities.csv", "Collective Security Treaty", "Renamed Treaty")
    said = project.build()
    assert "running 1 chapter" in said and "drawing" not in said and "Renamed Treaty" in project.text()
    assert tree_digest(project.html) == clean()


def test_damage_to_what_is_kept_does_no_harm(project, clean):
    for name in ("executed", "parsed", "charts", "icons", "templates"):
        for path in (project.output / name).iterdir():
            path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    (project.output / "html" / "leftover.html").write_text("of an earlier edition")
    (project.output / "html" / "_static" / "figures" / "fig-x.svg").write_text("<svg")
    project.change(project.page, "says", "tells")
    project.build()
    right = clean()
    assert tree_digest(project.html) == right
    (project.output / ".doctrees" / "environment.pickle").write_bytes(b"no pickle")
    (project.output / "pages" / "book" / "evidence.html").write_text("cut")
    (project.output / "state.json").write_text("{")
    project.build()
    assert tree_digest(project.html) == right


STEPS = ("== running", "== reading", "== writing", "== putting")


def test_a_build_that_is_killed_leaves_the_old_book_and_the_next_is_right(project, clean):
    """Killed as soon as it says that it begins a step, for each step."""
    for step in STEPS:
        before = tree_digest(project.html)
        project.change(project.page, "name = data.load()", "1\nname = data.load()")
        project.change(project.page, "```{finding-list}", f"And {step[3:]}.\n\n```{{finding-list}}")
        process = project.start()
        for line in process.stdout:
            if line.startswith(step):
                break
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate(timeout=WAIT)
        assert tree_digest(project.html) == before or step == STEPS[-1], step
        project.build()
        assert f"And {step[3:]}." in project.text()
    assert tree_digest(project.html) == clean()


def test_a_second_build_waits_for_the_first(project):
    project.change(project.page, "```{finding-list}", "Twice.\n\n```{finding-list}")
    first = project.start()
    line = first.stdout.readline()
    assert line.startswith("== reading")
    second = project.start()
    said = [process.communicate(timeout=900)[0] for process in (first, second)]
    assert "another build is at work" in said[1] and "nothing has changed" in said[1]
    assert first.returncode == second.returncode == 0


def test_a_browser_that_dies_stops_the_build_with_a_word(project, tmp_path, monkeypatch):
    false = tmp_path / "chromium"
    false.write_text(f"#!{sys.executable}\nimport sys\nsys.exit(1)\n")
    false.chmod(0o755)
    monkeypatch.setenv("BROWSER_PATH", str(false))
    before = tree_digest(project.html)
    project.change(project.page, "x=[1], y=['a']", "x=[2], y=['a']")
    process = project.start()
    began = time.monotonic()
    said, _ = process.communicate(timeout=WAIT)
    assert process.returncode == 1 and "charts were not drawn" in said and "BROWSER_PATH" in said
    assert "Traceback" not in said and time.monotonic() - began < WAIT
    assert tree_digest(project.html) == before
