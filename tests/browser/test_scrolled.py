"""Code and tables that scroll in their box are stops of the Tab key from the moment that they scroll."""

import pytest
from looks import UNREACHED, WIDTHS
from pages import PAGES, visited
from watching import settled

#: Browsers that lay out a closed part only when it is opened.
UNLAID = """document.addEventListener('DOMContentLoaded', () => document.head.insertAdjacentHTML('beforeend',
  '<style>details:not([open])::details-content { display: none }</style>'))"""
#: A part whose code scrolls once it is opened.
CODE = "details.hide:has(pre)"
SCROLLS = "box => box.scrollWidth > box.clientWidth"


@pytest.mark.slow
@visited(PAGES)
@pytest.mark.parametrize("width", WIDTHS)
def test_what_scrolls_is_reached_in_every_width_at_once(visit, width):
    assert visit["by width"][width]["unreached"] == []


@pytest.fixture
def narrow(open_page):
    """A page with code, in a browser that lays out a closed part late, and with the timers of the page
    stopped.
    """

    def opener(answers=None):
        page = open_page("programme", 375)
        for pattern, answer in (answers or {}).items():
            page.route(pattern, answer)
        page.add_init_script(UNLAID)
        page.clock.install()
        page.goto(page.address)
        page.wait_for_function("document.fonts.status === 'loaded'")
        page.clock.run_for(60_000)  # what the theme does late is done
        page.clock.pause_at(page.evaluate("Date.now()") + 1000)
        return page, page.locator(CODE).first

    return opener


def opened_by_keyboard(page, part):
    part.locator("summary").focus()
    page.keyboard.press("Enter")
    page.wait_for_function(
        "part => part.open && part.querySelector('pre').clientWidth > 0", arg=part.element_handle()
    )


def test_code_in_a_part_just_opened_is_the_next_stop(narrow):
    page, part = narrow()
    opened_by_keyboard(page, part)
    code = part.locator("pre").first
    assert code.evaluate(SCROLLS)
    page.wait_for_function("code => code.tabIndex === 0", arg=code.element_handle())
    page.keyboard.press("Tab")
    assert code.evaluate("code => code === document.activeElement")
    page.keyboard.press("ArrowRight")
    page.wait_for_function("code => code.scrollLeft > 0", arg=code.element_handle())


def test_the_theme_alone_would_pass_it_by(narrow):
    """Else the test above would show nothing."""
    page, part = narrow({"**/scrolled.js*": lambda route: route.abort()})
    opened_by_keyboard(page, part)
    code = part.locator("pre").first
    assert code.evaluate(SCROLLS)
    page.keyboard.press("Tab")
    assert not code.evaluate("code => code === document.activeElement")


def test_a_narrower_window_leaves_no_moment_without_it(open_page):
    """Looked at in the frame that shows the new width, with the timers of the theme stopped."""
    page = open_page("index", 1920)
    page.clock.install()
    page.goto(page.address)
    page.evaluate("document.querySelectorAll('details').forEach(details => details.open = true)")
    settled(page)
    assert page.evaluate(UNREACHED) == []
    page.clock.pause_at(page.evaluate("Date.now()") + 60_000)
    before = page.locator("main pre[tabindex='0']").count()
    page.set_viewport_size({"width": 320, "height": 900})
    page.wait_for_function("innerWidth === 320 && document.documentElement.clientWidth <= 320")
    page.wait_for_function(f"({UNREACHED})().length === 0")
    assert page.locator("main pre[tabindex='0']").count() > before
