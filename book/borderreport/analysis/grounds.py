"""What ratings and judgements rest on: findings in a line each, and the claims that support them."""

from __future__ import annotations

import pandas as pd

from borderreport.data import CORE, Dataset
from borderreport.findings.finding import Finding
from borderreport.findings.vocabulary import SUPPORTS


def told(finding: Finding) -> str:
    """A finding as a line: its sentence, else the statement of the claim that gives it, else its question."""
    given = (claim["statement"] for claim in finding.evidence if claim["claim_id"] == finding.adopted)
    return finding.sentence or next(given, finding.question)


def support(report: Dataset, tiers: tuple[str, ...] = (CORE,)) -> pd.DataFrame:
    """Claims of the ``tiers`` that support a finding, one row per finding and claim.

    Columns: those of `Dataset.bearings`, and ``tier`` and ``voice`` of the claim.
    """
    claims = report.all_claims.set_index("claim_id")[["tier", "voice"]]
    found = report.bearings[report.bearings["bearing"].isin(SUPPORTS)].join(claims, on="claim_id")
    return found[found["tier"].isin(tiers)].reset_index(drop=True)
