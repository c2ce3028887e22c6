"""Charts are drawn in one page of one browser; one that dies or hangs ends the drawing with a word, and soon."""

import re
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from borderreport.building.store import Store
from borderreport.charts import browser, static
from borderreport.charts.static import Drawing

pytestmark = pytest.mark.slow

SPEC = {
    "data": [{"type": "bar", "x": [1, 2], "y": ["one", "two"], "orientation": "h"}],
    "layout": {"height": 200},
}


def drawing(title, width=400):
    return Drawing.of({**SPEC, "layout": SPEC["layout"] | {"title": {"text": title}}}, width, 200)


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "charts")


def draw(drawings, store):
    """`static.draw` in a thread of its own: in this one the browser of other tests has its loop."""
    with ThreadPoolExecutor(1) as apart:
        apart.submit(static.draw, drawings, store).result()


def test_charts_are_drawn_once_and_alike(store, tmp_path):
    pair = [drawing("A & B <c> Ś"), drawing("narrow", 340)]
    draw([*pair, pair[0]], store)
    other = Store(tmp_path / "again")
    draw(pair[::-1], other)
    for one in pair:
        svg = store.get(one.key)
        assert svg == other.get(one.key) and svg.startswith(b"<svg") and svg.rstrip().endswith(b"</svg>")
        assert re.search(rf'width="{one.width}" height="200"'.encode(), svg)
        assert svg.count(b"@font-face") == 1 + (b"font-weight: bold" in svg or b"font-weight:700" in svg)
    assert len(list(store.folder.iterdir())) == 2


def test_what_is_kept_is_not_drawn_again(store, monkeypatch):
    one = drawing("kept")
    store.put(one.key, b"<svg>kept</svg>")
    monkeypatch.setattr(static, "drawing_page", None)
    draw([one], store)
    assert store.get(one.key) == b"<svg>kept</svg>"


def test_a_chart_that_plotly_cannot_draw_is_told(store):
    broken = Drawing('{"data": 5, "layout": {"height": 200, "width": {}}}', 400, 200)
    with pytest.raises(browser.DrawingFailed):
        draw([Drawing("{}}", 400, 200), broken], store)


@pytest.mark.parametrize("does", ["sys.exit(1)", "time.sleep(600)"])
def test_a_browser_that_dies_or_hangs_ends_the_drawing(store, tmp_path, monkeypatch, does):
    false = tmp_path / "chromium"
    false.write_text(f"#!{sys.executable}\nimport sys, time\n{does}\n")
    false.chmod(0o755)
    monkeypatch.setenv("BROWSER_PATH", str(false))
    monkeypatch.setattr(browser, "START", 3)
    with pytest.raises(browser.DrawingFailed, match=rf"{re.escape(str(false))}.*set BROWSER_PATH"):
        draw([drawing("never")], store)
    assert not store.folder.exists() or not list(store.folder.iterdir())
