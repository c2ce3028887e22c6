"""Charts in a real browser: the image stands first, and the chart comes on the reader's intent, once, from the book itself."""

import re
import shutil

import pytest
from charts import DRAWN, MARKS, drawn, of_plotly
from pages import PAGES, WITH_CHARTS, visited
from serving import serve
from watching import FRAMES, settled

pytestmark = pytest.mark.slow

#: The charts may use styles that a script sets, and images in the page; nothing else from anywhere else.
POLICY = (
    "default-src 'none'; script-src 'self'{}; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
    "connect-src 'self'"
)


def opened(page):
    page.goto(page.address)
    return page.locator(".chart").first


def plotly(page):
    return of_plotly(page.asked)


@visited(WITH_CHARTS)
@pytest.mark.parametrize("theme,width", DRAWN)
def test_every_chart_draws_from_the_file_system(visit, theme, width):
    seen = visit[f"charts {theme} {width}"]
    assert seen["complaints"] == []
    assert set(seen["states"]) == {"drawn"}
    assert len(seen["charts"]) == len(seen["states"])
    for name, marks in seen["charts"]:
        assert len(name) > 20 and marks > 0
    assert seen["plotly"] == 1
    assert seen["scroll"] <= width


@visited(PAGES)
def test_scrolling_asks_for_no_chart_and_nothing_outside(visit):
    """The image is all that a reader who only reads is sent."""
    seen = visit["scrolled through"]
    assert seen["outside"] == seen["of charts"] == seen["complaints"] == []
    assert set(seen["states"]) <= {None}


@pytest.mark.parametrize("intent", ["hover", "focus", "tap"])
def test_a_chart_comes_on_the_first_intent_and_goes_by_escape(open_page, intent):
    page = open_page("programme", touch=intent == "tap")
    chart = opened(page)
    chart.scroll_into_view_if_needed()
    image, live = chart.locator(".chart-static img"), chart.locator(".chart-live .main-svg").first
    assert image.is_visible() and plotly(page) == 0
    height = chart.bounding_box()["height"]
    {"hover": chart.hover, "focus": chart.focus, "tap": chart.tap}[intent]()
    drawn(chart)
    assert live.is_visible() and not image.is_visible()
    assert chart.bounding_box()["height"] <= 1.3 * height + 10
    page.keyboard.press("Escape")
    assert image.is_visible() and chart.locator(".chart-live svg").count() == 0
    assert chart.bounding_box()["height"] == pytest.approx(height, abs=1)
    chart.dispatch_event("click")
    drawn(chart)
    assert plotly(page) == 1 and page.complaints == []


def test_a_finger_that_scrolls_over_a_chart_fetches_nothing(open_page):
    page = open_page("programme", 375, touch=True)
    chart = opened(page)
    # The first thing that drawing does, at once, is to name its state.
    at_once = chart.evaluate(
        "chart => { chart.dispatchEvent(new PointerEvent('pointerenter', {pointerType: 'touch'}));"
        " return chart.dataset.state ?? null; }"
    )
    settled(page)
    assert at_once is None and chart.get_attribute("data-state") is None and plotly(page) == 0


def test_while_a_chart_is_drawn_the_page_does_not_move(open_page):
    page = open_page("programme")
    waiting = []
    page.route(
        "**/plotly-basic.min.js", lambda route: waiting.append(route)
    )  # held back, so that the drawing takes as long as the test
    chart = opened(page)
    chart.scroll_into_view_if_needed()
    before = page.evaluate("document.documentElement.scrollHeight")
    chart.focus()
    page.wait_for_function("document.querySelector('.chart').dataset.state === 'drawing'")
    assert page.evaluate("document.documentElement.scrollHeight") == before
    assert chart.locator(".chart-static img").is_visible()
    while not waiting:
        page.evaluate(FRAMES)
    waiting[0].continue_()
    drawn(chart)


