"""Stacked bars that differ by colour alone get a hatching; all others stay as they are."""

import json

import pytest
from borderreport.charts.edges import contrast
from borderreport.charts.hatches import ALIKE, hatched


def bars(*colours, mode="stack"):
    return {"data": [{"type": "bar", "marker": {"color": c}} for c in colours], "layout": {"barmode": mode}}


def patterns(spec):
    return [trace["marker"].get("pattern", {}).get("shape") for trace in spec["data"]]


def test_fills_alike_in_grey_get_different_hatchings():
    assert patterns(hatched(bars("#1f5c99", "#b8431f", "#2b7a4b", "#dde2e8"))) == [None, "/", "x", None]


@pytest.mark.parametrize("colour,text", [("#b8431f", "#ffffff"), ("#cdb985", "#1b2430")])
def test_the_lines_leave_text_on_the_bar_as_clear(colour, text):
    line = hatched(bars(colour, colour))["data"][1]["marker"]["pattern"]["fgcolor"]
    assert contrast(line, text) > contrast(colour, text)


@pytest.mark.parametrize(
    "spec",
    [
        bars("#1f5c99", "#1f5c99", mode="group"),
        bars("#1f5c99"),
        {"data": [{"type": "scatter"}], "layout": {"barmode": "stack"}},
    ],
)
def test_others_stay_as_they_are(spec):
    assert hatched(json.loads(json.dumps(spec))) == spec


def test_no_two_parts_of_a_stack_differ_by_colour_alone(book):
    stacks = 0
    for path in sorted((book.html / "_static" / "figures").glob("*.js")):
        spec = json.loads(path.read_text(encoding="utf-8").split("=", 2)[2].rstrip(";\n"))["wide"]
        looks = [
            t["marker"]
            for t in spec["data"]
            if t["type"] == "bar" and isinstance(t.get("marker", {}).get("color"), str)
        ]
        if spec["layout"].get("barmode") != "stack":
            continue
        stacks += 1
        for at, one in enumerate(looks):
            for other in looks[:at]:
                same = one.get("pattern", {}).get("shape") == other.get("pattern", {}).get("shape")
                assert (
                    not same
                    or one["color"] == other["color"]
                    or contrast(one["color"], other["color"]) >= ALIKE
                ), path.stem
    assert stacks >= 5
