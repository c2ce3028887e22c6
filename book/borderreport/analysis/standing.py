"""How core claims stand: which are of weight, and what the public record makes of them.

Both are counted and laid out.
"""

from __future__ import annotations

import pandas as pd

from borderreport.data import Dataset
from borderreport.outputs import EVIDENCE, calculated
from borderreport.words.wording import VERDICTS, spelled


#: Datatypes whose claims state something that a reader may look for: a number, an amount, a date, a status,
#: a stance.
WEIGHTY = ("quantity", "money", "date", "status", "stance")


def of_weight(report: Dataset) -> list[str]:
    """Claims of weight, of both tiers, in file order: those of a WEIGHTY datatype, and every other that is
    preferred. Each bears on a finding, which `borderreport.checks` sees to.
    """
    datatypes = report.properties.set_index("property_id")["datatype"]
    claims = report.all_claims
    heavy = claims["property_id"].map(datatypes).isin(WEIGHTY) | (claims["rank"] == "preferred")
    return claims.loc[heavy, "claim_id"].to_list()


def held(report: Dataset, claims: pd.DataFrame) -> pd.DataFrame:
    """Those of the core ``claims`` that have a verdict: one row each, in claim order.

    Adds to the claims' columns `finding_id`, `verdict`, `sentence` (why) and `record` (the claims of public
    pages that bear on the finding, those against first).
    """
    verdicts = report.verdicts.set_index("claim_id")
    found = claims.join(verdicts, on="claim_id", how="inner")
    found["record"] = [
        [*against, *(claim for claim in supporting if claim not in against)]
        for supporting, against in zip(found["for_claims"], found["against_claims"])
    ]
    return found.drop(columns=["for_claims", "against_claims"]).reset_index(drop=True)


def standing_summary(report: Dataset, claims: pd.DataFrame) -> pd.DataFrame:
    """Offer the counts of a section "Held against the record", spelled out, and return `held`.

    Names: n_held, and for each verdict n_confirmed, n_refined, n_contradicted, n_superseded and
    n_not_checkable.
    """
    found = held(report, claims)
    counts = found["verdict"].value_counts()
    calculated(
        n_held=spelled(len(found)), **{f"n_{name}": spelled(int(counts.get(name, 0))) for name in VERDICTS}
    )
    return found


def standing_rows(report: Dataset, claim_ids: list[str]) -> pd.DataFrame:
    """Rows of a table that sets core claims beside the record.

    Each has what the article says, the verdict, and what the record says. ``claim_ids`` are core claims that
    have a verdict, in the order wanted. Raises KeyError for one that has none.
    """
    found = held(report, report.claims).set_index("claim_id").loc[claim_ids]
    return pd.DataFrame(
        {
            "The articles say": found["source"] + ": " + found["statement"],
            "Verdict": found["verdict"].map(VERDICTS),
            "The record says": found["sentence"],
            EVIDENCE: [[claim_id, *record] for claim_id, record in zip(found.index, found["record"])],
        }
    )
