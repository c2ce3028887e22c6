"""Findings: each is one point, given by claims that can give it, or looked for; no claim of weight is out."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator

import pandas as pd

from borderreport.analysis.standing import of_weight
from borderreport.checks.problem import Problem, in_rows
from borderreport.data import Dataset
from borderreport.findings import answers
from borderreport.findings.vocabulary import LOOKS_ALIKE, SUPPORTS
from borderreport.findings.settling import records
from borderreport.words import dates, numerals

FINDINGS, BEARINGS = "data/findings.csv", "data/bearings.csv"
POINT = ["subject_id", "property_id", "object_id", "period", "measure"]
#: Columns of a claim that fill slots.
FILLING = (
    "value_low value_best value_high qualifier unit currency datatype date_edtf as_of as_stated".split()
)
#: Bearings that support nothing: no claim with one gives the value first, and each needs a reason in words.
NO_SUPPORT = ("differs", "outdated", "partly", "superseded_plan", LOOKS_ALIKE)
#: Kinds of claims that say what is to be: they prove no event.
FUTURE = ("plan", "forecast")
#: Kinds of origins that may tell an act as their own.
ACTING = ("body", "document")
NUMBER = re.compile(
    r"\d[\d.,]*|\b(?:"
    + "|".join([word for word, value in numerals.WORDS.items() if value > 1 and word.isascii()])
    + "|"
    + "|".join(f"{scale}s?" for scale in numerals.SCALES)
    + r")\b",
    re.I,
)


def check_findings(data: Dataset) -> list[Problem]:
    """Faults of findings.csv and bearings.csv, and claims of weight that bear on nothing."""
    return [
        *_points(data.points),
        *_searches(data),
        *_times(data.points),
        *_replaced(data.points),
        *_prose(data),
        *_slots(data),
        *_orders(data.all_bearings),
        *_bearings(data),
        *_one_number(data),
        *_weighty(data),
    ]


def _points(points: pd.DataFrame) -> list[Problem]:
    first = points.drop_duplicates(POINT).set_index(POINT)["finding_id"]
    again = points[points.duplicated(POINT)]
    return in_rows(
        FINDINGS,
        again.join(first.rename("first"), on=POINT),
        "finding_id",
        "measure",
        lambda row: (
            f"what tells it from {row['first']}: both have this subject, property, object, period and measure"
        ),
    )


def _searches(data: Dataset) -> list[Problem]:
    points, bearings = data.points, data.all_bearings
    given = points["finding_id"].isin(bearings.loc[bearings["order"].notna(), "finding_id"])
    searched = points["looked_for"].notna() & points["queries"].notna()
    prose = points["weight"] > 1
    tomorrow = pd.Timestamp(dt.date.today()) + pd.Timedelta(days=1)
    key = "finding_id"
    return [
        *in_rows(
            FINDINGS,
            points[~given & ~searched],
            key,
            "looked_for",
            "looked_for and queries of a search, because no claim gives it; or a claim with an order",
        ),
        *in_rows(
            FINDINGS,
            points[prose & ~searched & given],
            key,
            "looked_for",
            "looked_for and queries of a search, because its weight is above 1",
        ),
        *in_rows(
            FINDINGS, points[points["looked_for"] >= tomorrow], key, "looked_for", "a day that has come"
        ),
        *in_rows(
            FINDINGS,
            points[prose & points["answer"].isna()],
            key,
            "answer",
            "a sentence, because its weight is above 1",
        ),
        *in_rows(
            FINDINGS,
            points[~prose & points["answer"].notna()],
            key,
            "answer",
            "none, because its weight is 1; or a weight of 2",
        ),
    ]


def _times(points: pd.DataFrame) -> list[Problem]:
    problems = []
    for column in ("period", "good_until"):
        bad = set()
        for text in points[column].dropna().unique():
            try:
                dates.bounds(text)
            except ValueError:
                bad.add(text)
        rows = points[points[column].isin(bad)]
        problems += in_rows(FINDINGS, rows, "finding_id", column, "an EDTF date whose first day is known")
    return problems


def _replaced(points: pd.DataFrame) -> list[Problem]:
    names = points.dropna(subset=["was"]).assign(old=points["was"].str.split(";")).explode("old")
    return in_rows(
        FINDINGS,
        names[names.duplicated("old")],
        "finding_id",
        "was",
        "identifiers that no other finding replaces",
        lambda row: row["old"],
    )


def _prose(data: Dataset) -> Iterator[Problem]:
    """No number is typed into an answer, except in a name."""
    told = data.points[data.points["answer"].notna()]
    plain = [answers.SLOT.sub(" ", answer) for answer in told["answer"]]
    numbered = [bool(NUMBER.search(text)) for text in plain]
    names = _names_with_numbers(data.entities) if any(numbered) else set()
    for index, key, text, hit in zip(told.index, told["finding_id"], plain, numbered):
        if hit and (found := NUMBER.findall(_without(names, text))):
            expected = "no typed number outside a name of entities.csv: a slot such as {value} prints it"
            yield Problem(FINDINGS, int(index) + 2, key, "answer", expected, ", ".join(found))


def _names_with_numbers(entities: pd.DataFrame) -> set[str]:
    names = {*entities["name"], *entities["aliases"].dropna().str.split(";").explode().str.strip()}
    return {name for name in names if NUMBER.search(name)}


def _without(names: set[str], text: str) -> str:
    """``text`` without the longest of ``names`` that stand in it."""
    words = [word.span() for word in re.finditer(r"\w+", text)]
    ends = {end + more for _, end in words for more in (0, 1)}  # with a bracket that closes
    stretches = sorted((start - end, start, end) for start, _ in words for end in ends if start < end)
    for _, start, end in stretches:
        if text[start:end] in names:
            text = text[:start] + " " * (end - start) + text[end:]
    return text


def _slots(data: Dataset) -> Iterator[Problem]:
    """Every slot is known, and every claim that may give its value can fill it."""
    points = data.points[data.points["answer"].notna()]
    known = set(data.points["finding_id"])
    wanted: dict[str, dict[str, str]] = defaultdict(
        dict
    )  # finding -> slot -> the finding whose answer needs it
    for index, key, answer in zip(points.index, points["finding_id"], points["answer"]):
        where = (FINDINGS, int(index) + 2, key, "answer")
        if re.search("[{}]", answers.SLOT.sub("", answer)):
            yield Problem(
                *where, "braces around a slot and nowhere else, as in {value} or {date:other-finding}", answer
            )
        for slot, other in answers.slots(answer):
            if slot not in answers.SLOTS:
                yield Problem(*where, f"slots among {', '.join(answers.SLOTS)}", f"{{{slot}}}")
            elif other and other not in known:
                yield Problem(*where, "slots of findings that exist", other)
            else:
                wanted[other or key].setdefault(slot, key)
    yield from _unfilled(data, wanted)


def _unfilled(data: Dataset, wanted: dict[str, dict[str, str]]) -> Iterator[Problem]:
    bearings = data.all_bearings
    giving = bearings[bearings["order"].notna() & bearings["finding_id"].isin(list(wanted))]
    datatypes = data.properties.set_index("property_id")["datatype"]
    claims = data.all_claims[data.all_claims["claim_id"].isin(giving["claim_id"])]
    claims = claims.join(datatypes, on="property_id").set_index("claim_id")
    for index, claim in zip(giving.index, records(giving.join(claims[FILLING], on="claim_id"))):
        filled = answers.fillings(claim)
        for slot, key in wanted[claim["finding_id"]].items():
            if slot not in filled:
                yield Problem(
                    BEARINGS,
                    int(index) + 2,
                    f"{claim['finding_id']}/{claim['claim_id']}",
                    "word" if slot == "word" else "order",
                    f"a claim that fills the slot {{{slot}}} in the answer of {key}, or no order",
                    f"order {claim['order']}, and nothing for {slot}",
                )
    given = set(giving["finding_id"])
    rows = data.points.reset_index(names="place").set_index("finding_id")["place"]
    for finding, slots in wanted.items():
        for slot, key in slots.items() if finding not in given else ():
            expected = f"no slot {{{slot}}} of {finding}, because no claim gives it"
            yield Problem(FINDINGS, int(rows[key]) + 2, key, "answer", expected, f"{{{slot}}}")


def _orders(bearings: pd.DataFrame) -> list[Problem]:
    """Claims that may give a value take turns 1, 2, 3 and so on."""
    ordered = bearings[bearings["order"].notna()].sort_values(["finding_id", "order"], kind="stable")
    turn = ordered.groupby("finding_id").cumcount() + 1
    bad = ordered.assign(turn=turn)[ordered["order"] != turn].drop_duplicates("finding_id")
    return in_rows(
        BEARINGS,
        bad.sort_index(),
        "finding_id/claim_id",
        "order",
        lambda row: f"{row['turn']}: turns go from 1 without a gap, and each has one claim",
    )


def _bearings(data: Dataset) -> list[Problem]:
    claims = data.all_claims.set_index("claim_id")[["claim_kind", "origin_id", "origin_kind"]]
    points = data.points.set_index("finding_id")[["mode", "subject_id"]]
    rows = data.all_bearings.join(claims, on="claim_id").join(points, on="finding_id")
    bearing, key = rows["bearing"], "finding_id/claim_id"
    first = (rows["order"] == 1).fillna(False).astype(bool)
    plan = rows["claim_kind"].isin(FUTURE) & (rows["mode"] == "happened") & bearing.isin(list(SUPPORTS))
    own = rows["own_act"].fillna(False).astype(bool)
    strange = own & ~rows["origin_kind"].isin(ACTING) & (rows["origin_id"] != rows["subject_id"])
    return [
        *in_rows(
            BEARINGS,
            rows[first & bearing.isin(NO_SUPPORT)],
            key,
            "bearing",
            "gives, agrees, rounds or refines, because the claim gives the value; or another order",
        ),
        *in_rows(
            BEARINGS,
            rows[~first & rows["order"].notna() & (bearing == LOOKS_ALIKE)],
            key,
            "order",
            "none, because the claim is about something else",
        ),
        *in_rows(
            BEARINGS,
            rows[plan],
            key,
            "bearing",
            "a bearing that gives no support, because a plan or forecast proves no event",
            lambda row: f"{row['bearing']}, of a claim of the kind {row['claim_kind']}",
        ),
        *in_rows(
            BEARINGS,
            rows[bearing.isin(NO_SUPPORT) & rows["reason"].isna()],
            key,
            "reason",
            lambda row: f"a reason, because the claim bears {row['bearing']}",
        ),
        *in_rows(
            BEARINGS,
            rows[strange],
            key,
            "own_act",
            "nothing, or an origin that is a body, a document or the finding's subject",
            lambda row: f"true, of the origin {row['origin_id']} ({row['origin_kind']})",
        ),
    ]


def _one_number(data: Dataset) -> list[Problem]:
    """One number or date of a claim gives one measure, not two of one subject, property and period."""
    datatypes = data.properties.set_index("property_id")["datatype"]
    points = data.points.set_index("finding_id")[POINT]
    rows = data.all_bearings[(data.all_bearings["order"] == 1).fillna(False)].join(points, on="finding_id")
    rows = rows[rows["property_id"].map(datatypes).isin(["quantity", "money", "date"])]
    one = ["claim_id", *POINT[:-1]]
    first = rows.drop_duplicates(one).set_index(one)["finding_id"].rename("first")
    return in_rows(
        BEARINGS,
        rows[rows.duplicated(one)].join(first, on=one),
        "finding_id/claim_id",
        "claim_id",
        lambda row: (
            f"another claim than that which gives the value of {row['first']}: one number, one measure"
        ),
    )


def _weighty(data: Dataset) -> list[Problem]:
    left = set(of_weight(data)) - set(data.all_bearings["claim_id"])
    rows = data.all_claims[data.all_claims["claim_id"].isin(left)]
    expected = (
        "a row of bearings.csv that names it: it states a number, a date, a status, a stance, or is preferred"
    )
    return in_rows("data/claims.csv", rows, "claim_id", "claim_id", expected)
