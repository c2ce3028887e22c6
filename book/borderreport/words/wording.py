"""Values and places of claims in words: what prose, tables and charts print."""

from __future__ import annotations

from itertools import groupby

import pandas as pd

from borderreport.words import dates
from borderreport.data import CORE

QUALIFIERS = {
    "exact": "",
    "about": "about ",
    "at_least": "at least ",
    "more_than": "more than ",
    "up_to": "up to ",
    "less_than": "less than ",
}
#: Units printed after the number. Persons, stages and the like are named by the sentence around it.
UNITS = {"km": "\u00a0km", "years": "\u00a0years"}
SCALES = ((1e9, "billion"), (1e6, "million"))
#: How a core claim stands against the public record, in words.
VERDICTS = {
    "confirmed": "confirmed",
    "refined": "refined",
    "superseded": "overtaken by events",
    "contradicted": "contradicted",
    "not_checkable": "no public page",
}


def number(value: float) -> str:
    """A number in full with thousands separators, without needless decimals: 1344.0 gives "1,344"."""
    return f"{value:,.10g}"


def money(value: float, currency: str = "USD") -> str:
    """An amount in billions or millions: 1.23e9 gives "USD 1.23 billion"."""
    for size, word in SCALES:
        if abs(value) >= size:
            return f"{currency}\u00a0{value / size:,.4g}\u00a0{word}"
    return f"{currency}\u00a0{number(value)}"


def central(claim: pd.Series) -> float | None:
    """The one number that stands for a claim on a chart.

    Best, else the middle of low and high, else low, else high, else None.
    """
    if claim["qualifier"] == "between":
        return (float(claim["value_low"]) + float(claim["value_high"])) / 2
    for column in ("value_best", "value_low", "value_high"):
        if pd.notna(claim[column]):
            return float(claim[column])
    return None


def value(claim: pd.Series, unit: bool = True) -> str:
    """A claim's value as prose prints it: "about 1,344 km", "USD 9.4 billion", "23 September 2013".

    Money and quantities carry qualifier and unit, dates are spelled out, everything else is the
    source's own phrase in quotation marks. ``unit`` False leaves the unit out.
    """
    amount = central(claim)
    if claim["qualifier"] == "between":
        ends = [
            money(v, claim["currency"]) if pd.notna(claim["currency"]) else number(v)
            for v in (claim["value_low"], claim["value_high"])
        ]
        return f"between {ends[0]} and {ends[1]}" + (
            UNITS.get(claim["unit"], "") if unit and pd.isna(claim["currency"]) else ""
        )
    if amount is not None:
        hedge = QUALIFIERS.get(claim["qualifier"], "")
        if pd.notna(claim["currency"]):
            return hedge + money(amount, claim["currency"])
        return hedge + number(amount) + (UNITS.get(claim["unit"], "") if unit else "")
    if claim.get("datatype") == "date" and pd.notna(claim["date_edtf"]):
        return dates.in_words(claim["date_edtf"])
    return quoted(claim)


def quoted(claim: pd.Series) -> str:
    """The source's own phrase, in quotation marks."""
    return f"“{claim['as_stated']}”"


def phrases(printed) -> list[str]:
    """Phrases of sources, each in quotation marks, for a column of a table."""
    return [f"“{phrase}”" for phrase in printed]


def quotations(claims: pd.DataFrame, none: str) -> str:
    """The phrases of several claims, each after its source, which is named once in a row.

    ``none`` stands where there are no claims.
    """
    rows = [claim for _, claim in claims.iterrows()]
    runs = [
        (source, ", ".join(map(quoted, run)))
        for source, run in groupby(rows, key=lambda claim: claim["source"])
    ]
    return "; ".join(f"{source}: {phrases}" for source, phrases in runs) or none


def place(claim: pd.Series) -> str:
    """Source and paragraph in short: "Izvestia 2025, ¶14".

    A page of the record is called so: "record: TASS, May 2025".
    """
    return (
        f"{claim['source']}, ¶{claim['paragraph']}" if claim["tier"] == CORE else f"record: {claim['source']}"
    )


WORDS = "no one two three four five six seven eight nine ten eleven twelve".split()


def spelled(count: int, capital: bool = False) -> str:
    """A small count as a word ("three"), a larger one in figures; 0 gives "no"."""
    word = WORDS[count] if 0 <= count < len(WORDS) else number(count)
    return word.capitalize() if capital else word


def counted(count: int, singular: str, plural: str | None = None) -> str:
    """A count with its noun: "1 claim", "3 claims"."""
    return f"{number(count)} {singular if count == 1 else plural or singular + 's'}"
