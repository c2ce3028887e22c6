"""What a page says of itself.

Description, shared card, citation, edition, and what the search index holds.
"""

import html
import json
import re

import pytest
from borderreport.data import edition as editions
from borderreport.data import load, read_package
from borderreport.sphinxext.evidence import search
from borderreport.sphinxext.surround import meta, sharecards
from parsed import parsed
from projects import ROOT
from docutils import nodes


@pytest.fixture(scope="module")
def edition():
    return editions.edition(load())


def content(soup, name):
    """Content of the one meta element with this name or property."""
    found = soup.select(f'head meta[name="{name}"], head meta[property="{name}"]')
    assert len(found) == 1, (name, found)
    return found[0]["content"]


def test_every_page_describes_itself_in_whole_sentences(soups):
    said = {}
    for page, soup in soups.items():
        text = content(soup, "description")
        assert 30 < len(text) < 400 and re.search(r"[.?!][”’)]?$", text), (page, text)
        assert "[" not in text and "†" not in text and not text.startswith("In short"), (page, text)
        assert content(soup, "og:description") == text
        said.setdefault(text, []).append(page)
    assert {text: pages for text, pages in said.items() if len(pages) > 1} == {}


def test_every_page_names_itself_and_the_report(soups, edition):
    for page, soup in soups.items():
        assert content(soup, "og:site_name") == edition.title
        assert content(soup, "og:title") in soup.select_one("h1").get_text(), page
        assert content(soup, "og:type") == ("website" if page == "index" else "article")
        assert not soup.select('meta[property="og:image"], meta[property="og:url"], link[rel="canonical"]'), (
            page
        )


@pytest.mark.parametrize(
    "text,taken",
    [
        ("One sentence.", "One sentence."),
        ("It cost 1.5 m. Then it stopped.", "It cost 1.5 m. Then it stopped."),
        ("First. W" + "word " * 60 + "end.", "First."),
        ("word " * 60 + "end. Second.", "word " * 60 + "end."),
    ],
)
def test_a_description_ends_with_a_sentence(text, taken):
    assert meta.whole_sentences(text) == taken


def test_brackets_and_daggers_are_no_part_of_a_description():
    paragraph = nodes.paragraph("", "", nodes.Text("It has "), nodes.inline("", "9", classes=["claim"]))
    paragraph += [
        nodes.inline("", "†", classes=["contradicted"]),
        nodes.Text(" "),
        nodes.inline("", "[x]", classes=["evidence"]),
    ]
    paragraph += nodes.Text(".")
    assert meta.plain(paragraph) == "It has 9."
    assert "evidence" in paragraph.children[4]["classes"]  # the page's own paragraph is as it was


def test_markup_in_a_title_stays_text():
    made = meta.tags('"><script>x</script>', "About.", "Site", "article")
    assert "<script>" not in made and "&quot;&gt;&lt;script&gt;" in made


def test_every_page_can_be_cited(soups, edition):
    for page, soup in soups.items():
        cited = soup.select(".cite-page .cite-text")
        assert len(cited) == 1, page
        text = cited[0].get_text()
        for part in (edition.title, edition.version, edition.data_version, edition.released):
            assert part in text, (page, part)
        if page != "index":
            assert re.sub(r"^[\d.]+\s*|#$", "", soup.select_one("h1").get_text(strip=True)) in text, page


def test_every_figure_can_be_cited(soups):
    for page, soup in soups.items():
        for figure in soup.select("figure.chart-figure[id]"):
            line = figure.select("details .cite-text")
            assert len(line) == 1, (page, figure["id"])
            heading = figure.select_one(".figure-title")
            number = heading.select_one(".caption-number").get_text()
            title = heading.get_text().removeprefix(number).strip().removesuffix("#")
            assert f"“{title}”" in line[0].get_text(), (page, figure["id"])


def test_the_edition_is_that_of_the_project(edition):
    said = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f"version: {edition.version}\n" in said and f"title: {edition.title}\n" in said
    assert f'version = "{edition.version}"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert f"title: {edition.title}\n" in (ROOT / "_config.yml").read_text(encoding="utf-8")
    assert edition.data_version == read_package()["version"]


