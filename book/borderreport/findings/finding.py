"""A finding as analyses and pages use it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from borderreport.findings import articles
from borderreport.findings.answers import SLOTS, slots


@dataclass(frozen=True)
class Finding:
    """One point about the world, settled from the claims that are there.

    ``value``, ``low`` and ``high`` are in ``unit`` (or ``currency``), None where the finding is no quantity.
    ``date`` and ``as_of`` are EDTF, None where the claim that gives the value has none. ``evidence`` are the
    claims that bear on it, in the order in which they may give the value, with the columns of
    `Dataset.all_claims` and ``bearing``, ``order``, ``word``, ``own_act`` and ``reason``, None where a cell
    is empty; ``claims`` is the same as a frame. ``adopted`` is the identifier of the claim that gives the
    value, None where none does. ``fell_back``: another claim would give it if no source were left out. ``by``
    names the origin of the claim that gives it. ``printed`` has what fills each slot, ``row`` the row of
    findings.csv.
    """

    finding_id: str
    topic: str
    weight: int
    mode: str
    question: str
    sentence: str
    standing: str
    articles: str
    adopted: str | None
    by: str | None
    fell_back: bool
    value: float | None
    low: float | None
    high: float | None
    qualifier: str | None
    unit: str | None
    currency: str | None
    date: str | None
    as_of: str | None
    printed: dict[str, str]
    evidence: tuple[dict, ...]
    row: dict

    @cached_property
    def claims(self) -> pd.DataFrame:
        """The claims that bear on it, one row each."""
        return pd.DataFrame(list(self.evidence))

    @property
    def headline(self) -> str | None:
        """What it comes down to: the first slot of its answer, else its value, date or word; None without
        one.
        """
        named = [name for name, other in slots(self.row["answer"] or "") if not other]
        own = [name for name in SLOTS if name != "value" or self.value is not None]
        return next((self.printed[name] for name in (*named, *own) if name in self.printed), None)

    def article(self, source_id: str) -> str:
        """What one article says of it: a word of `vocabulary.ARTICLES`, "silent" if it says nothing."""
        own = [claim for claim in self.evidence if claim["source_id"] == source_id]
        return articles.said(own, articles.settled(self.row))
