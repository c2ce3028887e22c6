"""What is looked at on a visit: each function works on an open page and returns what it finds, for a test to
judge.
"""

from __future__ import annotations

import charts
from axe import BUT_COLOURS, COLOURS, EVERYTHING, prepare, violations
from visits import OPEN_ALL, Visit
from watching import settled

#: What is cut on purpose, scrolls in a box of its own, or waits beside the screen to be called.
APART = (
    "pre, .bd-sidebar-secondary, .bd-sidebar-primary, dialog, thead, .visually-hidden, .chart-live,"
    " .tabulator, [popover]"
)
CUT = """apart => {
  const wide = document.documentElement.clientWidth;
  const over = box => box.width && box.right > wide + 1;
  const cut = [...document.querySelectorAll("main *")].filter(e => !e.closest(apart)
    && e.getClientRects().length && over(e.getBoundingClientRect()));
  return {
    scroll: document.documentElement.scrollWidth - wide,
    cut: cut.slice(0, 3).map(e => [e.tagName, e.className, e.textContent.slice(0, 40)]),
  };
}"""
#: Tables wider than the part of the text they stand in.
CUT_TABLES = """() => Array.from(document.querySelectorAll('article table'))
  .filter(t => t.offsetWidth > t.closest('section, details, figure').clientWidth + 1)
  .map(t => [t.innerText.slice(0, 40), t.offsetWidth])"""
WIDTHS = (1920, 1280, 1000, 601, 375, 320)
WIDTHS_OF_TABLES = (1280, 375)
#: What the boxes that scroll say to the Tab key, where it is not so: see book/assets/scrolled.js.
UNREACHED = """() => Array.from(document.querySelectorAll("main pre, main .pst-scrollable-table-container"))
  .filter(e => e.getClientRects().length)
  .filter(e => (e.scrollWidth > e.clientWidth || e.scrollHeight > e.clientHeight) !== (e.tabIndex === 0))
  .map(e => [e.className, e.tabIndex, e.textContent.slice(0, 40)])"""


def resized(page, width: int) -> None:
    """Give the window a width, and wait until the page is laid out in it."""
    page.set_viewport_size({"width": width, "height": 900})
    settled(page)


def themed(page, theme: str) -> None:
    """Change the theme, and wait until the page has it; the page for lost readers has no switch."""
    page.emulate_media(color_scheme=theme)
    page.wait_for_function(f"(document.documentElement.dataset.theme ?? '{theme}') === '{theme}'")
    settled(page)


def width_by_width(page) -> dict:
    """By width: what is cut, tables too wide, and boxes that the keyboard does not reach."""
    found = {}
    for width in WIDTHS:
        resized(page, width)
        found[width] = {"cut": page.evaluate(CUT, APART), "unreached": page.evaluate(UNREACHED)}
        if width in WIDTHS_OF_TABLES:
            found[width]["tables"] = page.evaluate(CUT_TABLES)
    return found


def with_axe(page) -> dict:
    """Violations by theme and width: everything once, and then by what changes between them."""
    found = {}
    resized(page, 1280)
    prepare(page)
    found["light", 1280] = violations(page, EVERYTHING)
    themed(page, "dark")
    found["dark", 1280] = violations(page, COLOURS)
    resized(page, 320)
    found["dark", 320] = violations(page, COLOURS)
    themed(page, "light")
    found["light", 320] = violations(page, BUT_COLOURS)
    return found


def visit(page, name: str) -> Visit:
    """Look at everything that is to be seen of the page ``name``, opened from the disk."""
    seen = Visit(name)
    page.goto(page.address)
    settled(page)
    seen.look("scrolled through", charts.scrolled_through, page)
    seen.look("figures", charts.figures, page)
    page.emulate_media(reduced_motion="reduce")
    page.evaluate(OPEN_ALL)
    seen.look("by width", width_by_width, page)
    seen.look("axe", with_axe, page)
    if charts.count(page):
        for theme, width in charts.DRAWN:
            themed(page, theme)
            resized(page, width)
            seen.look(f"charts {theme} {width}", charts.all_drawn, page)
    return seen
