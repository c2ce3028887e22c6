"""The page shows every number of the results, with machine and day, and names what is broken."""

import json

import pytest
from borderreport.bench import results
from borderreport.sphinxext.lists import benchmark

STEP = {"name": "cold", "wall": [31.4], "cpu": [55.5], "peak": [612_000_000], "fault": ""}
OFTEN = {
    "name": "nothing",
    "wall": [2.2, 2.1, 2.9],
    "cpu": [1.5, 1.4, 1.6],
    "peak": [1, 2, 98_000_000],
    "fault": "",
}
FAILED = {"name": "pdf", "wall": [], "cpu": [], "peak": [], "fault": "no Pango"}
PAGES = [{"page": "evidence", "html": 1_200_000, "compressed": 240_000, "opened": 300_000}]


def book(name, *steps, **about):
    numbers = {"claims": 925, "notebooks": 14, "charts": 46, "words": 20_000, "pdf": 3_100_000}
    return {"name": name, **numbers, "pages": PAGES, "steps": list(steps)} | about


def found(*books):
    machine = {
        "processor": "A Processor",
        "cores": 2,
        "memory": 8_000_000_000,
        "system": "A System",
        "python": "3.11.7",
        "browser": "A Browser 1",
    }
    about = {"date": "2026-11-28", "complete": True, "machine": machine, "load": {"start": 0.2, "end": 1.4}}
    return about | {"books": list(books)}


def test_every_step_has_its_row():
    rows = benchmark.commands(found(book("report", STEP, OFTEN, FAILED)))["rows"]
    assert [row[1:] for row in rows] == [
        ["31.4", "40 s, 1,000 MB", "55.5", "612"],
        ["2.2 (2.1 to 2.9)", "3 s", "1.5 (1.4 to 1.6)", "98"],
        ["failed", "", "failed", "–"],
    ]


def test_a_stock_book_stands_beside_the_report():
    slow = STEP | {"wall": [151.0], "cpu": [160.2]}
    content = benchmark.beside(found(book("report", STEP, OFTEN), book("stock", slow)))
    assert content["rows"][0][1:] == ["31.4", "151", "55.5", "160"]
    assert benchmark.beside(found(book("report", STEP))) is None


def test_growth_has_a_column_for_each_book():
    content = benchmark.growth(found(book("report", STEP), book("claims-10", STEP, OFTEN, claims=9250)))
    assert content["columns"][1:] == ["925 claims, 14 notebooks", "9,250 claims, 14 notebooks"]
    assert [row[1:] for row in content["rows"]][:2] == [["31.4", "31.4"], ["–", "2.2"]]
    assert benchmark.growth(found(book("report", STEP))) is None


@pytest.fixture
def page(project):
    def show(text):
        (project.folder / "book" / results.FILE.name).write_text(text, encoding="utf-8")
        return project("```{benchmark}\n```\n")

    return show


def test_the_page_shows_rows_machine_and_day(page):
    outcome = page(json.dumps(found(book("report", STEP, OFTEN, FAILED), book("stock", STEP))))
    assert outcome.status == 0, outcome.log[-3000:]
    html = (outcome.html / "book" / "page.html").read_text(encoding="utf-8")
    for text in (
        "31.4",
        "2.2 (2.1 to 2.9)",
        "28 November 2026",
        "A Processor",
        "Python 3.11.7",
        "A Browser 1",
    ):
        assert text in html, text
    assert "Not measured: report, pdf." in html


def test_a_broken_file_stops_the_build_and_is_named(page):
    outcome = page('{"date": 1}')
    assert outcome.status != 0
    assert "benchmark.json, key date: expected text; found 1" in outcome.log
