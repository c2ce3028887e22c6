"""Rules within and between rows of claims, each with its name. Source: the data model in CONTRIBUTING.md."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

import pandas as pd

from borderreport.checks.problem import Problem, cell
from borderreport.data import CORE, Dataset
from borderreport.words import dates, numerals

#: qualifier -> which of low, best, high must be present (True), absent (False) or may be either (None)
SHAPES = {
    "exact": (True, True, True),
    "about": (False, True, False),
    "at_least": (True, False, False),
    "more_than": (True, False, False),
    "up_to": (False, False, True),
    "less_than": (False, False, True),
    "between": (True, False, True),
    "some": (False, False, False),
}
VALUES = ["value_low", "value_best", "value_high"]
PLACE = ["char_start", "char_end", "paragraph"]
READ = ["date_read", "verification"]
#: Columns that no two claims may share: one source says one thing at one place once.
ONE_THING = ["source_id", "char_start", "char_end", "subject_id", "property_id", "object_id", "statement"]
#: How a statement says zero, and a million without "one".
NOTHING = re.compile(r"\b(nothing|none|nobody|no|not|never)\b", re.I)
A_SCALE = re.compile(rf"\ban? (?={'|'.join(numerals.SCALES)})", re.I)


class Rule(NamedTuple):
    """A named rule: ``holds`` gives True for each row that keeps it; ``column`` is where to look."""

    name: str
    column: str
    expected: str
    holds: Callable[[pd.DataFrame], pd.Series]


def _core(c: pd.DataFrame) -> pd.Series:
    return c["tier"] == CORE


def _values(c: pd.DataFrame) -> list[pd.Series]:
    return [c[column].astype("float64") for column in VALUES]


def _bounds_in_order(c: pd.DataFrame) -> pd.Series:
    low, best, high = _values(c)
    return ~((low > best) | (best > high) | (low > high))


def _qualifier_fits(c: pd.DataFrame) -> pd.Series:
    low, best, high = _values(c)
    present = [value.notna() for value in (low, best, high)]
    fits = ~(c["qualifier"].isna() & (present[0] | present[1] | present[2]))
    for qualifier, shape in SHAPES.items():
        of_it = (c["qualifier"] == qualifier).fillna(False).astype(bool)
        for there, wanted in zip(present, shape):
            if wanted is not None:
                fits &= ~of_it | (there == wanted)
        if qualifier == "exact":
            fits &= ~of_it | ((low == best) & (best == high))
    return fits


def _value_where_expected(c: pd.DataFrame) -> pd.Series:
    measured = c["datatype"].isin(["quantity", "money"])
    has_value = c[VALUES].notna().any(axis=1)
    explained = c["missing_reason"].notna()
    return (measured & (has_value ^ explained)) | (~measured & ~has_value)


def _of_rows(kept: list[bool], rows: pd.DataFrame, c: pd.DataFrame) -> pd.Series:
    """``kept`` for ``rows``, which are some of ``c``, and True for the others."""
    return pd.Series(kept, index=rows.index, dtype=bool).reindex(c.index, fill_value=True)


def _in_list(c: pd.DataFrame, column: str, of: pd.Series) -> pd.Series:
    """Whether ``column`` is one of the property's allowed values, for rows in ``of``; True elsewhere."""
    rows = c.loc[of, [column, "allowed_values"]].astype(object)
    listed = [
        isinstance(value, str) and value in str(allowed).split(";") for value, allowed in rows.to_numpy()
    ]
    return _of_rows(listed, rows, c)


def _coded_where_expected(c: pd.DataFrame) -> pd.Series:
    return _in_list(c, "value_text", c["datatype"].isin(["status", "stance"]))


def _stage_of_property(c: pd.DataFrame) -> pd.Series:
    return _in_list(c, "finance_stage", c["finance_stage"].notna() & c["allowed_values"].notna())


def _bounds(texts: pd.Series) -> dict[str, dates.Bounds]:
    """Bounds of each distinct EDTF date that has any."""
    found = {}
    for text in texts.dropna().unique():
        try:
            found[text] = dates.bounds(text)
        except ValueError:
            continue
    return found


