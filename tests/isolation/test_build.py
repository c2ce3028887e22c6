"""A book built under all settings at once is the book built under none."""

import os
import shutil
import subprocess
import sys

import hostile
import pytest
from borderreport import cli
from projects import CELL, HEADER, ROOT, project_in

#: Cells whose outputs would show a locale, a time zone, a width, an order, a profile or a switch of Python.
PAGE = HEADER + CELL.format(
    """import locale, sys, time
import pandas as pd
"not displayed, unless a profile says so"
print(time.tzname, locale.getlocale(), sys.flags.optimize, list({"one", "two", "three"}), "ı".upper())
assert sys.flags.dev_mode is False
pd.DataFrame([range(40)])"""
) + CELL.format(
    """import plotly.graph_objects as go
from borderreport.outputs import EVIDENCE, Figure
rows = pd.DataFrame({"of": ["one", "two"], "count": [3, 4], EVIDENCE: [["C001"], ["C002"]]})
chart = go.Figure(go.Bar(x=rows["of"], y=rows["count"], customdata=[["C001"], ["C002"]]))
Figure(name="fig-one", title="Two is more", subtitle="Count", alt="Two bars.", note="None.", rows=rows,
       chart=chart.update_layout(height=300), holds=True)"""
)


def build(folder, command, variables, **more):
    """Pages of the book of `PAGE`, built in ``folder``: their bytes by path."""
    write = project_in(folder)
    (write.folder / "book" / "page.md").write_text(PAGE, encoding="utf-8")
    (write.folder / "_toc.yml").write_text("format: jb-book\nroot: book/page\n", encoding="utf-8")
    output = folder / "out"
    done = subprocess.run(
        [*command, "-m", "borderreport", "build", "--project", str(write.folder), "--output", str(output)],
        env={"PATH": os.environ["PATH"]} | variables,
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


@pytest.mark.skipif(not hasattr(cli, "build"), reason="the command build is not there yet")
def test_all_settings_at_once_change_no_byte(tmp_path):
    # At the same place, for where a project lies may stand in what it makes.
    folder = hostile.folder_of(tmp_path / "hostile")
    (tmp_path / "place").mkdir()
    quiet = build(tmp_path / "place", [sys.executable], {"PYTHONPATH": str(ROOT / "book")})
    shutil.rmtree(tmp_path / "place")
    (tmp_path / "place").mkdir()
    by_make = [sys.executable, "-I", str(ROOT / "book" / "borderreport" / "isolation.py")]
    harried = build(
        tmp_path / "place", by_make, hostile.everything(folder), umask=0o077, cwd=folder / "modules"
    )
    assert quiet and harried.keys() == quiet.keys()
    assert [path for path in quiet if quiet[path] != harried[path]] == []
