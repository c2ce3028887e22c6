"""Evidence cards: the claims' own entries, taken from the built pages, beside them for the script that shows them.

A card never says anything that the entry on the evidence page does not: it is that entry, without where it is used.
The entries are scripts of a hundred claims each, because a page opened from the file system may not fetch. The
script of the cards, ``assets/cards.js``, asks for one of them when a reader first wants a card of that hundred.
"""

from __future__ import annotations

import json
import re
import shutil
from collections import defaultdict
from pathlib import Path
from urllib.parse import urljoin

from bs4 import BeautifulSoup, SoupStrainer
from docutils import nodes
from sphinx.util.fileutil import copy_asset_file

from borderreport.data import ROOT
from borderreport.sphinxext.evidence.claims import PAGES
from borderreport.sphinxext.figures.nodes import chart_view

#: Folder below _static/ that holds the entries; `assets/cards.js` builds the same names.
FOLDER = "claims"
#: The script of the cards, and the library that finds a place for them, in the order in which it needs its parts.
SCRIPTS = (
    ROOT / "book" / "assets" / "cards.js",
    ROOT / "book" / "vendor" / "floating-ui.core.umd.min.js",
    ROOT / "book" / "vendor" / "floating-ui.dom.umd.min.js",
)
#: What a card leaves out of an entry: the list of places can be longer than all the rest.
LEFT_OUT = ".used-in"
# By pattern: while a page is parsed, classes are one string yet.
_ENTRIES = SoupStrainer("div", class_=re.compile(r"\bclaim-entry\b"))


def shard(claim_id: str) -> str:
    """File that holds the entry of a claim: C012 is in 0.js, C356 in 3.js."""
    return f"{int(claim_id[1:]) // 100}.js"


def entries(page: str, address: str) -> dict[str, str]:
    """Inner HTML of every claim's entry by claim_id; ``page`` is the HTML of a page and ``address`` its file name.

    Links are rewritten so that they work from any page beside it.
    """
    found = {}
    for entry in BeautifulSoup(page, "html.parser", parse_only=_ENTRIES).select(".claim-entry[id]"):
        for part in entry.select(LEFT_OUT):
            part.decompose()
        for link in entry.select("a[href]"):
            link["href"] = urljoin(address, link["href"])
        found[entry["id"]] = entry.decode_contents().strip()
    return found


def write(folder: Path, found: dict[str, str]) -> None:
    """Write the entries into ``folder`` in place of what is there."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    files = defaultdict(dict)
    for claim_id in sorted(found):
        files[shard(claim_id)][claim_id] = found[claim_id]
    for name, held in files.items():
        content = json.dumps(held, ensure_ascii=False, separators=(",", ":"))
        (folder / name).write_text(
            f"Object.assign(window.reportClaims??={{}},{content});\n", encoding="utf-8"
        )


def _wanted(node: nodes.Node) -> bool:
    """Whether ``node`` can open a card: a link to a claim, or a chart, whose points may name claims."""
    return isinstance(node, chart_view) or (isinstance(node, nodes.inline) and "claim" in node["classes"])


def _link(app, pagename, templatename, context, doctree) -> None:
    if doctree is not None and next(doctree.findall(_wanted), None) is not None:
        app.add_js_file("cards.js", loading_method="defer")


def _write(app, error) -> None:
    if error is not None or app.builder.format != "html":
        return
    found = {}
    for name in PAGES.values():
        page = Path(app.builder.get_outfilename(name))
        if name in app.env.found_docs and page.is_file():
            found |= entries(page.read_text(encoding="utf-8"), page.name)
    static = Path(app.outdir) / "_static"
    write(static / FOLDER, found)
    for path in SCRIPTS:
        copy_asset_file(path, static)


def setup(app):
    """Link the script where there is something to open, and write the entries once the pages are written."""
    app.connect("html-page-context", _link)
    app.connect("build-finished", _write)
