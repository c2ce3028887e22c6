"""A link to a claim prints what the claim says, page by page; and each kind of fault in one is found."""

import re

import pytest
from bs4 import BeautifulSoup
from claimlinks import LINK, entry_faults, link_faults
from claimwords import amount, claims, contradicted, date, number, places, value
from projects import ROOT, listed_chapters

NAMES = [name.rpartition("/")[2] for name in listed_chapters()]
#: Pages without a link to a claim.
WITHOUT = {"data", "changes"}


def source_of(name):
    return (ROOT / "book" / f"{name}.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_a_link_prints_what_its_claim_says(soups, name):
    assert link_faults(soups[name], source_of(name)) == []
    assert bool(soups[name].select(LINK)) == (name not in WITHOUT)


def test_daggers_stand_on_chapters_too(soups):
    """Else the test above would say nothing of them."""
    marked = {name for name, page in soups.items() if page.select(f"{LINK} .contradicted")}
    assert len(marked) > 5 and len(contradicted()) > 5


@pytest.mark.parametrize("name,tier", [("evidence", "core"), ("record", "record")])
def test_an_entry_prints_what_its_claim_says(soups, name, tier):
    assert entry_faults(soups[name]) == []
    assert len(soups[name].select(".claim-entry[id]")) == sum(c["tier"] == tier for c in claims().values())


@pytest.fixture(scope="module")
def example(soups):
    """A chapter with every kind of link, as it is written and as it is built."""
    html = str(soups["presence"].select_one("article.bd-article"))
    assert link_faults(BeautifulSoup(html, "html.parser"), source_of("presence")) == []
    return html


def faults(html):
    return link_faults(BeautifulSoup(html, "html.parser"), source_of("presence"))


PROSE = r'(<a [^>]*href="[^"]*#)(C\d+)("><span class="claim claim-value">)([^<]*)'
PLACE = r'(<a [^>]*href="[^"]*#)(C\d+)("><span class="claim claim-place">)([^<]*)'


@pytest.mark.parametrize(
    "pattern,broken,told",
    [
        pytest.param(r'<span class="contradicted">†</span>', "", "dagger", id="a dagger dropped"),
        pytest.param(
            r'(claim-value">[^<]*)(</span></a>)',
            r'\1<span class="contradicted">†</span>\2',
            "dagger",
            id="a dagger too many",
        ),
        pytest.param(PROSE, r"\1\2\3some \4", "in prose", id="a word too many"),
        pytest.param(r'(claim-value">)about ', r"\1at least ", "in prose", id="a wrong word"),
        pytest.param(PROSE, r"\1C001\3\4", "values in prose are not those", id="a wrong anchor"),
        pytest.param(PLACE, r"\1C99999\3\4", "leads to", id="an anchor that is not there"),
        pytest.param(r'(claim-place">[^<]*¶)(\d+)', r"\g<1>9\2", "place of", id="a wrong paragraph"),
        pytest.param(r'(claim-place">)record: ', r"\1", "place of", id="a record not called so"),
        pytest.param(r'href="evidence\.html#', 'href="record.html#', "is not on", id="a wrong page"),
        pytest.param(
            r'(<span class="evidence">\[)<a .*?</a>; ', r"\1", "brackets name", id="a place left out"
        ),
    ],
)
def test_a_broken_link_is_found(example, pattern, broken, told):
    html, count = re.subn(pattern, broken, example, count=1)
    assert count == 1 and html != example
    assert any(told in fault for fault in faults(html))


def test_all_daggers_of_one_page_gone_are_found(example):
    """What links of another page print does not make up for it."""
    html, count = re.subn(r'<span class="contradicted">†</span>', "", example)
    assert count > 1 and len([fault for fault in faults(html) if "dagger" in fault]) == count


@pytest.fixture(scope="module")
def entries(soups):
    """Entries of the record, one of them with a low and a high value."""
    held = [i for i, c in claims().items() if c["qualifier"] == "between" and c["tier"] == "record"]
    assert held
    return "".join(str(soups["record"].find(id=i)) for i in held)


@pytest.mark.parametrize(
    "pattern,broken,told",
    [
        pytest.param(
            r"(<p>between )(\S+?) and (\S+?)(?=[<\xa0])",
            r"\1\3 and \2",
            "Value of",
            id="low and high swapped",
        ),
        pytest.param(r"<p>between ", "<p>about ", "Value of", id="a wrong qualifier"),
        pytest.param(r"(Date:<.*?<p>)[^<]*", r"\g<1>1 May 1066 (stated)", "Date of", id="a wrong date"),
        pytest.param(r"“", "“not ", "Printed as of", id="a wrong phrase"),
        pytest.param(r"(claim-id[^>]*>C\d+</a> )\w+", r"\1Nobody", "statement of", id="a wrong statement"),
    ],
)
def test_a_broken_entry_is_found(entries, pattern, broken, told):
    html, count = re.subn(pattern, broken, entries, count=1, flags=re.S)
    assert count == 1 and html != entries
    assert entry_faults(BeautifulSoup(entries, "html.parser")) == []
    assert any(fault.startswith(told) for fault in entry_faults(BeautifulSoup(html, "html.parser")))


@pytest.mark.parametrize(
    "edtf,said",
    [
        ("2021-07-05", "5 July 2021"),
        ("2014~", "about 2014"),
        ("2021-07-07/2021-07-09", "7 to 9 July 2021"),
        ("2026/2027", "2026 to 2027"),
        ("2013/..", "2013 onwards"),
    ],
)
def test_the_words_of_a_date(edtf, said):
    assert date(edtf) == said


def test_the_words_of_numbers_and_ranges():
    assert number("1344.0") == "1,344" and number("0.50") == "0.5"
    assert amount("1234000000", "USD") == "USD\u00a01.234\u00a0billion"
    claim = dict.fromkeys(("value_low", "value_best", "value_high", "unit", "currency"), "")
    span = claim | {"qualifier": "between", "value_low": "5", "value_high": "1000", "unit": "km"}
    assert value(span) == "between 5 and 1,000\u00a0km" and value(span, unit=False) == "between 5 and 1,000"
    assert value(claim | {"qualifier": "some"}) is None


def test_the_words_of_a_list_of_places():
    """A source in a row is named once; a paragraph named already, and a second page of the record, go by the
    claim.
    """
    core = [i for i, c in claims().items() if c["source_id"] == "mei-2021"]
    first = next(i for i in core if claims()[i]["paragraph"] == "5")
    same = next(i for i in core if claims()[i]["paragraph"] == "5" and i != first)
    other = next(i for i in core if claims()[i]["paragraph"] == "6")
    assert places([first, same, other]) == ["MEI 2021, ¶5", same, "¶6"]
