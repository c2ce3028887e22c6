"""The real dataset: it passes every check, and it covers what the chapters need."""

import os

import pytest

from borderreport.checks.run import run
from borderreport.data import DATA, Dataset, load, texts_folder


def test_it_passes_every_check():
    outcome = run(DATA, texts_folder())
    assert [str(p) for p in outcome.problems] == []
    if os.environ.get("CI") == "true":
        assert outcome.unchecked == []


def test_every_source_gives_claims():
    data = load()
    counts = data.claims["source_id"].value_counts()
    assert set(counts.index) == set(data.sources["source_id"])
    assert len(data.claims) >= 150 and counts.min() >= 15


def test_claim_identifiers_are_unbroken():
    """Identifiers are permanent: a number once given stays."""
    numbers = load().claims["claim_id"].str[1:].astype(int)
    assert list(numbers) == list(range(1, len(numbers) + 1))


def test_a_source_can_be_left_out():
    whole, part = load(), load(without="tactics-2025")
    assert "tactics-2025" not in set(part.claims["source_id"])
    assert len(part.claims) < len(whole.claims)


def test_leaving_out_an_unknown_source_is_an_error():
    with pytest.raises(ValueError, match="no source nobody"):
        load(without="nobody")


def test_each_source_has_a_record():
    records = {p.stem for p in (DATA.parent / "seeds").glob("*.md")}
    assert records == set(Dataset().sources["source_id"])


def test_derived_claims_belong_to_a_recorded_derivation():
    data = load()
    groups = {(d.source_id, d.independence_group) for d in data.derivations.itertuples()}
    derived = data.claims[data.claims["independence_group"] != data.claims["source_id"]]
    assert len(derived) and {(c.source_id, c.independence_group) for c in derived.itertuples()} <= groups
