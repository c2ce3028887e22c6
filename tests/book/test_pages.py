"""The built pages: numbers come from the data, links lead somewhere, nothing is asked for outside."""

import re

import prose
import pytest
from borderreport.data import load, read_package
from bs4 import BeautifulSoup
from parsed import parsed, with_ids


@pytest.fixture(scope="module")
def years():
    claims = load().claims
    return {str(y) for column in ("date_start", "date_end") for y in claims[column].dropna().dt.year}


def test_the_pages_are_those_of_the_contents(soups, chapters):
    assert set(soups) == {c.stem for c in chapters}


def test_no_number_in_prose_is_typed(soups, years):
    typed = {name: prose.typed_numbers(prose.text_of(page), years) for name, page in soups.items()}
    assert {page: numbers for page, numbers in typed.items() if numbers} == {}


@pytest.mark.parametrize(
    "text,found",
    [
        ("it took 11 years", ["11"]),
        ("the 201st base since 2013", []),
        ("in 1066", ["1066"]),
        ("about 1,344.5 km", ["1,344.5"]),
        ("three stages", ["three"]),
    ],
)
def test_the_check_for_typed_numbers_can_fail(text, found):
    assert prose.typed_numbers(text, {"2013"}) == found


def test_what_a_role_or_cell_made_is_not_prose():
    html = '<article class="bd-article"><p>In <a><span class="claim">1,344</span></a> and <span class="pasted-text">7</span>.</p><table><tr><td>9</td></tr></table></article>'
    assert prose.typed_numbers(prose.text_of(BeautifulSoup(html, "html.parser")), set()) == []


def test_no_calculated_value_is_empty(soups):
    for page, soup in soups.items():
        values = [v.get_text(strip=True) for v in soup.select(".pasted-text")]
        assert "" not in values and "nan" not in values, page
        assert not any(v.startswith(("'", '"')) for v in values), page


def test_every_claim_has_its_anchor(soups):
    data = load()
    for page, claims in (("evidence", data.claims), ("record", data.record)):
        assert {e["id"] for e in soups[page].select(".claim-entry[id]")} == set(claims["claim_id"])


def test_every_finding_has_its_anchor_and_its_claims_under_it(soups):
    settled = load().settled
    entries = soups["evidence"].select(".finding-entry[id], .claim-entry[id]")
    assert {e["id"] for e in entries if "finding-entry" in e["class"]} == set(settled)
    under = None
    for entry in entries:
        if "finding-entry" in entry["class"]:
            under = settled[entry["id"]]
        elif entry.find_parent("section")["id"] != "claims-that-bear-on-no-finding":
            assert entry["id"] in {claim["claim_id"] for claim in under.evidence}, entry["id"]


def test_old_identifiers_lead_to_the_findings_that_replace_them(soups):
    ids = with_ids(soups["evidence"])
    replaced = {
        old: key for key, f in load().settled.items() for old in (f.row["was"] or "").split(";") if old
    }
    assert len(replaced) == 61 + 42  # disagreements and look-alikes of the data 0.2.0
    for old, key in replaced.items():
        assert ids[old].find_parent(class_="finding-entry")["id"] == key


def test_a_link_to_a_finding_shows_its_standing(soups):
    settled, seen = load().settled, 0
    for page, soup in soups.items():
        for link in soup.select("a:has(> .finding)"):
            finding = settled[link["href"].partition("#")[2]]
            assert link.select_one("[role=img]")["aria-label"] == finding.standing, (page, finding.finding_id)
            seen += 1
    assert seen > 20


def test_every_claim_in_a_chapter_opens_its_evidence(soups):
    anchors = {page: {e["id"] for e in soups[page].select(".claim-entry")} for page in ("evidence", "record")}
    for page, soup in soups.items():
        targets = [a["href"] for a in soup.select("a:has(> .claim)")]
        assert targets or page in ("data", "changes"), page
        for target in targets:
            name, _, claim = target.partition("#")
            assert claim in anchors[name.removesuffix(".html") or page], (page, target)


ANSWERS = ("programme", "presence", "delisting", "financing", "threat", "border", "states")


