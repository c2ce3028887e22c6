"""How much of each source text the claims cover, and why the rest yields none."""

from __future__ import annotations

import pandas as pd

from borderreport.data import Dataset


def covered_characters(claims: pd.DataFrame) -> int:
    """Number of characters inside at least one span, for claims of one source."""
    total = reached = 0
    for start, end in sorted(zip(claims["char_start"], claims["char_end"])):
        total += max(0, end - max(start, reached))
        reached = max(reached, end)
    return int(total)


def by_source(data: Dataset) -> pd.DataFrame:
    """One row per source: paragraphs by kind, claims, and the share of its text that spans cover.

    Columns: source_id, paragraphs, with_claims, one column per kind, claims, covered (0 to 1, of the text of
    substance).
    """
    rows = []
    for source_id, own in data.paragraphs.groupby("source_id"):
        claims = data.claims[data.claims["source_id"] == source_id]
        substance = own[own["kind"] == "substance"]
        length = int((substance["char_end"] - substance["char_start"]).sum())
        rows.append(
            {
                "source_id": source_id,
                "paragraphs": len(own),
                "with_claims": claims["paragraph"].nunique(),
                **own["kind"].value_counts().to_dict(),
                "claims": len(claims),
                "covered": covered_characters(claims) / length if length else 0.0,
            }
        )
    return pd.DataFrame(rows).fillna(0).astype({k: int for k in set(data.paragraphs["kind"])})


def by_paragraph(data: Dataset, source_id: str) -> pd.DataFrame:
    """One row per paragraph of a source: number, kind, claims, reason.

    Raises ValueError for an unknown source.
    """
    own = data.paragraphs[data.paragraphs["source_id"] == source_id]
    if own.empty:
        known = ", ".join(sorted(data.sources["source_id"]))
        raise ValueError(f"no paragraphs of {source_id}; the sources are {known}")
    counts = data.claims[data.claims["source_id"] == source_id]["paragraph"].value_counts()
    return own.assign(claims=own["paragraph"].map(counts).fillna(0).astype(int))[
        ["paragraph", "kind", "claims", "reason"]
    ]
