"""Findings as lines of text, for whoever works on them."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from borderreport.analysis.standing import of_weight
from borderreport.data import Dataset
from borderreport.findings.finding import Finding
from borderreport.findings.vocabulary import BEARINGS


def one(finding: Finding) -> Iterator[str]:
    """Lines that show one finding: question, sentence, standing, who says what, search, what it was."""
    row = finding.row
    yield f"{finding.finding_id}: {finding.topic}, weight {finding.weight}, {finding.mode}"
    yield finding.question
    if finding.sentence:
        yield finding.sentence
    yield f"standing: {finding.standing}; the articles: {finding.articles}"
    if row["differ_kind"]:
        settled = f"settled by {row['settled_by']}" if row["settled_by"] else "nothing settles it"
        yield f"claims differ ({row['differ_kind']}), {settled}: {row['differ_why'] or 'no reason given'}"
    for claim in finding.evidence:
        turn = "–" if claim["order"] is None else claim["order"]
        act = ", its own act" if claim["own_act"] else ""
        reason = f" ({claim['reason']})" if claim["reason"] else ""
        yield (
            f"{turn:>3} {claim['claim_id']}  {BEARINGS[claim['bearing']]}: {claim['source']}, "
            f"from {claim['origin']}{act}: {claim['as_stated']}{reason}"
        )
    if row["good_until"]:
        yield f"look again after {row['good_until']}"
    if row["looked_for"] is not None:
        yield f"searched on {row['looked_for']:%Y-%m-%d}: {row['queries']}"
    if row["was"]:
        yield f"was {row['was'].replace(';', ', ')}"


def several(data: Dataset, topic: str | None, weight: int, searched: bool) -> Iterator[str]:
    """A line a finding of at least that weight: by topic, the weightiest first, or by the day of its search.

    Those never searched come first then.
    """
    found = data.findings(topic, weight)
    if searched:
        found = found.sort_values(["looked_for", "topic"], na_position="first", kind="stable")
    else:
        found = found.sort_values(["topic", "weight"], ascending=[True, False], kind="stable")
    for row in found.itertuples():
        day = "never" if pd.isna(row.looked_for) else f"{row.looked_for:%Y-%m-%d}"
        first = f"{day:<12}" if searched else ""
        yield f"{first}{row.topic:<11}{row.weight}  {row.standing:<12} {row.finding_id}: {row.question}"


def without_finding(data: Dataset, topic: str | None) -> Iterator[str]:
    """A line a claim of weight that bears on no finding."""
    wanted = set(of_weight(data)) - set(data.bearings["claim_id"])
    claims = data.all_claims[data.all_claims["claim_id"].isin(wanted)]
    for claim in claims.itertuples():
        if topic in (None, claim.topic):
            yield f"{claim.claim_id}  {claim.topic:<11}{claim.source}: {claim.statement}"