def test_the_edition_stands_at_the_foot_of_every_page(book, edition):
    for path in [p for p in book.all_pages if "bd-footer-content" in p.read_text(encoding="utf-8")]:
        foot = " ".join(parsed(path).select_one("footer .edition").get_text().split())
        for part in (
            edition.version,
            edition.data_version,
            edition.newest_article,
            edition.newest_record,
            edition.licence,
        ):
            assert part in foot, (path.name, part)


def test_a_draft_without_a_citation_file_is_no_release(tmp_path):
    assert editions.edition(load(), tmp_path).version == "not released"


@pytest.mark.parametrize(
    "named,address",
    [
        ("", ""),
        ("https://x.example/r", "https://x.example/r/"),
        ("https://x.example/r/", "https://x.example/r/"),
    ],
)
def test_the_address_ends_in_one_slash(monkeypatch, named, address):
    monkeypatch.setenv(editions.ADDRESS, named)
    assert editions.address() == address


def test_the_icons_are_there(book, soups):
    for page, soup in soups.items():
        icons = [link["href"] for link in soup.select('link[rel="icon"]')]
        assert sorted(icon.rsplit(".", 1)[1] for icon in icons) == ["png", "svg"], page
        assert all((book.html / "book" / icon).resolve().is_file() for icon in icons), page
    assert (book.html / "_static" / "favicon-32.png").read_bytes()[16:24] == (32).to_bytes(
        4
    ) * 2  # width and height of a PNG


def test_a_card_has_the_size_it_declares_and_holds_a_long_title(tmp_path):
    image = pytest.importorskip("PIL.Image")
    titles = [
        "Evidence",
        "A title that is very long indeed, as long as no chapter of this report should ever have it, "
        "and then longer",
    ]
    for title in titles:
        sharecards.draw(title, "The report", "Version", tmp_path / "card.png")
        with image.open(tmp_path / "card.png") as card:
            assert card.size == sharecards.SIZE
            corner = card.convert("RGB").crop(
                (sharecards.SIZE[0] - sharecards.MARGIN + 2, 0, *sharecards.SIZE)
            )
            assert corner.getcolors(2) == [(corner.width * corner.height, (255, 255, 255))], title
    first = (tmp_path / "card.png").read_bytes()
    sharecards.draw(titles[-1], "The report", "Version", tmp_path / "card.png")
    assert (tmp_path / "card.png").read_bytes() == first


def test_the_page_for_lost_readers_stands_alone(book, chapters):
    text, soup = (book.html / "404.html").read_text(encoding="utf-8"), parsed(book.html / "404.html")
    assert not soup.select("[src], link[rel=stylesheet]") and not re.search(r"url\(|@import|\son\w+=", text)
    pages = [a["data-page"] for a in soup.select("a[data-page]")]
    assert pages == [f"book/{c.stem}.html" for c in chapters] + ["search.html"]
    assert all((book.html / page).is_file() for page in pages)


@pytest.fixture(scope="module")
def index(book):
    text = (book.html / "searchindex.js").read_text(encoding="utf-8")
    return json.loads(text[text.index("(") + 1 : text.rindex(")")])


def test_the_index_holds_findings_claims_and_entities_with_their_anchors(book, soups, index):
    data = load()
    found = {}
    for prefix, objects in index["objects"].items():
        for page, kind, _, anchor, name in objects:
            if index["objnames"][str(kind)][0] == "report":
                assert prefix == "", (prefix, name)
                found[anchor] = (index["docnames"][page].rpartition("/")[2], html.unescape(name))
    claims = {c.claim_id: c.statement for c in data.all_claims.itertuples()}
    entities = {search.entity_anchor(e) for e in data.entities["entity_id"]}
    assert set(found) == set(claims) | set(data.settled) | entities
    ids = {page: {e["id"] for e in soup.select("[id]")} for page, soup in soups.items()}
    assert all(anchor in ids[page] for anchor, (page, _) in found.items())
    assert all(found[c][1] == search.claim_name(c, statement) for c, statement in claims.items())
    assert all(found[key][1] == search.shown(finding.question) for key, finding in data.settled.items())


def test_only_the_search_page_loads_the_index(book):
    loading = {p.name for p in book.all_pages if "searchindex.js" in p.read_text(encoding="utf-8")}
    assert loading == {"search.html"}


def test_a_name_in_the_index_has_no_full_stop():
    """The index would take what stands before it for a module and cut the name there."""
    assert search.claim_name("C001", "The U.S. gave 1.5 m.") == "C001: The US gave 1·5 m"
