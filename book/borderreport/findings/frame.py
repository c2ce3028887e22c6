"""Findings as a tidy frame: one row each, for tables and charts."""

from __future__ import annotations

import pandas as pd

from borderreport.data import Dataset
from borderreport.findings.finding import Finding
from borderreport.findings.vocabulary import LOOKS_ALIKE
from borderreport.words import dates

#: Columns of the frame that come from the settled finding, and from its row in findings.csv.
SETTLED = (
    *"sentence standing articles adopted by fell_back value low high".split(),
    *"qualifier unit currency date as_of".split(),
)
ROW = (
    "topic weight mode subject_id property_id object_id period measure question good_until looked_for".split()
)


def frame(data: Dataset, topic: str | None, weight: int, columns: dict[str, str]) -> pd.DataFrame:
    """Findings of ``data``: see `Dataset.findings`.

    Columns: finding_id, those of `ROW` and `SETTLED`, ``source`` and ``tier`` of the claim that gives the
    value, ``start`` and ``end`` (first and last day of its date, or else of the finding's period; missing
    where open or unknown), ``n_claims`` and ``n_voices`` (how many bear on it, and how many independent
    voices they are).
    """
    topics = sorted(set(data.points["topic"]))
    if topic is not None and topic not in topics:
        raise ValueError(f"no topic {topic!r}; the topics are {', '.join(topics)}")
    strange = sorted(set(columns) - set(data.points.columns))
    if strange:
        raise ValueError(
            f"findings have no column {', '.join(strange)}; they have {', '.join(data.points.columns)}"
        )
    kept = data.points[data.points["weight"] >= weight]
    for column, cell in (({"topic": topic} if topic else {}) | columns).items():
        kept = kept[kept[column] == cell]
    rows = [_row(data.settled[key]) for key in kept["finding_id"]]
    return pd.DataFrame(
        rows, columns=["finding_id", *ROW, *SETTLED, "source", "tier", "start", "end", "n_claims", "n_voices"]
    )


def _row(finding: Finding) -> dict:
    giving = next((claim for claim in finding.evidence if claim["claim_id"] == finding.adopted), {})
    when = finding.date or finding.row["period"]
    start, end = dates.bounds(when)[:2] if when else (None, None)
    about = [claim for claim in finding.evidence if claim["bearing"] != LOOKS_ALIKE]
    return (
        {"finding_id": finding.finding_id}
        | {name: finding.row[name] for name in ROW}
        | {name: getattr(finding, name) for name in SETTLED}
        | {name: giving.get(name) for name in ("source", "tier")}
        | {"start": pd.Timestamp(start) if start else pd.NaT, "end": pd.Timestamp(end) if end else pd.NaT}
        | {"n_claims": len(about), "n_voices": len({claim["voice"] for claim in about})}
    )
