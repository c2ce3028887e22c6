"""The entry of a claim as HTML: statement, place, grade, what agrees or differs, verdict. Pages and cards
show the same.

HTML and not document nodes: there are hundreds of entries with a dozen links each, and nodes for all of
them would be made, kept, numbered, resolved and copied with the book.
"""

from __future__ import annotations

import posixpath
import urllib.parse
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from html import escape

import pandas as pd

from borderreport.data import CORE, RECORD, listed
from borderreport.sphinxext.evidence import claims
from borderreport.words import dates, wording

COMPARABLE = ("quantity", "money", "date", "status")
#: Name of the one fact of a core claim that comes from the record; the switch on the page hides it.
HELD = "Held against the record"
VERIFICATION = {
    "page_read": "the page was read",
    "excerpt_read": "an excerpt of the page was read",
    "unverifiable": "the page was not found again",
}


def text_fragment(url: str, as_stated: str) -> str:
    """Address that makes a browser jump to ``as_stated`` on the publisher's page and mark it."""
    return f"{url}#:~:text={urllib.parse.quote(as_stated, safe='').replace('-', '%2D')}"


def address(claim_id: str) -> str:
    """Address of a claim's entry from any page of the book, all of which lie in one folder."""
    page = claims.PAGES[claims.rows()[claim_id]["tier"]]
    return f"{posixpath.basename(page)}.html#{claim_id}"


def link(claim_id: str, text: str) -> str:
    """A link to a claim's entry that prints ``text``, with a dagger if the record contradicts the claim."""
    dagger = claim_id in claims.contradicted()
    mark = f'<span class="contradicted">{claims.DAGGER}</span>' if dagger else ""
    return (
        f'<a class="reference internal" href="{address(claim_id)}">'
        f'<span class="claim claim-place">{escape(text)}{mark}</span></a>'
    )


def places(claim_ids: Iterable[str]) -> str:
    """Links that name the place of each claim, separated by semicolons."""
    return "; ".join(link(claim_id, text) for claim_id, text in claims.place_texts(claim_ids))


def entry(claim_id: str) -> str:
    """Everything inside the entry of a claim, without where it is used. Raises KeyError if there is no such
    claim.
    """
    claim = claims.rows()[claim_id]
    facts = _core_facts(claim) if claim["tier"] == CORE else _record_facts(claim)
    told = "\n".join(fact(name, body, "from-record" if name == HELD else "") for name, body in facts)
    return (
        f'<p class="claim-statement"><a class="claim-id reference internal" href="{address(claim_id)}">'
        f"{claim_id}</a> {escape(claim['statement'])}</p>\n"
        f'<dl class="claim-facts field-list simple">\n{told}\n</dl>'
    )


def fact(name: str, body: str, kind: str = "") -> str:
    """One fact of an entry: its name, and HTML that tells it."""
    marked = f' class="{kind}"' if kind else ""
    return f'<dt{marked}>{name}<span class="colon">:</span></dt>\n<dd{marked}><p>{body}</p></dd>'


def _core_facts(claim: dict) -> Iterator[tuple[str, str]]:
    printed = f"{escape(wording.quoted(claim))} in {escape(wording.place(claim))}; {_publisher(claim)}"
    yield "Printed as", printed
    yield from _common_facts(claim)
    verdict = _verdicts().get(claim["claim_id"])
    if verdict:
        told = f"{wording.VERDICTS[verdict['verdict']]}. {escape(verdict['sentence'])}"
        for column, word in (("for_claim_ids", "For"), ("against_claim_ids", "Against")):
            if listed(verdict[column]):
                told += f" {word}: {places(sorted(listed(verdict[column])))}."
        yield HELD, told
    yield from _comparison(claim)
    if pd.notna(claim["note"]):
        yield "Note", escape(claim["note"])


def _record_facts(claim: dict) -> Iterator[tuple[str, str]]:
    source = _sources()[claim["source_id"]]
    yield "Printed as", f"{escape(wording.quoted(claim))}; {_publisher(claim)}"
    when = "" if pd.isna(source["published"]) else f", {dates.in_words(source['published'])}"
    copied = "; repeats another source" if source["copy_status"] == "copy" else ""
    yield "Publisher", f"{escape(source['publisher'])} ({source['publisher_kind']}){when}{copied}"
    read = dates.in_words(f"{claim['date_read']:%Y-%m-%d}")
    how = VERIFICATION[claim["verification"]]
    yield "Read", f"{how} on {read}; its text is not held, so nothing was checked word by word"
    yield from _common_facts(claim)
    held = _verdicts_naming().get(claim["claim_id"])
    if held:
        yield "Bears on", places(held)
    if pd.notna(claim["note"]):
        yield "Note", escape(claim["note"])


def _publisher(claim: dict) -> str:
    target = text_fragment(_sources()[claim["source_id"]]["url"], claim["as_stated"])
    return f'<a class="reference external" href="{escape(target)}">find it on the publisher’s page</a>'


