"""What a page costs a reader who only opens it: bytes over the wire, requests, and text that jumps."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from pages import PAGES, arrived

pytestmark = pytest.mark.slow

KB = 1024
PAGE, HTML, SHIFT = 350 * KB, 120 * KB, 0.02
#: Pages that hold every claim: their HTML is larger by its nature, and has a bound of its own.
COMPLETE = {"evidence": 240 * KB, "record": 150 * KB, "explorer": 240 * KB}


@arrived(PAGES, (1280, 375))
def test_a_page_keeps_its_budget(arrival):
    address, sent = arrival.address, arrival.sent
    of_html = sent[f"{address}/book/{arrival.name}.html"]
    costly = sorted(((size, urlsplit(url).path) for url, size in sent.items()), reverse=True)[:6]
    assert sum(sent.values()) <= PAGE, costly
    assert of_html <= COMPLETE.get(arrival.name, HTML)
    assert not any("plotly" in url for url in arrival.asked)
    assert {url for url in arrival.asked if not url.startswith((f"{address}/", "data:", "blob:"))} == set()
    assert arrival.shift <= SHIFT


@arrived(PAGES, (1280, 375))
def test_every_file_a_page_names_is_there(arrival, book):
    """A missing file costs a request and brings nothing."""
    asked = [url for url in arrival.asked if url.startswith("http")]
    assert [url for url in asked if not (book.html / urlsplit(url).path.lstrip("/")).is_file()] == []


@arrived(["programme"], (1280,))
def test_the_letters_are_those_of_the_report_at_the_first_paint(arrival):
    assert any("Source Sans 3" in family for family in arrival.fonts)
    assert not any("source-sans-3-latin" in url for url in arrival.asked if url.startswith("http"))


def test_the_icons_are_cut_to_those_shown(book):
    """The font of all icons is 150 KB. Every icon a page shows is in what is left of it."""
    from fontTools.ttLib import TTFont

    path = book.html / "_static" / "vendor" / "fontawesome" / "webfonts" / "fa-solid-900.woff2"
    assert path.stat().st_size < 8 * KB
    letters = set(TTFont(path).getBestCmap())
    assert {0xF002, 0xF185, 0xF186, 0xF0C9, 0xF062} <= letters  # search, sun, moon, menu, arrow up
