"""The book is a Jupyter Book: its own command and plain Sphinx build the same pages as the report's."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from projects import CELL, HEADER, project_in

pytestmark = pytest.mark.slow

PAGE = (
    "# Words\n\nSee {claim}`C001`.\n\n"
    + CELL.format("from borderreport.outputs import calculated\ncalculated(n=6 * 7)")
    + "\nIt is {glue:text}`n`.\n\n```{finding-list} delisting\n```\n"
)


def pages(html):
    """Every page and file beside it, without what names the way in which it was built."""
    left_out = {".buildinfo", ".doctrees"}
    return {
        path.relative_to(html).as_posix(): path.read_bytes()
        for path in sorted(html.rglob("*"))
        if path.is_file() and not left_out & set(path.relative_to(html).parts)
    }


def test_three_ways_give_the_same_pages(tmp_path):
    project = project_in(tmp_path).folder
    (project / "book" / "evidence.md").write_text(HEADER + PAGE, encoding="utf-8")
    (project / "_toc.yml").write_text("format: jb-book\nroot: book/evidence\n", encoding="utf-8")
    tools = Path(sys.executable).parent
    own = os.environ | {"PYTHONPATH": str(project / "book"), "PYTHONDONTWRITEBYTECODE": "1"}

    def run(*command):
        done = subprocess.run(
            [*map(str, command)],
            env=own,
            cwd=project,
            capture_output=True,
            text=True,
            timeout=900,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr

    run(sys.executable, "-m", "borderreport", "build", "--output", tmp_path / "ours")
    run(tools / "jupyter-book", "build", ".", "--path-output", tmp_path / "theirs", "-W", "--keep-going")
    run(tools / "jupyter-book", "config", "sphinx", ".")
    run(tools / "sphinx-build", "-W", "-j", "2", ".", tmp_path / "sphinx" / "html")
    ours = pages(tmp_path / "ours" / "html")
    assert len(ours) > 50 and b"It is" in ours["book/evidence.html"]
    for other in (tmp_path / "theirs" / "_build" / "html", tmp_path / "sphinx" / "html"):
        theirs = pages(other)
        assert theirs.keys() == ours.keys()
        assert [name for name in ours if theirs[name] != ours[name]] == []
