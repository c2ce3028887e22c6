"""The build fails when it should, and never shows old numbers.

A build costs seconds, so that what one build can show stands in one: a project whose faults are warnings, and
a sound one that is built, changed and built again. A cell that fails ends a build, and has one to itself.
"""

import shutil
from typing import NamedTuple

import pytest
from borderreport.data import edition as editions
from borderreport.data import load
from parsed import parsed
from projects import CELL, ROOT, Build, project_in

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    "code,told",
    [
        ("raise RuntimeError('no such number')", "no such number"),
        (
            "import pandas as pd\nfrom borderreport.data import load\n"
            "from borderreport.outputs import EVIDENCE, Table\n"
            "n = len(load().sources)\n"
            "rows = pd.DataFrame({'A': [n], EVIDENCE: [['C001']]})\n"
            "Table(name='tab-x', title='Six sources', rows=rows, holds=n == 6)",
            "the data do not bear out its title: Six sources",
        ),
    ],
    ids=["a failing cell", "a title that the data do not bear out"],
)
def test_a_cell_that_fails_fails_the_build(project, code, told):
    outcome = project(CELL.format(code))
    assert outcome.status != 0
    assert told in outcome.log and "page" in outcome.log


#: A chart in a book that is built without a browser, and rows that rest on a claim.
CHART = (
    "import pandas as pd, plotly.graph_objects as go\nfrom borderreport.outputs import EVIDENCE, Figure\n"
    "chart = go.Figure(go.Bar(x=[1], y=['a'])).update_layout(height=200)\n"
    "rows = pd.DataFrame({'A': [1], EVIDENCE: [['C001']]})\n"
    "Figure(name='fig-x', title='A finding', subtitle='A measure', alt='A chart', note='A note', chart=chart,"
    " rows=rows, holds=True)"
)
FAULTY = {
    "body": "See {claim}`C99999` and {evidence}`C001 C88888`.\n",
    "form": "See {claim}`C001:colour`.\n",
    "findings": "See {finding}`programme-adoptd`, {finding}`programme-adopted:colour`, {standing}`sure` and\n"
    "{finding}`armenia-csto-participation-frozen:value`.\n",
    "roles": "On {finding}`programme-adopted:date`, {finding}`length-tajik-afghan-border`.\n"
    "{finding}`programme-price:sentence` So{finding}`programme-price:mark` it is {standing}`contested`.\n",
    "output": CELL.format("import plotly.graph_objects as go\ngo.Figure(go.Bar(x=[1], y=[2]))"),
    "chart": CELL.format(CHART) + "\nSee {claim}`C002`.\n",
}


@pytest.fixture(scope="module")
def faulty(tmp_path_factory, environment) -> Build:
    """A project of four pages with warnings, built without a browser."""
    environment.setenv("BROWSER_PATH", "no-such-browser")
    outcome = project_in(tmp_path_factory.mktemp("faulty"))(**FAULTY)
    assert outcome.status != 0
    return outcome


@pytest.fixture(scope="module")
def environment():
    """Sets variables of the environment for the tests of this file."""
    with pytest.MonkeyPatch.context() as patch:
        yield patch


def about(outcome, page):
    """The warnings of a page, any of which fails a build."""
    lines = [line for line in outcome.log.splitlines() if f"{page}.md" in line]
    return "\n".join(line for line in lines if "WARNING" in line or "ERROR" in line)


def test_an_unknown_claim_fails_the_build(faulty):
    assert "no claim 'C99999'" in about(faulty, "page") and "no claim C88888" in about(faulty, "page")


def test_an_unknown_form_fails_the_build(faulty):
    assert "'colour' is none of" in about(faulty, "form")


def test_an_unknown_finding_form_or_standing_fails_the_build(faulty):
    told = about(faulty, "findings")
    assert "no finding 'programme-adoptd'; the nearest are programme-adopted" in told
    assert "'colour' is none of" in told and "'sure' is none of" in told
    assert "armenia-csto-participation-frozen has no value: no claim gives one" in told


