"""The real dataset: it passes every check, and it covers what the chapters need."""

import os

import pytest
from borderreport.checks.run import run
from borderreport.data import DATA, Dataset, load, texts_folder


def test_it_passes_every_check():
    outcome = run(DATA, texts_folder())
    assert [str(p) for p in outcome.problems] == []
    if os.environ.get("SOURCE_TEXTS"):
        assert outcome.unchecked == []


def test_every_source_gives_claims():
    data = load()
    counts = data.claims["source_id"].value_counts()
    assert set(counts.index) == set(data.sources["source_id"])
    assert len(data.claims) >= 150 and counts.min() >= 15


def test_claim_identifiers_are_unbroken():
    """Identifiers are permanent: a number once given stays."""
    numbers = load().all_claims["claim_id"].str[1:].astype(int)
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


def test_claims_that_follow_a_source_follow_one_that_was_copied():
    data = load()
    followed = set(data.claims["follows_id"].dropna())
    assert followed and followed <= set(data.derivations["from_source_id"])


def test_the_record_is_kept_apart():
    data = load()
    assert set(data.claims["tier"]) == {"core"} and set(data.record["tier"]) == {"record"}
    assert len(data.claims) + len(data.record) == len(data.all_claims)
    assert data.record["char_start"].isna().all() and data.record["date_read"].notna().all()
    assert len(data.record) >= 120


def test_every_number_and_date_of_the_mission_chapters_has_a_verdict():
    """Programme, presence, delisting and finance: quantities, money, dates and acts on lists."""
    data = load()
    datatypes = data.properties.set_index("property_id")["datatype"]
    weighty = data.claims[
        data.claims["topic"].isin(["programme", "presence", "delisting", "finance"])
        & (
            data.claims["property_id"].map(datatypes).isin(["quantity", "money", "date"])
            | data.claims["property_id"].isin(["list_act", "stage_content", "hosts"])
        )
    ]
    assert sorted(set(weighty["claim_id"]) - set(data.verdicts["claim_id"])) == []
