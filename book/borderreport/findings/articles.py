"""What the five articles say of a finding, computed from how their claims bear on it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from borderreport.data import CORE
from borderreport.findings.vocabulary import LOOKS_ALIKE

#: bearing of an article's claim -> what the article says
WORDS = {
    "gives": "right",
    "agrees": "right",
    "refines": "right",
    "rounds": "rounded",
    "partly": "partly right",
    "differs": "wrong",
    "outdated": "outdated",
    "superseded_plan": "outdated",
}


def settled(row: dict) -> bool:
    """Whether claims that differ on a finding can be called wrong: its ``row`` says what settles the
    difference.
    """
    return row["differ_kind"] is None or row["settled_by"] is not None


def said(claims: Iterable[dict], settled: bool = True) -> str:
    """What the core claims among ``claims`` say of their finding, in one word.

    One word where they all say alike, "silent" where there is none, and "split" where some are wrong and
    others are not. Right and rounded are alike, and the plainer word stands; any other mixture is partly
    right. Where nothing settles which answer holds, one that differs is no wrong one but "otherwise".
    """
    words = {
        WORDS[claim["bearing"]]
        for claim in claims
        if claim["tier"] == CORE and claim["bearing"] != LOOKS_ALIKE
    }
    if not words:
        return "silent"
    if words <= {"right", "rounded"}:
        return "right" if "right" in words else "rounded"
    if len(words) > 1:
        return "split" if "wrong" in words else "partly right"
    word = words.pop()
    return "otherwise" if word == "wrong" and not settled else word


def of_all(claims: Sequence[dict], known: bool, settled: bool) -> str:
    """What the five articles together say: `said`.

    "alone" where no public page bears on the finding, so that nothing was found to hold the articles against;
    "open" where its answer is not known, so that there is nothing to be right about.
    """
    word = said(claims, settled)
    if not known and word != "silent":
        return "open"
    held = any(claim["tier"] != CORE and claim["bearing"] != LOOKS_ALIKE for claim in claims)
    return word if held or word not in ("right", "rounded") else "alone"
