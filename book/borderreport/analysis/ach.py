"""Analysis of competing hypotheses: explanations ranked by what is not consistent with them.

Method after Heuer, Psychology of Intelligence Analysis (1999), chapter 8. The result is an order,
never a probability.
"""

from __future__ import annotations

import pandas as pd

from borderreport.analysis.grounds import support
from borderreport.analysis.witnesses import witnesses
from borderreport.data import CORE, Dataset

#: What a rating counts against an explanation. Consistency counts nothing: it proves nothing.
AGAINST = {"CC": 0, "C": 0, "N": 0, "I": 1, "II": 2}
#: Ratings as steps, from very inconsistent to very consistent.
STEPS = {"II": -2, "I": -1, "N": 0, "C": 1, "CC": 2}


def matrix(report: Dataset, question_id: str, tiers: tuple[str, ...] = (CORE,)) -> pd.DataFrame:
    """Ratings of a question: a row per finding that claims of the ``tiers`` support, a column per
    explanation.

    Both stand in order of identifiers. A finding is rated as all claims settle it, whoever supports it.
    Raises ValueError if there is no such question. Sources left out of ``report`` are left out here.
    """
    own = report.hypotheses.loc[report.hypotheses["question_id"] == question_id, "hypothesis_id"]
    if own.empty:
        raise ValueError(
            f"no question {question_id!r}; the questions are {', '.join(report.questions['question_id'])}"
        )
    supported = support(report, tiers)["finding_id"]
    rows = report.consistency[
        report.consistency["hypothesis_id"].isin(own) & report.consistency["finding_id"].isin(supported)
    ]
    return rows.pivot(index="finding_id", columns="hypothesis_id", values="rating").reindex(
        columns=sorted(own)
    )


def counting(ratings: pd.DataFrame, hypothesis_id: str) -> list[str]:
    """The findings that count against an explanation, in order of identifiers."""
    return sorted(ratings.index[ratings[hypothesis_id].map(AGAINST) > 0])


def ranking(report: Dataset, ratings: pd.DataFrame, tiers: tuple[str, ...] = (CORE,)) -> pd.DataFrame:
    """Explanations of ``ratings``, those with least against them first.

    Columns: hypothesis_id, title, against (sum of AGAINST), findings (that count against it), voices (how
    many independent ones among the claims of the ``tiers`` that support those findings) and rank (equal
    where `against` is equal; 1 is best).
    """
    titles = report.hypotheses.set_index("hypothesis_id")["title"]
    claims = support(report, tiers)
    table = pd.DataFrame(
        {
            "hypothesis_id": ratings.columns,
            "title": titles[ratings.columns].to_list(),
            "against": [int(ratings[h].map(AGAINST).sum()) for h in ratings.columns],
            "findings": [counting(ratings, h) for h in ratings.columns],
        }
    )
    table["voices"] = [witnesses(claims[claims["finding_id"].isin(found)]) for found in table["findings"]]
    table["rank"] = table["against"].rank(method="min").astype(int)
    return table.sort_values(["against", "hypothesis_id"]).reset_index(drop=True)


def diagnosticity(ratings: pd.DataFrame) -> pd.Series:
    """How far each finding tells the explanations apart.

    Counted are the steps between its best and its worst rating, 0 to 4.
    """
    steps = ratings.replace(STEPS).astype(int)
    return (steps.max(axis=1) - steps.min(axis=1)).rename("diagnosticity")
