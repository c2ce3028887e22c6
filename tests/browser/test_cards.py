"""Evidence cards: opened by pointer, keyboard and finger, dismissed, never in the way of the link."""

import json
import re

import pytest
from playwright.sync_api import expect
from watching import still

pytestmark = pytest.mark.slow

LINK = "article a:has(> .claim-value)"
SHARD = re.compile(r"_static/claims/\d+\.js")
#: What a card fetches, by the elements that fetch it: they stand in the page the moment that it asks.
FETCHED = '() => document.querySelectorAll(\'script[src*="/claims/"], script[src*="floating-ui"]\').length'
#: Takes the list of findings on which a claim bears out of an entry.
WITHOUT_BEARS = """place => document.querySelectorAll(`${place} dt`).forEach(term => {
    if (term.textContent === "Bears on:") { term.nextElementSibling.remove(); term.remove(); }
})"""
#: Milliseconds: DELAY and GRACE of book/assets/cards.js, and far more than either.
DELAY, GRACE, LONG = 250, 300, 60_000
INSIDE = "() => document.querySelector('#claim-card')?.contains(document.activeElement) ?? false"


@pytest.fixture
def opened(open_page):
    """Open a page and return it with its first claim link, in view.

    ``answers`` stand in for files by their pattern. Without ``timers`` time stands still in the page until
    the test lets it pass.
    """

    def opener(name="presence", answers=None, timers=True, **options):
        page = open_page(name, **options)
        if not timers:
            page.clock.install()
        for pattern, answer in (
            answers or {}
        ).items():  # before the page is there: a file asked for later goes past a route
            page.route(pattern, answer)
        page.goto(page.address)
        link = page.locator(LINK).first
        link.scroll_into_view_if_needed()
        if not timers:  # from here on the time of the page stands, and passes by run_for alone
            page.clock.pause_at(page.evaluate("Date.now()") + 1000)
        return page, link

    return opener


def card(page):
    found = page.locator("#claim-card")
    found.wait_for(state="visible")
    return found


def gone(page):
    page.locator("#claim-card").wait_for(state="detached")


def claim_of(link):
    return link.get_attribute("href").split("#")[1]


def shards(page):
    return [url for url in page.asked if SHARD.search(url)]


def by_keyboard(page, link):
    """Focus a link as the Tab key does: from the focusable element before it."""
    page.evaluate(
        "link => { const before = document.createElement('button'); before.id = 'before'; link.before(before); before.focus(); }",
        link.element_handle(),
    )
    page.keyboard.press("Tab")
    assert link.evaluate("link => link === document.activeElement")


def in_window(page, box):
    size = page.viewport_size
    right, bottom = box["x"] + box["width"], box["y"] + box["height"]
    return box["x"] >= 0 and box["y"] >= 0 and right <= size["width"] and bottom <= size["height"]


def test_nothing_is_fetched_before_intent_and_each_file_once(opened):
    page, link = opened(timers=False)
    page.mouse.move(5, 5)
    page.clock.run_for(LONG)
    assert page.evaluate(FETCHED) == 0
    assert shards(page) == [] and not any("floating-ui" in url for url in page.asked)
    for _ in range(2):
        link.hover()
        page.clock.run_for(DELAY)
        card(page)
        page.mouse.move(5, 5)
        page.clock.run_for(GRACE)
        gone(page)
    assert len(shards(page)) == 1
    assert sum("floating-ui" in url for url in page.asked) == 2
    assert page.complaints == []


def test_a_passing_pointer_opens_nothing(opened):
    page, link = opened(timers=False)
    link.hover()
    page.clock.run_for(DELAY - 1)
    page.mouse.move(5, 5)
    page.clock.run_for(LONG)
    assert page.locator("#claim-card").count() == 0 and page.evaluate(FETCHED) == 0 and shards(page) == []


