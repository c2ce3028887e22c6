"""The evidence pages: every claim with its permanent anchor, place, grade, what agrees or differs, and its verdict."""

from __future__ import annotations

import urllib.parse
from collections import defaultdict
from collections.abc import Iterable
from functools import cache

import pandas as pd
from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from borderreport.words import dates, wording
from borderreport.data import CORE, RECORD, listed
from borderreport.sphinxext.evidence import claims
from borderreport.sphinxext.figures.outputs import paragraph
from borderreport.analysis.witnesses import witnesses

COMPARABLE = ("quantity", "money", "date", "status")


def text_fragment(url: str, as_stated: str) -> str:
    """Address that makes a browser jump to ``as_stated`` on the publisher's page and mark it."""
    return f"{url}#:~:text={urllib.parse.quote(as_stated, safe='').replace('-', '%2D')}"


def same_point(claim: pd.Series, table: pd.DataFrame) -> pd.DataFrame:
    """Other claims on the same subject, property and object as ``claim``."""
    if claim["datatype"] not in COMPARABLE:
        return table.iloc[:0]
    same = table[
        (table["subject_id"] == claim["subject_id"]) & (table["property_id"] == claim["property_id"])
    ]
    same = same[same["object_id"].fillna("") == ("" if pd.isna(claim["object_id"]) else claim["object_id"])]
    return same.drop(index=claim.name, errors="ignore")


#: Name of the one fact of a core claim that comes from the record; the switch on the page hides it.
HELD = "Held against the record"
VERIFICATION = {
    "page_read": "the page was read",
    "excerpt_read": "an excerpt of the page was read",
    "unverifiable": "the page was not found again",
}


def _named_by(rows: Iterable[tuple[str, set[str]]]) -> dict[str, list[str]]:
    """For each claim the keys of the rows whose lists name it; ``rows`` are pairs of key and claim ids."""
    naming = defaultdict(list)
    for key, claim_ids in rows:
        for claim_id in claim_ids:
            naming[claim_id].append(key)
    return naming


@cache
def _verdicts_naming() -> dict[str, list[str]]:
    verdicts = claims.dataset().verdicts
    return _named_by(
        (v.claim_id, listed(v.for_claim_ids) | listed(v.against_claim_ids)) for v in verdicts.itertuples()
    )


@cache
def _look_alikes_naming() -> dict[str, list[str]]:
    return _named_by(
        (a.look_alike_id, listed(a.claim_ids)) for a in claims.dataset().look_alikes.itertuples()
    )


class _Entries(SphinxDirective):
    """What the lists of both tiers share: an entry is an anchor, a statement and a list of facts."""

    required_arguments = 1

    def prepare(self) -> None:
        data = claims.dataset()
        self.table = claims.table()
        self.disagreements = data.disagreements.set_index("disagreement_id")
        self.look_alikes = data.look_alikes.set_index("look_alike_id")
        self.verdicts = data.verdicts.set_index("claim_id")
        self.sources = data.all_sources.set_index("source_id")

    def entry(self, claim: pd.Series) -> nodes.container:
        box = nodes.container(ids=[claim.name], classes=["claim-entry"])
        head = nodes.paragraph(classes=["claim-statement"])
        head += [
            nodes.reference("", claim.name, internal=True, refid=claim.name, classes=["claim-id"]),
            nodes.Text(f" {claim['statement']}"),
        ]
        box += head
        facts = nodes.field_list(classes=["claim-facts"])
        for name, parts in self.facts(claim):
            field = nodes.field(classes=["from-record"] if name == HELD else [])
            field += [nodes.field_name(name, name), nodes.field_body("", nodes.paragraph("", "", *parts))]
            facts += field
        box += facts
        return box

    def address(self, claim: pd.Series) -> nodes.reference:
        url = self.sources.loc[claim["source_id"], "url"]
        return nodes.reference(
            "",
            "find it on the publisher’s page",
            refuri=text_fragment(url, claim["as_stated"]),
            internal=False,
        )

    def common_facts(self, claim: pd.Series):
        """Value, date, kind and weight, as both tiers state them."""
        if wording.central(claim) is not None:
            yield "Value", [nodes.Text(wording.value(claim))]
        if pd.notna(claim["date_edtf"]):
            basis = "stated" if claim["date_basis"] == "stated" else "inferred from context"
            yield "Date", [nodes.Text(f"{dates.in_words(claim['date_edtf'])} ({basis})")]
        credit = "" if pd.isna(claim["credited"]) else f"; credited to {claim['credited']}"
        yield "Kind", [nodes.Text(f"{claim['claim_kind']}{credit}")]
        grade = self.sources.loc[claim["source_id"], "reliability"]
        yield (
            "Weight",
            [nodes.Text(f"source {grade}, claim {claim['credibility']}: {claim['credibility_reason']}")],
        )
        yield from self.independence(claim)

    def independence(self, claim: pd.Series):
        """Which other source or claims of the record this one counts together with; nothing for one that stands alone."""
        group = claim["independence_group"]
        if claim["tier"] == CORE:
            if group != claim["source_id"]:
                first = self.sources.loc[group, "short_name"]
                yield (
                    "Independence",
                    [nodes.Text(f"follows {first} or shares its origin; the two count as one witness")],
                )
            return
        others = self.table[
            (self.table["tier"] == RECORD) & (self.table["independence_group"] == group)
        ].drop(index=claim.name)
        if len(others):
            shared = claims.places(list(others.index), self.env.docname)
            yield "Independence", [nodes.Text("one origin, and one witness, with "), *shared]