def test_a_finding_prints_its_slot_its_sentence_or_its_mark(faulty):
    settled = load().settled
    page = parsed(faulty.html / "book" / "roles.html").select_one("article p")
    links = page.select("a:has(> .finding)")
    found = [
        (a["href"].partition("#")[2], a.get_text(), a.select_one("[role=img]")["aria-label"]) for a in links
    ]
    border, price = settled["length-tajik-afghan-border"], settled["programme-price"]
    adopted = settled["programme-adopted"]
    assert found == [
        ("programme-adopted", adopted.printed["date"], adopted.standing),
        ("length-tajik-afghan-border", border.printed["value"], border.standing),
        ("programme-price", price.sentence, price.standing),
        ("programme-price", "", price.standing),
    ]
    assert adopted.date == "2024-11-28" and border.value > 1300 and len(price.sentence) > 30
    assert page.select_one("strong + .standing-contested")["aria-label"] == "contested"


def test_an_unknown_output_is_not_dropped_in_silence(faulty):
    assert "plotly" in about(faulty, "output")


def test_without_a_browser_charts_wait_to_be_drawn(faulty):
    html = (faulty.html / "book" / "chart.html").read_text(encoding="utf-8")
    assert 'data-script="../_static/figures/fig-x.js"' in html
    assert "<img" not in html.split('class="chart-static"')[1].split("chart-live")[0]


class Sound(NamedTuple):
    """A sound book as it was first built, what its page printed of the data then, and its build after a
    change of them.
    """

    first: Build
    printed: str
    second: Build


SAYS = CELL.format(
    "from borderreport.data import load\nnames = load().entities.set_index('entity_id')['name']\n"
    "print('reserves called', names['csto'])"
)
ADDRESS = "https://reports.example/border"
SECOND = "book/second"


@pytest.fixture(scope="module")
def sound(tmp_path_factory, environment) -> Sound:
    """A project of two pages with an address, built, and built again when an entity has another name."""
    environment.setenv(editions.ADDRESS, ADDRESS)
    project = project_in(tmp_path_factory.mktemp("sound"))
    shutil.copy(ROOT / "CITATION.cff", project.folder)
    pages = {"body": SAYS, "second": "**In short.** This one answers. It does.\n"}
    first = project(**pages)
    assert first.status == 0, first.log[-3000:]
    printed = (first.html / "book" / "page.html").read_text(encoding="utf-8")
    table = project.folder / "data" / "entities.csv"
    named = table.read_text(encoding="utf-8")
    changed = named.replace("Collective Security Treaty Organization", "Renamed Organization")
    assert changed != named
    table.write_text(changed, encoding="utf-8")
    return Sound(first, printed, project(**pages))


def test_changed_data_are_computed_again(sound):
    assert "reserves called Collective Security" in sound.printed
    assert sound.second.status == 0, sound.second.log[-3000:]
    page = (sound.second.html / "book" / "page.html").read_text(encoding="utf-8")
    assert "reserves called Renamed Organization" in page


def content(page, name):
    """Content of the one meta element with this name or property."""
    (found,) = page.select(f'head meta[name="{name}"], head meta[property="{name}"]')
    return found["content"]


def test_a_published_book_names_its_addresses(sound):
    """Only with an address: pictures and canonical links are absolute, and the citation says where."""
    pytest.importorskip("PIL")
    html, here = sound.second.html, f"{ADDRESS}/{SECOND}.html"
    page = parsed(html / f"{SECOND}.html")
    assert content(page, "og:url") == here == page.select_one('link[rel="canonical"]')["href"]
    assert content(page, "description") == "This one answers. It does."
    assert content(page, "og:image") == f"{ADDRESS}/_static/sharecards/{SECOND}.png"
    assert (html / "_static" / "sharecards" / f"{SECOND}.png").is_file()
    assert page.select_one(".cite-page .cite-text").get_text().endswith(here)
    assert parsed(html / "404.html").select_one("main a")["href"] == f"{ADDRESS}/book/page.html"
