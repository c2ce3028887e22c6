"""Every page on every screen and on paper, the search from a disk, and the page for lost readers."""

import http.server
import threading
from functools import partial
from pathlib import Path

import pytest
from looks import APART, CUT, WIDTHS, WIDTHS_OF_TABLES
from pages import PAGES, visited
from playwright.sync_api import expect

pytestmark = pytest.mark.slow


@visited(PAGES)
@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_scrolls_sideways_or_cuts_a_heading(visit, width):
    """Among the widths 320 px, which is 1280 px enlarged four times: WCAG 1.4.10."""
    assert visit["by width"][width]["cut"] == {"scroll": 0, "cut": []}


@visited(PAGES)
@pytest.mark.parametrize("width", WIDTHS_OF_TABLES)
def test_no_table_is_cut(visit, width):
    """A table wraps within its column; none is wider than the text."""
    assert visit["by width"][width]["tables"] == []


def test_the_check_for_cut_parts_can_fail(open_page):
    page = open_page("changes", 375)
    page.goto(page.address)
    page.evaluate("document.querySelector('article h1').style.width = '900px'")
    assert page.evaluate(CUT, APART)["cut"][0][0] == "H1"


def test_a_phone_has_buttons_for_both_contents(open_page):
    page = open_page("threat", 375)
    page.goto(page.address)
    page.locator("button.secondary-toggle").click()
    entry = page.locator("#pst-secondary-sidebar-modal .toc-entry a").nth(2)
    expect(entry).to_be_in_viewport()
    anchor = entry.get_attribute("href")
    entry.click()
    expect(page.locator(f"{anchor} > h2")).to_be_in_viewport()
    assert not page.locator("#pst-secondary-sidebar-modal").is_visible()  # it would lie over the heading
    page.locator("button.primary-toggle").click()
    expect(
        page.locator("#pst-primary-sidebar-modal a.reference", has_text="Evidence").first
    ).to_be_in_viewport()
    assert page.complaints == []


def test_the_contents_show_where_the_reader_is(open_page):
    page = open_page("threat")
    page.goto(page.address)
    links = page.locator("#pst-secondary-sidebar .toc-entry > a")
    for place in (1, links.count() - 2):
        anchor = links.nth(place).get_attribute("href")
        page.evaluate(
            "a => { const box = document.querySelector(a).getBoundingClientRect(); window.scrollBy({ top: box.top - 60, behavior: 'instant' }); }",
            anchor,
        )
        expect(page.locator(f"#pst-secondary-sidebar a[href='{anchor}']")).to_have_class(
            "reference internal nav-link active"
        )
        assert page.locator("#pst-secondary-sidebar .toc-entry > a.active").count() == 1


@pytest.mark.parametrize(
    "asked,page_name,anchor",
    [
        ("C356", "evidence", "C356"),
        ("Rahmon", "actors", "entity-rahmon"),
        ("Ayni", "actors", "entity-base-ayni"),
    ],
)
def test_the_search_leads_to_claims_and_actors_from_a_disk(open_page, book, asked, page_name, anchor):
    page = open_page("index")
    page.goto(page.address)
    page.keyboard.press("Control+k")
    page.locator("#pst-search-dialog input[name=q]").fill(asked)
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html*")
    first = page.locator("#search-results ul.search li a").first
    expect(first).to_have_attribute("href", f"book/{page_name}.html#{anchor}")
    first.click()
    page.wait_for_url(f"**/{page_name}.html*#{anchor}")
    expect(page.locator(f"[id='{anchor}']")).to_be_in_viewport()
    assert page.complaints == []
    assert all(address.startswith(("file:", "data:")) for address in page.asked)


def test_a_citation_is_copied(open_page):
    page = open_page("threat")
    page.clock.install()
    page.goto(page.address)
    page.clock.pause_at(page.evaluate("Date.now()") + 1000)  # what is said goes after a while
    page.evaluate(
        "window.copied = ''; document.addEventListener('copy', e => { window.copied = document.activeElement.value || String(getSelection()); }, true)"
    )
    page.locator(".cite-page .cite-copy").click()
    said = page.locator(".cite-page [role=status]")
    expect(said).to_have_text("Copied")
    assert page.evaluate("window.copied") == page.locator(".cite-page .cite-text").text_content()
    page.clock.run_for(60_000)
    expect(said).to_have_text("")


