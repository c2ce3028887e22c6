"""Text columns of the data may hold anything: what they hold is shown as it is written, and nothing in it acts."""

import csv
import re

import pytest
from playwright.sync_api import expect
from projects import CELL, project_in
from shared import build_once
from watching import settled

pytestmark = pytest.mark.slow

EXPLORED = ".explorer .tabulator-row, .explorer [role=row]"
SCRIPT = "<script>window.hacked = 'script'</script>"
IMAGE = '<img src="https://outside.example/x.png" onerror="window.hacked = \'image\'">'
BREAKS_OUT = """"'><svg onload="window.hacked='svg'"></title></details></td></script>&quot;&#60;"""
MARKUP = "[link](javascript:window.hacked=1) {{ 7 * 7 }} {claim}`C001` $x$ ```stop``` ::: *star* %s \\n"
BIDI = "\u202egnihton\u202c \u200fمرحبا\u200e end"
FORMULA = "=cmd|' /C calc'!A0"
LONG = "W" * 400
ALL = (SCRIPT, IMAGE, BREAKS_OUT, MARKUP, BIDI, FORMULA, LONG)
#: Claims that carry them in turn, of one source of the core and one page of the record.
CORE_SOURCE = "diplomat-2021"

PAGE = """
{claim}`C001:quote` and {evidence}`C001 C002 C003`. See {glue:text}`hostile_value`.

```{judgement} J01
```

```{core-alone}
```

## Evidence

```{source-summary} diplomat-2021
```

{findings}

## Chronology

```{chronology}
```

## Actors

```{actor-list} state body
```

## Explorer

```{claims-explorer}
```

## Sources

```{paragraph-table}
```
"""
OUTPUTS = """
import plotly.graph_objects as go
from borderreport.data import load
from borderreport.outputs import EVIDENCE, Figure, Table, calculated
claims = load().claims.head(12)
rows = claims[["statement", "as_stated", "subject", "source", "note"]].rename(columns=str.capitalize)
rows[EVIDENCE] = [[i] for i in claims["claim_id"]]
calculated(hostile_value=claims["statement"].iloc[0])
"""
TABLE = "Table(name='tab-hostile', title=claims['statement'].iloc[1], rows=rows, note=claims['statement'].iloc[2], holds=True)"
FIGURE = """chart = go.Figure(go.Bar(y=claims["statement"].str[:60], x=[*range(1, 13)], orientation="h", text=claims["as_stated"].str[:40], customdata=rows[EVIDENCE],
                         hovertemplate="%{y}: %{text}<extra></extra>"))
chart.update_layout(height=500, xaxis_title=claims["statement"].iloc[3])
Figure(name='fig-hostile', title=claims['statement'].iloc[0], subtitle=claims['statement'].iloc[2], alt=claims['statement'].iloc[1], chart=chart, rows=rows,
       note=claims['statement'].iloc[1], holds=True)"""


