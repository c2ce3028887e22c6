"""The page of sources: which paragraphs yield no claim and why, and the record of each source from seeds/."""

from __future__ import annotations

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.util.docutils import SphinxDirective

from borderreport.data import ROOT
from borderreport.sphinxext.evidence import claims
from borderreport.sphinxext.figures.nodes import details
from borderreport.sphinxext.figures.tables import build_table


class ParagraphTable(SphinxDirective):
    """``{paragraph-table}`` lists the paragraphs that yield no claim, with the reason."""

    def run(self):
        data = claims.dataset()
        names = data.sources.set_index("source_id")["short_name"]
        silent = data.paragraphs[data.paragraphs["reason"].notna()]
        rows = [[names[p.source_id], f"¶{p.paragraph}", p.kind, p.reason] for p in silent.itertuples()]
        box = details(summary=f"The {len(rows)} paragraphs that yield no claim, and why")
        box += build_table(
            {
                "columns": ["Source", "Paragraph", "Kind", "Why it yields no claim"],
                "numeric": [False] * 4,
                "rows": rows,
            }
        )
        return [box]


class SourceRecords(SphinxDirective):
    """``{source-records}`` prints the record of every source, seeds/<source_id>.md, as a section each."""

    def run(self):
        sections = []
        for source in claims.dataset().sources.sort_values("published").itertuples():
            path = ROOT / "seeds" / f"{source.source_id}.md"
            self.env.note_dependency(str(path))
            section = nodes.section(
                ids=[f"record-{source.source_id}"],
                names=[f"record-{source.source_id}"],
                classes=["source-record"],
            )
            self.state.document.note_explicit_target(section, section)
            section += nodes.title(source.short_name, source.short_name)
            lines = path.read_text(encoding="utf-8").splitlines()
            body = [
                f"**{line.lstrip('# ')}**" if line.startswith("##") else line
                for line in lines
                if not line.startswith("# ")
            ]
            self.state.nested_parse(StringList(body, source=str(path)), 0, section)
            sections.append(section)
        return sections


def setup(app):
    """Register the directives."""
    app.add_directive("paragraph-table", ParagraphTable)
    app.add_directive("source-records", SourceRecords)
