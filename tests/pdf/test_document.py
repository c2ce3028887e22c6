"""The PDF holds what the pages hold, can be read aloud and printed, and is the same from build to build."""

import re
from collections import Counter

import printed as check
import pytest
from borderreport.data import load
from borderreport.data.edition import edition
from parsed import text_without
from projects import ROOT, listed_chapters

pytestmark = pytest.mark.slow

ON_SCREEN = {"explorer"}
#: Parts of a page that paper does not hold, or holds elsewhere.
ON_SCREEN_ALONE = (
    "details.hide, figure details, .folded-table > summary, .headerlink, .cell-label, a.external, .downloads,"
    " .core-alone, dd.used-in"
)
FRONT = ["About this document", "Contents", "Figures", "Tables", "Summary"]
BACK = ["Rows behind the figures", "Index of claims"]


def words(heading):
    return re.sub(r"\s+", " ", re.sub(r"#$", "", heading.get_text())).strip()


@pytest.fixture(scope="module")
def articles(soups):
    names = [name.split("/")[-1] for name in listed_chapters()]
    return {name: soups[name].select_one("article.bd-article") for name in names if name not in ON_SCREEN}


@pytest.fixture(scope="module")
def kinds(reader):
    return Counter(element["/S"] for element in check.elements(reader))


@pytest.fixture(scope="module")
def pages(printed):
    return check.texts(printed.path)


def test_it_is_of_a_sane_length_and_size(printed, reader):
    assert 250 <= len(reader.pages) <= 600
    assert printed.path.stat().st_size < 10_000_000


def test_it_says_what_it_did(printed, reader):
    said = printed.log.splitlines()[-1]
    assert re.fullmatch(rf"wrote .*{printed.path.name}: {len(reader.pages)} pages, \d+\.\d MB, \d+ s", said)


def test_it_is_tagged(reader, kinds):
    assert check.untagged(reader) == []
    assert {"/H1", "/H2", "/P", "/L", "/LI", "/Table", "/TH", "/TD", "/Figure", "/Link", "/Caption"} <= set(
        kinds
    )


def test_its_fonts_are_ours_and_inside(reader):
    assert check.foreign_fonts(reader) == []


def test_nothing_is_a_picture_of_points(reader):
    assert check.pictures_of_points(reader) == 0


def test_every_letter_is_printed(printed):
    assert check.missing_letters(printed.path) == 0


def test_nothing_stands_outside_its_page(printed):
    assert check.outside(printed.path) == []


def test_the_outline_is_chapters_and_sections(reader, articles):
    expected = [(1, title) for title in FRONT]
    for name, article in articles.items():
        headings = article.select("h1, h2, h3")
        expected += [(int(h.name[1]), words(h)) for h in (headings[1:] if name == "index" else headings)]
    found = check.outline(reader)
    assert found[: len(expected)] == expected
    assert [title for level, title in found[len(expected) :] if level == 1] == BACK


def test_every_figure_is_there_with_its_words(reader, articles, pages):
    shown = [figure for article in articles.values() for figure in article.select("figure.chart-figure")]
    alt = sorted(str(e["/Alt"]) for e in check.elements(reader) if e["/S"] == "/Figure")
    assert alt == sorted(figure.select_one("img")["alt"] for figure in shown)
    text = re.sub(r"\s+|-\n|\ufffe|\x02", "", "".join(pages))
    for figure in shown:
        for part in (
            ".figure-title",
            ".figure-subtitle",
            ".figure-description",
            ".figure-note",
            ".source-line",
        ):
            if (element := figure.select_one(part)) is not None:
                assert re.sub(r"\s+|#$", "", element.get_text())[:60].replace("-", "") in text.replace(
                    "-", ""
                ), (
                    figure.get("id"),
                    part,
                )


def test_every_table_is_there_by_its_number(articles, pages):
    text = re.sub(r"\s+", "", "".join(pages))
    for article in articles.values():
        for caption in article.select("caption, .figure-title"):
            number = re.sub(r"\s+", "", caption.select_one(".caption-number").get_text())
            assert text.count(number) >= 2, number  # in its place and in a list
        for figure in article.select("figure.chart-figure[id]"):
            number = re.sub(r"\s+", "", figure.select_one(".caption-number").get_text())
            assert f"Rowsof{number}" in text


def test_every_link_leads_somewhere(reader):
    assert check.dead_links(reader) == []
    targets = reader.named_destinations
    assert all(claim in targets for claim in load().all_claims["claim_id"])


def test_front_matter_says_which_edition_it_is(pages):
    made = edition(load(), ROOT)
    text = re.sub(r"\s+", " ", " ".join(pages[:2]))
    assert text.count(made.released) >= 2 and made.title in text.replace("- ", "-")
    for part in (
        made.version,
        made.data_version,
        made.newest_article,
        made.newest_record,
        made.licence,
        made.authors,
    ):
        assert part in text, part
    assert "In: " not in text and f"Report version {made.version}, data version {made.data_version}" in text


@pytest.fixture(scope="module")
def by_chapter(reader, pages, articles):
    """The text of each chapter, from its first page to that of the next one."""
    targets = reader.named_destinations
    starts = [(name, reader.get_destination_page_number(targets[name])) for name in [*articles, "rows"]]
    return {name: "\n".join(pages[first:end]) for (name, first), (_, end) in zip(starts, starts[1:])}


def test_its_numbers_are_those_of_the_pages(by_chapter, articles):
    """Every number of a chapter in HTML stands in it on paper, as often."""
    for name, article in articles.items():
        expected = check.numbers(text_without(article, ON_SCREEN_ALONE))
        missing = {n: k for n, k in (expected - check.numbers(by_chapter[name])).items()}
        assert missing == {}, name


def test_a_claim_in_prose_is_named_on_paper(articles, by_chapter):
    """Where a value leads to its evidence and no bracket beside it does, the identifier stands in print."""
    bare = 0
    for name, article in articles.items():
        for block in article.select("section > p"):
            named = {a["href"] for a in block.select(".evidence a")}
            for link in block.select("a[href]:has(> .claim-value)"):
                if link["href"] not in named:
                    bare += 1
                    assert f"[{link['href'].partition('#')[2]}]" in by_chapter[name], (name, link["href"])
    assert bare > 10


def test_an_entry_of_the_appendix_is_complete(pages):
    text = re.sub(r"\s+", " ", " ".join(pages))
    for part in (
        "Printed as:",
        "Weight: source",
        "Origin:",
        "Standing:",
        "Articles:",
        "Public pages:",
        "Difference:",
        "Searched to:",
        "Bears on:",
        "Used in chapter:",
    ):
        assert part in text, part
