"""How core claims stand: which are of weight, and what the public record makes of them.

Both are counted and laid out.
"""

from __future__ import annotations

import pandas as pd

from borderreport.data import Dataset, listed
from borderreport.outputs import EVIDENCE, calculated
from borderreport.words.wording import VERDICTS, spelled


#: Datatypes whose claims state something that a reader may look for: a number, an amount, a date, a status,
#: a stance.
WEIGHTY = ("quantity", "money", "date", "status", "stance")


def of_weight(report: Dataset) -> list[str]:
    """Core claims of weight.

    Those of a WEIGHTY datatype, those that fall, and those that a disagreement uses.
    """
    datatypes = report.properties.set_index("property_id")["datatype"]
    fallen = report.verdicts.loc[report.verdicts["verdict"].isin(["contradicted", "superseded"]), "claim_id"]
    heavy = report.claims["property_id"].map(datatypes).isin(WEIGHTY)
    named = report.claims["claim_id"].isin({*fallen, *report.disagreements["used_claim_id"].dropna()})
    return report.claims.loc[heavy | named, "claim_id"].to_list()


def held(report: Dataset, claims: pd.DataFrame) -> pd.DataFrame:
    """Those of the core ``claims`` that have a verdict: one row each, in claim order.

    Adds to the claims' columns `verdict`, `sentence` (what the record says) and `record` (the claims
    of the record that bear on it, those against first).
    """
    verdicts = report.verdicts.set_index("claim_id")
    found = claims.join(
        verdicts[["verdict", "sentence", "for_claim_ids", "against_claim_ids"]], on="claim_id", how="inner"
    )
    found["record"] = [
        [*sorted(listed(against)), *sorted(listed(for_) - listed(against))]
        for for_, against in zip(found["for_claim_ids"], found["against_claim_ids"])
    ]
    return found.drop(columns=["for_claim_ids", "against_claim_ids"]).reset_index(drop=True)


def standing_summary(report: Dataset, claims: pd.DataFrame) -> pd.DataFrame:
    """Offer the counts of a section "Held against the record", spelled out, and return `held`.

    Names: n_held, and for each verdict n_confirmed, n_refined, n_contradicted, n_superseded,
    n_unsupported and n_not_checkable.
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
