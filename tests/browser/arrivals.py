"""A page as it comes to a reader who opens it for the first time over HTTP: what is sent, and what jumps."""

from __future__ import annotations

from typing import NamedTuple

from watching import FRAMES, settled

#: A table that a script builds stands, and the page has nothing left to do.
BUILT = """() => !document.querySelector('.explorer')
  || document.querySelector('.explorer .tabulator-row, .explorer.failed')"""
IDLE = "() => new Promise(done => requestIdleCallback(() => done()))"

SHIFTS = """window.shifted = 0;
window.count = entries => entries.forEach(entry => { window.shifted += entry.value; });
window.shifts = new PerformanceObserver(list => window.count(list.getEntries()));
window.shifts.observe({type: 'layout-shift', buffered: true});"""
SHIFTED = "() => { window.count(window.shifts.takeRecords()); return window.shifted; }"
FAMILIES = "Array.from(document.fonts).filter(f => f.status === 'loaded').map(f => f.family)"


class Arrival(NamedTuple):
    """Bytes of each file that came, as sent, every address asked for, how far text jumped, and fonts that
    were loaded.
    """

    name: str
    address: str
    sent: dict[str, int]
    asked: set[str]
    shift: float
    fonts: list[str]


def arrive(context, address: str, name: str) -> Arrival:
    """Open the page and wait until everything that it asked for has come or failed, and is painted.

    Images that wait to be scrolled to are not part of opening the page; data: addresses are not sent.
    """
    page = context.new_page()
    page.add_init_script(SHIFTS)
    session, urls, sent, failed = context.new_cdp_session(page), {}, {}, set()
    session.send("Network.enable")
    session.on("Network.requestWillBeSent", lambda e: urls.__setitem__(e["requestId"], e["request"]["url"]))
    session.on("Network.loadingFinished", lambda e: sent.__setitem__(e["requestId"], e["encodedDataLength"]))
    session.on("Network.loadingFailed", lambda e: failed.add(e["requestId"]))
    page.goto(f"{address}/book/{name}.html")
    page.wait_for_function(BUILT)
    settled(page)
    page.evaluate(IDLE)
    while set(urls) - set(sent) - failed:  # each frame lets what has come be counted
        page.evaluate(FRAMES)
    of = {urls[request]: size for request, size in sent.items()}
    return Arrival(
        name,
        address,
        {url: size for url, size in of.items() if url.startswith("http")},
        set(urls.values()),
        page.evaluate(SHIFTED),
        page.evaluate(FAMILIES),
    )
