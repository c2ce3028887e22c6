"""The chronology: every dated claim of both tiers, in order of time, a section to a year."""

from __future__ import annotations

import pandas as pd
from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from borderreport.words import dates
from borderreport.data import RECORD
from borderreport.sphinxext.evidence import claims
from borderreport.sphinxext.figures.tables import build_table

#: What happened before this year is one section.
FIRST_YEAR = 2012


class Chronology(SphinxDirective):
    """``{chronology}`` lists all dated claims, earliest first.

    Rows of the record can be hidden by the switch of `core-alone`.
    """

    def run(self):
        dated = claims.table().dropna(subset=["date_start"])
        dated = dated.sort_values(["date_start", "date_end", "tier"], kind="stable")
        year = dated["date_start"].dt.year
        spans = [(f"Before {FIRST_YEAR}", dated[year < FIRST_YEAR])]
        spans += [(str(y), dated[year == y]) for y in sorted(set(year[year >= FIRST_YEAR]))]
        return [self.section(title, own) for title, own in spans if len(own)]

    def section(self, title: str, own: pd.DataFrame) -> nodes.section:
        anchor = f"year-{title.split()[-1]}" if title.isdigit() else "year-before"
        section = nodes.section(ids=[anchor], names=[anchor], classes=["chronology"])
        self.state.document.note_explicit_target(section, section)
        section += nodes.title(title, title)
        rows = [
            [dates.in_words(claim["date_edtf"]), self.what(claim), [claim_id]]
            for claim_id, claim in own.iterrows()
        ]
        classes = ["from-record" if tier == RECORD else "" for tier in own["tier"]]
        content = {
            "columns": ["Date", "What", "Evidence"],
            "numeric": [False] * 3,
            "rows": rows,
            "classes": classes,
        }
        section += build_table(content)
        return section

    @staticmethod
    def what(claim: pd.Series) -> str:
        """The statement, with its kind before it where it is more or less than a report."""
        return (
            claim["statement"]
            if claim["claim_kind"] == "reported"
            else f"({claim['claim_kind'].capitalize()}) {claim['statement']}"
        )


def setup(app):
    """Register the directive."""
    app.add_directive("chronology", Chronology)
