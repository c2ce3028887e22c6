"""Where the articles differ: findings on which core claims say unlike things."""

from __future__ import annotations

import pandas as pd

from borderreport.data import CORE, Dataset
from borderreport.findings.vocabulary import LOOKS_ALIKE


def differences(data: Dataset) -> pd.DataFrame:
    """One row per finding whose kind of difference is stated, in file order.

    Columns: those of findings.csv, ``standing``, ``adopted``, ``claim_ids`` (core claims that bear on it),
    ``says`` (what each article says, by source_id), ``n_sources`` and ``n_voices`` among the core claims, and
    ``chain``: the difference lies within one chain of copies.
    """
    found = data.points[data.points["differ_kind"].notna()].copy()
    core = [
        [
            claim
            for claim in data.settled[key].evidence
            if claim["tier"] == CORE and claim["bearing"] != LOOKS_ALIKE
        ]
        for key in found["finding_id"]
    ]
    for column in ("standing", "adopted"):
        found[column] = [getattr(data.settled[key], column) for key in found["finding_id"]]
    found["claim_ids"] = [[claim["claim_id"] for claim in claims] for claims in core]
    found["says"] = [
        {
            source: data.settled[key].article(source)
            for source in dict.fromkeys(c["source_id"] for c in claims)
        }
        for key, claims in zip(found["finding_id"], core)
    ]
    found["n_sources"] = [len(says) for says in found["says"]]
    found["n_voices"] = [len({claim["voice"] for claim in claims}) for claims in core]
    found["chain"] = [_one_chain(claims) for claims in core]
    return found[found["n_sources"] > 0].reset_index(drop=True)


def _one_chain(claims: list[dict]) -> bool:
    """Whether claims of several articles are one text that was handed on."""
    first = {claim["follows_id"] or claim["source_id"] for claim in claims}
    return len({claim["source_id"] for claim in claims}) > 1 and len(first) == 1