@pytest.mark.parametrize(
    "name,where",
    [
        ("programme", "article p"),
        ("programme", "figure details"),
        ("programme", "table.report-table"),
        ("scenarios", "div.judgement"),
    ],
)
def test_the_card_is_the_entry_of_the_evidence_page(open_page, name, where):
    page = open_page(name)
    page.goto(page.address)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    link = page.locator(f"{where} a:is(:has(> .claim), :has(> .finding))").first
    claim_id, target = claim_of(link), link.evaluate("link => link.href")
    link.hover()
    told = card(page)
    assert told.get_attribute("aria-label") == f"Evidence: {claim_id}"
    assert told.locator(".claim-card-anchor").evaluate("a => a.href") == target
    read = "entry => entry.innerText.replace(/\\s+/g, ' ').trim()"
    links = "entry => Array.from(entry.querySelectorAll('a'), a => a.href)"
    page.evaluate(WITHOUT_BEARS, ".claim-card-entry")
    entry = told.locator(".claim-card-entry")
    said, led = entry.evaluate(read), entry.evaluate(links)
    page.goto(target)
    page.evaluate("document.querySelectorAll('.used-in').forEach(part => part.remove())")
    page.evaluate(WITHOUT_BEARS, f"#{claim_id}")  # the page does not name again the finding above
    assert said == page.locator(f"#{claim_id}").evaluate(read) and len(said) > 100
    assert led == page.locator(f"#{claim_id}").evaluate(links)


def test_the_pointer_may_move_onto_the_card_and_stay(opened):
    page, link = opened(timers=False)
    link.hover()
    page.clock.run_for(DELAY)
    card(page)
    page.wait_for_function("document.querySelector('#claim-card').style.left !== ''")  # it has its place
    box = card(page).bounding_box()
    page.mouse.move(box["x"] + 30, box["y"] + 30, steps=5)
    page.clock.run_for(LONG)
    assert page.locator("#claim-card").is_visible()
    page.mouse.move(5, 5)
    page.clock.run_for(GRACE)
    gone(page)


def test_a_card_of_another_link_takes_its_place(opened):
    page, link = opened()
    other = page.locator(LINK).nth(1)
    link.hover()
    card(page)
    other.hover()
    page.locator(f"#claim-card[aria-label='Evidence: {claim_of(other)}']").wait_for()
    assert link.get_attribute("aria-expanded") is None and other.get_attribute("aria-expanded") == "true"


def test_a_card_comes_though_its_file_is_slower_than_the_pointer(opened):
    held = []

    def answer(route):
        if "/claims/3" in route.request.url:  # the file of the first link comes at once
            route.continue_()
        else:
            held.append(route)

    page, link = opened("programme", answers={"**/_static/claims/*.js": answer})
    assert claim_of(link).startswith("C3")
    link.hover()
    card(page)
    others = (other for other in page.locator(LINK).all() if not claim_of(other).startswith("C3"))
    other = next(other for other in others if other.is_visible())
    with page.expect_request(SHARD):
        other.hover()
    gone(page)
    held[0].continue_()
    page.locator(f"#claim-card[aria-label='Evidence: {claim_of(other)}']").wait_for()


@pytest.mark.parametrize("width", [320, 1280])
def test_a_dismissed_card_stays_away_until_the_pointer_moves(opened, width):
    page, link = opened(timers=False, width=width)
    link.hover()
    page.clock.run_for(DELAY)
    card(page)
    page.keyboard.press("Escape")
    gone(page)
    page.evaluate(
        "document.body.style.paddingTop = '1px'"
    )  # the browser looks anew at what is under the pointer
    page.clock.run_for(LONG)
    assert page.locator("#claim-card").count() == 0
    box = link.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2 + 2, box["y"] + box["height"] / 2)
    page.clock.run_for(DELAY)
    card(page)


def test_escape_closes_the_card_and_leaves_the_focus(opened):
    page, link = opened(timers=False)
    by_keyboard(page, link)
    page.clock.run_for(DELAY)
    card(page)
    assert link.get_attribute("aria-expanded") == "true"
    page.keyboard.press("Escape")
    gone(page)
    assert link.evaluate("link => link === document.activeElement")
    page.clock.run_for(LONG)
    assert page.locator("#claim-card").count() == 0
    link.hover()
    page.clock.run_for(DELAY)
    card(page)
    page.keyboard.press("Escape")
    gone(page)


