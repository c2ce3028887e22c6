"""The entry of a finding as HTML: question, sentence, standing, who says what, search. Pages and cards show
the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from borderreport.data import CORE
from borderreport.findings.finding import Finding
from borderreport.findings.vocabulary import BEARINGS, LOOKS_ALIKE
from borderreport.sphinxext.evidence import findings
from borderreport.sphinxext.evidence.entry import fact, link
from borderreport.words import dates, wording

#: Bearings that a short entry does not name.
PLAIN = ("gives", "agrees", LOOKS_ALIKE)
#: Facts that come from public pages: the switch on the page hides them.
FROM_RECORD = {"Public pages": "from-record"}
#: Why a finding has its standing, in words.
STANDINGS = {
    "established": "independent origins agree, or the body that acted says so itself",
    "reported": "on the word of {by}",
    "contested": "origins that count differ, and nothing settles it",
    "dated": "it has changed or may have changed since",
    "not known": "no claim gives it",
    "withdrawn": "the claims that gave it are left out",
}
MODES = {
    "planned": "planned, as {by} says",
    "reason": "the reason that {by} gives",
    "forecast": "the view of {by}",
}
SETTLED_BY = {
    "own_act": "settled by the act itself, or by the body that did it",
    "closer_measure": "settled by the closer measure",
    "later_date": "settled by the later date",
    "explained": "explained",
}
ARTICLES = {
    "alone": "they alone tell it; no public page was found to hold them against",
    "open": "there is no answer to hold them against",
    "split": "some right, some wrong",
}


def entry(finding: Finding) -> str:
    """Everything inside the entry of a finding."""
    head = f'<a class="finding-id reference internal" href="{findings.address(finding.finding_id)}">'
    told = "\n".join(fact(name, body, FROM_RECORD.get(name, "")) for name, body in _facts(finding))
    sentence = f'<p class="finding-sentence">{escape(finding.sentence)}</p>\n' if finding.sentence else ""
    return (
        f'<p class="finding-question">{head}{escape(finding.question)}</a></p>\n{sentence}'
        f'<dl class="claim-facts field-list simple">\n{told}\n</dl>'
    )


def _facts(finding: Finding) -> Iterator[tuple[str, str]]:
    detail = finding.weight == findings.DETAIL
    told = finding.standing if detail else standing_in_words(finding)
    yield "Standing", f"{findings.mark(finding.standing)} {escape(told)}"
    says, between = (_bears, " · ") if detail else (_says, "<br>")
    verdict = ARTICLES.get(finding.articles, finding.articles)
    about = [claim for claim in finding.evidence if claim["bearing"] != LOOKS_ALIKE]
    for name, own in (
        ("Articles", [claim for claim in about if claim["tier"] == CORE]),
        ("Public pages", [claim for claim in about if claim["tier"] != CORE]),
        ("Only looks alike", [claim for claim in finding.evidence if claim["bearing"] == LOOKS_ALIKE]),
    ):
        if own:
            head = f"<strong>{verdict}</strong>{between}" if name == "Articles" and not detail else ""
            yield name, head + between.join(map(says, own))
    row = finding.row
    if row["differ_kind"]:
        how = SETTLED_BY.get(row["settled_by"], "not settled")
        yield "Difference", f"{row['differ_kind']}; {how}. {escape(row['differ_why'] or '')}".rstrip()
    if row["good_until"]:
        yield "To be looked at again", dates.in_words(row["good_until"])
    if row["looked_for"] is not None:
        queries = escape("; ".join(row["queries"].split(" | ")))
        yield "Searched to", f"{dates.in_words(row['looked_for'].date().isoformat())}, for: {queries}"


def standing_in_words(finding: Finding) -> str:
    """The standing with its reason: "reported: on the word of Kommersant"."""
    why = STANDINGS[finding.standing]
    if finding.standing == "reported" and finding.mode in MODES:
        why = MODES[finding.mode]
    return f"{finding.standing}: {why.format(by=finding.by)}"


def _bears(claim: dict) -> str:
    """How one claim bears on the finding: a link to its place, and a word where it does not just say the
    same.
    """
    how = "" if claim["bearing"] in PLAIN else f" ({BEARINGS[claim['bearing']]})"
    return f"{link(claim['claim_id'], wording.place(claim))}{how}"


def _says(claim: dict) -> str:
    """What one claim does to the finding: a link to its place, how it bears, why; of a page also its words.

    The words of an article stand in the claim's own entry.
    """
    parts = [link(claim["claim_id"], wording.place(claim))]
    if claim["tier"] != CORE:
        parts[0] += f" {escape(wording.quoted(claim))}"
    if claim["bearing"] != LOOKS_ALIKE:
        parts.append(BEARINGS[claim["bearing"]])
    if claim["follows_id"]:
        parts.append("copied text")
    if claim["tier"] != CORE and claim["verification"] != "page_read":
        parts.append("excerpt read")
    why = f": {escape(claim['reason'])}" if claim["reason"] else ""
    return f"{', '.join(parts)}{why}"
