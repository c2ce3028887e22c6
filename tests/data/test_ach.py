"""Competing explanations.

Inconsistency counts, consistency does not, and leaving out a source changes the count.
"""

import pandas as pd
import pytest
from borderreport.analysis import ach
from borderreport.data import CORE, RECORD, load


@pytest.fixture(scope="module")
def report():
    return load()


def test_only_what_speaks_against_counts(report):
    ratings = pd.DataFrame({"H01": ["CC", "C", "N"], "H02": ["I", "II", "C"]}, index=["C031", "C039", "C040"])
    table = ach.ranking(report, ratings).set_index("hypothesis_id")
    assert table["against"].to_dict() == {"H01": 0, "H02": 3}
    assert table["rank"].to_dict() == {"H01": 1, "H02": 2}


def test_claims_of_one_origin_are_one_origin(report):
    ratings = pd.DataFrame({"H01": ["I", "I"], "H02": ["N", "N"]}, index=["C031", "C039"])
    table = ach.ranking(report, ratings).set_index("hypothesis_id")
    assert table.loc["H01", "against"] == 2 and table.loc["H01", "origins"] == 1


def test_equal_counts_share_a_rank(report):
    ratings = pd.DataFrame({"H01": ["I"], "H02": ["I"], "H03": ["II"]}, index=["C031"])
    assert ach.ranking(report, ratings)["rank"].to_list() == [1, 1, 3]


def test_diagnosticity_is_the_spread_of_the_ratings():
    ratings = pd.DataFrame({"H01": ["CC", "C"], "H02": ["II", "C"]}, index=["C001", "C002"])
    assert ach.diagnosticity(ratings).to_dict() == {"C001": 4, "C002": 0}


def test_the_record_is_added_only_when_asked_for(report):
    alone, both = ach.matrix(report, "Q01"), ach.matrix(report, "Q01", (CORE, RECORD))
    tiers = report.all_claims.set_index("claim_id")["tier"]
    assert set(tiers[alone.index]) == {CORE} and set(tiers[both.index]) == {CORE, RECORD}
    assert alone.notna().all().all() and both.notna().all().all()


def test_a_source_left_out_takes_its_claims_with_it(report):
    part = load(without="diplomat-2021")
    kept = ach.matrix(part, "Q01").index
    assert 0 < len(kept) < len(ach.matrix(report, "Q01"))
    assert "diplomat-2021" not in set(report.all_claims.set_index("claim_id").loc[kept, "source_id"])


def test_an_unknown_question_is_an_error(report):
    with pytest.raises(ValueError, match="no question 'Q99'"):
        ach.matrix(report, "Q99")