def test_a_chapter_opens_with_its_answer_and_ends_with_its_limits(soups):
    for page in (*ANSWERS, "disagreements", "scenarios"):
        article = soups[page].select_one("article.bd-article")
        headings = [re.sub(r"^[\d.]+\s*|\s*#$", "", h.get_text(strip=True)) for h in article.select("h2")]
        assert article.select_one("h1 + p, h1 ~ p").get_text().startswith("In short."), page
        assert (
            any(p.get_text().startswith("Sources.") for p in article.select("section > p"))
            or page == "disagreements"
        ), page
        assert headings[-1] == "Limits", (page, headings)


def test_the_first_seven_are_held_against_the_record(soups):
    for page in ANSWERS:
        section = soups[page].find(id="held-against-the-record")
        assert section is not None, page
        assert section.select_one("table[id^=tab-held-]"), page
        links = [a["href"] for a in section.select("p a:has(> .claim)")]
        assert sum(link.startswith("record.html#") for link in links) >= 3, page


def test_the_chapters_rest_on_the_core(soups):
    """Outside figures, tables, judgements and the section on it, a paragraph that cites the record says so in words."""
    for page in ANSWERS:
        for paragraph in soups[page].select("article.bd-article section > p"):
            apart = paragraph.find_parent(id="held-against-the-record") or paragraph.find_parent(
                class_="judgement"
            )
            cites = any(a["href"].startswith("record.html#") for a in paragraph.select("a:has(> .claim)"))
            assert (
                apart or not cites or re.search(r"\brecord\b", re.sub(r"\[.*?\]", "", paragraph.get_text()))
            ), (
                page,
                paragraph.get_text()[:120],
            )


def test_the_book_has_its_figures_and_each_is_reached(soups):
    figures = {f["id"] for soup in soups.values() for f in soup.select("figure.chart-figure[id]")}
    assert len(figures) >= 20
    shown = [
        a["href"].partition("#")[2] for a in soups["index"].select("figure.chart-figure .figure-title a")
    ]
    assert len(shown) == 3 and set(shown) <= figures


def test_no_title_is_taken_on_trust(chapters):
    """Each figure and table says what must be true of the data for its title; none says simply True."""
    for chapter in chapters:
        text = chapter.read_text(encoding="utf-8")
        assert not re.search(r"holds=(True|not False)\s*[,)]", text), chapter.name


def test_the_tiers_are_told_apart_in_words(soups):
    data = load()
    for entry in soups["record"].select(".claim-entry"):
        assert (
            "was not found again" in entry.get_text()
            or "of the page was read" in entry.get_text()
            or "the page was read" in entry.get_text()
        )
        assert "nothing was checked word by word" in entry.get_text()
    entries = with_ids(soups["evidence"])
    for finding in data.settled.values():
        tiers = {claim["tier"] for claim in finding.evidence if claim["bearing"] != "looks_alike"}
        heads = [term.get_text().rstrip(":") for term in entries[finding.finding_id].select("dt")]
        assert ("Articles" in heads, "Public pages" in heads) == ("core" in tiers, "record" in tiers), finding
    places = [
        a.get_text()
        for a in soups["evidence"].select("a:has(> .claim-place)")
        if a["href"].startswith("record.html")
    ]
    assert places and all(p.startswith("record: ") for p in places)


def test_every_claim_leads_to_the_publishers_page(soups):
    urls = load().all_sources["url"].tolist()
    for entry in [*soups["evidence"].select(".claim-entry"), *soups["record"].select(".claim-entry")]:
        links = [a["href"] for a in entry.select("a.external")]
        assert len(links) == 1 and "#:~:text=" in links[0] and links[0].startswith(tuple(urls)), entry["id"]


def test_every_internal_link_resolves(book, soups):
    ids = {page: set(with_ids(soup)) for page, soup in soups.items()}
    for page, soup in soups.items():
        for a in soup.select("article a.internal[href]"):
            target, _, anchor = a["href"].partition("#")
            name = target.removesuffix(".html") or page
            assert name in ids, (page, a["href"])
            assert not anchor or anchor in ids[name], (page, a["href"])


def test_nothing_is_asked_for_outside(book):
    """Only links a reader may follow name another host: no script, style, image, font or constant does."""
    for path in book.all_pages:
        soup = parsed(path)
        for element in soup.select("[src], link[href]"):
            address = element.get("src") or element.get("href")
            assert not re.match(r"(https?:)?//", address), (path.name, address)
        for script in soup.select("script:not([src]):not([type='application/json'])"):
            assert "http" not in script.get_text(), (path.name, script.get_text()[:80])