def _edtf_parses(c: pd.DataFrame) -> pd.Series:
    bounds = _bounds(c["date_edtf"])
    days = [c[column].dt.strftime("%Y-%m-%d") for column in ("date_start", "date_end")]
    given = zip(*(column.astype(object) for column in (c["date_edtf"], *days, c["date_precision"])))
    told = {text: (f"{b.start}", f"{b.end}" if b.end else None, b.precision) for text, b in bounds.items()}
    return pd.Series(
        [
            tuple(None if pd.isna(part) else part for part in parts)
            == ((None, None, None) if pd.isna(text) else told.get(text))
            for text, *parts in given
        ],
        index=c.index,
    )


def _as_of_parses(c: pd.DataFrame) -> pd.Series:
    return c["as_of"].isna() | c["as_of"].isin(list(_bounds(c["as_of"])))


def _as_of_fits_publication(c: pd.DataFrame) -> pd.Series:
    """Not after publication; and with basis published, the day or time of publication itself."""
    bounds = _bounds(pd.concat([c["as_of"], c["published"]]))
    rows = zip(*(c[column].astype(object) for column in ("as_of", "published", "as_of_basis")))
    return pd.Series([_fits_publication(*row, bounds) for row in rows], index=c.index)


def _fits_publication(as_of: str, published: str, basis: str, bounds: dict[str, dates.Bounds]) -> bool:
    when, out = bounds.get(as_of), bounds.get(published)
    if when is None or out is None:  # no date, or none that can be read, which another rule says
        return when is None or basis != "published"
    in_time = out.end is None or when.start <= out.end
    if basis != "published":
        return in_time
    within = "/" in published and in_time and (when.end is None or when.end >= out.start)
    return as_of == published or within


def _in_plausible_range(c: pd.DataFrame) -> pd.Series:
    values = c[VALUES].astype("float64")
    too_low = values.lt(c["plausible_low"].astype("float64"), axis=0).any(axis=1)
    too_high = values.gt(c["plausible_high"].astype("float64"), axis=0).any(axis=1)
    return ~(too_low | too_high)


def _money_is_staged(c: pd.DataFrame) -> pd.Series:
    money = c["datatype"] == "money"
    valued = money & c[VALUES].notna().any(axis=1)
    return c["finance_stage"].notna().eq(money) & c["currency"].notna().eq(valued)


def _statement_prints_value(c: pd.DataFrame) -> pd.Series:
    rows = c.loc[c[VALUES].notna().any(axis=1), ["statement", *VALUES]]
    told = zip(rows["statement"].fillna(""), *_values(rows))
    printed = [all(_printed(text, value) for value in {*values} if value == value) for text, *values in told]
    return _of_rows(printed, rows, c)


def _printed(statement: str, value: float) -> bool:
    if value == 0 and NOTHING.search(statement):
        return True
    return numerals.printed(A_SCALE.sub("one ", statement), value)


