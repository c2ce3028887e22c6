"""What articles say of the findings, add alone, and what leaving one out changes."""

import pytest
from borderreport.analysis import sources
from borderreport.data import PUBLIC_PAGES, load
from borderreport.outputs import EVIDENCE


@pytest.fixture(scope="module")
def report():
    return load()


def test_every_word_is_in_one_group_and_nobody_speaks_without_a_claim(report):
    said = sources.words(report)
    assert set(said["group"]) <= set(sources.GROUPS) and said["claim_ids"].map(len).min() > 0
    owner = report.claims.set_index("claim_id")["source_id"]
    assert all(set(owner[row.claim_ids]) == {row.source_id} for row in said.itertuples())


def test_an_article_that_follows_says_so(report):
    said = sources.words(report).set_index(["finding_id", "source_id"])
    copied = said.loc[("length-uzbek-afghan-border", "specialeurasia-2025")]
    assert copied["word"] == "right" and copied["copied"]
    assert not said.loc[("length-uzbek-afghan-border", "izvestia-2025"), "copied"]


def test_the_table_has_every_article_and_silence(report):
    row = sources.across(report, ["length-uzbek-afghan-border"]).iloc[0]
    told = [row[name] for name in sources.in_order(report)]
    assert told == ["silent", "wrong", "right", "right, copied", "silent"]
    assert report.finding("length-uzbek-afghan-border").adopted == row[EVIDENCE][0]


def test_to_differ_where_nothing_settles_it_is_no_failing(report):
    listed = set(sources.failings(report)[EVIDENCE].explode())
    for finding in report.settled.values():
        settled = finding.row["differ_kind"] is None or finding.row["settled_by"] is not None
        wrong = {c["claim_id"] for c in finding.evidence if c["bearing"] == "differs" and c["tier"] == "core"}
        assert not settled or finding.weight < 2 or wrong <= listed, finding.finding_id
    assert "C423" in listed and "C046" not in listed


def test_what_follows_another_article_is_not_added_alone(report):
    follows = report.claims.set_index("claim_id")["follows_id"]
    assert follows[sources.alone(report)["claim_ids"].explode()].isna().all()


def test_a_source_left_out_changes_its_findings_alone(report):
    rows = sources.left_out(report, "mei-2021")
    assert set(rows["change"]) == {"withdrawn", "falls back"}
    owner = report.all_claims.set_index("claim_id")["source_id"]
    assert set(owner[rows["claim_id"]]) == {"mei-2021"}
    assert len(sources.left_out(report, PUBLIC_PAGES)) > len(rows)


def test_only_followers_hand_on(report):
    handed = sources.handed_on(report)
    assert set(handed["source_id"]) <= set(report.derivations["source_id"])
    assert (handed["lost"] > 0).any() and (handed["lost"] == 0).any()