def test_no_page_holds_a_formula_or_the_heavy_icon_script(book):
    for path in book.all_pages:
        html = path.read_text(encoding="utf-8")
        assert (
            'class="math' not in html
            and "fontawesome.js" not in html
            and "thebe" not in html
            and "require.js" not in html
        ), path.name


def test_each_figure_cell_is_a_figure(soups, chapters):
    for chapter in chapters:
        cells = len(re.findall(r"^(?:Figure|against_figure)\(", chapter.read_text(encoding="utf-8"), re.M))
        assert len(soups[chapter.stem].select("figure.chart-figure[id] .chart[data-script]")) == cells, (
            chapter.name
        )
        tables = len(
            re.findall(r"^(?:Table|matrix_table|compared)\(", chapter.read_text(encoding="utf-8"), re.M)
        )
        assert len(soups[chapter.stem].select("table.report-table caption")) == tables, chapter.name


@pytest.mark.parametrize("name", ["programme", "presence", "delisting", "financing"])
def test_each_chapter_has_two_charts_and_a_table(soups, name):
    assert len(soups[name].select("figure.chart-figure")) >= 2
    assert len(soups[name].select("table.report-table caption")) >= 1


def test_the_dictionary_names_every_column(soups):
    tables = {s["id"].removeprefix("table-"): s for s in soups["data"].select("section[id^=table-]")}
    for entry in read_package()["resources"]:
        cells = [
            row.select_one("td p").contents[-1].get_text(strip=True)
            for row in tables[entry["name"]].select("tbody tr")
        ]
        assert cells == [f["name"] for f in entry["schema"]["fields"]]


def test_the_downloads_are_there(book, soups):
    links = [a["href"] for a in soups["data"].select(".downloads a")]
    assert [link.rsplit(".", 1)[1] for link in links] == ["zip", "xlsx", "jsonld", "bib"]
    assert all((book.html / "book" / link).resolve().stat().st_size > 1000 for link in links)


def test_every_source_shows_its_record_and_its_silent_paragraphs(soups):
    data = load()
    records = {s["id"].removeprefix("record-") for s in soups["sources"].select(".source-record")}
    assert records == set(data.sources["source_id"])
    assert all(len(s.select("tbody tr")) >= 5 for s in soups["sources"].select(".source-record"))
    shown = sum(
        len(t.select("tbody tr"))
        for t in soups["sources"].select("details table")
        if "Why it yields no claim" in t.get_text()
    )
    assert shown == data.paragraphs["reason"].notna().sum()


def test_phrases_are_shown_as_printed(soups):
    """No typographic change touches what a source printed."""
    data = load()
    for page, table in (("evidence", data.claims), ("record", data.record)):
        entries = with_ids(soups[page])
        for claim in table.itertuples():
            assert f"“{claim.as_stated}”" in entries[claim.claim_id].get_text(), claim.claim_id


def test_every_figure_is_complete(soups):
    for page, soup in soups.items():
        for figure in soup.select("figure.chart-figure[id]"):
            where = (page, figure.get("id"))
            assert figure.select_one(".figure-title .caption-number"), where
            for part in (".figure-title", ".figure-subtitle", ".source-line", "details table"):
                assert figure.select_one(part).get_text(strip=True), (*where, part)
            assert len(figure.select_one(".chart")["data-alt"]) > 20, where
            alt = figure.select_one(".chart-static img")["alt"]
            assert alt.strip() and alt in figure.select_one(".figure-title").get_text(), where
            assert figure.select_one("details:not([open]) table th"), where
            assert figure.find(id=figure["aria-labelledby"]), where
            assert not figure.get("id") or len(figure.select_one(".figure-description").get_text()) > 40, (
                where
            )
            measured = (
                "Natural Earth" in figure.get_text()
            )  # a row of our own measure rests on no claim, and its note names the map
            for row in figure.select("details tbody tr"):
                *said, evidence = [cell.get_text(strip=True) for cell in row.select("td")]
                nothing = any(
                    text.endswith("0") and not text[-2:-1].isdigit() for text in said
                )  # a count of none has none to show
                assert row.select("td:last-child a .claim") or nothing or measured, (*where, said)


def test_static_images_have_a_size_and_a_text(soups):
    for page, soup in soups.items():
        for chart in soup.select(".chart"):
            image = chart.select_one(".chart-static img")
            assert (
                image
                and image["alt"] == chart["data-alt"]
                and int(image["width"]) > 300
                and int(image["height"]) > 60
            ), page
