"""Charts in a real browser, from file://, with networking off."""

import pytest
from pages import PAGES, WITH_CHARTS

ALL_DRAWN = "document.querySelectorAll('.chart').length === document.querySelectorAll('.chart.drawn').length"
MARKS = "svg => svg.querySelectorAll('.points path, .lines path, .fills path, .bars path').length"


def draw_all(page):
    page.goto(page.address)
    for chart in page.query_selector_all(".chart"):
        chart.scroll_into_view_if_needed()
    page.wait_for_function(ALL_DRAWN, timeout=15_000)


@pytest.mark.parametrize("theme,width", [("light", 1280), ("dark", 1280), ("light", 320)])
def test_every_chart_draws_offline(open_page, book, theme, width):
    drawn = 0
    for name in WITH_CHARTS:
        page = open_page(name, width, theme)
        draw_all(page)
        charts = page.query_selector_all(".chart-live .main-svg[role=img]")
        for chart in charts:
            assert chart.get_attribute("aria-label")
            assert chart.evaluate(MARKS) > 0, name
        drawn += len(charts)
        assert page.complaints == [], name
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
    assert drawn == sum(p.read_text(encoding="utf-8").count('class="chart-spec"') for p in book.pages) > 0


@pytest.mark.parametrize("name", PAGES)
def test_a_page_asks_for_nothing_outside(open_page, name):
    page = open_page(name)
    draw_all(page)
    assert [url for url in page.asked if not url.startswith(("file:", "data:", "blob:"))] == []
    assert page.complaints == []


def test_plotly_is_fetched_once_and_only_where_there_are_charts(open_page):
    page = open_page("programme")
    draw_all(page)
    assert sum("plotly" in url for url in page.asked) == 1
    without = open_page("evidence")
    without.goto(without.address)
    assert not any("plotly" in url for url in without.asked)


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


def test_a_chart_whose_script_fails_keeps_its_static_view(open_page):
    page = open_page("programme")
    page.route("**/plotly-basic.min.js", lambda route: route.abort())
    page.goto(page.address)
    chart = page.locator(".chart").first
    chart.scroll_into_view_if_needed()
    page.wait_for_selector(".chart.failed")
    assert chart.locator(".chart-static img").is_visible()
    assert page.locator("figure details summary").first.is_visible()