class RecordList(_Entries):
    """``{record-list}`` lists the claims of the public record on one topic: its argument is the topic."""

    def run(self):
        self.prepare()
        own = self.table[(self.table["tier"] == RECORD) & (self.table["topic"] == self.arguments[0])]
        if own.empty:
            raise self.error(f"record-list: no claim of the record on the topic {self.arguments[0]!r}")
        return [self.entry(claim) for _, claim in own.sort_values("date_start", kind="stable").iterrows()]

    def facts(self, claim: pd.Series):
        source = self.sources.loc[claim["source_id"]]
        yield "Printed as", [nodes.Text(f"{wording.quoted(claim)}; "), self.address(claim)]
        when = "" if pd.isna(source["published"]) else f", {dates.in_words(source['published'])}"
        copied = "; repeats another source" if source["copy_status"] == "copy" else ""
        yield "Publisher", [nodes.Text(f"{source['publisher']} ({source['publisher_kind']}){when}{copied}")]
        read = dates.in_words(f"{claim['date_read']:%Y-%m-%d}")
        yield (
            "Read",
            [
                nodes.Text(
                    f"{VERIFICATION[claim['verification']]} on {read}; its text is not held, so nothing was checked word by word"
                )
            ],
        )
        yield from self.common_facts(claim)
        held = _verdicts_naming().get(claim.name)
        if held:
            yield "Bears on", claims.places(held, self.env.docname)
        if pd.notna(claim["note"]):
            yield "Note", [nodes.Text(claim["note"])]


class EvidenceList(_Entries):
    """``{evidence-list}`` lists every claim of one core source: its argument is the source_id."""

    def run(self):
        self.prepare()
        own = self.table[self.table["source_id"] == self.arguments[0]].sort_values(
            ["char_start", "char_end"], kind="stable"
        )
        if own.empty:
            raise self.error(f"evidence-list: no claim of a source {self.arguments[0]!r}")
        return [self.entry(claim) for _, claim in own.iterrows()]

    def facts(self, claim: pd.Series):
        yield (
            "Printed as",
            [nodes.Text(f"{wording.quoted(claim)} in {wording.place(claim)}; "), self.address(claim)],
        )
        yield from self.common_facts(claim)
        if claim.name in self.verdicts.index:
            verdict = self.verdicts.loc[claim.name]
            parts = [nodes.Text(f"{wording.VERDICTS[verdict['verdict']]}. {verdict['sentence']}")]
            for column, word in (("for_claim_ids", "For"), ("against_claim_ids", "Against")):
                if listed(verdict[column]):
                    parts += [
                        nodes.Text(f" {word}: "),
                        *claims.places(sorted(listed(verdict[column])), self.env.docname),
                        nodes.Text("."),
                    ]
            yield HELD, parts
        yield from self.comparison(claim)
        if pd.notna(claim["note"]):
            yield "Note", [nodes.Text(claim["note"])]

    def comparison(self, claim: pd.Series):
        docname = self.env.docname
        others = same_point(claim, self.table[self.table["tier"] == CORE])
        said = self.says(claim)
        alike = others[[self.says(other) == said for _, other in others.iterrows()]]
        differing = others.drop(index=alike.index)
        if len(alike):
            independent = witnesses(pd.concat([alike, claim.to_frame().T]))
            words = f"; {wording.counted(independent, 'independent source')} in all"
            yield "Agrees", [*claims.places(list(alike.index), docname), nodes.Text(words)]
        if len(differing):
            parts = []
            for claim_id, other in differing.iterrows():
                text = f"{wording.place(other)}: {wording.value(other)}"
                parts += [nodes.Text("; ")] if parts else []
                parts.append(claims.reference(claim_id, text, docname, "claim-place"))
            yield "Differs", parts
        for key in sorted(listed(claim["disagreement_id"])):
            row = self.disagreements.loc[key]
            yield "Disagreement", [nodes.Text(f"{key}, {row['title']} ({row['kind']}). {row['explanation']}")]
        for key in _look_alikes_naming().get(claim.name, []):
            row = self.look_alikes.loc[key]
            yield "Looks like", [nodes.Text(f"{row['title']}: no disagreement. {row['explanation']}")]

    @staticmethod
    def says(claim: pd.Series):
        """What a claim says, in a form in which equal claims are equal."""
        if wording.central(claim) is not None:
            return wording.value(claim)
        return claim["date_edtf"] if claim["datatype"] == "date" else claim["value_text"]


class CoreAlone(SphinxDirective):
    """``{core-alone}`` is a switch, without any script, that hides what the record says of the core claims."""

    def run(self):
        html = '<p class="core-alone"><label><input type="checkbox" id="core-alone"> Show the core alone, without the verdicts of the record</label></p>'
        return [nodes.raw("", html, format="html")]


class SourceSummary(SphinxDirective):
    """``{source-summary}`` prints title, author, publisher, date, grade and address of one source."""

    required_arguments = 1

    def run(self):
        data = claims.dataset()
        source = data.sources.set_index("source_id").loc[self.arguments[0]]
        author = "unsigned" if pd.isna(source["author"]) else source["author"]
        title = "untitled" if pd.isna(source["title"]) else f"“{source['title']}”"
        count = int((data.claims["source_id"] == self.arguments[0]).sum())
        line = paragraph(
            f"{author}, {title}, {source['publisher']}, {dates.in_words(source['published'])}. ",
            "source-summary",
        )
        line += nodes.reference("", "Read it at the publisher", refuri=source["url"], internal=False)
        grade = f"Reliability {source['reliability']}: {source['reliability_reason']} {wording.counted(count, 'claim')} below."
        return [line, paragraph(grade, "source-summary")]


def setup(app):
    """Register the directives."""
    app.add_directive("evidence-list", EvidenceList)
    app.add_directive("record-list", RecordList)
    app.add_directive("core-alone", CoreAlone)
    app.add_directive("source-summary", SourceSummary)
