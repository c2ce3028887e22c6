"""Sources of both tiers: core sources are whole, addresses and dates fit, traps are no claims."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pandas as pd

from borderreport.checks.problem import Problem, in_rows
from borderreport.data import CORE, Dataset
from borderreport.words import dates

SOURCES = "data/sources.csv"
#: Columns that a core source must fill and a page of the record may leave empty.
CORE_COLUMNS = ("published", "text_file", "text_sha256", "text_chars", "outlook", "source_kind")
ADDRESS = re.compile(
    r"(?P<scheme>https?)://(?P<host>[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}\.?)"
    r"(?P<path>/(?:[A-Za-z0-9._~!$&'()*+,;=:@/?#\u0080-\uffff-]|%[0-9A-Fa-f]{2})*)?"
)
#: A date that ends an identifier, and one that a name holds. A digit alone after it tells two of a day apart.
IN_KEY = re.compile(r"-((?:19|20)\d\d(?:-\d\d){0,2})(?:-\d)?$")
IN_NAME = re.compile(r"(?:(?:\d{1,2} )?[A-Z][a-z]+ )?(?:19|20)\d\d\b")
MONTHS = "January February March April May June July August September October November December".split()


def check_record(data: Dataset) -> list[Problem]:
    """Faults of sources.csv, and claims that traps.csv names."""
    return [*_whole(data), *_addresses(data.all_sources), *_published(data.all_sources), *_traps(data)]


def _whole(data: Dataset) -> list[Problem]:
    core = data.all_sources[data.all_sources["tier"] == CORE]
    return [
        problem
        for column in CORE_COLUMNS
        for problem in in_rows(
            SOURCES, core[core[column].isna()], "source_id", column, "a value, because the source is core"
        )
    ]


def _addresses(sources: pd.DataFrame) -> Iterator[Problem]:
    """Addresses are well-formed, each is of one source, and a host that has https is never asked without."""
    parts = [ADDRESS.fullmatch(url) for url in sources["url"]]
    secure = {part["host"] for part in parts if part and part["scheme"] == "https"}
    first: dict[tuple[str, str], str] = {}
    for index, (key, url, part) in enumerate(zip(sources["source_id"], sources["url"], parts)):
        where = (SOURCES, index + 2, key, "url")
        if part is None:
            yield Problem(*where, "a web address of a host and a path", url)
            continue
        page = (part["host"].removeprefix("www."), (part["path"] or "").rstrip("/"))
        if page in first:
            yield Problem(*where, "an address that no other source has", f"that of {first[page]}")
        first.setdefault(page, key)
        if part["scheme"] == "http" and part["host"] in secure:
            yield Problem(*where, "https, which other pages of this host have", url)


def _published(sources: pd.DataFrame) -> Iterator[Problem]:
    """`published` is a date, and a date in the identifier or the name is that date."""
    for index, (key, name, day) in enumerate(
        zip(sources["source_id"], sources["short_name"], sources["published"])
    ):
        where = (SOURCES, index + 2, key)
        day = "" if pd.isna(day) else day
        try:
            told = set(dates.in_words(day).split()) if day and dates.bounds(day) else set()
        except ValueError:
            yield Problem(*where, "published", "an EDTF date", day)
            continue
        in_key, in_name = IN_KEY.search(key), IN_NAME.search(name)
        if in_key and not day.startswith(in_key[1]):
            yield Problem(*where, "published", f"{in_key[1]}, as in source_id", day or "(empty)")
        if in_name:
            said = [word for word in in_name[0].split() if word[0].isdigit() or word in MONTHS]
            if not told.issuperset(said):
                yield Problem(*where, "short_name", f"no other date than {day or 'published'}", name)


def _traps(data: Dataset) -> list[Problem]:
    claims = data.all_claims[["claim_id", "source_id", "as_stated"]]
    claims = claims.join(data.all_sources.set_index("source_id")["url"], on="source_id")
    traps = data.traps.set_index(["url", "as_stated"])[["trap_id", "reason"]]
    return in_rows(
        "data/claims.csv",
        claims.join(traps, on=["url", "as_stated"], how="inner"),
        "claim_id",
        "as_stated",
        "no statement that traps.csv names",
        lambda row: f"{row['trap_id']}: {row['reason']}",
    )
