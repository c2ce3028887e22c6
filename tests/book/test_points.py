"""Points of charts that name claims: what they tell, and that they name no claim the rows leave out."""

import json
import re

import plotly.graph_objects as go
import pytest
from borderreport.charts import points
from borderreport.data import load
from borderreport.outputs import Figure

from test_outputs import CHART, GOOD


#: Charts of counts: the claim in their rows is the first of those counted.
COUNTS = {"fig-claim-kinds", "fig-coverage"}


@pytest.fixture(scope="module")
def claims():
    return load().all_claims.set_index("claim_id")


def chart(**trace):
    return {"data": [{"type": "scatter", "x": [1], "y": [1]} | trace]}


def test_a_point_tells_claim_value_and_place(claims):
    told = points.with_claims(chart(customdata=["C159"], hovertemplate="%{x}"), claims)["data"][0]
    claim = claims.loc["C159"]
    assert told["hoverinfo"] == "text" and "hovertemplate" not in told
    plain = told["hovertext"][0].replace("<br>", " ")
    for part in (claim["statement"], "7,000", f"MEI 2021, ¶{claim['paragraph']}"):
        assert part in plain
    assert (
        max(len(re.sub("<[^>]+>", "", line)) for line in told["hovertext"][0].split("<br>")) <= points.WIDTH
    )


def test_a_range_is_told_with_both_ends(claims):
    changed = claims.copy()
    changed.loc["C159", ["value_low", "value_high"]] = [6500.0, 7499.0]
    assert "range 6,500 to 7,499" in points.hover_text(["C159"], changed)
    assert "range" not in points.hover_text(["C034"], claims)


def test_a_claim_without_a_number_gives_its_words(claims):
    words = claims.loc["C031", "as_stated"]
    assert words[:20] in points.hover_text(["C031"], claims)


def test_markup_in_a_statement_stays_text(claims):
    changed = claims.copy()
    changed.loc["C159", "statement"] = "<b>bold</b> & <script>"
    told = points.hover_text(["C159"], changed)
    assert "&lt;b&gt;bold&lt;/b&gt; &amp; &lt;script&gt;" in told


def test_of_many_claims_the_first_are_told_and_the_rest_counted(claims):
    told = points.hover_text(["C001", "C002", "C003", "C004", "C005"], claims)
    assert told.count("<b>") == points.MOST and told.endswith("and 2 more claims")


def test_a_calculation_stands_above_its_claims(claims):
    told = points.with_claims(chart(customdata=[["C001", "C002"]], hovertext="3 years"), claims)["data"][0][
        "hovertext"
    ][0]
    assert told.startswith("3 years<br><br>")


def test_points_without_claims_are_left_alone(claims):
    for trace in ({"hovertext": "five"}, {"customdata": [5, None, "Kant"], "hovertext": "five"}):
        assert points.with_claims(chart(**trace), claims) == chart(**trace)


def test_own_texts_that_do_not_fit_are_refused(claims):
    with pytest.raises(ValueError, match="2 points that name claims has 1 hover texts"):
        points.with_claims(chart(customdata=["C001", "C002"], hovertext=["one"]), claims)


def test_a_figure_whose_points_name_other_claims_is_refused():
    with pytest.raises(ValueError, match="no row does: C002"):
        Figure(**(GOOD | {"chart": go.Figure(CHART).update_traces(customdata=[["C001", "C002"]])}))
    assert Figure(**(GOOD | {"chart": go.Figure(CHART).update_traces(customdata=["C001"])}))


def test_every_mark_that_stands_for_one_claim_tells_it(book):
    """In the built book, points name the claims that the rows rest on.

    Charts whose rows rest on a claim each name these claims in their points, as the cells of the rows do.
    """
    silent = []
    for path in sorted((book.html / "_static" / "figures").glob("*.js")):
        spec = json.loads(path.read_text(encoding="utf-8").split("=", 2)[2].rstrip(";\n"))["wide"]
        named = set(points.claim_ids(spec))
        for trace in spec["data"]:
            for text, held in zip(trace.get("hovertext", []), trace.get("customdata", [])):
                assert not held or text, path.name
        rows = (path.with_suffix(".csv")).read_text(encoding="utf-8").splitlines()[1:]
        of_one = {match[1] for row in rows if (match := re.search(r",(C\d+)$", row))}
        if len(of_one) >= len(rows) / 2 and len(of_one) > 1 and not named:
            silent.append(path.stem)
    assert set(silent) == COUNTS
