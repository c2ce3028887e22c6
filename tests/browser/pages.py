"""The pages that the browser tests open, in reading order, by the name of their file."""

import pytest
from projects import ROOT, listed_chapters

PAGES = [name.rpartition("/")[2] for name in listed_chapters()]
#: Pages that draw charts of their own, and the landing page, which shows three of theirs.
WITH_CHARTS = [
    page
    for page in PAGES
    if page == "index" or "Figure(" in (ROOT / "book" / f"{page}.md").read_text(encoding="utf-8")
]


def visited(pages):
    """Run a test on the visit of each page; see workers.py: one worker runs all tests of a page, and visits
    it once.
    """
    marked = [pytest.param(page, id=f"visit {page}") for page in pages]
    return pytest.mark.parametrize("visit", marked, indirect=True)


def arrived(pages, widths):
    """Run a test on the arrival at each page in windows of these widths, likewise."""
    marked = [pytest.param((page, width), id=f"arrive {page} {width}") for page in pages for width in widths]
    return pytest.mark.parametrize("arrival", marked, indirect=True)
