"""Copies count once; only like is added to like."""

import pandas as pd
import pytest
from borderreport.data import load
from borderreport.analysis.witnesses import total, witnesses

DATA = load()
CLAIMS = DATA.claims.set_index("claim_id", drop=False)
PROPERTIES = pd.DataFrame({"property_id": ["pledged", "length"], "additive": [True, False]})


def made(*rows):
    blank = {
        "property_id": "pledged",
        "unit": "USD",
        "currency": "USD",
        "finance_stage": "pledged",
        "voice": "a",
        "value_best": 1.0,
    }
    return pd.DataFrame(
        [blank | {"claim_id": f"C{i}", "subject_id": f"pledge-{i}"} | row for i, row in enumerate(rows)]
    )


def test_copies_count_once():
    assert witnesses(CLAIMS.loc[["C406", "C489", "C618"]]) == 1
    assert witnesses(CLAIMS.loc[["C170", "C354"]]) == 2


def test_like_is_added_to_like():
    assert total(made({"value_best": 2.0}, {"value_best": 3.0}), PROPERTIES) == 5.0


@pytest.mark.parametrize(
    "rows,message",
    [
        ([{}, {"finance_stage": "delivered_cash"}], "different finance_stage"),
        ([{}, {"currency": "EUR"}], "different currency"),
        ([{}, {"property_id": "length"}], "different property_id"),
        ([{"property_id": "length"}], "must not be added"),
        ([{"subject_id": "x"}, {"subject_id": "x"}], "counted twice"),
        ([{"value_best": None}], "no single value"),
    ],
)
def test_unlike_is_not_added(rows, message):
    with pytest.raises(ValueError, match=message):
        total(made(*rows), PROPERTIES)


def test_real_stages_are_not_added():
    with pytest.raises(ValueError, match="different finance_stage must not be added: committed, pledged"):
        total(CLAIMS.loc[["C058", "C060"]], DATA.properties)
