"""A figure or table that lacks a part is refused; hostile cells stay text."""

import pandas as pd
import plotly.graph_objects as go
import pytest
from borderreport.outputs import EVIDENCE, GLUED, Figure, Table, calculated, evidence_statement

ROWS = pd.DataFrame({"A": [1], EVIDENCE: [["C001"]]})
CHART = go.Figure(go.Bar(x=[1], y=["a"])).update_layout(height=200)
GOOD = dict(
    name="fig-x",
    title="A finding",
    subtitle="A measure",
    alt="A chart of one bar",
    note="A note",
    rows=ROWS,
    chart=CHART,
    holds=True,
)


def test_a_whole_figure_is_accepted():
    assert Figure(**GOOD).claim_ids == ["C001"]


@pytest.mark.parametrize(
    "part,value,message",
    [
        ("name", "x", "must begin with 'fig-'"),
        ("title", " ", "no title"),
        ("subtitle", "", "no subtitle"),
        ("alt", "", "no alt"),
        ("note", "", "no note"),
        ("rows", ROWS.iloc[:0], "no rows"),
        ("rows", ROWS[["A"]], "last column"),
        ("holds", None, "what must be true of the data"),
        ("holds", False, "do not bear out its title: A finding"),
        ("chart", None, "no chart"),
        ("chart", go.Figure(), "no chart"),
        ("chart", go.Figure(CHART).update_layout(height=None), "layout.height"),
    ],
)
def test_a_figure_without_a_part_is_refused(part, value, message):
    with pytest.raises(ValueError, match=message):
        Figure(**(GOOD | {part: value}))


def test_a_table_without_evidence_is_refused():
    with pytest.raises(ValueError, match="last column"):
        Table(name="tab-x", title="A finding", rows=ROWS[["A"]], holds=True)


def test_missing_cells_are_empty():
    rows = pd.DataFrame({"A": [pd.NA], "B": [float("nan")], "C": [1234.5], EVIDENCE: [["C001"]]})
    assert Table(name="tab-x", title="T", rows=rows, holds=True).payload()["table"]["rows"][0] == [
        "",
        "",
        "1,234.5",
        ["C001"],
    ]


def test_an_empty_calculated_value_is_refused():
    with pytest.raises(ValueError, match="'hole' is empty"):
        calculated(hole=float("nan"))


def test_copies_count_once():
    assert "3 sources, but only 1 independent voice" in evidence_statement(["C406", "C489", "C618"])
    assert evidence_statement(["C001"]) == "Rests on 1 claim from 1 source."


def test_the_tiers_are_counted_apart():
    assert (
        evidence_statement(["C001", "C653", "C876"])
        == "Rests on 1 claim from 1 source, and on 2 claims of the record from 2 pages."
    )
    assert evidence_statement([]).startswith("Rests on no claim")


def test_a_calculated_value_is_pasted_as_it_reads(monkeypatch):
    """myst-nb takes what reads as a Python literal for one: "1,500" must not become a pair of numbers."""
    import IPython.display
    from myst_nb.core.variables import format_plain_text

    pasted = {}

    def display(data, metadata, raw):
        assert raw and metadata["scrapbook"]["mime_prefix"] == GLUED
        pasted[metadata["scrapbook"]["name"]] = format_plain_text(data[f"{GLUED}text/plain"], "s")

    monkeypatch.setattr(IPython.display, "display", display)
    calculated(troops=1500, words="it’s “so”", pair="(1, 2)", year="2024")
    assert pasted == {"troops": "1,500", "words": "it’s “so”", "pair": "(1, 2)", "year": "2024"}
