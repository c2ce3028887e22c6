"""Claims in prose: a role that prints a claim's value and one that attaches evidence to a sentence."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import pandas as pd
from docutils import nodes
from sphinx import addnodes
from sphinx.util.docutils import SphinxRole
from sphinx.util.nodes import make_refnode

from borderreport.data import CORE, RECORD, Dataset, shared
from borderreport.words import wording

#: The pages that hold the permanent anchors of the claims, by tier.
PAGES = {CORE: "book/evidence", RECORD: "book/record"}
DAGGER = "†"


def dataset() -> Dataset:
    """The dataset of this build, read once for all pages."""
    return shared()


@cache
def table() -> pd.DataFrame:
    """Claims of both tiers by claim_id, with their property's datatype."""
    data = dataset()
    datatypes = data.properties.set_index("property_id")["datatype"]
    return data.all_claims.join(datatypes, on="property_id").set_index("claim_id")


@cache
def rows() -> dict[str, dict]:
    """The rows of `table` by claim_id, each with all its cells: for going through them one by one."""
    return {row["claim_id"]: row for row in table().reset_index().to_dict("records")}


@cache
def contradicted() -> frozenset[str]:
    """Core claims that the public record contradicts; links to them carry a dagger."""
    verdicts = dataset().verdicts
    return frozenset(verdicts.loc[verdicts["verdict"] == "contradicted", "claim_id"])


def reference(claim_id: str, text: str, docname: str, *classes: str) -> addnodes.pending_xref:
    """A link to the evidence of a claim that prints ``text``. Raises KeyError if there is no such claim."""
    if claim_id not in rows():
        raise KeyError(claim_id)
    link = addnodes.pending_xref(
        "", refdomain="", reftype="claim", reftarget=claim_id, refdoc=docname, refexplicit=True, refwarn=True
    )
    shown = nodes.inline(text, text, classes=["claim", *classes])
    if claim_id in contradicted():
        shown += nodes.inline(DAGGER, DAGGER, classes=["contradicted"])
    link += shown
    return link


def place_texts(claim_ids: Iterable[str]) -> list[tuple[str, str]]:
    """Each claim with what a link to its place prints, in a list of places.

    A source is named once in a row; a second claim of the same paragraph or page goes by its identifier.
    """
    found: list[tuple[str, str]] = []
    source, seen = None, set()
    for claim_id in claim_ids:
        claim = rows()[claim_id]
        if claim["source_id"] != source:
            source, seen, text = claim["source_id"], set(), wording.place(claim)
        elif claim["tier"] == RECORD or claim["paragraph"] in seen:
            text = claim_id
        else:
            text = f"¶{claim['paragraph']}"
        seen.add(claim["paragraph"])
        found.append((claim_id, text))
    return found


def places(claim_ids: list[str], docname: str) -> list[nodes.Node]:
    """Links that name the place of each claim, separated by semicolons."""
    parts: list[nodes.Node] = []
    for claim_id, text in place_texts(claim_ids):
        if parts:
            parts.append(nodes.Text("; "))
        parts.append(reference(claim_id, text, docname, "claim-place"))
    return parts


class _ClaimRole(SphinxRole):
    def refuse(self, message: str):
        error = self.inliner.reporter.error(message, line=self.lineno)
        return [self.inliner.problematic(self.rawtext, self.rawtext, error)], [error]


class ClaimValue(_ClaimRole):
    """``{claim}`C012` `` prints the value with qualifier and unit; ``C012:number`` leaves the unit out.

    ``C012:date`` prints the date of the claim, ``C012:quote`` the phrase of the source.
    """

    FORMS = {
        "value": wording.value,
        "number": lambda claim: wording.value(claim, unit=False),
        "date": lambda claim: wording.dates.in_words(claim["date_edtf"]),
        "quote": wording.quoted,
    }

    def run(self):
        claim_id, _, form = self.text.strip().partition(":")
        if claim_id not in rows():
            return self.refuse(f"claim role: no claim {claim_id!r} in data/claims.csv")
        if (form or "value") not in self.FORMS:
            return self.refuse(f"claim role: {form!r} is none of {', '.join(self.FORMS)}")
        claim = rows()[claim_id]
        if form == "date" and pd.isna(claim["date_edtf"]):
            return self.refuse(f"claim role: {claim_id} has no date")
        return [reference(claim_id, self.FORMS[form or "value"](claim), self.env.docname, "claim-value")], []


class Evidence(_ClaimRole):
    """``{evidence}`C012 C015` `` attaches claims to a sentence: a bracket that names their places."""

    def run(self):
        claim_ids = self.text.split()
        unknown = [i for i in claim_ids if i not in rows()]
        if unknown or not claim_ids:
            return self.refuse(f"evidence role: no claim {', '.join(unknown) or 'named'} in data/claims.csv")
        bracket = nodes.inline("", "", classes=["evidence"])
        bracket += [nodes.Text("["), *places(claim_ids, self.env.docname), nodes.Text("]")]
        return [bracket], []


def _resolve(app, env, node, child):
    if node.get("reftype") != "claim":
        return None
    page = PAGES[rows()[node["reftarget"]]["tier"]]
    return make_refnode(app.builder, node["refdoc"], page, node["reftarget"], child)


def setup(app):
    """Register the roles and the resolver of their links."""
    app.add_role("claim", ClaimValue())
    app.add_role("evidence", Evidence())
    app.connect("missing-reference", _resolve)
