"""How well the world is known: the standing of a finding, by rule and never typed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from borderreport.data import CORE
from borderreport.findings.vocabulary import SUPPORTS
from borderreport.words import dates

#: Grades of sources and of claims that count as credible (Admiralty code).
RELIABLE, CREDIBLE = ("A", "B", "C"), 3
#: Modes in which somebody's word is all that can be had: that it was planned, given as a reason, or expected.
WORDS_ALONE = ("planned", "reason", "forecast")


def credible(claim: dict) -> bool:
    """Whether a claim counts: from a source of reliability A to C, and itself of credibility 1 to 3."""
    return claim["reliability"] in RELIABLE and claim["credibility"] <= CREDIBLE


def supporting(claims: Iterable[dict]) -> list[dict]:
    """The credible claims that support a finding."""
    return [claim for claim in claims if claim["bearing"] in SUPPORTS and credible(claim)]


def against(claims: Iterable[dict], origins: set[str]) -> list[dict]:
    """The credible claims that differ, of origins that do not support the finding as well.

    Two offices of one state that disagree are two origins, though they would count once if they agreed.
    """
    return [
        claim
        for claim in claims
        if claim["bearing"] == "differs" and credible(claim) and claim["origin_id"] not in origins
    ]


def read_whole(claim: dict) -> bool:
    """Whether a claim stands on a text or a page that was read, not on an excerpt."""
    return claim["tier"] == CORE or claim["verification"] == "page_read"


def standing(row: dict, claims: Sequence[dict], adopted: bool, given: bool, day: pd.Timestamp) -> str:
    """Standing of a finding; ``row`` is its row in findings.csv, ``claims`` bear on it.

    ``adopted``: a claim gives it; ``given``: one did before sources were left out; ``day``: the day of the
    search, after which a quantity that changes is dated.

    - not known: no claim gives it; withdrawn: the claims that gave it were left out
    - contested: credible origins differ, and nothing settles it
    - dated: its day has passed
    - established: two or more named voices, or an act told by its own instrument or the body that did it; for
      the backbone of the report (weight 3) not on excerpts alone. A text that credits nobody is no voice
    - reported: by one voice, by voices that are not credible, or a plan, a reason or a forecast
    """
    if not adopted:
        return "withdrawn" if given else "not known"
    support = supporting(claims)
    if row["settled_by"] is None and against(claims, {claim["origin_id"] for claim in support}):
        return "contested"
    if row["good_until"] is not None and pd.Timestamp(dates.bounds(row["good_until"]).end) < day:
        return "dated"
    voices = {claim["voice"] for claim in support if claim["origin_kind"] != "uncredited"}
    firm = len(voices) > 1 or any(claim["own_act"] for claim in support)
    backed = row["weight"] < 3 or any(map(read_whole, support))
    return "established" if firm and backed and row["mode"] not in WORDS_ALONE else "reported"
