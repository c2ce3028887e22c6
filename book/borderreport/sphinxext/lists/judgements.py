"""Judgements of the editors in text, with the lexicon of their words."""

from __future__ import annotations

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx import addnodes
from sphinx.util.docutils import SphinxDirective

from borderreport.analysis.grounds import told
from borderreport.data import listed
from borderreport.sphinxext.evidence import claims, findings
from borderreport.sphinxext.figures.nodes import details
from borderreport.sphinxext.figures.outputs import paragraph
from borderreport.sphinxext.figures.tables import build_table
from borderreport.words import dates, wording

#: Where the judgements stand in full, and the anchor of the lexicon on its page.
FULL = "book/scenarios"
LEXICON = "lexicon"
#: The chapter on the topic of a judgement.
CHAPTERS = {
    "programme": "book/programme",
    "presence": "book/presence",
    "delisting": "book/delisting",
    "finance": "book/financing",
    "threat": "book/threat",
    "border": "book/border",
    "region": "book/states",
}


def _link(text: str, docname: str, page: str, anchor: str, *classes: str) -> addnodes.pending_xref:
    link = addnodes.pending_xref(
        "", refdomain="", reftype="report-anchor", reftarget=anchor, refdoc=docname, refwarn=True
    )
    link["page"] = page
    link += nodes.inline(text, text, classes=list(classes))
    return link


def _doc(page: str, docname: str) -> addnodes.pending_xref:
    """A link to a page by its title."""
    link = addnodes.pending_xref(
        "",
        refdomain="std",
        reftype="doc",
        reftarget=f"/{page}",
        refdoc=docname,
        refexplicit=False,
        refwarn=True,
    )
    link += nodes.inline("", page)
    return link


def _grounds(finding_ids: list[str], docname: str) -> nodes.bullet_list:
    """A line for each finding, which links to its entry."""
    lines = nodes.bullet_list()
    for key in finding_ids:
        text = told(claims.dataset().finding(key))
        lines += nodes.list_item("", nodes.paragraph("", "", findings.reference(key, text, docname)))
    return lines


def likelihood(term: str) -> str:
    """A likelihood with its range: "likely (55 to 80 per cent)"."""
    row = claims.dataset().lexicon.set_index("term").loc[term]
    return f"{term} ({row['low']} to {row['high']} per cent)"


class Judgement(SphinxDirective):
    """``{judgement} J01`` prints a judgement.

    It gives statement, likelihood and confidence in separate sentences, grounds, what would change it. With
    ``:brief:`` it leaves out assumptions and alternatives and links to the judgement in full.
    """

    required_arguments = 1
    option_spec = {"brief": directives.flag}

    def run(self):
        table = claims.dataset().judgements.set_index("judgement_id")
        key = self.arguments[0]
        if key not in table.index:
            raise self.error(f"judgement: no judgement {key!r} in data/judgements.csv")
        row, brief, docname = table.loc[key], "brief" in self.options, self.env.docname
        box = nodes.container(classes=["judgement"])
        head = nodes.paragraph(classes=["judgement-head"])
        head += [
            nodes.Text("Judged "),
            nodes.Text(key) if not brief else _link(key, docname, FULL, key),
            nodes.Text(f" · {row['title']}"),
        ]
        if not brief:
            box["ids"].append(key)
        box += [head, paragraph(row["statement"], "judgement-statement")]
        weight = nodes.paragraph()
        weight += [
            nodes.Text("Likelihood: we judge this "),
            nodes.strong("", likelihood(row["likelihood"])),
            nodes.Text(". Confidence: our confidence is "),
            nodes.strong("", row["confidence"]),
            nodes.Text(f". {row['confidence_reason']}"),
        ]
        box += weight
        basis, against = (sorted(listed(row[column])) for column in ("basis", "against"))
        grounds: list[nodes.Node] = []
        for label, finding_ids in (("Rests on:", basis), ("Against it:", against)):
            grounds += [paragraph(label, "judgement-grounds"), _grounds(finding_ids, docname)]
        if row["topic"] in CHAPTERS:
            more = nodes.paragraph("", "More in ", _doc(CHAPTERS[row["topic"]], docname), nodes.Text("."))
            grounds.append(more)
        if brief:  # folded: a page that is read in two minutes names the grounds and opens them on demand
            count = wording.counted(len(basis), "finding")
            words = f"Rests on {count}; {wording.number(len(against))} against it"
            grounds = [details("", *grounds, summary=words)]
        named = [("Would change it", "would_change")]
        if not brief:
            named = [("Taken for granted", "assumptions"), ("What else could be", "alternatives"), *named]
        for label, column in named:
            line = nodes.paragraph()
            line += [nodes.strong("", f"{label}: "), nodes.Text(row[column])]
            box += line
        box += grounds
        return [box]


class Lexicon(SphinxDirective):
    """``{lexicon}`` prints the words for likelihood and confidence and what each means.

    They stand in one part that opens.
    """

    def run(self):
        table = claims.dataset().lexicon.sort_values("low")
        box = details(summary="What the words for likelihood and confidence mean", ids=[LEXICON])
        shares = table[table["kind"] == "likelihood"]
        rows = [[row.term, f"{row.low} to {row.high}", row.meaning] for row in shares.itertuples()]
        box += build_table(
            {"columns": ["Likelihood", "Per cent", "Meaning"], "numeric": [False] * 3, "rows": rows}
        )
        grades = table[table["kind"] == "confidence"].set_index("term").loc[["high", "moderate", "low"]]
        rows = [[term, row["meaning"]] for term, row in grades.iterrows()]
        box += build_table({"columns": ["Confidence", "Meaning"], "numeric": [False] * 2, "rows": rows})
        judged = dates.in_words(f"{claims.dataset().judgements['judged_on'].max():%Y-%m-%d}")
        box += paragraph(
            "Likelihood says how probable the matter is, confidence how good our grounds are; "
            "a sentence never mixes the two. The words and ranges for likelihood follow "
            f"Intelligence Community Directive 203. Judged on {judged}.",
            "source-line",
        )
        return [box]


def _resolve(app, env, node, child):
    if node.get("reftype") != "report-anchor":
        return None
    from sphinx.util.nodes import make_refnode

    return make_refnode(app.builder, node["refdoc"], node["page"], node["reftarget"], child)


def setup(app):
    """Register the directives and the resolver of their links."""
    app.add_directive("judgement", Judgement)
    app.add_directive("lexicon", Lexicon)
    app.connect("missing-reference", _resolve)
