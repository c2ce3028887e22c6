"""The sentence of a finding: slots in braces are filled from the claim that gives the value."""

from __future__ import annotations

import re
from collections.abc import Callable

import pandas as pd

from borderreport.words import dates, wording

SLOT = re.compile(r"\{([a-z_]+)(?::([a-z0-9-]+))?\}")
#: Names of the slots, each with what fills it.
SLOTS = ("value", "date", "word", "as_of")


#: How a value of none is printed.
NOTHING = "nothing"


def fillings(claim: dict) -> dict[str, str]:
    """What a claim can put into the slots of an answer, by slot; a slot that it cannot fill is missing.

    ``claim`` has the columns of `Dataset.all_claims`, ``datatype`` and the ``word`` of its bearing.
    """
    found = {}
    if wording.central(claim) is not None or claim["datatype"] == "date" and pd.notna(claim["date_edtf"]):
        found["value"] = wording.value(claim) if wording.central(claim) != 0 else NOTHING
    for slot, column in (("date", "date_edtf"), ("as_of", "as_of")):
        if pd.notna(claim[column]):
            found[slot] = dates.in_words(claim[column])
    if pd.notna(claim["word"]):
        found["word"] = claim["word"]
    return found


def slots(answer: str) -> list[tuple[str, str]]:
    """The slots of an answer, in order, each with the finding that fills it, "" for its own."""
    return [(name, other) for name, other in SLOT.findall(answer)]


def fill(answer: str, filling: Callable[[str, str], str]) -> str:
    """The sentence that an answer gives; ``filling`` answers with the words of a slot of a finding ("": its
    own).

    A sentence begins with a capital letter, whatever fills its first slot.
    """
    told = SLOT.sub(lambda slot: filling(slot[1], slot[2] or ""), answer)
    return told[:1].upper() + told[1:]