def rows_of(folder, table):
    """The rows of a table in ``folder``."""
    with (folder / "data" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def poison(folder, table, columns, key=None, where=lambda row: True):
    """Replace ``columns`` of the rows of a table that ``where`` names by hostile text, in turn; every eighth cell is emptied
    where a row can do without it."""
    path = folder / "data" / f"{table}.csv"
    rows = rows_of(folder, table)
    turn, touched = 0, 0
    for row in rows:
        if not where(row):
            continue
        touched += 1
        for column, optional in columns.items():
            row[column] = "" if optional and turn % 8 == 7 else ALL[turn % len(ALL)]
            turn += 1
    assert touched
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def build_hostile(place):
    """The book of one page, and of the two that its links to claims lead to, with hostile data."""
    build = project_in(place)
    folder = build.folder
    first = {f"C{number:03}" for number in range(1, 15)}
    poison(
        folder,
        "claims",
        {"statement": False, "note": True, "as_stated": False, "credibility_reason": False},
        where=lambda r: r["claim_id"] in first,
    )
    poison(
        folder,
        "sources",
        {"title": True, "author": True, "publisher": False, "short_name": False},
        where=lambda r: r["source_id"] == CORE_SOURCE,
    )
    poison(
        folder,
        "entities",
        {"name": False, "aliases": True, "note": True},
        where=lambda r: r["entity_id"] in ("taliban", "tajikistan", "csto", "russia", "uzbekistan"),
    )
    poison(
        folder,
        "judgements",
        {
            c: False
            for c in (
                "title",
                "statement",
                "confidence_reason",
                "assumptions",
                "alternatives",
                "would_change",
            )
        },
        where=lambda r: r["judgement_id"] == "J01",
    )
    poison(folder, "bearings", {"word": True, "reason": False}, where=lambda r: r["claim_id"] in first)
    touched = {r["finding_id"] for r in rows_of(folder, "bearings") if r["claim_id"] in first}
    poison(
        folder,
        "findings",
        {"question": False, "differ_why": True, "queries": False},
        where=lambda r: r["finding_id"] in touched,
    )
    poison(folder, "origins", {"name": False})
    cells = "".join(CELL.format(code) for code in (OUTPUTS, TABLE, FIGURE))
    topics = sorted({r["topic"] for r in rows_of(folder, "claims")})
    body = cells + re.sub(r"(?s)## Evidence.*?(?=## Chronology)", "", PAGE)
    lists = "\n".join(f"```{{finding-list}} {topic}\n```\n" for topic in [*topics, "none"])
    evidence = re.search(r"(?s)## Evidence.*?(?=## Chronology)", PAGE)[0].replace("{findings}", lists)
    record = "\n".join(f"```{{record-list}} {topic}\n```\n" for topic in topics)
    return build(body, evidence=evidence, record=record)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """That book, built once."""
    outcome = build_once(tmp_path_factory, "hostile", build_hostile, flawless=False)
    assert (outcome.html / "book" / "page.html").exists(), outcome.log[-9000:]
    assert "Traceback" not in outcome.log, outcome.log[-9000:]
    return outcome


@pytest.fixture
def visit(contexts, hostile):
    """Open a page of that book offline; it keeps what was asked for outside, and every dialog."""

    def opener(name, width=1280):
        page = contexts(viewport={"width": width, "height": 900}, offline=True).new_page()
        page.outside, page.dialogs, page.broken = [], [], []
        page.on(
            "request",
            lambda r: (
                page.outside.append(r.url) if not r.url.startswith(("file:", "data:", "blob:")) else None
            ),
        )
        page.on("dialog", lambda dialog: (page.dialogs.append(dialog.message), dialog.dismiss()))
        page.on("pageerror", lambda error: page.broken.append(str(error)))
        page.goto((hostile.html / name).as_uri())
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        return page

    return opener


def quiet(page):
    """Nothing in the data has run, asked for anything or become an element."""
    settled(page)
    assert page.evaluate("window.hacked") is None
    assert page.outside == [] and page.dialogs == [] and page.broken == []
    assert page.locator("[onerror], [onload], img[src*='outside'], a[href^='javascript:']").count() == 0


def squeezed(text):
    return re.sub(r"\s+", " ", text)


@pytest.mark.parametrize("name", ["page", "evidence"])
def test_hostile_text_is_shown_as_written_and_does_nothing(visit, name):
    page = visit(f"book/{name}.html")
    quiet(page)
    shown = squeezed(page.locator("article").text_content())
    for text in ALL:
        assert squeezed(text) in shown, text


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("name", ["page", "evidence"])
def test_a_long_word_does_not_widen_the_page(visit, name, width):
    page = visit(f"book/{name}.html", width)
    if page.locator(".explorer").count():
        page.wait_for_selector(EXPLORED)
    settled(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(
        "Array.from(document.querySelectorAll('table.report-table tbody')).every(t => t.offsetWidth <= innerWidth)"
    )


def test_figure_and_table_hold_it_as_text(visit):
    page = visit("book/page.html")
    table = page.locator("table.report-table:has(caption)").first
    figure = page.locator("figure.chart-figure").first
    for place in (table, figure):
        for text in (SCRIPT, IMAGE, BREAKS_OUT, FORMULA):
            assert squeezed(text) in squeezed(place.text_content()), text
    assert figure.locator(".chart-static img").get_attribute("alt") == SCRIPT


def test_a_chart_of_hostile_labels_runs_nothing(visit):
    page = visit("book/page.html")
    chart = page.locator(".chart").first
    chart.focus()
    page.wait_for_selector(".chart.drawn")
    for bar in page.locator(".chart .bars path").all()[:6]:
        bar.hover(force=True)
    quiet(page)


def test_a_static_chart_opened_by_itself_runs_nothing(visit):
    """As a download it is a document, where scripts could run."""
    page = visit("_static/figures/fig-hostile.svg")
    assert page.locator("script, image[href^=http], a[*|href^='javascript']").count() == 0
    assert page.evaluate("window.hacked") is None and page.outside == []


def test_a_card_shows_it_as_text(visit):
    page = visit("book/page.html")
    link = page.locator("article a:has(> .claim-value)").first
    link.scroll_into_view_if_needed()
    link.hover()
    card = page.locator("#claim-card")
    card.wait_for()
    page.wait_for_function("document.querySelector('#claim-card').textContent.length > 200")
    assert any(squeezed(text) in squeezed(card.text_content()) for text in ALL)
    quiet(page)


def test_the_explorer_shows_it_as_text(visit):
    page = visit("book/page.html")
    page.wait_for_selector(EXPLORED)
    page.locator("#explorer-q").fill("window.hacked")
    page.wait_for_function("document.querySelector('.explorer-count').textContent.includes(' of ')")
    quiet(page)


def test_search_finds_it_and_runs_nothing(visit):
    page = visit("search.html")
    page.goto(page.url.split("?")[0] + "?q=hacked")
    expect(page.locator("#search-results .search-summary")).to_contain_text(re.compile("found|did not match"))
    quiet(page)


def test_no_cell_of_a_download_is_a_formula(hostile):
    with (hostile.html / "_static" / "figures" / "fig-hostile.csv").open(
        encoding="utf-8", newline=""
    ) as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert f"'{FORMULA}" in cells
    assert not any(cell.startswith(("=", "+", "@", "\t", "\r")) for cell in cells)