def test_tab_goes_through_the_card_and_out_of_it(opened):
    page, link = opened()
    by_keyboard(page, link)
    inside = card(page).locator("a, button").count()
    assert inside >= 3
    for _ in range(inside):
        page.keyboard.press("Tab")
        assert page.evaluate(INSIDE)
    page.keyboard.press("Tab")
    assert not page.evaluate(INSIDE)
    page.wait_for_function(
        f"document.querySelector('#claim-card')?.getAttribute('aria-label') !== 'Evidence: {claim_of(link)}'"
    )
    link.focus()
    card(page)
    page.keyboard.press("Shift+Tab")
    gone(page)
    assert page.evaluate("document.activeElement.id") == "before"


@pytest.mark.parametrize("closing", ["Escape", "Enter"])
def test_a_focus_in_the_card_comes_back_to_the_link(opened, closing):
    page, link = opened()
    by_keyboard(page, link)
    if closing == "Enter":
        card(page).locator("button").focus()
    else:
        card(page)
        page.keyboard.press("Tab")
    assert page.evaluate(INSIDE)
    page.keyboard.press(closing)
    gone(page)
    assert link.evaluate("link => link === document.activeElement")


def test_a_click_and_the_enter_key_follow_the_link(opened):
    for follow in (
        lambda page, link: link.click(),
        lambda page, link: (by_keyboard(page, link), page.keyboard.press("Enter")),
    ):
        page, link = opened()
        target = link.evaluate("link => link.href")
        follow(page, link)
        page.wait_for_url(target)


def test_the_first_tap_opens_the_card_and_the_second_follows_the_link(opened):
    page, link = opened(width=375, touch=True)
    address, target = page.url, link.evaluate("link => link.href")
    link.tap()
    box = card(page).bounding_box()
    assert page.url == address
    assert (box["x"], box["width"]) == (0, 375) and abs(box["y"] + box["height"] - 900) < 1
    at = link.bounding_box()
    assert at["y"] + at["height"] <= box["y"]
    page.touchscreen.tap(150, 10)
    gone(page)
    link.tap()
    card(page)
    link.tap()
    page.wait_for_url(target)


def test_links_of_a_tapped_card_are_plain_links(opened):
    page, link = opened(width=375, touch=True)
    target = link.evaluate("link => link.href")
    link.tap()
    card(page).locator(".claim-card-anchor").tap()
    page.wait_for_url(target)