def _common_facts(claim: dict) -> Iterator[tuple[str, str]]:
    """Value, date, kind and weight, as both tiers state them."""
    if wording.central(claim) is not None:
        yield "Value", escape(wording.value(claim))
    if pd.notna(claim["date_edtf"]):
        basis = "stated" if claim["date_basis"] == "stated" else "inferred from context"
        yield "Date", f"{dates.in_words(claim['date_edtf'])} ({basis})"
    credit = "" if pd.isna(claim["credited"]) else f"; credited to {escape(claim['credited'])}"
    yield "Kind", f"{claim['claim_kind']}{credit}"
    grade = _sources()[claim["source_id"]]["reliability"]
    yield "Weight", f"source {grade}, claim {claim['credibility']}: {escape(claim['credibility_reason'])}"
    yield from _independence(claim)


def _independence(claim: dict) -> Iterator[tuple[str, str]]:
    """Which other source or claims of the record this one counts with; nothing for one that stands alone."""
    group = claim["independence_group"]
    if claim["tier"] == CORE:
        if group != claim["source_id"]:
            first = escape(_sources()[group]["short_name"])
            yield (
                "Independence",
                f"follows {first} or shares its origin; the two count as one witness",
            )
        return
    others = [i for i in _record_groups()[group] if i != claim["claim_id"]]
    if others:
        yield "Independence", f"one origin, and one witness, with {places(others)}"


def _comparison(claim: dict) -> Iterator[tuple[str, str]]:
    """What other core claims say on the same point, and what the tables of differences say of this one."""
    others = [claims.rows()[i] for i in same_point(claim)]
    said = says(claim)
    alike = [other for other in others if said is not None and says(other) == said]
    if alike:
        independent = len({other["independence_group"] for other in (*alike, claim)})
        words = f"; {wording.counted(independent, 'independent source')} in all"
        yield "Agrees", places(other["claim_id"] for other in alike) + words
    agreeing = {other["claim_id"] for other in alike}
    differing = [other for other in others if other["claim_id"] not in agreeing]
    if differing:
        told = ((other, f"{wording.place(other)}: {wording.value(other)}") for other in differing)
        yield "Differs", "; ".join(link(other["claim_id"], text) for other, text in told)
    for key in sorted(listed(claim["disagreement_id"])):
        row = _keyed("disagreements", "disagreement_id")[key]
        told = f"{key}, {row['title']} ({row['kind']}). {row['explanation']}"
        yield "Disagreement", escape(told)
    for key in _look_alikes_naming().get(claim["claim_id"], []):
        row = _keyed("look_alikes", "look_alike_id")[key]
        yield "Looks like", escape(f"{row['title']}: no disagreement. {row['explanation']}")


def same_point(claim: dict) -> list[str]:
    """Other core claims on the same subject, property and object as ``claim``, in file order."""
    if claim["datatype"] not in COMPARABLE:
        return []
    return [i for i in _by_point()[_point(claim)] if i != claim["claim_id"]]


def says(claim: dict):
    """What a claim says, in a form in which equal claims are equal; None for one that has no value or
    code.
    """
    if wording.central(claim) is not None:
        return wording.value(claim)
    said = claim["date_edtf"] if claim["datatype"] == "date" else claim["value_text"]
    return None if pd.isna(said) else said


def _point(claim: dict) -> tuple:
    about = (claim["subject_id"], claim["property_id"], claim["object_id"])
    return tuple("" if pd.isna(part) else part for part in about)


@cache
def _by_point() -> dict[tuple, list[str]]:
    found = defaultdict(list)
    for claim_id, claim in claims.rows().items():
        if claim["tier"] == CORE:
            found[_point(claim)].append(claim_id)
    return found


@cache
def _record_groups() -> dict[str, list[str]]:
    found = defaultdict(list)
    for claim_id, claim in claims.rows().items():
        if claim["tier"] == RECORD:
            found[claim["independence_group"]].append(claim_id)
    return found


@cache
def _keyed(name: str, key: str) -> dict[str, dict]:
    return {row[key]: row for row in getattr(claims.dataset(), name).to_dict("records")}


def _sources() -> dict[str, dict]:
    return _keyed("all_sources", "source_id")


def _verdicts() -> dict[str, dict]:
    return _keyed("verdicts", "claim_id")


def _named_by(naming: Iterable[tuple[str, set[str]]]) -> dict[str, list[str]]:
    """For each claim the keys of the rows whose lists name it; ``naming`` are pairs of key and claim ids."""
    found = defaultdict(list)
    for key, claim_ids in naming:
        for claim_id in claim_ids:
            found[claim_id].append(key)
    return found


@cache
def _verdicts_naming() -> dict[str, list[str]]:
    return _named_by(
        (key, listed(row["for_claim_ids"]) | listed(row["against_claim_ids"]))
        for key, row in _verdicts().items()
    )


@cache
def _look_alikes_naming() -> dict[str, list[str]]:
    rows = _keyed("look_alikes", "look_alike_id")
    return _named_by((key, listed(row["claim_ids"])) for key, row in rows.items())
