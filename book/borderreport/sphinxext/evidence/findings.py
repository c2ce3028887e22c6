"""Findings in prose: roles that print a finding's value or date with the mark of its standing."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from html import escape

from docutils import nodes
from sphinx import addnodes
from sphinx.util.docutils import SphinxRole
from sphinx.util.nodes import make_refnode

from borderreport.findings.answers import SLOTS
from borderreport.findings.finding import Finding
from borderreport.findings.vocabulary import LOOKS_ALIKE, STANDINGS
from borderreport.sphinxext.evidence import claims

#: The page that holds the permanent anchors of the findings.
PAGE = "book/evidence"
#: Weight of a finding that is a detail: its entry is short, and its claims say why they bear as they do.
DETAIL = 1
#: What the role prints besides a slot.
SENTENCE, MARK = "sentence", "mark"


def settled() -> dict[str, Finding]:
    """Every finding of the build, by identifier."""
    return claims.dataset().settled


@cache
def _borne() -> dict[str, list[tuple[Finding, dict]]]:
    found = defaultdict(list)
    for finding in settled().values():
        for claim in finding.evidence:
            found[claim["claim_id"]].append((finding, claim))
    for pairs in found.values():
        pairs.sort(
            key=lambda pair: (pair[1]["bearing"] == LOOKS_ALIKE, -pair[0].weight, pair[1]["order"] or 99)
        )
    return found


def borne_by(claim_id: str) -> list[tuple[Finding, dict]]:
    """Findings on which a claim bears, its main one first, each with the claim as it bears on it."""
    return _borne().get(claim_id, [])


def address(finding_id: str) -> str:
    """Address of a finding's entry from any page of the book, all of which lie in one folder."""
    return f"evidence.html#{finding_id}"


def link(finding: Finding) -> str:
    """A link to a finding's entry that prints its question."""
    return (
        f'<a class="reference internal" href="{address(finding.finding_id)}">{escape(finding.question)}</a>'
    )


def mark(standing: str) -> str:
    """The mark of a standing as HTML: a small shape that the style draws, with its word for who cannot see
    it.
    """
    kind = f"standing-{standing.replace(' ', '-')}"
    return f'<span class="standing {kind}" role="img" aria-label="{standing}"></span>'


def reference(finding_id: str, text: str, docname: str) -> addnodes.pending_xref:
    """A link to a finding's entry that prints ``text`` and the mark of its standing.

    Raises KeyError if there is no such finding.
    """
    finding = claims.dataset().finding(finding_id)
    found = addnodes.pending_xref(
        "",
        refdomain="",
        reftype="finding",
        reftarget=finding_id,
        refdoc=docname,
        refexplicit=True,
        refwarn=True,
    )
    shown = nodes.inline(text, text, classes=["finding"])
    shown += nodes.raw("", mark(finding.standing), format="html")
    found += shown
    return found


class FindingRole(SphinxRole):
    """``{finding}`programme-adopted` `` prints the value of a finding, or its date or word if it has none.

    ``programme-adopted:date``, ``:value``, ``:word`` and ``:as_of`` print that slot, ``:sentence`` the
    sentence, and ``:mark`` nothing but the mark, for a sentence of one's own.
    """

    def refuse(self, message: str):
        error = self.inliner.reporter.error(f"finding role: {message}", line=self.lineno)
        return [self.inliner.problematic(self.rawtext, self.rawtext, error)], [error]

    def run(self):
        finding_id, _, form = self.text.strip().partition(":")
        try:
            finding = claims.dataset().finding(finding_id)
        except KeyError as error:
            return self.refuse(f"{error.args[0]}, in data/findings.csv")
        told = {**finding.printed, SENTENCE: finding.sentence, MARK: ""}
        if form and form not in (*SLOTS, SENTENCE, MARK):
            return self.refuse(f"{form!r} is none of {', '.join((*SLOTS, SENTENCE, MARK))}")
        text = told.get(form) if form else finding.headline
        if text is None or (form == SENTENCE and not text):
            return self.refuse(f"{finding_id} has no {form or 'value, date or word'}: no claim gives one")
        return [reference(finding_id, text, self.env.docname)], []


class StandingRole(SphinxRole):
    """``{standing}`established` `` prints the word and its mark."""

    def run(self):
        word = self.text.strip()
        if word not in STANDINGS:
            told = f"standing role: {word!r} is none of {', '.join(STANDINGS)}"
            error = self.inliner.reporter.error(told, line=self.lineno)
            return [self.inliner.problematic(self.rawtext, self.rawtext, error)], [error]
        return [nodes.strong(word, word), nodes.raw("", mark(word), format="html")], []


def _resolve(app, env, node, child):
    if node.get("reftype") != "finding":
        return None
    return make_refnode(app.builder, node["refdoc"], PAGE, node["reftarget"], child)


def setup(app):
    """Register the roles and the resolver of links."""
    app.add_role("finding", FindingRole())
    app.add_role("standing", StandingRole())
    app.connect("missing-reference", _resolve)
