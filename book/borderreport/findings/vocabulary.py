"""The words of findings: standings, what articles say, and how claims bear."""

from __future__ import annotations

#: How well the world is known, in the order in which readers meet them.
STANDINGS = ("established", "reported", "contested", "dated", "not known", "withdrawn")
#: What the five articles say of a finding.
ARTICLES = (
    "right",
    "rounded",
    "partly right",
    "outdated",
    "wrong",
    "otherwise",
    "split",
    "alone",
    "open",
    "silent",
)
#: What a claim does to a finding, in words; `looks_alike` is not about it at all.
BEARINGS = {
    "gives": "states it",
    "agrees": "agrees",
    "rounds": "rounds it",
    "refines": "says more exactly",
    "partly": "holds in part",
    "differs": "differs",
    "superseded_plan": "a plan changed since",
    "outdated": "true at its time",
    "looks_alike": "only looks alike",
}
SUPPORTS = frozenset({"gives", "agrees", "rounds", "refines"})
LOOKS_ALIKE = "looks_alike"
