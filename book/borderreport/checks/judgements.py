"""Do judgements, explanations and indicators keep to their forms, and rest on claims that exist?"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pandas as pd

from borderreport.checks.problem import Problem
from borderreport.data import CORE, Dataset, listed

#: Words that hide how likely something is. The likelihood of a judgement stands in its own column.
VAGUE = re.compile(
    r"\b(may|might|could|possibl[ey]|perhaps|probabl[ey]|likely|unlikely|conceivabl[ey]|presumabl[ey]|"
    r"apparently|seems?|appears?|suggests?|maybe|arguably|potential(?:ly)?)\b",
    re.I,
)
#: Parts of a judgement in which such a word is refused. Alternatives and what would change it name what is
#: open.
PLAIN = ("statement", "confidence_reason", "assumptions")


def check_judgements(data: Dataset) -> list[Problem]:
    """Faults in lexicon, judgements, competing explanations, indicators and the list of unused claims."""
    return [*_lexicon(data), *_judgements(data), *_consistency(data), *_indicators(data), *_unused(data)]


def _lexicon(data: Dataset) -> Iterator[Problem]:
    reached = 0
    for index, row in data.lexicon.sort_values("low").iterrows():
        where = ("data/lexicon.csv", index + 2, row["term"])
        if (row["kind"] == "likelihood") != (pd.notna(row["low"]) and pd.notna(row["high"])):
            yield Problem(
                *where,
                "low",
                "a range exactly where the term is a likelihood",
                f"{row['low']} to {row['high']}",
            )
        elif row["kind"] == "likelihood":
            if not reached <= row["low"] < row["high"]:
                yield Problem(
                    *where,
                    "low",
                    f"a range that begins at {reached} or above and does not end before it begins",
                    f"{row['low']} to {row['high']}",
                )
            reached = row["high"]


def _strangers(cell, known: set[str], *where) -> Iterator[Problem]:
    strange = sorted(listed(cell) - known)
    if strange:
        yield Problem(*where, "keys that exist", ", ".join(strange))


def _judgements(data: Dataset) -> Iterator[Problem]:
    kinds = data.lexicon.set_index("term")["kind"]
    known = set(data.all_claims["claim_id"])
    fallen = set(data.verdicts.loc[data.verdicts["verdict"] == "contradicted", "claim_id"])
    for index, row in data.judgements.iterrows():
        where = ("data/judgements.csv", index + 2, row["judgement_id"])
        for column in ("likelihood", "confidence"):
            if kinds.get(row[column]) != column:
                yield Problem(*where, column, f"a {column} of the lexicon", row[column])
        for column in ("basis", "against"):
            yield from _strangers(row[column], known, *where, column)
        both = listed(row["basis"]) & listed(row["against"])
        if both:
            yield Problem(*where, "against", "no claim that is also in the basis", ", ".join(sorted(both)))
        if listed(row["basis"]) & fallen:
            found = ", ".join(sorted(listed(row["basis"]) & fallen))
            yield Problem(*where, "basis", "no claim that the record contradicts", found)
        for column in PLAIN:
            vague = VAGUE.search(row[column])
            if vague:
                yield Problem(
                    *where, column, "no vague word for likelihood: that stands in its own column", vague[0]
                )


def _consistency(data: Dataset) -> Iterator[Problem]:
    question_of = data.hypotheses.set_index("hypothesis_id")["question_id"]
    for index, row in data.hypotheses.iterrows():
        if (question_of == row["question_id"]).sum() < 2:
            where = ("data/hypotheses.csv", index + 2, row["hypothesis_id"])
            yield Problem(
                *where, "question_id", "a question with at least two explanations", row["question_id"]
            )
    table = data.consistency.assign(question=data.consistency["hypothesis_id"].map(question_of))
    rated = table.groupby(["question", "claim_id"])["hypothesis_id"].nunique()
    for index, row in table.iterrows():
        where = ("data/consistency.csv", index + 2, f"{row['hypothesis_id']}/{row['claim_id']}")
        if (row["rating"] == "N") == pd.notna(row["reason"]):
            yield Problem(
                *where,
                "reason",
                "a reason exactly where the rating is not N",
                f"{row['rating']} with {row['reason']}",
            )
        wanted = int((question_of == row["question"]).sum())
        if rated[row["question"], row["claim_id"]] != wanted:
            found = f"{rated[row['question'], row['claim_id']]}"
            yield Problem(
                *where,
                "claim_id",
                f"a rating of this claim under all {wanted} explanations of {row['question']}",
                found,
            )


def _indicators(data: Dataset) -> Iterator[Problem]:
    claims, judgements = set(data.all_claims["claim_id"]), set(data.judgements["judgement_id"])
    for index, row in data.indicators.iterrows():
        where = ("data/indicators.csv", index + 2, row["indicator_id"])
        for column, known in (
            ("scenario_claim_ids", claims),
            ("seen_claim_ids", claims),
            ("judgement_ids", judgements),
        ):
            yield from _strangers(row[column], known, *where, column)
        if row["state"] != "not_seen" and pd.isna(row["seen_claim_ids"]):
            yield Problem(
                *where,
                "seen_claim_ids",
                f"claims that show it, because its state is {row['state']}",
                "(empty)",
            )


def _unused(data: Dataset) -> Iterator[Problem]:
    tiers = data.all_claims.set_index("claim_id")["tier"]
    for index, row in data.unused_claims.iterrows():
        if tiers.get(row["claim_id"]) != CORE:
            where = ("data/unused_claims.csv", index + 2, row["claim_id"], "claim_id")
            yield Problem(*where, "a core claim", f"one of tier {tiers.get(row['claim_id'])}")