@pytest.mark.parametrize("width,touch", [(320, False), (320, True), (700, True), (1280, False)])
def test_a_card_stays_in_the_window(opened, width, touch):
    page, _ = opened("programme", width=width, touch=touch)
    links = page.locator(LINK)
    count = links.count()
    for index in range(0, count, max(1, count // 5)):
        link = links.nth(index)
        if not link.is_visible():
            continue
        link.scroll_into_view_if_needed()
        (link.tap if touch else link.hover)()
        page.locator(f"#claim-card[aria-label='Evidence: {claim_of(link)}']").wait_for()
        told = card(page)
        still(told)
        assert in_window(page, told.bounding_box()), index
        assert told.evaluate("c => c.scrollWidth <= c.clientWidth") and told.bounding_box()["height"] > 80
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.keyboard.press("Escape")
        gone(page)


@pytest.mark.parametrize("missing", ["**/_static/claims/*.js", "**/floating-ui.*"])
def test_without_its_files_a_link_is_a_link(opened, missing):
    for touch in (False, True):
        page, link = opened(width=375, touch=touch, answers={missing: lambda route: route.abort()})
        target = link.evaluate("link => link.href")
        if touch:
            link.tap()
        else:
            with page.expect_console_message(lambda message: "card not opened" in message.text):
                link.hover()
            assert page.locator("#claim-card").count() == 0
            link.click()
        page.wait_for_url(target)


def test_an_entry_runs_no_script(opened):
    html = "<a class='claim-id' href='#'>an entry</a><script>window.ran = true</script>"
    every = f"window.reportClaims = new Proxy({{}}, {{ get: () => {json.dumps(html)} }});"
    answers = {
        "**/_static/claims/*.js": lambda route: route.fulfill(body=every, content_type="text/javascript")
    }
    page, link = opened(answers=answers)
    link.hover()
    assert card(page).locator("script").count() == 1
    assert page.evaluate("window.ran") is None


def test_cards_open_where_inline_scripts_are_forbidden(opened, book):
    policy = "<meta http-equiv='Content-Security-Policy' content='script-src file:; style-src file:'>"
    html = (
        (book.html / "book" / "presence.html")
        .read_text(encoding="utf-8")
        .replace("<head>", f"<head>{policy}", 1)
    )
    page, link = opened(
        answers={"**/presence.html": lambda route: route.fulfill(body=html, content_type="text/html")}
    )
    assert any(
        "Content Security Policy" in complaint for complaint in page.complaints
    )  # of the theme: the policy is in force
    page.complaints.clear()
    link.hover()
    box = card(page).bounding_box()
    at = link.bounding_box()
    assert min(abs(box["y"] - at["y"] - at["height"]), abs(at["y"] - box["y"] - box["height"])) < 40
    assert page.complaints == []


POINT = """() => {
    const mark = document.querySelector('#fig-timeline .chart-live .scatterlayer .point').getBoundingClientRect();
    return [mark.x + mark.width / 2, mark.y + mark.height / 2];
}"""


def drawn(page):
    chart = page.locator("#fig-timeline .chart")
    chart.scroll_into_view_if_needed()
    chart.focus()
    page.wait_for_selector("#fig-timeline .chart.drawn")
    return chart


def test_a_point_of_a_chart_tells_its_claim_and_opens_its_card(opened):
    page, _ = opened("programme")
    chart = drawn(page)
    x, y = page.evaluate(POINT)
    page.mouse.move(x - 3, y)
    page.mouse.move(x, y)
    told = page.locator("#fig-timeline .hovertext")
    expect(told).to_contain_text("The Diplomat 2021, ¶")
    page.mouse.click(x, y)
    box = card(page).bounding_box()
    claim = page.locator("#claim-card").get_attribute("aria-label").removeprefix("Evidence: ")
    assert page.locator(f"#fig-timeline details a[href$='#{claim}']").count() == 1
    assert box["x"] - 10 <= x <= box["x"] + box["width"]
    assert min(abs(box["y"] - y), abs(y - box["y"] - box["height"])) < 40
    page.clock.install()
    page.mouse.move(5, 5)
    page.clock.run_for(LONG)
    assert page.locator("#claim-card").is_visible()
    page.keyboard.press("Escape")
    gone(page)
    assert chart.evaluate("chart => chart.classList.contains('drawn')")
    assert page.complaints == []


def test_the_arrow_keys_go_from_point_to_point_and_enter_opens_the_card(opened):
    page, _ = opened("programme")
    chart = drawn(page)
    said = chart.locator(".chart-said")
    heard = []
    for key in ("ArrowRight", "ArrowRight", "ArrowLeft", "ArrowLeft", "ArrowLeft"):
        page.keyboard.press(key)
        expect(page.locator("#fig-timeline .hovertext")).to_be_visible()
        heard.append(said.inner_text())
    assert heard[0] == heard[2] and len(set(heard)) == 4 and "¶" in heard[0] and "<" not in "".join(heard)
    page.keyboard.press("Enter")
    assert card(page).is_visible()
    page.keyboard.press("Escape")
    gone(page)
    assert chart.evaluate("chart => chart.classList.contains('drawn') && chart === document.activeElement")
    page.keyboard.press("Escape")
    assert not chart.evaluate("chart => chart.classList.contains('drawn')")
    chart.click()  # drawn again, the keys work once and not twice
    page.wait_for_selector("#fig-timeline .chart.drawn")
    page.keyboard.press("ArrowRight")
    expect(said).to_have_text(heard[0])
    assert page.complaints == []
