"""Do judgements, explanations and indicators keep to their forms, and rest on findings that carry them?"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pandas as pd

from borderreport.checks.problem import Problem
from borderreport.data import Dataset, listed
from borderreport.findings.settling import standings

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
    """Faults in lexicon, judgements, competing explanations and indicators."""
    return [*_lexicon(data), *_judgements(data), *_consistency(data), *_indicators(data)]


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
    topics = data.points.set_index("finding_id")["topic"].to_dict()
    bases = set().union(*map(listed, data.judgements["basis"]))
    contested = {key for key, standing in standings(data, bases).items() if standing == "contested"}
    for index, row in data.judgements.iterrows():
        where = ("data/judgements.csv", index + 2, row["judgement_id"])
        for column in ("likelihood", "confidence"):
            if kinds.get(row[column]) != column:
                yield Problem(*where, column, f"a {column} of the lexicon", row[column])
        basis, against = listed(row["basis"]), listed(row["against"])
        for column in ("basis", "against"):
            yield from _strangers(row[column], set(topics), *where, column)
        if basis & against:
            found = ", ".join(sorted(basis & against))
            yield Problem(*where, "against", "no finding that is also in the basis", found)
        if basis & contested:
            found = ", ".join(sorted(basis & contested))
            yield Problem(*where, "basis", "no finding that is contested", found)
        if row["topic"] not in {topics.get(key) for key in basis}:
            yield Problem(*where, "basis", f"a finding of its topic, {row['topic']}", row["basis"])
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
    rated = table.groupby(["question", "finding_id"])["rating"].agg(list)
    for index, row in table.iterrows():
        where = ("data/consistency.csv", index + 2, f"{row['hypothesis_id']}/{row['finding_id']}")
        if (row["rating"] == "N") == pd.notna(row["reason"]):
            yield Problem(
                *where,
                "reason",
                "a reason exactly where the rating is not N",
                f"{row['rating']} with {row['reason']}",
            )
        ratings = rated[row["question"], row["finding_id"]]
        wanted = int((question_of == row["question"]).sum())
        if len(ratings) != wanted:
            yield Problem(
                *where,
                "finding_id",
                f"a rating of this finding under all {wanted} explanations of {row['question']}",
                f"{len(ratings)}",
            )
        elif len(set(ratings)) == 1:
            expected = f"ratings that tell the explanations of {row['question']} apart"
            yield Problem(*where, "rating", expected, f"{row['rating']} under each")


def _indicators(data: Dataset) -> Iterator[Problem]:
    modes = data.points.set_index("finding_id")["mode"].to_dict()
    judgements = set(data.judgements["judgement_id"])
    for index, row in data.indicators.iterrows():
        where = ("data/indicators.csv", index + 2, row["indicator_id"])
        for column, known in (
            ("scenario_finding_ids", set(modes)),
            ("seen_finding_ids", set(modes)),
            ("judgement_ids", judgements),
        ):
            yield from _strangers(row[column], known, *where, column)
        told = listed(row["scenario_finding_ids"]) & set(modes)
        facts = sorted(key for key in told if modes[key] not in ("planned", "forecast"))
        if facts:
            yield Problem(*where, "scenario_finding_ids", "plans and forecasts", ", ".join(facts))
        if row["state"] != "not_seen" and pd.isna(row["seen_finding_ids"]):
            yield Problem(
                *where,
                "seen_finding_ids",
                f"findings that show it, because its state is {row['state']}",
                "(empty)",
            )
