"""Evidence cards: the claims' own entries, beside the pages for the script that shows them.

A card never says anything that the entry on the evidence page does not: it is that entry, without where it
is used. The entries are scripts of a hundred claims each, because a page opened from the file system may
not fetch. The script of the cards, ``assets/cards.js``, asks for one of them when a reader first wants a
card of that hundred.
"""

from __future__ import annotations

import json
import shutil
from collections import defaultdict
from pathlib import Path

from docutils import nodes

from borderreport.sphinxext.evidence import claims
from borderreport.sphinxext.evidence.entries import claim_entries
from borderreport.sphinxext.evidence.entry import entry
from borderreport.sphinxext.figures.nodes import chart_view
from borderreport.sphinxext.figures.tables import report_table

#: Folder below _static/ that holds the entries; `assets/cards.js` builds the same names.
FOLDER = "claims"


def shard(claim_id: str) -> str:
    """File that holds the entry of a claim: C012 is in 0.js, C356 in 3.js."""
    return f"{int(claim_id[1:]) // 100}.js"


def write(folder: Path, found: dict[str, str]) -> None:
    """Write the entries into ``folder`` in place of what is there."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    files = defaultdict(dict)
    for claim_id in sorted(found):
        files[shard(claim_id)][claim_id] = found[claim_id]
    for name, held in files.items():
        content = json.dumps(held, ensure_ascii=False, separators=(",", ":"))
        text = f"Object.assign(window.reportClaims??={{}},{content});\n"
        (folder / name).write_text(text, encoding="utf-8")


def _wanted(node: nodes.Node) -> bool:
    """Whether ``node`` can open a card: a link to a claim, a table that has some, or a chart, whose points
    name claims.
    """
    if isinstance(node, (chart_view, claim_entries)):
        return True
    if isinstance(node, report_table):
        return bool(node["claims"])
    return isinstance(node, nodes.inline) and "claim" in node["classes"]


def _link(app, pagename, templatename, context, doctree) -> None:
    if doctree is not None and next(doctree.findall(_wanted), None) is not None:
        app.add_js_file("cards.js", loading_method="defer")


def _write(app, error) -> None:
    if error is not None or app.builder.format != "html":
        return
    tiers = {tier for tier, page in claims.PAGES.items() if page in app.env.found_docs}
    found = {key: entry(key) for key, row in claims.rows().items() if row["tier"] in tiers}
    write(Path(app.outdir) / "_static" / FOLDER, found)


def setup(app):
    """Link the script where there is something to open, and write the entries once the pages are written."""
    app.connect("html-page-context", _link)
    app.connect("build-finished", _write)
