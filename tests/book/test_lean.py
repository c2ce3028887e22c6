"""Pages carry what they use: icons, letters, style sheets; and pale bars get their line."""

import re

import pytest
from borderreport.building import icons, letters
from borderreport.charts import edges
from borderreport.charts.narrow import KEY, ROW, narrow

STYLES = (
    '.a{color:red}.fa-sun:before{content:"\\f185"}.fa-cat:before,.fa-kitten:before{content:"\\f6be"}'
    ':root{--icon:"\\f00c"}'
)


def test_rules_of_icons_that_no_page_shows_are_left_out():
    styles, letters = icons.trimmed(STYLES, {"fa-sun"})
    assert styles == '.a{color:red}.fa-sun:before{content:"\\f185"}:root{--icon:"\\f00c"}'
    assert letters == {0xF185, 0xF00C}


def test_an_icon_is_kept_by_any_of_its_names():
    assert "kitten" in icons.trimmed(STYLES, {"fa-kitten"})[0]


def test_no_page_links_what_it_does_not_use(book):
    for path in book.pages:
        html = path.read_text(encoding="utf-8")
        linked = " ".join(re.findall(r'(?:src|href)="([^"]+\.(?:js|css))', html))
        assert not re.search(r"sphinx-design|design-tabs|togglebutton|bootstrap|fontawesome", linked), (
            path.name
        )
        assert ("copybutton.js" in linked) == ('class="highlight' in html), path.name


def test_the_letters_are_in_the_script(book):
    made = (book.html / "_static" / letters.SCRIPT).read_text(encoding="utf-8")
    assert made == letters.script()
    assert made.count('"d09GMg') == 2  # "wOF2", as each such font begins
    named = re.findall(r'url\("(fonts/[^"]+)', letters.style_sheet())
    assert len(named) == 2 and all((book.html / "_static" / name).is_file() for name in named)


def bar(fill, line=None):
    return {
        "data": [
            {
                "type": "bar",
                "marker": {"color": fill} | ({"line": {"color": line, "width": 0.5}} if line else {}),
            }
        ],
        "layout": {},
    }


@pytest.mark.parametrize(
    "fill,line,edge",
    [
        ("#dde2e8", "#ffffff", True),
        ("#dde2e8", None, True),
        ("#dde2e8", "#1b2430", False),
        ("#1f5c99", None, False),
        ("#ffffff", None, False),
    ],
)
def test_a_pale_bar_gets_a_line(fill, line, edge):
    marker = edges.edged(bar(fill, line))["data"][0]["marker"]
    assert (marker.get("line", {}).get("color") == edges.MUTED) == edge
    assert not edge or edges.contrast(marker["line"]["color"]) >= edges.LEAST


def test_a_narrow_chart_makes_room_for_names_and_for_its_legend():
    spec = {
        "data": [{"type": "bar", "name": kind, "y": ["one", "two"], "x": [1, 2]} for kind in "abcdef"],
        "layout": {"height": 300, "showlegend": True, "yaxis": {}},
    }
    made = narrow(spec)
    assert made["layout"]["height"] == 300 + 2 * ROW + 4 * KEY
    assert spec["layout"]["height"] == 300
    lifted = {note["text"]: note["yshift"] for note in made["layout"]["annotations"]}
    assert set(lifted) == {"one", "two"} and all(0 < shift < 100 for shift in lifted.values())
