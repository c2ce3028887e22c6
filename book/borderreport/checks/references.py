"""Do the tables fit together: disagreements, look-alikes, origins, paragraphs?"""

from __future__ import annotations

import pandas as pd

from borderreport.checks.problem import Problem
from borderreport.data import CORE, Dataset, listed


def check_references(data: Dataset) -> list[Problem]:
    """Faults between tables that no foreign key can express."""
    return [*_disagreements(data), *_look_alikes(data), *_origins(data), *_paragraphs(data)]


def _disagreements(data: Dataset) -> list[Problem]:
    """Each has two claims or more; the one it uses takes part and is preferred.

    Claims name only existing ones.
    """
    members: dict[str, set[str]] = {key: set() for key in data.disagreements["disagreement_id"]}
    problems = []
    for index, claim in data.all_claims.iterrows():
        for key in listed(claim["disagreement_id"]):
            if key in members:
                members[key].add(claim["claim_id"])
            else:
                where = ("data/claims.csv", index + 2, claim["claim_id"], "disagreement_id")
                problems.append(Problem(*where, "a key that exists in disagreements", key))
    ranks = data.all_claims.set_index("claim_id")["rank"]
    for index, row in data.disagreements.iterrows():
        where = ("data/disagreements.csv", index + 2, row["disagreement_id"])
        claims = members[row["disagreement_id"]]
        if len(claims) < 2:
            problems.append(
                Problem(*where, "disagreement_id", "at least two claims that name it", f"{len(claims)}")
            )
        if pd.notna(row["used_claim_id"]):
            if row["used_claim_id"] not in claims:
                problems.append(
                    Problem(*where, "used_claim_id", "a claim that takes part", row["used_claim_id"])
                )
            elif ranks[row["used_claim_id"]] != "preferred":
                problems.append(
                    Problem(
                        *where,
                        "used_claim_id",
                        "a claim whose rank is preferred",
                        ranks[row["used_claim_id"]],
                    )
                )
    return problems


def _look_alikes(data: Dataset) -> list[Problem]:
    known = set(data.all_claims["claim_id"])
    return [
        Problem(
            "data/look_alikes.csv",
            index + 2,
            row["look_alike_id"],
            "claim_ids",
            "keys that exist in claims",
            ", ".join(sorted(strange)),
        )
        for index, row in data.look_alikes.iterrows()
        if (strange := listed(row["claim_ids"]) - known)
    ]


def _origins(data: Dataset) -> list[Problem]:
    """A core claim is its source's own, or belongs to a group that a derivation of its source records."""
    recorded = {(d.source_id, d.independence_group) for d in data.derivations.itertuples()}
    return [
        Problem(
            "data/claims.csv",
            index + 2,
            claim["claim_id"],
            "independence_group",
            f"{claim['source_id']}, or a group that derivations.csv records for it",
            claim["independence_group"],
        )
        for index, claim in data.all_claims.iterrows()
        if claim["tier"] == CORE
        and claim["independence_group"] != claim["source_id"]
        and (claim["source_id"], claim["independence_group"]) not in recorded
    ]


def _paragraphs(data: Dataset) -> list[Problem]:
    """Every core claim lies in a paragraph of the table.

    A paragraph has claims or a reason why not, never both.
    """
    problems = []
    table = data.paragraphs.set_index(["source_id", "paragraph"])
    yielding = set()
    placed = data.all_claims.dropna(subset=["char_start", "char_end", "paragraph"])
    for index, claim in placed[placed["tier"] == CORE].iterrows():
        key = (claim["source_id"], claim["paragraph"])
        yielding.add(key)
        where = ("data/claims.csv", index + 2, claim["claim_id"], "paragraph")
        if key not in table.index:
            problems.append(
                Problem(*where, "a paragraph of its source in paragraphs.csv", f"{claim['paragraph']}")
            )
        elif (
            not table.loc[key, "char_start"]
            <= claim["char_start"]
            < claim["char_end"]
            <= table.loc[key, "char_end"]
        ):
            problems.append(
                Problem(
                    *where, "a span inside that paragraph", f"{claim['char_start']} to {claim['char_end']}"
                )
            )
    for index, row in data.paragraphs.iterrows():
        where = ("data/paragraphs.csv", index + 2, f"{row['source_id']}/{row['paragraph']}")
        has_claims = (row["source_id"], row["paragraph"]) in yielding
        if has_claims and row["kind"] != "substance":
            problems.append(Problem(*where, "kind", "substance, because claims lie in it", row["kind"]))
        if not has_claims and row["kind"] == "substance":
            problems.append(
                Problem(*where, "kind", "another kind than substance, or a claim in it", "no claim")
            )
        if has_claims == pd.notna(row["reason"]):
            problems.append(
                Problem(
                    *where,
                    "reason",
                    "a reason exactly where there is no claim",
                    "(empty)" if pd.isna(row["reason"]) else row["reason"],
                )
            )
    return problems
