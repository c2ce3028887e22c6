"""What other tools leave beside a page neither stops nor changes the build."""

import pytest
from projects import HEADER, project_in

pytestmark = pytest.mark.slow

NOTEBOOK = '{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}'
OTHER = "A leftover\n==========\n\n# A leftover\n\n{claim}`C99999`\n"
#: By notebook servers, nbconvert, editors, file managers. What has text would fail the build if it were read.
LEAVINGS = {
    "page.ipynb": NOTEBOOK,
    "page.nbconvert.ipynb": NOTEBOOK,
    "Untitled.ipynb": NOTEBOOK,
    "Untitled.md": HEADER + OTHER,
    "page (copy).md": HEADER + OTHER,
    "page.rst": OTHER,
    "page.txt": OTHER,
    "page.html": "<p>A leftover</p>",
    "page.py": "raise RuntimeError('a leftover')",
    "page_files/page_1_0.png": "not a picture",
    "page.md~": OTHER,
    "page.md.orig": OTHER,
    ".page.md.swp": OTHER,
    "#page.md#": OTHER,
    "._page.md": OTHER,
    ".ipynb_checkpoints/page-checkpoint.md": HEADER + OTHER,
    ".ipynb_checkpoints/page-checkpoint.ipynb": NOTEBOOK,
}


def _pages(outcome):
    return {path.relative_to(outcome.html): path.read_text() for path in outcome.all_pages}


def test_leavings_neither_stop_nor_change_the_build(tmp_path):
    (tmp_path / "clean").mkdir()
    (tmp_path / "used").mkdir()
    clean, used = project_in(tmp_path / "clean"), project_in(tmp_path / "used")
    for folder in (used.folder, used.folder / "book"):
        for name, text in LEAVINGS.items():
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
        (folder / ".#page.md").symlink_to("someone@a-machine.1234")  # the lock of an editor leads nowhere
    body = "See the words of this page.\n"
    first, second = clean(body), used(body)
    assert first.status == 0, first.log[-3000:]
    assert second.status == 0, second.log[-3000:]
    assert _pages(second) == _pages(first)
