"""Analysis of competing hypotheses: explanations ranked by what is not consistent with them.

Method after Heuer, Psychology of Intelligence Analysis (1999), chapter 8. The result is an order,
never a probability.
"""

from __future__ import annotations

import pandas as pd

from borderreport.data import Dataset

#: What a rating counts against an explanation. Consistency counts nothing: it proves nothing.
AGAINST = {"CC": 0, "C": 0, "N": 0, "I": 1, "II": 2}
#: Ratings as steps, from very inconsistent to very consistent.
STEPS = {"II": -2, "I": -1, "N": 0, "C": 1, "CC": 2}


def matrix(report: Dataset, question_id: str, tiers: tuple[str, ...] = ("core",)) -> pd.DataFrame:
    """Ratings of a question: one row per claim of the ``tiers``, one column per explanation.

    Both stand in order of identifiers. Raises ValueError if there is no such question. Sources left out of
    ``report`` are left out here.
    """
    own = report.hypotheses.loc[report.hypotheses["question_id"] == question_id, "hypothesis_id"]
    if own.empty:
        raise ValueError(
            f"no question {question_id!r}; the questions are {', '.join(report.questions['question_id'])}"
        )
    claims = report.all_claims.loc[report.all_claims["tier"].isin(tiers), "claim_id"]
    rows = report.consistency[
        report.consistency["hypothesis_id"].isin(own) & report.consistency["claim_id"].isin(claims)
    ]
    return rows.pivot(index="claim_id", columns="hypothesis_id", values="rating").reindex(columns=sorted(own))


def ranking(report: Dataset, ratings: pd.DataFrame) -> pd.DataFrame:
    """Explanations of ``ratings``, those with least against them first.

    Columns: hypothesis_id, title, against (sum of AGAINST), origins (independent origins of the
    claims that count against it) and rank (equal where `against` is equal; 1 is best).
    """
    groups = report.all_claims.set_index("claim_id")["independence_group"]
    titles = report.hypotheses.set_index("hypothesis_id")["title"]
    scores = ratings.replace(AGAINST).astype(int) if len(ratings) else ratings.astype(float)
    table = pd.DataFrame(
        {
            "hypothesis_id": ratings.columns,
            "title": titles[ratings.columns].to_list(),
            "against": [int(scores[h].sum()) for h in ratings.columns],
            "origins": [groups[scores.index[scores[h] > 0]].nunique() for h in ratings.columns],
        }
    )
    table["rank"] = table["against"].rank(method="min").astype(int)
    return table.sort_values(["against", "hypothesis_id"]).reset_index(drop=True)


def diagnosticity(ratings: pd.DataFrame) -> pd.Series:
    """How far each claim tells the explanations apart.

    Counted are the steps between its best and its worst rating, 0 to 4.
    """
    steps = ratings.replace(STEPS).astype(int)
    return (steps.max(axis=1) - steps.min(axis=1)).rename("diagnosticity")
