"""Every static chart, wide and narrow, in both themes: marks stand out from the paper, and texts from what is under them."""

from pathlib import Path

import contrast
import pytest

pytestmark = pytest.mark.slow

WHITE = (1.0, 1.0, 1.0)
THEMES = {"light": lambda colour: colour, "dark": contrast.in_dark}
MARK, TEXT, SMALLEST = 3.0, 4.5, 8.5
COLOURS = Path(__file__).with_name("svgcolours.js").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def painted(contexts_of_run, book):
    """Marks and texts of each chart by file name."""
    context = contexts_of_run(viewport={"width": 800, "height": 1600})
    page = context.new_page()
    found = {}
    for path in sorted((book.html / "_static" / "figures").glob("fig-*.svg")):
        page.goto(path.as_uri())
        found[path.name] = page.evaluate(COLOURS[COLOURS.index("() =>") :])
    context.close()
    assert len(found) >= 40
    return found


def seen(paint, ground=WHITE):
    return contrast.over(tuple(paint[:3]), paint[3], ground)


def test_marks_stand_out_from_the_paper(painted):
    """By their fill or else by their line. White without a line is a gap; a band behind the marks is no mark."""
    weak = set()
    for name, chart in painted.items():
        for mark in chart["marks"]:
            paints = [seen(paint) for paint in (mark["fill"], mark["stroke"]) if paint]
            gap = all(paint == WHITE for paint in paints)
            for theme, shown in THEMES.items():
                best = max(contrast.ratio(shown(paint), shown(WHITE)) for paint in paints)
                if best < MARK and not gap and not mark["below"]:
                    weak.add(
                        (
                            name,
                            theme,
                            mark["kind"],
                            round(best, 2),
                            *(tuple(round(255 * c) for c in p) for p in paints),
                        )
                    )
    assert sorted(weak) == []


def test_texts_stand_out_from_what_is_under_them(painted):
    weak = set()
    for name, chart in painted.items():
        for text in chart["texts"]:
            ground = WHITE
            for paint in reversed(text["under"]):
                ground = seen(paint, ground)
            for theme, shown in THEMES.items():
                found = contrast.ratio(shown(seen(text["fill"], ground)), shown(ground))
                if found < TEXT:
                    weak.add((name, theme, text["text"], round(found, 2)))
    assert sorted(weak) == []


def test_no_text_is_shrunk_out_of_sight(painted):
    """Plotly makes a text smaller until it fits into its bar."""
    small = {
        (name, t["text"], round(t["size"], 1))
        for name, chart in painted.items()
        for t in chart["texts"]
        if t["size"] < SMALLEST
    }
    assert sorted(small) == []


def test_the_filter_in_the_sums_is_that_of_the_page(open_page):
    """What `contrast.in_dark` says of white and of a blue is what the browser paints."""
    page = open_page("methods", theme="dark")
    page.goto(page.address)
    assert page.evaluate("getComputedStyle(document.querySelector('.chart-static img')).filter") == (
        f"invert({contrast.INVERT}) hue-rotate(180deg)"
    )


@pytest.mark.parametrize("colour,expected", [(WHITE, (0.08,) * 3), ((0.0, 0.0, 0.0), (0.92,) * 3)])
def test_the_filter_turns_light_and_dark_about(colour, expected):
    assert contrast.in_dark(colour) == pytest.approx(expected, abs=0.005)


def test_the_ratio_is_that_of_wcag():
    assert contrast.ratio(WHITE, (0.0, 0.0, 0.0)) == pytest.approx(21)
    assert contrast.ratio(WHITE, (119 / 255,) * 3) == pytest.approx(4.48, abs=0.01)
