"""Accessibility: what axe-core finds on every page, and what it does not look for."""

import hashlib

import pytest
from projects import ROOT
from pages import PAGES, WITH_CHARTS

VENDOR = ROOT / "tests" / "vendor"
AXE = (VENDOR / "axe.min.js").read_text(encoding="utf-8")
#: Every part is looked at: closed details are opened. Of lists of hundreds of equal entries the first few stand for the rest.
OPEN_ALL = "document.querySelectorAll('details').forEach(details => details.open = true)"
SHORTEN = """most => document.querySelectorAll('.bd-article section, .bd-article tbody').forEach(list => {
    Array.from(list.children).filter(child => child.matches('.claim-entry, tr')).slice(most).forEach(child => child.remove());
})"""
#: What a theme changes is colours alone; a width moves, hides and shows, and colours stay.
EVERYTHING, COLOURS = (
    "{resultTypes: ['violations']}",
    "{resultTypes: ['violations'], runOnly: {type: 'rule', values: ['color-contrast', 'link-in-text-block']}}",
)
BUT_COLOURS = "{resultTypes: ['violations'], rules: {'color-contrast': {enabled: false}}}"


def violations(page, options):
    found = page.evaluate(f"axe.run(document, {options})")["violations"]
    return [
        (v["id"], node["html"][:160], node["failureSummary"][-160:]) for v in found for node in v["nodes"]
    ][:5]


def test_axe_is_the_recorded_one():
    assert hashlib.sha256((VENDOR / "axe.min.js").read_bytes()).hexdigest() in (
        VENDOR / "README.md"
    ).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [*PAGES, "../search", "../genindex", "../404"])
def test_axe_finds_nothing(open_page, book, name):
    """One load a page: in light and dark, wide and narrow, by what changes between them."""
    page = open_page(name, motion="reduce")
    if not (book.html / "book" / f"{name}.html").exists():
        pytest.skip(f"the book has no page {name}")
    page.goto(page.address)
    page.evaluate(OPEN_ALL)
    page.evaluate(SHORTEN, 15)
    page.evaluate(AXE)
    assert violations(page, EVERYTHING) == []
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(
        "(document.documentElement.dataset.theme ?? 'dark') === 'dark'"
    )  # the page for lost readers has no switch
    assert violations(page, COLOURS) == []
    page.set_viewport_size({"width": 320, "height": 900})
    assert violations(page, COLOURS) == []
    page.emulate_media(color_scheme="light")
    assert violations(page, BUT_COLOURS) == []


def test_axe_would_find_a_fault(open_page):
    page = open_page("changes")
    page.goto(page.address)
    page.evaluate(AXE)
    page.evaluate(
        "document.querySelector('article').insertAdjacentHTML('beforeend', '<img src=\"data:,\"><p style=\"color: #bbb\">pale</p>')"
    )
    assert {rule for rule, *_ in violations(page, EVERYTHING)} >= {"image-alt", "color-contrast"}


@pytest.mark.parametrize("name", WITH_CHARTS)
def test_every_chart_has_name_description_table_and_few_tab_stops(open_page, name):
    page = open_page(name)
    page.goto(page.address)
    for figure in page.query_selector_all("figure.chart-figure"):
        where = (name, figure.get_attribute("id"))
        image, chart = figure.query_selector(".chart-static img"), figure.query_selector(".chart")
        title = figure.query_selector(".figure-title").inner_text()
        assert image.get_attribute("alt").strip() and image.get_attribute("alt") in title, where
        assert image.get_attribute("alt") in chart.get_attribute("aria-label"), where
        if name != "index":  # the landing page shows figures again, with a link to their rows
            assert len(figure.query_selector(".figure-description").inner_text()) > 40, where
            assert figure.query_selector("details:not([open]) table th"), where
            labels = figure.get_attribute("aria-labelledby")
            assert figure.query_selector(f"#{labels}"), where
        stops = figure.evaluate(
            "figure => Array.from(figure.querySelectorAll('a[href], button, summary, input, select, [tabindex]'))"
            ".filter(e => e.tabIndex >= 0 && e.checkVisibility()).length"
        )
        assert stops <= 3, where


def test_a_drawn_chart_adds_no_tab_stop_and_keeps_its_name(open_page):
    page = open_page("programme")
    page.goto(page.address)
    page.locator(".chart").first.focus()
    page.wait_for_selector(".chart.drawn")
    drawn = page.locator(".chart.drawn")
    assert drawn.locator("a, button, [tabindex]").count() == 0
    assert drawn.locator(".main-svg[role=img]").get_attribute("aria-label")
    page.evaluate(AXE)
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


@pytest.mark.parametrize("name", PAGES)
def test_at_four_times_the_size_a_page_still_fits(open_page, name):
    """WCAG 1.4.10: at 320 px, which is 1280 px enlarged four times, nothing asks for sideways scrolling."""
    page = open_page(name, 320)
    page.goto(page.address)
    page.evaluate(OPEN_ALL)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
