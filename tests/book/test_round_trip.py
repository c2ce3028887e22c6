"""Each page is a notebook: JupyterLab opens it, runs it in a fresh kernel, and saves it as it was."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from lab import Lab, serving
from projects import ROOT, listed_chapters

pytestmark = pytest.mark.slow

PAGES = listed_chapters()
CODE = "{code-cell}"


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """A copy of the project; the server serves its book/."""
    folder = tmp_path_factory.mktemp("lab")
    for name in ("book", "data"):
        shutil.copytree(
            ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints")
        )
    return folder


@pytest.fixture(scope="module")
def lab(folder) -> Lab:
    """One server for all pages."""
    with serving(folder) as lab:
        yield lab


@pytest.fixture(scope="module")
def runs(lab, folder):
    """The round trip of each page, two at a time: a kernel keeps one core busy."""
    pool = ThreadPoolExecutor(2)
    yield {page: pool.submit(_round_trip, lab, folder / f"{page}.md") for page in PAGES}
    pool.shutdown(cancel_futures=True)


def _saved(lab, path, notebook) -> str:
    """The file after a save. It is taken away before: what is compared is what was saved."""
    path.unlink()
    lab.save(path.name, notebook)
    return path.read_text(encoding="utf-8")


def _round_trip(lab, path):
    """The notebook after all cells ran, the file as saved on opening, and the file as saved at the end."""
    code = CODE in path.read_text(encoding="utf-8")
    notebook = lab.open(path.name)
    at_once = _saved(lab, path, notebook)
    if code:
        lab.run_all(path.name, notebook)
    else:
        lab.choose_kernel(notebook)
    return notebook, at_once, _saved(lab, path, notebook)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_opened_run_and_saved_as_it_was(page, runs):
    before = (ROOT / f"{page}.md").read_text(encoding="utf-8")
    notebook, at_once, at_last = runs[page].result()
    assert at_once == before and at_last == before
    assert notebook["metadata"]["kernelspec"]["name"] == "python3"

    cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    outputs = [output for cell in cells for output in cell["outputs"]]
    assert [cell["execution_count"] for cell in cells] == list(range(1, len(cells) + 1))
    assert not [output for output in outputs if output["output_type"] == "error"]
    assert {output["name"] for output in outputs if output["output_type"] == "stream"} <= {"stdout"}
    shown = {kind for output in outputs for kind in output.get("data", {})}
    assert "application/vnd.plotly.v1+json" in shown or not cells or page == PAGES[0]


def test_a_page_in_another_form_is_changed_by_a_save(lab, folder):
    """The form in which the chapters were stored: so a difference shows."""
    stored = (ROOT / "book" / "record.md").read_text(encoding="utf-8")
    other = stored.replace("Python 3 (ipykernel)", "Python 3").replace("[hide-input]\n\n", "[hide-input]\n")
    path = folder / "book" / "other.md"
    path.write_text(other, encoding="utf-8")
    notebook = lab.open(path.name)
    without_kernel = _saved(lab, path, notebook)
    assert without_kernel != other
    assert without_kernel.replace("Python 3\n", "Python 3 (ipykernel)\n") == stored
    lab.choose_kernel(notebook)
    assert "display_name: Python 3 (ipykernel)\n" in _saved(lab, path, notebook)


def test_a_new_page_without_a_header_opens_and_gets_one(lab, folder):
    """Also with a colon fence, which jupytext takes for another kind of Markdown."""
    body = "# A page\n\n:::{container} answer\nWords.\n:::\n"
    path = folder / "book" / "new.md"
    path.write_text(body, encoding="utf-8")
    notebook = lab.open(path.name)
    assert [cell["source"] + "\n" for cell in notebook["cells"]] == [body]
    lab.choose_kernel(notebook)
    saved = _saved(lab, path, notebook)
    assert saved.endswith("---\n\n" + body) and "format_name: myst" in saved and "version" not in saved
