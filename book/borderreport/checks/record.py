"""The second tier: core sources are whole, record claims are no traps, verdicts rest on the record."""

from __future__ import annotations

import pandas as pd

from borderreport.checks.problem import Problem
from borderreport.data import CORE, RECORD, Dataset, listed

#: Columns that a core source must fill and a page of the record may leave empty.
CORE_COLUMNS = ("published", "text_file", "text_sha256", "text_chars", "outlook", "source_kind")
#: verdict -> what its lists must hold: for, against ("some", "none", or "any")
LISTS = {
    "confirmed": ("some", "any"),
    "refined": ("any", "any"),
    "contradicted": ("any", "some"),
    "superseded": ("any", "some"),
    "unsupported": ("none", "none"),
    "not_checkable": ("none", "none"),
}


def check_record(data: Dataset) -> list[Problem]:
    """Faults of the second tier, and of what sets the first apart from it."""
    return [*_sources(data), *_traps(data), *_verdicts(data)]


def _sources(data: Dataset) -> list[Problem]:
    return [
        Problem(
            "data/sources.csv",
            index + 2,
            source["source_id"],
            column,
            "a value, because the source is core",
            "(empty)",
        )
        for index, source in data.all_sources.iterrows()
        for column in CORE_COLUMNS
        if source["tier"] == CORE and pd.isna(source[column])
    ]


def _traps(data: Dataset) -> list[Problem]:
    urls = data.all_sources.set_index("source_id")["url"]
    traps = {(trap["url"], trap["as_stated"]): trap for _, trap in data.traps.iterrows()}
    problems = []
    for index, claim in data.all_claims.iterrows():
        trap = traps.get((urls.get(claim["source_id"]), claim["as_stated"]))
        if trap is not None:
            problems.append(
                Problem(
                    "data/claims.csv",
                    index + 2,
                    claim["claim_id"],
                    "as_stated",
                    "no statement that traps.csv names",
                    f"{trap['trap_id']}: {trap['reason']}",
                )
            )
    return problems


def _verdicts(data: Dataset) -> list[Problem]:
    claims = data.all_claims.set_index("claim_id")
    tiers, weight = claims["tier"], claims["credibility"]
    problems = []
    for index, row in data.verdicts.iterrows():
        where = ("data/verdicts.csv", index + 2, row["claim_id"])
        if tiers.get(row["claim_id"]) != CORE:
            problems.append(
                Problem(*where, "claim_id", "a core claim", f"one of tier {tiers.get(row['claim_id'])}")
            )
        for column, wanted in zip(
            ("for_claim_ids", "against_claim_ids"), LISTS.get(row["verdict"], ("any", "any"))
        ):
            named = listed(row[column])
            strange = sorted(i for i in named if tiers.get(i) != RECORD)
            if strange:
                problems.append(Problem(*where, column, "claims of the record", ", ".join(strange)))
            if wanted != "any" and bool(named) != (wanted == "some"):
                problems.append(
                    Problem(
                        *where,
                        column,
                        f"{'at least one claim' if wanted == 'some' else 'none'} "
                        f"for the verdict {row['verdict']}",
                        f"{len(named)}",
                    )
                )
        if row["verdict"] == "contradicted" and row["claim_id"] in weight.index:
            against = [weight[i] for i in listed(row["against_claim_ids"]) if i in weight.index]
            if against and min(against) > weight[row["claim_id"]]:
                problems.append(
                    Problem(
                        *where,
                        "against_claim_ids",
                        "a claim no less credible than the one it contradicts",
                        f"credibility {min(against)}",
                    )
                )
        if row["verdict"] == "refined" and not (
            listed(row["for_claim_ids"]) | listed(row["against_claim_ids"])
        ):
            problems.append(Problem(*where, "for_claim_ids", "a claim of the record that refines it", "none"))
    return problems
