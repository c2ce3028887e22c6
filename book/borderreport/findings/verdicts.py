"""How a core claim stands against the public pages, from how both bear on its findings."""

from __future__ import annotations

import pandas as pd

from borderreport.data import CORE, Dataset
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

    Columns: claim_id, finding_id (its main one: of most weight, then first in order), verdict, sentence (why),
    and ``for_claims`` and ``against_claims``, lists of claims of public pages. "not_checkable" where no page
    bears on the finding.
    """
    from borderreport.findings.settling import evidence

    found = evidence(data)
    found = found[found["bearing"] != LOOKS_ALIKE]
    pages = found[found["tier"] != CORE]
    giving = pages[pages["bearing"].isin({*SUPPORTS, "partly"})].groupby("finding_id")["claim_id"].agg(list).to_dict()
    differing = pages[pages["bearing"] == "differs"].groupby("finding_id")["claim_id"].agg(list).to_dict()
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
                "verdict": _verdict(row["bearing"], supports, differs),
                "sentence": _sentence(data, row),
                "for_claims": differs if opposed else supports,
                "against_claims": supports if opposed else differs,
            }
        )
    columns = ["claim_id", "finding_id", "verdict", "sentence", "for_claims", "against_claims"]
    return pd.DataFrame(rows, columns=columns)


def _verdict(bearing: str, supports: list[str], differs: list[str]) -> str:
    """The verdict on a claim that bears so, where these claims of public pages support its finding, or differ."""
    if not supports and not differs:
        return "not_checkable"
    return "contradicted" if bearing in SUPPORTS and not supports else BY_BEARING[bearing]


def _sentence(data: Dataset, row: dict) -> str:
    """Why it stands so: the reason of its bearing, else what the finding says."""
    return row["reason"] if pd.notna(row["reason"]) else data.settled[row["finding_id"]].sentence
