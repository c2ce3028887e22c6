"""Do the tables fit together: kinds of entities, copies and paragraphs?"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from borderreport.checks.problem import Problem, in_rows
from borderreport.data import CORE, Dataset

CLAIMS = "data/claims.csv"


def check_references(data: Dataset) -> list[Problem]:
    """Faults between tables that no foreign key can express."""
    return [
        *_kinds(data, data.all_claims, CLAIMS, "claim_id"),
        *_kinds(data, data.points, "data/findings.csv", "finding_id"),
        *_derivations(data),
        *_copies(data),
        *_paragraphs(data),
    ]


def _mask(rows: pd.DataFrame, wanted: Iterable[bool]) -> pd.Series:
    return pd.Series(list(wanted), index=rows.index, dtype=bool)


def _kinds(data: Dataset, rows: pd.DataFrame, file: str, key: str) -> list[Problem]:
    """Subject and object are of the kinds that the property allows."""
    types = data.entities.set_index("entity_id")["entity_type"]
    properties = data.properties.set_index("property_id")
    problems = []
    for column, allowed in (("subject_id", "subject_types"), ("object_id", "object_types")):
        pairs = pd.DataFrame(
            {"type": rows[column].map(types), "allowed": rows["property_id"].map(properties[allowed])}
        ).dropna()
        distinct = pairs.drop_duplicates()
        wrong = distinct[
            _mask(distinct, (t not in a.split(";") for t, a in zip(distinct["type"], distinct["allowed"])))
        ]
        strange = pairs.reset_index(names="place").merge(wrong, on=["type", "allowed"]).set_index("place")
        problems += in_rows(
            file,
            rows[[key, column, "property_id"]].join(strange, how="inner"),
            key,
            column,
            lambda row: (
                f"{row['allowed'].replace(';', ' or ')}, as properties.csv says for {row['property_id']}"
            ),
            lambda row, column=column: f"{row[column]}, of the kind {row['type']}",
        )
    return problems


def _derivations(data: Dataset) -> list[Problem]:
    """A core source follows a core source, another one."""
    tiers = data.all_sources.set_index("source_id")["tier"]
    table = data.derivations
    columns = ("source_id", "from_source_id")
    own = table["source_id"] == table["from_source_id"]
    bad = table[own | ~table[list(columns)].apply(lambda column: column.map(tiers) == CORE).all(axis=1)]
    return in_rows(
        "data/derivations.csv",
        bad,
        "source_id/from_source_id",
        "from_source_id",
        "two core sources, one after the other",
    )


def _copies(data: Dataset) -> list[Problem]:
    """A core claim follows a source only where derivations record it, in one step or more."""
    claims = data.all_claims[data.all_claims["follows_id"].notna()]
    recorded = set(zip(data.derivations["source_id"], data.derivations["from_source_id"]))
    for _ in range(len(data.derivations)):
        recorded |= {
            (last, first) for last, middle in recorded for again, first in recorded if middle == again
        }
    pairs = zip(claims["source_id"], claims["follows_id"])
    bad = claims[_mask(claims, (pair not in recorded for pair in pairs))]
    expected = "nothing, or a source that the claim's own follows, as derivations.csv says"
    return in_rows(CLAIMS, bad, "claim_id", "follows_id", expected)


def _paragraphs(data: Dataset) -> list[Problem]:
    """Every core claim lies in a paragraph of the table.

    A paragraph has claims or a reason why not, never both.
    """
    place = ["source_id", "paragraph"]
    claims = data.all_claims[data.all_claims["tier"] == CORE].dropna(
        subset=["char_start", "char_end", "paragraph"]
    )
    claims = claims[["claim_id", *place, "char_start", "char_end"]]
    table = data.paragraphs
    bounds = table.set_index(place)[["char_start", "char_end"]].rename(columns=lambda name: f"all_{name}")
    claims = claims.join(bounds[~bounds.index.duplicated()], on=place)
    nowhere = claims["all_char_start"].isna()
    outside = ~nowhere & ~(
        (claims["all_char_start"] <= claims["char_start"])
        & (claims["char_start"] < claims["char_end"])
        & (claims["char_end"] <= claims["all_char_end"])
    ).fillna(False).astype(bool)
    yielding = set(zip(claims["source_id"], claims["paragraph"]))
    has_claims = _mask(table, (key in yielding for key in zip(table["source_id"], table["paragraph"])))
    reasoned = table["reason"].notna()
    file, key, substance = "data/paragraphs.csv", "source_id/paragraph", table["kind"] == "substance"
    return [
        *in_rows(
            CLAIMS, claims[nowhere], "claim_id", "paragraph", "a paragraph of its source in paragraphs.csv"
        ),
        *in_rows(
            CLAIMS,
            claims[outside],
            "claim_id",
            "paragraph",
            "a span inside that paragraph",
            lambda row: f"{row['char_start']} to {row['char_end']}",
        ),
        *in_rows(file, table[has_claims & ~substance], key, "kind", "substance, because claims lie in it"),
        *in_rows(
            file, table[~has_claims & substance], key, "kind", "another kind than substance, or a claim in it"
        ),
        *in_rows(
            file, table[has_claims == reasoned], key, "reason", "a reason exactly where there is no claim"
        ),
    ]
