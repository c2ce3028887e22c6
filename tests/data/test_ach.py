"""Competing explanations.

Inconsistency counts, consistency does not, and leaving out a source changes the count.
"""

import pandas as pd
import pytest
from borderreport.analysis import ach, grounds
from borderreport.data import CORE, PUBLIC_PAGES, RECORD, load


@pytest.fixture(scope="module")
def report():
    return load()


def test_only_what_speaks_against_counts(report):
    findings = ["plan-2013-context", "programme-adopted", "programme-progress-2021"]
    ratings = pd.DataFrame({"H01": ["CC", "C", "N"], "H02": ["I", "II", "C"]}, index=findings)
    table = ach.ranking(report, ratings).set_index("hypothesis_id")
    assert table["against"].to_dict() == {"H01": 0, "H02": 3}
    assert table["rank"].to_dict() == {"H01": 1, "H02": 2}
    assert table["findings"].to_dict() == {"H01": [], "H02": ["plan-2013-context", "programme-adopted"]}


def test_findings_of_one_voice_are_one_voice(report):
    findings = ["plan-2013-context", "russia-neglects-border-2021"]
    ratings = pd.DataFrame({"H01": ["I", "I"], "H02": ["N", "N"]}, index=findings)
    table = ach.ranking(report, ratings).set_index("hypothesis_id")
    assert table.loc["H01", "against"] == 2 and table.loc["H01", "voices"] == 1


def test_equal_counts_share_a_rank(report):
    ratings = pd.DataFrame({"H01": ["I"], "H02": ["I"], "H03": ["II"]}, index=["plan-2013-context"])
    assert ach.ranking(report, ratings)["rank"].to_list() == [1, 1, 3]


def test_diagnosticity_is_the_spread_of_the_ratings():
    ratings = pd.DataFrame({"H01": ["CC", "C"], "H02": ["II", "C"]}, index=["a", "b"])
    assert ach.diagnosticity(ratings).to_dict() == {"a": 4, "b": 0}


@pytest.mark.parametrize("question", ["Q01", "Q02"])
def test_what_public_pages_alone_support_is_added_only_when_asked_for(report, question):
    alone, both = ach.matrix(report, question), ach.matrix(report, question, (CORE, RECORD))
    assert set(alone.index) < set(both.index)
    assert set(alone.index) <= set(grounds.support(report)["finding_id"])
    assert alone.notna().all().all() and both.notna().all().all()


@pytest.mark.parametrize("question", ["Q01", "Q02"])
def test_without_public_pages_both_are_what_the_articles_support(report, question):
    part = load(without=PUBLIC_PAGES)
    assert ach.matrix(part, question, (CORE, RECORD)).equals(ach.matrix(report, question))


def test_a_source_left_out_takes_what_it_alone_supports_with_it(report):
    part = load(without="diplomat-2021")
    kept, whole = ach.matrix(part, "Q01").index, ach.matrix(report, "Q01").index
    lost = grounds.support(report).set_index("finding_id").loc[sorted(set(whole) - set(kept)), "claim_id"]
    sources = report.all_claims.set_index("claim_id")["source_id"]
    assert 0 < len(kept) < len(whole) and set(sources[lost]) == {"diplomat-2021"}


def test_every_rated_finding_tells_explanations_apart_and_is_supported(report):
    for question in report.questions["question_id"]:
        ratings = ach.matrix(report, question, (CORE, RECORD))
        assert (ach.diagnosticity(ratings) > 0).all()
    rated = set(report.consistency["finding_id"])
    assert rated <= set(grounds.support(report, (CORE, RECORD))["finding_id"])


def test_a_ground_is_told_by_its_sentence_or_by_who_gives_it(report):
    assert grounds.told(report.finding("programme-adopted")) == report.finding("programme-adopted").sentence
    opinion = report.finding("russia-border-as-lever-2021")
    assert grounds.told(opinion) == opinion.claims.set_index("claim_id").loc[opinion.adopted, "statement"]


def test_an_unknown_question_is_an_error(report):
    with pytest.raises(ValueError, match="no question 'Q99'"):
        ach.matrix(report, "Q99")
