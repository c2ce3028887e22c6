"""How a core claim stands against the public pages, from how both bear on its findings."""

from __future__ import annotations

import pandas as pd

from borderreport.data import CORE, Dataset
from borderreport.findings.settling import evidence
from borderreport.findings.vocabulary import LOOKS_ALIKE, SUPPORTS

#: bearing of a core claim -> verdict, where public pages bear on the finding
BY_BEARING = {
    "gives": "confirmed",
    "agrees": "confirmed",
    "rounds": "refined",
    "refines": "confirmed",
    "partly": "refined",
    "differs": "contradicted",
    "outdated": "superseded",
    "superseded_plan": "superseded",
}


def verdicts(data: Dataset) -> pd.DataFrame:
    """One row per core claim that bears on a finding, in claim order.

    Columns: claim_id, finding_id (its main one: of most weight, then first in order), verdict, sentence
    (why), and ``for_claims`` and ``against_claims``, lists of claims of public pages. "not_checkable" where
    no page bears on the finding.
    """
    found = evidence(data)
    found = found[found["bearing"] != LOOKS_ALIKE]
    pages = found[found["tier"] != CORE]
    giving = _by_finding(pages[pages["bearing"].isin({*SUPPORTS, "partly"})])
    differing = _by_finding(pages[pages["bearing"] == "differs"])
    credibility = found.drop_duplicates("claim_id").set_index("claim_id")["credibility"].to_dict()
    core = found[found["tier"] == CORE]
    core = core.join(data.points.set_index("finding_id")["weight"], on="finding_id")
    main = core.sort_values(["weight", "order"], ascending=[False, True], na_position="last", kind="stable")
    main = main.drop_duplicates("claim_id").sort_values("claim_id", key=lambda ids: ids.str[1:].astype(int))
    rows = []
    for row in main.to_dict("records"):
        supports, differs = giving.get(row["finding_id"], []), differing.get(row["finding_id"], [])
        opposed = row["bearing"] == "differs"
        rows.append(
            {
                "claim_id": row["claim_id"],
                "finding_id": row["finding_id"],
                "verdict": _verdict(row, supports, differs, credibility),
                "sentence": _sentence(data, row),
                "for_claims": differs if opposed else supports,
                "against_claims": supports if opposed else differs,
            }
        )
    columns = ["claim_id", "finding_id", "verdict", "sentence", "for_claims", "against_claims"]
    return pd.DataFrame(rows, columns=columns)


def _by_finding(bearings: pd.DataFrame) -> dict[str, list[str]]:
    """Claims by the finding on which they bear."""
    return bearings.groupby("finding_id")["claim_id"].agg(list).to_dict()


def _verdict(row: dict, supports: list[str], differs: list[str], credibility: dict[str, int]) -> str:
    """The verdict on the claim in ``row``, where these claims of public pages support its finding, or differ.

    Only a claim no less credible than it contradicts it; by a weaker one it is refined.
    """
    bearing = row["bearing"]
    if not supports and not differs:
        return "not_checkable"
    opposed = supports if bearing == "differs" else differs if bearing in SUPPORTS and not supports else []
    if not opposed:
        return BY_BEARING[bearing] if bearing != "differs" else "refined"
    firm = min(credibility[claim_id] for claim_id in opposed) <= row["credibility"]
    return "contradicted" if firm else "refined"


def _sentence(data: Dataset, row: dict) -> str:
    """Why it stands so: the reason of its bearing, else what the finding says."""
    return row["reason"] if pd.notna(row["reason"]) else data.settled[row["finding_id"]].sentence
