"""Rules within and between rows of claims, each with its name. Source: the data model in CONTRIBUTING.md."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pandas as pd
import pandera.pandas as pa

from borderreport.words import dates
from borderreport.checks.problem import Problem
from borderreport.data import CORE, Dataset, listed

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


class Rule(NamedTuple):
    """A named rule: ``holds`` gives True for each row that keeps it; ``column`` is where to look."""

    name: str
    column: str
    expected: str
    holds: Callable[[pd.DataFrame], pd.Series]


def _core(c: pd.DataFrame) -> pd.Series:
    return c["tier"] == CORE


def _bounds_in_order(c: pd.DataFrame) -> pd.Series:
    low, best, high = (c[v].astype("float64") for v in VALUES)
    return ~((low > best) | (best > high) | (low > high))


def _qualifier_fits(c: pd.DataFrame) -> pd.Series:
    def fits(row) -> bool:
        if pd.isna(row.qualifier):
            return not any(pd.notna(row[v]) for v in VALUES)
        wanted = SHAPES.get(row.qualifier, (None,) * 3)
        present = all(w is None or pd.notna(row[v]) == w for v, w in zip(VALUES, wanted))
        return present and not (row.qualifier == "exact" and len({row[v] for v in VALUES}) > 1)

    return c.apply(fits, axis=1)


def _value_where_expected(c: pd.DataFrame) -> pd.Series:
    measured = c["datatype"].isin(["quantity", "money"])
    has_value = c[VALUES].notna().any(axis=1)
    explained = c["missing_reason"].notna()
    return (measured & (has_value ^ explained)) | (~measured & ~has_value)


def _coded_where_expected(c: pd.DataFrame) -> pd.Series:
    def coded(row) -> bool:
        if row.datatype in ("status", "stance"):
            return pd.notna(row.value_text) and row.value_text in str(row.allowed_values).split(";")
        return True

    return c.apply(coded, axis=1)


def _edtf_parses(c: pd.DataFrame) -> pd.Series:
    def parses(row) -> bool:
        if pd.isna(row.date_edtf):
            return pd.isna(row.date_start) and pd.isna(row.date_end) and pd.isna(row.date_precision)
        try:
            start, end, precision = dates.bounds(row.date_edtf)
        except ValueError:
            return False
        given_end = None if pd.isna(row.date_end) else row.date_end.date()
        return pd.notna(row.date_start) and (row.date_start.date(), given_end, row.date_precision) == (
            start,
            end,
            precision,
        )

    return c.apply(parses, axis=1)


def _as_of_parses(c: pd.DataFrame) -> pd.Series:
    def parses(text) -> bool:
        try:
            return pd.isna(text) or bool(dates.bounds(text))
        except ValueError:
            return False

    return c["as_of"].map(parses).astype(bool)


def _in_plausible_range(c: pd.DataFrame) -> pd.Series:
    values = c[VALUES].astype("float64")
    too_low = values.lt(c["plausible_low"].astype("float64"), axis=0).any(axis=1)
    too_high = values.gt(c["plausible_high"].astype("float64"), axis=0).any(axis=1)
    return ~(too_low | too_high)


def _money_is_staged(c: pd.DataFrame) -> pd.Series:
    money = c["datatype"] == "money"
    valued = money & c[VALUES].notna().any(axis=1)
    return c["finance_stage"].notna().eq(money) & c["currency"].notna().eq(valued)


def _differ(rows: pd.DataFrame) -> bool:
    """Do claims on one point contradict each other: other numbers, or periods that do not overlap?"""
    if rows["datatype"].iloc[0] == "date":
        dated = rows.dropna(subset=["date_start"])
        return (
            len(dated) > 1
            and dated["date_start"].max() > dated["date_end"].fillna(pd.Timestamp("9999-12-31")).min()
        )
    return rows[VALUES].astype("float64").max(axis=1).nunique() > 1


def _differences_are_declared(c: pd.DataFrame) -> pd.Series:
    """Amounts and dates that differ on one matter share a disagreement.

    On one matter: of one subject, property, object and date of validity.
    """
    ok = pd.Series(True, index=c.index)
    # Between the tiers, and within the record, a difference is a verdict's business.
    c = c[_core(c)]
    single = c[c["datatype"].isin(["quantity", "money", "date"]) & ~c["repeatable"]]
    for _, rows in single.groupby(["subject_id", "property_id", "object_id", "as_of"], dropna=False):
        if _differ(rows):
            ok.loc[rows.index] = bool(set.intersection(*(listed(cell) for cell in rows["disagreement_id"])))
    return ok


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
        lambda c: (c["char_end"] > c["char_start"]).fillna(True),
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
        "rank_is_reasoned",
        "rank_reason",
        "a reason for a rank other than normal",
        lambda c: c["rank_reason"].notna() | (c["rank"] == "normal"),
    ),
    Rule(
        "differences_are_declared",
        "disagreement_id",
        "one disagreement shared by claims that give the same subject and property different values",
        _differences_are_declared,
    ),
]


def check_claims(data: Dataset) -> list[Problem]:
    """Faults of claims.csv against every rule above, in row order."""
    properties = data.properties.set_index("property_id")[
        ["datatype", "unit", "repeatable", "allowed_values", "plausible_low", "plausible_high"]
    ]
    claims = data.all_claims.join(properties.rename(columns={"unit": "property_unit"}), on="property_id")
    schema = pa.DataFrameSchema(
        checks=[pa.Check(rule.holds, name=rule.name, error=rule.name) for rule in CLAIM_RULES]
    )
    try:
        schema.validate(claims, lazy=True)
    except pa.errors.SchemaErrors as errors:
        rules = {rule.name: rule for rule in CLAIM_RULES}
        unexpected = errors.failure_cases[~errors.failure_cases["check"].isin(rules)]
        if len(unexpected):  # a rule that raised: never to be read as a pass
            raise errors
        failed = errors.failure_cases.dropna(subset=["index"])[["check", "index"]].drop_duplicates()
        return [
            _problem(rules[name], claims.loc[index], int(index))
            for name, index in sorted(failed.itertuples(index=False), key=lambda f: f[1])
        ]
    return []


def _problem(rule: Rule, row: pd.Series, index: int) -> Problem:
    columns = dict.fromkeys(
        [rule.column, "qualifier", *VALUES] if rule.column in (*VALUES, "qualifier") else [rule.column]
    )
    found = ", ".join(f"{c}={'(empty)' if pd.isna(row[c]) else row[c]}" for c in columns)
    return Problem(
        "data/claims.csv", index + 2, row["claim_id"], rule.column, f"{rule.expected} [{rule.name}]", found
    )
