"""What the dataset says of a claim, in the words the book must print: worked out anew from the CSV alone.

Nothing here is taken from the package: a fault in how it words a value must not excuse itself.
"""

from __future__ import annotations

import csv
import re
from decimal import ROUND_HALF_EVEN, Decimal
from functools import cache
from pathlib import Path

from projects import ROOT

MONTHS = "January February March April May June July August September October November December".split()
HEDGES = {
    "": "",
    "exact": "",
    "about": "about ",
    "at_least": "at least ",
    "more_than": "more than ",
    "up_to": "up to ",
    "less_than": "less than ",
}
UNITS = {"km": "\u00a0km", "years": "\u00a0years"}
FORMS = ("value", "number", "date", "quote")


def rows(name: str, folder: Path = ROOT / "data") -> list[dict[str, str]]:
    """The rows of one table."""
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def claims() -> dict[str, dict[str, str]]:
    """Every claim by its identifier, with tier and short name of its source and the datatype of its property."""
    sources = {row["source_id"]: row for row in rows("sources")}
    types = {row["property_id"]: row["datatype"] for row in rows("properties")}
    return {
        row["claim_id"]: row
        | {name: sources[row["source_id"]][name] for name in ("tier", "short_name")}
        | {"datatype": types[row["property_id"]]}
        for row in rows("claims")
    }


@cache
def contradicted() -> frozenset[str]:
    """Claims whose links carry a dagger: core claims that differ from what public pages say of their main finding."""
    weights = {row["finding_id"]: int(row["weight"]) for row in rows("findings")}
    about = [row for row in rows("bearings") if row["bearing"] != "looks_alike"]
    pages = {}  # credibility of the firmest claim of a public page, by finding and bearing
    for row in about:
        if claims()[row["claim_id"]]["tier"] == "record":
            at = (row["finding_id"], row["bearing"])
            pages[at] = min(pages.get(at, "9"), claims()[row["claim_id"]]["credibility"])
    main = {}
    for row in sorted(about, key=lambda r: (-weights[r["finding_id"]], int(r["order"] or 99))):
        if claims()[row["claim_id"]]["tier"] == "core":
            main.setdefault(row["claim_id"], row)
    supports = ("gives", "agrees", "rounds", "refines")

    def falls(row: dict[str, str]) -> bool:
        borne = [pages[at] for how in (*supports, "partly") if (at := (row["finding_id"], how)) in pages]
        opposed = [pages[at] for at in [(row["finding_id"], "differs")] if at in pages]
        against = (
            borne
            if row["bearing"] == "differs"
            else opposed
            if row["bearing"] in supports and not borne
            else []
        )
        return bool(against) and min(against) <= claims()[row["claim_id"]]["credibility"]

    return frozenset(claim_id for claim_id, row in main.items() if falls(row))


def number(text: str) -> str:
    """A number with its thousands apart and no needless decimals."""
    plain = format(Decimal(text).normalize(), "f")
    whole, point, rest = plain.partition(".")
    return f"{int(whole):,}{point}{rest}"


def amount(text: str, currency: str) -> str:
    """A number, or money in millions or billions to four digits."""
    if not currency:
        return number(text)
    value, word = Decimal(text), ""
    for size, name in ((10**9, "\u00a0billion"), (10**6, "\u00a0million")):
        if abs(value) >= size:
            value, word = value / size, name
            places = Decimal(1).scaleb(value.adjusted() - 3)
            value = value.quantize(places, ROUND_HALF_EVEN)
            break
    return f"{currency}\u00a0{number(str(value))}{word}"


def value(claim: dict[str, str], unit: bool = True) -> str | None:
    """The claim's quantity as printed, None where it has none."""
    after = UNITS.get(claim["unit"], "") if unit and not claim["currency"] else ""
    if claim["qualifier"] == "between":
        low, high = (amount(claim[end], claim["currency"]) for end in ("value_low", "value_high"))
        return f"between {low} and {high}{after}"
    one = claim["value_best"] or claim["value_low"] or claim["value_high"]
    return HEDGES.get(claim["qualifier"], "") + amount(one, claim["currency"]) + after if one else None


def day(text: str) -> list[str]:
    """The words of one date, the largest last."""
    year, *smaller = text.rstrip("~?%").split("-")
    words = [year, *(MONTHS[int(month) - 1] for month in smaller[:1]), *(str(int(d)) for d in smaller[1:])]
    return words[::-1]


def date(edtf: str) -> str:
    """A date or a span of dates in words."""
    first, slash, last = edtf.partition("/")
    hedge = "about " if re.search("[~?%]$", first) else ""
    if not slash:
        return hedge + " ".join(day(first))
    if last in ("", ".."):
        return f"{hedge}{' '.join(day(first))} onwards"
    begins, ends = day(first), day(last)
    ended = ("about " if re.search("[~?%]$", last) else "") + " ".join(ends)
    if len(begins) == len(ends) and not hedge:
        while len(begins) > 1 and begins[-1] == ends[-1]:  # "7 to 9 July 2021"
            begins, ends = begins[:-1], ends[:-1]
    return f"{hedge}{' '.join(begins)} to {ended}"


def quote(claim: dict[str, str]) -> str:
    """The phrase of the source."""
    return f"“{claim['as_stated']}”"


def worded(claim: dict[str, str], form: str = "value") -> str:
    """What a link in prose prints of a claim in one of the FORMS."""
    if form == "quote":
        return quote(claim)
    if form == "date":
        return date(claim["date_edtf"])
    if (found := value(claim, unit=form == "value")) is not None:
        return found
    return date(claim["date_edtf"]) if claim["datatype"] == "date" and claim["date_edtf"] else quote(claim)


def place(claim: dict[str, str]) -> str:
    """Where a claim stands, in full."""
    if claim["tier"] == "core":
        return f"{claim['short_name']}, ¶{claim['paragraph']}"
    return f"record: {claim['short_name']}"


def places(claim_ids: list[str]) -> list[str]:
    """What the links of a list of places print: a source in a row is named once, a place named already goes
    by the claim.
    """
    printed, source, seen = [], None, set()
    for claim_id in claim_ids:
        claim = claims()[claim_id]
        if claim["source_id"] != source:
            source, seen, text = claim["source_id"], set(), place(claim)
        elif claim["tier"] == "record" or claim["paragraph"] in seen:
            text = claim_id
        else:
            text = f"¶{claim['paragraph']}"
        seen.add(claim["paragraph"])
        printed.append(text)
    return printed
