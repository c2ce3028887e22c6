"""Numbers in phrases, dates, and values in words."""

import datetime as dt

import pandas as pd
import pytest
from borderreport.words import dates, numerals, wording
from borderreport.checks.evidence import paragraph_at


@pytest.mark.parametrize(
    "phrase,numbers",
    [
        ("about 1,344 kilometers", [1344]),
        ("1.5 thousand militants", [1500]),
        ("$9.4 billion", [9.4e9]),
        ("for 2021-25", [2021, 2025]),
        ("2026–2027", [2026, 2027]),
        ("an excess of twenty", [20]),
        ("the 201st base", [201]),
        ("25-year lease", [25]),
        ("more than 1 million", [1e6]),
        ("two-staged", [2]),
        ("April 11, 2025", [11, 2025]),
        ("tenuous, onerous", []),
        ("several hundred", []),
        ("has not received a penny", [0]),
        ("twenty-five years", [25]),
        ("1,1 млн кв. м", [1.1e6]),
        ("(equivalent to US$3.9million)", [3.9e6]),
        ("$ 122 mln worth", [1.22e8]),
        ("погибли двое граждан", [2]),
        ("1374,2 километра", [1374.2]),
        ("1,5 тысячи боевиков", [1500]),
        ("1,300-km", [1300]),
    ],
)
def test_numbers_in_a_phrase(phrase, numbers):
    assert numerals.numbers_in(phrase) == numbers


def test_a_lone_one_is_a_pronoun():
    assert numerals.stray_numbers("one of its members", set()) == []
    assert numerals.stray_numbers("one thousand soldiers", set()) == [1000]


def test_an_article_prints_one():
    assert numerals.printed("a Chinese national", 1)
    assert not numerals.printed("Chinese nationals", 1)


@pytest.mark.parametrize(
    "text,start,end,precision",
    [
        ("2013-09-23", (2013, 9, 23), (2013, 9, 23), "day"),
        ("2024-02", (2024, 2, 1), (2024, 2, 29), "month"),
        ("2014~", (2014, 1, 1), (2014, 12, 31), "year"),
        ("2026/2027", (2026, 1, 1), (2027, 12, 31), "interval"),
        ("2042/..", (2042, 1, 1), None, "open"),
    ],
)
def test_bounds_of_a_date(text, start, end, precision):
    assert dates.bounds(text) == (dt.date(*start), dt.date(*end) if end else None, precision)


@pytest.mark.parametrize("text", ["", "soon", "2021-13", "2021-02-30", "2027/2026", "../2020", "14/5/2021"])
def test_what_is_no_date_is_refused(text):
    with pytest.raises(ValueError, match="is not an EDTF date|ends before"):
        dates.bounds(text)


@pytest.mark.parametrize(
    "text,words",
    [
        ("2013-09-23", "23 September 2013"),
        ("2024-11", "November 2024"),
        ("2026/2027", "2026 to 2027"),
        ("2021-07-07/2021-07-09", "7 to 9 July 2021"),
        ("2021-07-30/2021-08-02", "30 July to 2 August 2021"),
        ("2021-09/2021-09-16", "September 2021 to 16 September 2021"),
        ("2042/..", "2042 onwards"),
        ("2014~", "about 2014"),
    ],
)
def test_a_date_in_words(text, words):
    assert dates.in_words(text) == words


def claim(**cells):
    blank = dict.fromkeys(
        ["value_low", "value_best", "value_high", "qualifier", "unit", "currency", "date_edtf", "datatype"]
    )
    return pd.Series(blank | {"as_stated": "as printed"} | cells)


@pytest.mark.parametrize(
    "cells,words",
    [
        (dict(value_best=1344, qualifier="about", unit="km"), "about 1,344\u00a0km"),
        (dict(value_low=50000, qualifier="more_than", unit="persons"), "more than 50,000"),
        (
            dict(value_best=1.23e9, qualifier="exact", unit="USD", currency="USD"),
            "USD\u00a01.23\u00a0billion",
        ),
        (dict(datatype="date", date_edtf="2024-11"), "November 2024"),
        (dict(datatype="status"), "“as printed”"),
    ],
)
def test_a_value_in_words(cells, words):
    assert wording.value(claim(**cells)) == words


def test_a_count_in_words():
    assert [wording.spelled(n) for n in (0, 3, 12, 13)] == ["no", "three", "twelve", "13"]
    assert wording.counted(1, "claim") == "1 claim" and wording.counted(1200, "claim") == "1,200 claims"


def test_paragraphs_count_lines_that_are_not_blank():
    text = "one\n\n \ntwo\nthree"
    assert [paragraph_at(text, text.index(w)) for w in ("one", "two", "three")] == [1, 2, 3]