CLAIM_RULES = [
    Rule(
        "core_has_a_place",
        "char_start",
        "char_start, char_end and paragraph for a core claim, and none for one of the record",
        lambda c: c[PLACE].notna().all(axis=1).where(_core(c), c[PLACE].isna().all(axis=1)),
    ),
    Rule(
        "record_was_read",
        "date_read",
        "date_read and verification for a claim of the record, and none for a core claim",
        lambda c: c[READ].isna().all(axis=1).where(_core(c), c[READ].notna().all(axis=1)),
    ),
    Rule(
        "span_not_empty",
        "char_end",
        "char_end greater than char_start",
        lambda c: (c["char_end"] > c["char_start"]).fillna(True).astype(bool),
    ),
    Rule(
        "as_stated_is_short",
        "as_stated",
        "at most 12 words",
        lambda c: c["as_stated"].str.split().str.len() <= 12,
    ),
    Rule("bounds_in_order", "value_best", "value_low ≤ value_best ≤ value_high", _bounds_in_order),
    Rule(
        "qualifier_fits_bounds",
        "qualifier",
        "a qualifier that fits the bounds: exact has three equal values, about only "
        "value_best, at_least and more_than only value_low, up_to and less_than only value_high, "
        "between low and high, some none",
        _qualifier_fits,
    ),
    Rule(
        "value_where_expected",
        "value_best",
        "a value or a missing_reason for quantities and money, none elsewhere",
        _value_where_expected,
    ),
    Rule("coded_where_expected", "value_text", "one of the property's allowed values", _coded_where_expected),
    Rule(
        "object_where_expected",
        "object_id",
        "an object for a relation",
        lambda c: c["object_id"].notna() | (c["datatype"] != "relation"),
    ),
    Rule(
        "unit_of_property",
        "unit",
        "the unit of the property, and none without a value",
        lambda c: (
            c["unit"]
            .fillna("")
            .eq(c["property_unit"].fillna("").where(c["datatype"].isin(["quantity", "money"]), ""))
        ),
    ),
    Rule(
        "edtf_gives_dates",
        "date_edtf",
        "an EDTF date from which date_start, date_end and date_precision follow",
        _edtf_parses,
    ),
    Rule("as_of_is_edtf", "as_of", "an EDTF date", _as_of_parses),
    Rule(
        "as_of_has_basis",
        "as_of_basis",
        "stated, inferred or published where there is an as_of, nothing elsewhere",
        lambda c: c["as_of_basis"].notna() == c["as_of"].notna(),
    ),
    Rule(
        "as_of_fits_publication",
        "as_of",
        "no time after the source was published; with the basis published, its day of publication itself",
        _as_of_fits_publication,
    ),
    Rule(
        "date_has_basis",
        "date_basis",
        "stated or inferred where there is a date, nothing elsewhere",
        lambda c: c["date_basis"].notna() == c["date_edtf"].notna(),
    ),
    Rule(
        "date_where_expected",
        "date_edtf",
        "a date or a missing_reason for a date property",
        lambda c: c["date_edtf"].notna() | c["missing_reason"].notna() | (c["datatype"] != "date"),
    ),
    Rule("plausible", "value_best", "a value within the property's plausible range", _in_plausible_range),
    Rule(
        "money_is_staged",
        "finance_stage",
        "a finance_stage for money, a currency for an amount, and neither elsewhere",
        _money_is_staged,
    ),
    Rule(
        "stage_of_property",
        "finance_stage",
        "a stage that allowed_values of the property lists: what is delivered is not frozen",
        _stage_of_property,
    ),
    Rule(
        "statement_prints_value",
        "statement",
        "a sentence that prints the row's own value",
        _statement_prints_value,
    ),
    Rule(
        "one_thing_once",
        "statement",
        "no row with source, span, subject, property, object and statement of another",
        lambda c: ~c.duplicated(ONE_THING),
    ),
    Rule(
        "rank_is_reasoned",
        "rank_reason",
        "a reason for a rank other than normal",
        lambda c: c["rank_reason"].notna() | (c["rank"] == "normal"),
    ),
]


def check_claims(data: Dataset) -> list[Problem]:
    """Faults of claims.csv against every rule above, in row order."""
    properties = data.properties.set_index("property_id")[
        ["datatype", "unit", "repeatable", "allowed_values", "plausible_low", "plausible_high"]
    ]
    claims = data.all_claims.join(properties.rename(columns={"unit": "property_unit"}), on="property_id")
    claims = claims.join(data.all_sources.set_index("source_id")["published"], on="source_id")
    failed = [
        (int(index), rule) for rule in CLAIM_RULES for index in claims.index[~rule.holds(claims).astype(bool)]
    ]
    return [_problem(rule, claims.loc[index], index) for index, rule in sorted(failed, key=lambda f: f[0])]


def _problem(rule: Rule, row: pd.Series, index: int) -> Problem:
    columns = dict.fromkeys(
        [rule.column, "qualifier", *VALUES] if rule.column in (*VALUES, "qualifier") else [rule.column]
    )
    found = ", ".join(f"{c}={cell(row[c])}" for c in columns)
    return Problem(
        "data/claims.csv", index + 2, row["claim_id"], rule.column, f"{rule.expected} [{rule.name}]", found
    )
