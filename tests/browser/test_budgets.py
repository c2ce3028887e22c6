"""What a page costs a reader who only opens it: bytes over the wire, requests, and text that jumps."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from pages import PAGES
from serving import serve

KB = 1024
PAGE, HTML, SHIFT = 350 * KB, 120 * KB, 0.02
#: Pages that hold every claim: their HTML is larger by its nature, and has a bound of its own.
COMPLETE = {"evidence": 240 * KB, "record": 150 * KB, "explorer": 240 * KB}
SHIFTS = """window.shifted = 0;
new PerformanceObserver(list => list.getEntries().forEach(entry => { window.shifted += entry.value; }))
    .observe({type: 'layout-shift', buffered: true});"""


@pytest.fixture(scope="module")
def address(book):
    with serve(book.html) as found:
        yield found


@pytest.fixture
def opened(chromium, address):
    """Load a page as a reader does for the first time; return it with the bytes of each file that came, as sent."""
    contexts = []

    def opener(name, width):
        context = chromium.new_context(viewport={"width": width, "height": 900})
        contexts.append(context)
        page = context.new_page()
        page.add_init_script(SHIFTS)
        session, urls, sent = context.new_cdp_session(page), {}, {}
        session.send("Network.enable")
        session.on(
            "Network.requestWillBeSent",
            lambda event: urls.__setitem__(event["requestId"], event["request"]["url"]),
        )
        session.on(
            "Network.loadingFinished",
            lambda event: sent.__setitem__(urls[event["requestId"]], event["encodedDataLength"]),
        )
        page.goto(f"{address}/book/{name}.html", wait_until="networkidle")
        page.wait_for_timeout(150)
        # Images that wait to be scrolled to are not part of opening the page; data: addresses are not sent.
        return page, {url: size for url, size in sent.items() if url.startswith("http")}, set(urls.values())

    yield opener
    for context in contexts:
        context.close()


@pytest.mark.parametrize("width", [1280, 375])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_keeps_its_budget(opened, address, name, width, record_property):
    page, sent, asked = opened(name, width)
    of_html = sent[f"{address}/book/{name}.html"]
    shift = page.evaluate("window.shifted")
    record_property(
        "bytes",
        f"{name} {width}: {sum(sent.values()) / KB:.0f} KB, HTML {of_html / KB:.0f} KB, shift {shift:.4f}",
    )
    costly = sorted(((size, urlsplit(url).path) for url, size in sent.items()), reverse=True)[:6]
    assert sum(sent.values()) <= PAGE, costly
    assert of_html <= COMPLETE.get(name, HTML)
    assert not any("plotly" in url for url in asked)
    assert {url for url in asked if not url.startswith((f"{address}/", "data:", "blob:"))} == set()
    assert shift <= SHIFT


def test_every_file_a_page_names_is_there(opened, book):
    """A missing file costs a request and brings nothing."""
    for name in PAGES:
        page, sent, asked = opened(name, 1280)
        missing = [
            url
            for url in asked
            if url.startswith("http") and not (book.html / urlsplit(url).path.lstrip("/")).is_file()
        ]
        assert missing == [], name


def test_the_letters_are_those_of_the_report_at_the_first_paint(opened):
    page, _, asked = opened("programme", 1280)
    assert page.evaluate(
        "Array.from(document.fonts).filter(f => f.status === 'loaded').map(f => f.family).join().includes('Source Sans 3')"
    )
    assert not any("source-sans-3-latin" in url for url in asked if url.startswith("http"))


def test_the_icons_are_cut_to_those_shown(book):
    """The font of all icons is 150 KB. Every icon a page shows is in what is left of it."""
    from fontTools.ttLib import TTFont

    path = book.html / "_static" / "vendor" / "fontawesome" / "webfonts" / "fa-solid-900.woff2"
    assert path.stat().st_size < 8 * KB
    letters = set(TTFont(path).getBestCmap())
    assert {0xF002, 0xF185, 0xF186, 0xF0C9, 0xF062} <= letters  # search, sun, moon, menu, arrow up
