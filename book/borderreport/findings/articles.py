"""What the five articles say of a finding, computed from how their claims bear on it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from borderreport.data import CORE
from borderreport.findings.finding import LOOKS_ALIKE

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


def said(claims: Iterable[dict]) -> str:
    """What the core claims among ``claims`` say of their finding, in one word.

    One word where they all say alike; "split" where they do not, "silent" where there is none. Right and rounded
    are alike, and the plainer word stands.
    """
    words = {
        WORDS[claim["bearing"]] for claim in claims if claim["tier"] == CORE and claim["bearing"] != LOOKS_ALIKE
    }
    if not words:
        return "silent"
    if words <= {"right", "rounded"}:
        return "right" if "right" in words else "rounded"
    return words.pop() if len(words) == 1 else "split"


def of_all(claims: Sequence[dict]) -> str:
    """What the five articles together say: `said`, or "alone" where no public page bears on the finding.

    Then nothing was found to hold the articles against.
    """
    word = said(claims)
    held = any(claim["tier"] != CORE and claim["bearing"] != LOOKS_ALIKE for claim in claims)
    return word if held or word not in ("right", "rounded") else "alone"
