"""Accessibility: what axe-core finds on every page, and what it does not look for."""

import hashlib

import looks
import pytest
from axe import EVERYTHING, SCRIPT, VENDOR, violations
from pages import PAGES, WITH_CHARTS, visited
from visits import OPEN_ALL

pytestmark = pytest.mark.slow


def test_axe_is_the_recorded_one():
    assert hashlib.sha256((VENDOR / "axe.min.js").read_bytes()).hexdigest() in (
        VENDOR / "README.md"
    ).read_text(encoding="utf-8")


@visited(PAGES)
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing(visit, theme, width):
    """In light and dark, wide and narrow, by what changes between them."""
    assert visit["axe"][theme, width] == []


@pytest.mark.parametrize("name", ["search", "genindex", "404"])
def test_axe_finds_nothing_around_the_chapters(open_page, book, name):
    if not (book.html / f"{name}.html").exists():
        pytest.skip(f"the book has no page {name}")
    page = open_page(f"../{name}", motion="reduce")
    page.goto(page.address)
    page.evaluate(OPEN_ALL)
    found = looks.with_axe(page)
    assert len(found) == 4 and {place: faults for place, faults in found.items() if faults} == {}


def test_axe_would_find_a_fault(open_page):
    page = open_page("changes")
    page.goto(page.address)
    page.evaluate(SCRIPT)
    page.evaluate(
        "document.querySelector('article').insertAdjacentHTML('beforeend', '<img src=\"data:,\"><p style=\"color: #bbb\">pale</p>')"
    )
    assert {rule for rule, *_ in violations(page, EVERYTHING)} >= {"image-alt", "color-contrast"}


def test_a_page_is_shortened_by_what_is_equal_alone(open_page):
    """One pale kind of words of code is found in the light and in the dark, and so is a single pale word."""
    page = open_page("programme", motion="reduce")
    page.goto(page.address)
    page.evaluate(OPEN_ALL)
    before = page.evaluate("document.querySelectorAll('pre span').length")
    page.add_style_tag(content="pre .nn { color: #888 !important; }")
    page.evaluate("Array.from(document.querySelectorAll('pre .n')).at(-1).style.color = '#878787'")
    found = looks.with_axe(page)
    assert page.evaluate("document.querySelectorAll('pre span').length") < before / 3
    for place in (("light", 1280), ("dark", 1280), ("dark", 320)):
        words = [html for rule, html, _ in found[place] if rule == "color-contrast"]
        assert any('class="nn"' in html for html in words), place
        assert any('class="n"' in html for html in words), place


@visited(WITH_CHARTS)
def test_every_chart_has_a_name_and_few_tab_stops(visit):
    """Its title, description and table: see tests/book/test_pages.py."""
    assert visit["figures"]
    for figure in visit["figures"]:
        assert figure["alt"].strip() and figure["alt"] in figure["name"], figure
        assert figure["stops"] <= 3, figure


def test_a_drawn_chart_adds_no_tab_stop_and_keeps_its_name(open_page):
    page = open_page("programme")
    page.goto(page.address)
    page.locator(".chart").first.focus()
    page.wait_for_selector(".chart.drawn")
    drawn = page.locator(".chart.drawn")
    assert drawn.locator("a, button, [tabindex]").count() == 0
    assert drawn.locator(".main-svg[role=img]").get_attribute("aria-label")
    page.evaluate(SCRIPT)
    assert violations(page, EVERYTHING) == []


FOCUS = """() => {
    const shown = e => {
        const style = getComputedStyle(e);
        return [style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0, style.boxShadow, style.textDecorationStyle,
            style.borderColor, style.backgroundColor].join();
    };
    const stops = [];
    const at = document.activeElement;
    if (!at || at === document.body) { return null; }
    const focused = shown(at);
    const outline = getComputedStyle(at);
    const outlined = outline.outlineStyle !== 'none' && parseFloat(outline.outlineWidth) >= 1;
    at.blur();
    const plain = shown(at);
    at.focus();
    return [at.outerHTML.slice(0, 120), outlined || focused !== plain];
}"""


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", ["index", "programme", "evidence", "explorer"])
def test_focus_is_seen(open_page, book, name, theme):
    """On every stop that the Tab key reaches within the first screens of a page."""
    page = open_page(name, theme=theme, motion="reduce")
    if not (book.html / "book" / f"{name}.html").exists():
        pytest.skip(f"the book has no page {name}")
    page.goto(page.address)
    unseen, met = [], 0
    for _ in range(45):
        page.keyboard.press("Tab")
        found = page.evaluate(FOCUS)
        if found is None:
            continue
        met += 1
        if not found[1]:
            unseen.append(found[0])
    assert met >= 20
    assert unseen == []


def test_the_keyboard_reaches_the_text_past_the_menu(open_page):
    page = open_page("programme")
    page.goto(page.address)
    page.keyboard.press("Tab")
    assert page.locator(":focus").get_attribute("href") == "#main-content"
    page.wait_for_function("document.activeElement.getBoundingClientRect().top >= 0")  # it glides into view
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")
