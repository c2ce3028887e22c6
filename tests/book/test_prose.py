"""The prose: spelled right, names as in the data, judgements without typed numbers."""

import re

import prose
import pytest
import spelling
from borderreport.data import load


def test_words_are_spelled_and_names_are_those_of_the_data(soups):
    unknown = {name: sorted(spelling.unknown(spelling.visible(page))) for name, page in soups.items()}
    assert {name: words for name, words in unknown.items() if words} == {}


@pytest.mark.parametrize(
    "text,found",
    [
        ("the defense of Rahmon", {"defense"}),
        ("Rakhmon’s border", {"Rakhmon’s"}),
        ("Rahmon’s border", set()),
        ("“defense”", set()),
    ],
)
def test_the_spelling_check_can_fail(text, found):
    assert spelling.unknown(spelling.OTHERS.sub(" ", text)) == found


def test_an_entry_leads_back_to_where_its_claim_is_used(soups):
    links = [a["href"] for a in soups["evidence"].select("#C356 .used-in a")]
    assert any(link.startswith("programme.html#fig-") for link in links) and any(
        link.startswith("programme.html#") and "fig-" not in link for link in links
    )
    ids = {e["id"] for e in soups["programme"].select("[id]")}
    assert {link.partition("#")[2] for link in links if link.startswith("programme.html#")} <= ids


def test_judgements_have_no_typed_numbers():
    data = load()
    years = {str(y) for column in ("date_start", "date_end") for y in data.claims[column].dropna().dt.year}
    cells = data.judgements[
        ["title", "statement", "confidence_reason", "assumptions", "alternatives", "would_change"]
    ]
    typed = {
        row.judgement_id: prose.typed_numbers(" ".join(cells.loc[row.Index]), years)
        for row in data.judgements.itertuples()
    }
    assert {key: numbers for key, numbers in typed.items() if numbers} == {}


def test_a_judgement_keeps_likelihood_and_confidence_apart(soups):
    soup, data = soups["scenarios"], load()
    for row in data.judgements.itertuples():
        text = soup.find(id=row.judgement_id).get_text(" ", strip=True)
        sentences = re.split(r"(?<=[.)])\s+", text)
        assert not any("ikelihood" in s and "onfidence" in s for s in sentences), row.judgement_id
        assert row.likelihood in text and row.confidence in text and row.would_change in text
