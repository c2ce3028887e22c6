"""Evidence cards: the entries of claims and findings, beside the pages for the script that shows them.

A card never says anything that the entry on the evidence page does not: it is that entry, without where it is
used. The entries are scripts of some dozens each, because a page opened from the file system may not fetch.
The script of the cards, ``assets/cards.js``, asks for one of them when a reader first wants a card of it.
"""

from __future__ import annotations

import json
import shutil
from collections import defaultdict
from pathlib import Path

from docutils import nodes

from borderreport.sphinxext.evidence import claims, findingentry, findings
from borderreport.sphinxext.evidence.entries import claim_entries
from borderreport.sphinxext.evidence.entry import entry
from borderreport.sphinxext.figures.nodes import chart_view
from borderreport.sphinxext.figures.tables import report_table

#: Folder below _static/ that holds the entries; `assets/cards.js` builds the same names.
FOLDER = "claims"
#: Classes of what a link prints that opens a card.
CARDS = frozenset({"claim", "finding"})


#: Number of files that share the findings.
FINDING_FILES = 16


def shard(key: str) -> str:
    """File that holds an entry: the claims C012 and C356 are in 0.js and 3.js, findings in f0.js to f15.js.
    """
    if key[0] == "C":
        return f"{int(key[1:]) // 100}.js"
    return f"f{sum(key.encode()) % FINDING_FILES}.js"


def write(folder: Path, found: dict[str, str]) -> None:
    """Write the entries into ``folder`` in place of what is there."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    files = defaultdict(dict)
    for key in sorted(found):
        files[shard(key)][key] = found[key]
    for name, held in files.items():
        content = json.dumps(held, ensure_ascii=False, separators=(",", ":"))
        text = f"Object.assign(window.reportClaims??={{}},{content});\n"
        (folder / name).write_text(text, encoding="utf-8")


def _wanted(node: nodes.Node) -> bool:
    """Whether ``node`` can open a card: a link to a claim or finding, a table that has some, or a chart,
    whose points name claims.
    """
    if isinstance(node, (chart_view, claim_entries)):
        return True
    if isinstance(node, report_table):
        return bool(node["claims"])
    return isinstance(node, nodes.inline) and not CARDS.isdisjoint(node["classes"])


def _link(app, pagename, templatename, context, doctree) -> None:
    if doctree is not None and next(doctree.findall(_wanted), None) is not None:
        app.add_js_file("cards.js", loading_method="defer")


def _write(app, error) -> None:
    if error is not None or app.builder.format != "html":
        return
    tiers = {tier for tier, page in claims.PAGES.items() if page in app.env.found_docs}
    found = {key: entry(key) for key, row in claims.rows().items() if row["tier"] in tiers}
    if findings.PAGE in app.env.found_docs:
        found |= {key: findingentry.entry(finding) for key, finding in findings.settled().items()}
    write(Path(app.outdir) / "_static" / FOLDER, found)


def setup(app):
    """Link the script where there is something to open, and write the entries once the pages are written."""
    app.connect("html-page-context", _link)
    app.connect("build-finished", _write)
