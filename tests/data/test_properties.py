"""Properties that hold for any input: dates, qualifiers, numbers and spans."""

import datetime as dt

import pandas as pd
from borderreport.words import dates, numerals
from borderreport.checks import rules
from borderreport.checks.evidence import paragraph_at, paragraphs_of
from borderreport.analysis.coverage import covered_characters
from borderreport.curate.find import find
from hypothesis import given
from hypothesis import strategies as st

days = st.dates(dt.date(1000, 1, 1), dt.date(2999, 12, 31))
texts = st.text(st.sampled_from("ab é’“”.\n 1"), min_size=1, max_size=80)


@given(days)
def test_a_day_bounds_itself(day):
    assert dates.bounds(day.isoformat()) == (day, day, "day")


@given(days, days)
def test_an_interval_bounds_its_ends(one, other):
    first, last = sorted((one, other))
    assert dates.bounds(f"{first}/{last}") == (first, last, "interval")


@given(days)
def test_a_month_holds_its_days(day):
    start, end, precision = dates.bounds(f"{day:%Y-%m}")
    assert precision == "month" and start <= day <= end and (end + dt.timedelta(1)).day == 1


@given(st.text(max_size=12))
def test_no_text_breaks_the_date_parser(text):
    try:
        start, end, _ = dates.bounds(text)
    except ValueError:
        return
    assert end is None or start <= end


@given(st.integers(0, 10**12))
def test_a_printed_number_is_read_back(value):
    assert numerals.numbers_in(f"some {value:,} of them") == [value]


@given(st.text(max_size=40))
def test_no_text_breaks_the_number_parser(text):
    assert all(n >= 0 for n in numerals.numbers_in(text))


@given(st.sampled_from(sorted(rules.SHAPES)), *[st.one_of(st.none(), st.sampled_from([1.0, 2.0]))] * 3)
def test_a_qualifier_fits_exactly_one_shape(qualifier, low, best, high):
    frame = pd.DataFrame([{"qualifier": qualifier, "value_low": low, "value_best": best, "value_high": high}])
    present = tuple(v is not None for v in (low, best, high))
    expected = present == rules.SHAPES[qualifier] and (qualifier != "exact" or low == best == high)
    assert bool(rules._qualifier_fits(frame).iloc[0]) == expected


@given(texts)
def test_paragraphs_are_the_lines_that_are_not_blank(text):
    found = paragraphs_of(text)
    assert [text[a:b] for _, a, b in found] == [line.strip() for line in text.split("\n") if line.strip()]
    assert all(paragraph_at(text, a) == n for n, a, _ in found)


@given(texts, st.data())
def test_a_stretch_of_a_paragraph_is_found_where_it_stands(text, data):
    found = paragraphs_of(text)
    if not found:
        return
    number, start, end = data.draw(st.sampled_from(found))
    first = data.draw(st.integers(start, end - 1))
    last = data.draw(st.integers(first + 1, end))
    phrase = text[first:last]
    if not phrase.strip():
        return
    places = find(text, phrase)
    assert any(p.paragraph == number and p.char_start <= first and last <= p.char_end for p in places)
    assert all(text[p.char_start : p.char_end] == p.span and p.as_stated in p.span for p in places)


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)), min_size=1, max_size=8))
def test_covered_characters_count_once(spans):
    frame = pd.DataFrame({"char_start": [a for a, _ in spans], "char_end": [a + n for a, n in spans]})
    assert covered_characters(frame) == len({i for a, n in spans for i in range(a, a + n)})
