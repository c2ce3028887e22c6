"""All claims of both tiers as one compact table for a script: what a reader can search and filter by."""

from __future__ import annotations

import json

import pandas as pd

from borderreport.words import dates, wording
from borderreport.data import CORE, Dataset
from borderreport.findings.vocabulary import LOOKS_ALIKE, STANDINGS

#: Order of the cells of a row. Source, topic, kind, verdict, standing and entities are positions in the lists
#: beside the rows.
CELLS = (
    "id",
    "statement",
    "printed",
    "source",
    "paragraph",
    "date",
    "day",
    "topic",
    "kind",
    "verdict",
    "entities",
    "follows",
    "standing",
)


class _Numbered:
    """Keys in the order of their first use, each with its position."""

    def __init__(self) -> None:
        self.keys: dict[str, int] = {}

    def __call__(self, key: str) -> int:
        return self.keys.setdefault(key, len(self.keys))


def follows(claim, copied: frozenset[str]) -> bool:
    """Whether a claim follows another source.

    In the core by its origin, in the record where its page repeats another.
    """
    return pd.notna(claim.follows_id) if claim.tier == CORE else claim.source_id in copied


def payload(data: Dataset) -> dict:
    """The claims of ``data`` in file order, with the lists that their cells point into.

    Keys: ``cells`` (`CELLS`), ``rows``, and the lists ``sources`` (id, name, tier), ``entities`` (id, name),
    ``verdicts`` (id, words), ``standings``, ``topics`` and ``kinds``. A row's entities are subject, object
    and speaker, its standing that of the finding of most weight on which it bears.
    """
    sources, entities, topics, kinds = _Numbered(), _Numbered(), _Numbered(), _Numbered()
    verdict_of = data.verdicts.set_index("claim_id")["verdict"].to_dict()
    places = {verdict: place for place, verdict in enumerate(wording.VERDICTS)}
    standings = _standings(data)
    copied = frozenset(data.all_sources.loc[data.all_sources["copy_status"] == "copy", "source_id"])
    rows = []
    for claim in data.all_claims.itertuples():
        named = dict.fromkeys(
            e for e in (claim.subject_id, claim.object_id, claim.attributed_to) if pd.notna(e)
        )
        dated = pd.notna(claim.date_edtf)
        rows.append(
            [
                claim.claim_id,
                claim.statement,
                claim.as_stated,
                sources(claim.source_id),
                0 if pd.isna(claim.paragraph) else int(claim.paragraph),
                dates.in_words(claim.date_edtf) if dated else "",
                f"{claim.date_start:%Y-%m-%d}" if dated and pd.notna(claim.date_start) else "",
                topics(claim.topic),
                kinds(claim.claim_kind),
                places.get(verdict_of.get(claim.claim_id), -1),
                [entities(e) for e in named],
                int(follows(claim, copied)),
                standings.get(claim.claim_id, -1),
            ]
        )
    about = data.all_sources.set_index("source_id")
    names = data.entities.set_index("entity_id")["name"]
    return {
        "cells": list(CELLS),
        "sources": [[key, about.loc[key, "short_name"], about.loc[key, "tier"]] for key in sources.keys],
        "entities": [[key, names[key]] for key in entities.keys],
        "topics": list(topics.keys),
        "kinds": list(kinds.keys),
        "verdicts": [[key, words] for key, words in wording.VERDICTS.items()],
        "standings": list(STANDINGS),
        "rows": rows,
    }


def _standings(data: Dataset) -> dict[str, int]:
    """For each claim that bears on a finding the standing of the one of most weight, as its place in
    STANDINGS.
    """
    found = {}
    for finding in sorted(data.settled.values(), key=lambda finding: finding.weight):
        for claim in finding.evidence:
            if claim["bearing"] != LOOKS_ALIKE:
                found[claim["claim_id"]] = STANDINGS.index(finding.standing)
    return found


def script(content: dict) -> str:
    """A `payload` as a script that sets ``window.claimsTable``.

    It is a script because a page opened from the file system may not fetch JSON.
    """
    lists = {key: value for key, value in content.items() if key != "rows"}
    rows = ",\n".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in content["rows"])
    return (
        f"window.claimsTable={json.dumps(lists, ensure_ascii=False)};\n"
        f"window.claimsTable.rows=[\n{rows}\n];\n"
    )
