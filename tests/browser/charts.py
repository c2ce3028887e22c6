"""Charts on an open page: how a reader's intent is told to them, and what is to be seen of them."""

from __future__ import annotations

import re

MARKS = (
    "svg => svg.querySelectorAll("
    "'.points path, .lines path, .fills path, .bars path, .shapelayer path, .annotation').length"
)
BY_INTENT = "chart => chart.dispatchEvent(new PointerEvent('pointerenter', {pointerType: 'mouse'}))"
STATES = "() => Array.from(document.querySelectorAll('.chart'), chart => chart.dataset.state ?? null)"
#: Themes and widths in which every chart is drawn.
DRAWN = (("light", 1280), ("dark", 320))
#: Visible stops of the Tab key in a figure.
STOPS = (
    "figure => Array.from(figure.querySelectorAll('a[href], button, summary, input, select, [tabindex]'))"
    ".filter(e => e.tabIndex >= 0 && e.checkVisibility()).length"
)


def count(page) -> int:
    """How many charts the page has."""
    return page.locator(".chart").count()


def drawn(chart) -> None:
    """Wait until a chart is drawn."""
    chart.locator("xpath=self::*[contains(@class, 'drawn')]").wait_for()


def of_plotly(addresses) -> int:
    """How many of the addresses are of plotly.js."""
    return sum("plotly" in address for address in addresses)


def scrolled_through(page) -> dict:
    """What the page asked for and complained of while every chart was scrolled into view."""
    for chart in page.query_selector_all(".chart"):
        chart.scroll_into_view_if_needed()
    return {
        "outside": [u for u in page.asked if not u.startswith(("file:", "data:", "blob:"))],
        "of charts": [u for u in page.asked if "plotly" in u or re.search(r"figures/fig-[^/]*\.js", u)],
        "states": page.evaluate(STATES),
        "complaints": list(page.complaints),
    }


def figures(page) -> list[dict]:
    """Of each figure what a script gave it: the name of its chart and its stops of the Tab key."""
    return [
        {
            "id": figure.get_attribute("id"),
            "alt": figure.query_selector(".chart-static img").get_attribute("alt"),
            "name": figure.query_selector(".chart").get_attribute("aria-label"),
            "stops": figure.evaluate(STOPS),
        }
        for figure in page.query_selector_all("figure.chart-figure")
    ]


def all_drawn(page) -> dict:
    """Every chart drawn by intent, and what there is then to see; at the end the images stand there again."""
    for chart in page.query_selector_all(".chart"):
        chart.evaluate(BY_INTENT)
    page.wait_for_function(f"({STATES})().every(state => state === 'drawn' || state === 'failed')")
    live = page.query_selector_all(".chart-live .main-svg[role=img]")
    seen = {
        "states": page.evaluate(STATES),
        "charts": [(c.get_attribute("aria-label") or "", c.evaluate(MARKS)) for c in live],
        "plotly": of_plotly(page.asked),
        "complaints": list(page.complaints),
        "scroll": page.evaluate("document.documentElement.scrollWidth"),
    }
    page.keyboard.press("Escape")
    return seen