def test_without_scripts_a_citation_is_text(open_page):
    page = open_page("threat", scripts=False)
    page.goto(page.address)
    assert page.locator(".cite-page .cite-text").is_visible() and page.locator(".cite-copy").count() == 0


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_paper_is_white_and_has_no_navigation(open_page, theme):
    page = open_page("programme", 760, theme)
    page.goto(page.address)
    page.emulate_media(media="print", color_scheme=theme)
    for hidden in (
        "#pst-primary-sidebar",
        "#pst-secondary-sidebar",
        ".bd-header-article",
        ".prev-next-footer",
        ".headerlink",
        ".cite-copy",
    ):
        assert not page.locator(hidden).first.is_visible(), hidden
    for shown in ("article h1", ".chart-static img", "figure details table td", ".cite-page", ".edition"):
        assert page.locator(shown).first.is_visible(), shown
    colours = page.evaluate(
        "['article p', 'article h1', 'figure td', 'figure .figure-subtitle'].map(s => getComputedStyle(document.querySelector(s)).color)"
        ".concat(getComputedStyle(document.body).backgroundColor, getComputedStyle(document.querySelector('.chart')).backgroundColor)"
    )
    assert [max(map(int, c[4:-1].split(","))) < 90 for c in colours[:4]] == [True] * 4, colours
    assert colours[4:] == ["rgb(255, 255, 255)"] * 2
    assert page.evaluate("getComputedStyle(document.querySelector('.chart-static img')).filter") == "none"
    assert "plan" in page.evaluate(
        "document.querySelector('figure details').innerText"
    )  # open on paper, as its rows are read
    assert page.evaluate(
        "getComputedStyle(document.querySelector('article a.internal'), '::after').content"
    ) in (
        "none",
        "normal",
    )


def test_paper_takes_the_wide_image(open_page):
    page = open_page("programme")
    page.goto(page.address)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 673, "height": 1000})  # the text's width on A4
    image = page.locator(".chart-static img").first
    image.scroll_into_view_if_needed()
    page.wait_for_function("document.querySelector('.chart-static img').complete")
    assert not image.evaluate("i => i.currentSrc").endswith("-narrow.svg")


class _Lost(http.server.SimpleHTTPRequestHandler):
    """A server below /some/folder/ that answers every unknown address with the book's 404 page."""

    def translate_path(self, path):
        found = super().translate_path(path.removeprefix("/some/folder"))
        return found if path.startswith("/some/folder/") else f"{found}.nothing"

    def send_error(self, code, message=None, explain=None):
        body = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


@pytest.fixture(scope="module")
def server(book):
    with http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), partial(_Lost, directory=str(book.html))
    ) as served:
        thread = threading.Thread(target=served.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield f"http://127.0.0.1:{served.server_port}/some/folder/"
        served.shutdown()
        thread.join()


@pytest.mark.parametrize("asked", ["nothing", "book/nothing.html", "book/nothing/deeper.html"])
def test_lost_readers_find_back_on_a_server(contexts, server, asked):
    page = contexts().new_page()
    requested = []
    page.on("request", lambda request: requested.append(request.url))
    page.goto(server + asked)
    assert [address for address in requested if not address.startswith("data:")] == [server + asked]
    page.locator("main a").first.click()
    page.wait_for_url(f"{server}book/index.html")
    expect(page.locator("article h1")).to_be_visible()
    page.goto(server + asked)
    page.locator("input[name=q]").fill("C356")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{server}search.html?q=C356")
    expect(page.locator("#search-results li a").first).to_have_attribute("href", "book/evidence.html#C356")


def test_lost_readers_find_back_on_a_disk(open_page, book):
    page = open_page("index")
    page.goto((book.html / "404.html").as_uri())
    page.locator("main a").first.click()
    page.wait_for_url(page.address)
    expect(page.locator("article h1")).to_be_visible()
