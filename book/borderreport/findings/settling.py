"""Settle every finding from the claims of a dataset: who gives the value, sentence, standing, articles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

import pandas as pd

from borderreport.data import Dataset
from borderreport.findings import answers, articles, standing
from borderreport.findings.finding import Finding
from borderreport.words import wording

#: What stands in a sentence where the claim that would fill a slot is left out.
GONE = "[left out]"


def evidence(data: Dataset, only: Collection[str] | None = None) -> pd.DataFrame:
    """Every bearing with its claim: columns of `Dataset.bearings` and `Dataset.all_claims`, and ``datatype``.

    ``only`` names the findings that are asked for; None: all.
    Sorted by finding and by the order in which claims may give the value; those that never do come last.
    """
    datatypes = data.properties.set_index("property_id")["datatype"]
    found = data.bearings if only is None else data.bearings[data.bearings["finding_id"].isin(list(only))]
    claims = data.all_claims[data.all_claims["claim_id"].isin(found["claim_id"])]
    claims = claims.join(datatypes, on="property_id").set_index("claim_id")
    found = found.join(claims, on="claim_id")
    return found.sort_values(["finding_id", "order"], na_position="last", kind="stable").reset_index(
        drop=True
    )


def search_day(data: Dataset) -> pd.Timestamp:
    """The day of the newest search of the dataset: a quantity whose time has passed by then is dated."""
    return data.points["looked_for"].max()


def records(frame: pd.DataFrame) -> list[dict]:
    """Rows of a frame with plain cells, None where one is empty: going through them one by one is quick."""
    cells = [column.astype(object).where(column.notna(), None).tolist() for _, column in frame.items()]
    return [dict(zip(frame.columns, row)) for row in zip(*cells)]


def settle(data: Dataset) -> dict[str, Finding]:
    """Every finding of ``data`` by its identifier, in file order."""
    groups = _by_finding(evidence(data))
    first = _first(data)
    day = search_day(data)
    rows = records(data.points)
    adopted = {row["finding_id"]: _adopted(groups[row["finding_id"]]) for row in rows}
    printed = {key: {} if claim is None else answers.fillings(claim) for key, claim in adopted.items()}
    settled = {}
    for row in rows:
        key = row["finding_id"]
        claims, claim = groups[key], adopted[key]
        settled[key] = Finding(
            finding_id=key,
            topic=row["topic"],
            weight=row["weight"],
            mode=row["mode"],
            question=row["question"],
            sentence=_sentence(row["answer"], key, printed),
            standing=standing.standing(row, claims, claim is not None, key in first, day),
            articles=articles.of_all(claims, claim is not None, articles.settled(row)),
            adopted=None if claim is None else claim["claim_id"],
            by=None if claim is None else claim["origin"],
            fell_back=claim is not None and claim["claim_id"] != first[key],
            printed=printed[key],
            evidence=tuple(claims),
            row=row,
            **_cells(claim, row["property_id"]),
        )
    return settled


def standings(data: Dataset, only: Collection[str]) -> dict[str, str]:
    """Standing of the findings that ``only`` names, by identifier; the others need not be settled for it."""
    groups, first, day = _by_finding(evidence(data, only)), _first(data), search_day(data)
    return {
        row["finding_id"]: standing.standing(
            row,
            groups[row["finding_id"]],
            _adopted(groups[row["finding_id"]]) is not None,
            row["finding_id"] in first,
            day,
        )
        for row in records(data.points[data.points["finding_id"].isin(list(only))])
    }


def _by_finding(found: pd.DataFrame) -> dict[str, list[dict]]:
    groups: dict[str, list[dict]] = defaultdict(list)
    for claim in records(found):
        groups[claim["finding_id"]].append(claim)
    return groups


def _first(data: Dataset) -> dict[str, str]:
    """The claim that gives each finding if no source is left out."""
    return data.all_bearings[data.all_bearings["order"] == 1].set_index("finding_id")["claim_id"].to_dict()


def _adopted(claims: list[dict]) -> dict | None:
    """The claim that gives the value: the first in the order of those that may."""
    return next((claim for claim in claims if claim["order"] is not None), None)


def _sentence(answer: str | None, key: str, printed: dict[str, dict[str, str]]) -> str:
    if answer is None:
        return ""
    return answers.fill(answer, lambda slot, other: printed[other or key].get(slot, GONE))


def _cells(claim: dict | None, property_id: str) -> dict:
    """Value and dates of a finding from the claim that gives it; no value if that claim measures something
    else.
    """
    columns = ("qualifier", "unit", "currency")
    found = dict.fromkeys(("value", "low", "high", "date", "as_of", *columns))
    if claim is None:
        return found
    found |= {"date": claim["date_edtf"], "as_of": claim["as_of"]}
    number = wording.central(claim)
    if number is None or claim["property_id"] != property_id:
        return found
    low, high = (number if claim[c] is None else float(claim[c]) for c in ("value_low", "value_high"))
    return found | {"value": number, "low": low, "high": high} | {column: claim[column] for column in columns}