def test_where_there_is_no_image_the_chart_draws_when_it_comes_into_view(open_page):
    """A book built without a browser has no images; here they are taken out before the script runs."""
    page = open_page("programme")
    page.add_init_script(
        "new MutationObserver(() => document.querySelectorAll('.chart-static picture').forEach(p => p.remove()))"
        ".observe(document, {childList: true, subtree: true})"
    )
    chart = opened(page)
    assert chart.locator("img").count() == 0
    chart.scroll_into_view_if_needed()
    drawn(chart)
    last = page.locator(".chart").last
    assert last.get_attribute("data-state") is None
    last.scroll_into_view_if_needed()
    drawn(last)


@pytest.mark.parametrize("broken", ["**/plotly-basic.min.js", "**/figures/fig-*.js"])
def test_a_chart_whose_script_fails_keeps_its_image_and_table(open_page, broken):
    page = open_page("programme")
    page.route(broken, lambda route: route.abort())
    chart = opened(page)
    chart.scroll_into_view_if_needed()
    height = chart.bounding_box()["height"]
    chart.hover()
    page.wait_for_selector(".chart.failed")
    assert chart.locator(".chart-static img").is_visible()
    assert chart.bounding_box()["height"] == pytest.approx(height, abs=1)
    figure = page.locator("figure.chart-figure").first
    figure.locator("summary").click()
    assert figure.locator("tbody tr").first.is_visible()


@pytest.mark.parametrize("name", WITH_CHARTS)
def test_without_scripts_the_static_charts_stand(open_page, name):
    page = open_page(name, scripts=False)
    page.goto(page.address)
    images = page.locator(".chart-static img")
    assert images.count() == page.locator(".chart").count() > 0
    for index in range(images.count()):
        images.nth(index).scroll_into_view_if_needed()
        assert images.nth(index).is_visible()
        assert images.nth(index).bounding_box()["height"] > 60
    assert page.locator(".chart[tabindex]").count() == 0


def test_readers_who_want_no_motion_get_none(open_page):
    page = open_page("programme", motion="reduce")
    chart = opened(page)
    chart.focus()
    drawn(chart)
    assert chart.locator(".chart-live").evaluate("live => live.layout.transition.duration") == 0
    moving = "Array.from(document.querySelectorAll('*')).filter(e => getComputedStyle(e).animationName !== 'none').length"
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert page.evaluate(moving) == 0
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


@pytest.mark.parametrize("inline", [" 'unsafe-inline'", ""])
def test_charts_draw_under_a_strict_policy(contexts, book, inline):
    """Also where inline scripts are forbidden: the theme's may then be blocked, ours are files."""
    with serve(book.html, Content_Security_Policy=POLICY.format(inline)) as address:
        page = contexts().new_page()
        refused = []
        page.on(
            "console",
            lambda message: (
                refused.append(message.text) if "Content Security Policy" in message.text else None
            ),
        )
        page.goto(f"{address}/book/programme.html")
        chart = page.locator(".chart").first
        chart.scroll_into_view_if_needed()
        assert (
            chart.locator(".chart-static img").evaluate(
                "image => image.decode().then(() => image.naturalWidth)"
            )
            > 100
        )
        early = len(refused)
        assert not inline or early == 0, refused
        chart.hover()
        drawn(chart)
        assert chart.locator(".main-svg").first.evaluate(MARKS) > 0
        assert refused[early:] == []
        assert not any(re.search(r"charts\.js|plotly|figures/|theme\.js", text) for text in refused)


def test_the_charts_of_a_copied_folder_work(contexts, book, tmp_path):
    """A reader may save the book anywhere, in a folder with spaces and letters of any kind."""
    folder = tmp_path / "мой отчёт #1 100%"
    shutil.copytree(book.html / "_static", folder / "_static")
    (folder / "book").mkdir()
    shutil.copy(book.html / "book" / "programme.html", folder / "book")
    page = contexts(offline=True).new_page()
    page.goto((folder / "book" / "programme.html").as_uri())
    page.locator(".chart").first.focus()
    drawn(page.locator(".chart").first)
