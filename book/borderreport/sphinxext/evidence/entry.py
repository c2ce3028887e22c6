"""The entry of a claim as HTML: statement, place, grade, origin, findings. Pages and cards show the same.

HTML and not document nodes: there are hundreds of entries with a dozen links each, and nodes for all of
them would be made, kept, numbered, resolved and copied with the book.
"""

from __future__ import annotations

import posixpath
import urllib.parse
from collections.abc import Iterable, Iterator
from functools import cache
from html import escape

import pandas as pd

from borderreport.data import CORE
from borderreport.findings.finding import Finding
from borderreport.findings.vocabulary import BEARINGS
from borderreport.sphinxext.evidence import claims, findings
from borderreport.words import dates, wording

#: Name of the fact that tells on which findings a claim bears.
BEARS = "Bears on"
#: How an entry names the finding under which it stands.
ABOVE = "the finding above"
AS_OF = {"stated": "stated", "inferred": "inferred from context", "published": "the day of publication"}
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


def entry(claim_id: str, under: str | None = None) -> str:
    """Everything inside the entry of a claim, without where it is used.

    ``under`` is the finding under whose entry it stands on a page: it is not named again. Raises KeyError if
    there is no such claim.
    """
    claim = claims.rows()[claim_id]
    facts = _core_facts(claim, under) if claim["tier"] == CORE else _record_facts(claim)
    told = "\n".join(fact(name, body) for name, body in facts)
    return (
        f'<p class="claim-statement"><a class="claim-id reference internal" href="{address(claim_id)}">'
        f"{claim_id}</a> {escape(claim['statement'])}</p>\n"
        f'<dl class="claim-facts field-list simple">\n{told}\n</dl>'
    )


def fact(name: str, body: str, kind: str = "") -> str:
    """One fact of an entry: its name, and HTML that tells it."""
    marked = f' class="{kind}"' if kind else ""
    return f'<dt{marked}>{name}:</dt>\n<dd{marked}><p>{body}</p></dd>'


def _core_facts(claim: dict, under: str | None) -> Iterator[tuple[str, str]]:
    printed = f"{escape(wording.quoted(claim))} in {escape(wording.place(claim))}; {_publisher(claim)}"
    yield "Printed as", printed
    yield from _common_facts(claim, under)


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


def _publisher(claim: dict) -> str:
    target = text_fragment(_sources()[claim["source_id"]]["url"], claim["as_stated"])
    return f'<a class="reference external" href="{escape(target)}">find it on the publisher’s page</a>'


def _common_facts(claim: dict, under: str | None = None) -> Iterator[tuple[str, str]]:
    """Value, time, kind, weight, origin and findings, as both tiers state them."""
    if wording.central(claim) is not None:
        yield "Value", escape(wording.value(claim))
    if pd.notna(claim["date_edtf"]):
        basis = "stated" if claim["date_basis"] == "stated" else "inferred from context"
        yield "Date", f"{dates.in_words(claim['date_edtf'])} ({basis})"
    if pd.notna(claim["as_of"]):
        yield "As of", f"{dates.in_words(claim['as_of'])} ({AS_OF[claim['as_of_basis']]})"
    credit = "" if pd.isna(claim["credited"]) else f"; credited to {escape(claim['credited'])}"
    yield "Kind", f"{claim['claim_kind']}{credit}"
    grade = _sources()[claim["source_id"]]["reliability"]
    yield "Weight", f"source {grade}, claim {claim['credibility']}: {escape(claim['credibility_reason'])}"
    follows = claim["follows_id"]
    copied = "" if pd.isna(follows) else f"; the text follows {escape(_sources()[follows]['short_name'])}"
    yield "Origin", f"{escape(claim['origin'])} ({claim['origin_kind']}){copied}"
    borne = findings.borne_by(claim["claim_id"])
    if borne:
        yield BEARS, "; ".join(_bearing(*one, under) for one in borne)
    if pd.notna(claim["note"]):
        yield "Note", escape(claim["note"])


def _bearing(finding: Finding, claim: dict, under: str | None) -> str:
    """How a claim bears on one finding; why, where the entry of the finding is too short to say it."""
    named = ABOVE if finding.finding_id == under else findings.link(finding)
    why = f": {escape(claim['reason'])}" if claim["reason"] and finding.weight == findings.DETAIL else ""
    return f"{named} ({BEARINGS[claim['bearing']]}{why})"


@cache
def _sources() -> dict[str, dict]:
    return {row["source_id"]: row for row in claims.dataset().all_sources.to_dict("records")}
