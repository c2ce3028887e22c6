"""Each chapter is a notebook that runs from top to bottom in a fresh kernel, as in `make lab`."""

import os
from concurrent.futures import ThreadPoolExecutor

import jupytext
import nbclient
import pytest
from borderreport.outputs import BUILDING
from projects import ROOT, listed_chapters

pytestmark = pytest.mark.slow

NOTEBOOKS = [
    name for name in listed_chapters() if "{code-cell}" in (ROOT / f"{name}.md").read_text(encoding="utf-8")
]


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_chapter_runs_as_a_notebook(name, monkeypatch):
    monkeypatch.delenv(BUILDING, raising=False)
    monkeypatch.delenv("PYTHONPATH", raising=False)
    notebook = jupytext.read(ROOT / f"{name}.md")
    assert notebook.metadata["kernelspec"]["name"] == "python3"
    client = nbclient.NotebookClient(
        notebook, timeout=900, resources={"metadata": {"path": str(ROOT / "book")}}
    )
    with ThreadPoolExecutor(1) as apart:  # the browser of this worker has an event loop in this thread
        apart.submit(client.execute).result()
    shown = {
        kind
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        for kind in output.get("data", {})
    }
    if name != listed_chapters()[0]:
        assert "application/vnd.plotly.v1+json" in shown, os.fspath(name)
