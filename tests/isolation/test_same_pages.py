"""A book built under all settings at once is the book built under none."""

import os
import shutil
import subprocess
import sys

import hostile
import pytest
from projects import CELL, HEADER, project_in

pytestmark = pytest.mark.slow

#: Cells whose outputs would show a locale, a time zone, a width, an order, a profile or a switch of Python.
PAGE = (
    HEADER
    + CELL.format(
        """import locale, sys, time
import pandas as pd
"not displayed, unless a profile says so"
print(time.tzname, locale.getlocale(), sys.flags.optimize, list({"one", "two", "three"}), "ı".upper())
assert sys.flags.dev_mode is False
pd.DataFrame([range(40)])"""
    )
    + CELL.format(
        """import plotly.graph_objects as go
from borderreport.outputs import EVIDENCE, Figure
rows = pd.DataFrame({"of": ["one", "two"], "count": [3, 4], EVIDENCE: [["C001"], ["C002"]]})
chart = go.Figure(go.Bar(x=rows["of"], y=rows["count"], customdata=[["C001"], ["C002"]]))
Figure(name="fig-one", title="Two is more", subtitle="Count", alt="Two bars.", note="None.", rows=rows,
       chart=chart.update_layout(height=300), holds=True)"""
    )
)


def build(folder, by_make, variables, **more):
    """Pages of the book of `PAGE`, built in ``folder``: their bytes by path.

    ``by_make`` starts Python as the Makefile does, which no variable can keep from starting.
    """
    write = project_in(folder)
    (write.folder / "book" / "page.md").write_text(PAGE, encoding="utf-8")
    (write.folder / "_toc.yml").write_text("format: jb-book\nroot: book/page\n", encoding="utf-8")
    output = folder / "out"
    book = write.folder / "book"
    launcher = ["-I", str(book / "borderreport" / "isolation.py")] if by_make else []
    done = subprocess.run(
        [sys.executable, *launcher, "-m", "borderreport", "build", "--output", str(output)],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(book)} | variables,
        capture_output=True,
        text=True,
        check=False,
        **more,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    html = output / "html"
    pages = {str(path.relative_to(html)): path.read_bytes() for path in html.rglob("*") if path.is_file()}
    shutil.rmtree(folder / "project")
    return pages


def test_all_settings_at_once_change_no_byte(tmp_path):
    # At the same place, for where a project lies may stand in what it makes.
    folder = hostile.folder_of(tmp_path / "hostile")
    (tmp_path / "place").mkdir()
    quiet = build(tmp_path / "place", False, {})
    shutil.rmtree(tmp_path / "place")
    (tmp_path / "place").mkdir()
    settings = hostile.everything(folder)
    harried = build(tmp_path / "place", True, settings, umask=0o077, cwd=folder / "modules")
    assert quiet and harried.keys() == quiet.keys()
    assert [path for path in quiet if quiet[path] != harried[path]] == []
