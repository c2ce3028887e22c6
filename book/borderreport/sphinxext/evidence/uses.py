"""Where each claim and finding is used: collected while pages are read, shown on its own entry."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from docutils import nodes
from sphinx import addnodes

from borderreport.sphinxext.evidence.claims import PAGES
from borderreport.sphinxext.evidence.entry import fact
from borderreport.sphinxext.figures.nodes import report_figure
from borderreport.sphinxext.figures.numbers import shown
from borderreport.sphinxext.figures.tables import report_table

#: Pages that list every claim: being on them is no use of a claim.
LISTINGS = {*PAGES.values(), "book/chronology"}
#: Class of the fact that tells the uses; a card leaves it out, as the list can be longer than all the rest.
USED = "used-in"


def _anchor(node: nodes.Node) -> tuple[str, str]:
    """The part of the page that holds ``node``: its anchor, and "figure", "table" or the title of the
    section.
    """
    while node is not None:
        ids = node.get("ids") if isinstance(node, nodes.Element) else None
        if isinstance(node, report_figure):
            return ids[0], "figure"
        if isinstance(node, report_table) and ids:
            return ids[0], "table"
        if isinstance(node, nodes.section):
            return ids[0], next(node.findall(nodes.title)).astext()
        node = node.parent
    return "", ""


def _collect(app, doctree) -> None:
    docname = app.env.docname
    if docname in LISTINGS:
        return
    found: dict[str, list[tuple[str, str]]] = {}
    for node, claim_ids in _linking(doctree):
        place = _anchor(node)
        for claim_id in claim_ids:
            places = found.setdefault(claim_id, [])
            if place not in places:
                places.append(place)
    _all(app.env)[docname] = found


def _linking(doctree: nodes.document) -> Iterator[tuple[nodes.Element, list[str]]]:
    """What links to claims and findings, in the order of the page: a link in the text to one, a table to
    several.
    """
    for node in doctree.findall(lambda n: isinstance(n, (addnodes.pending_xref, report_table))):
        if isinstance(node, report_table):
            yield node, node["claims"]
        elif node.get("reftype") in ("claim", "finding"):
            yield node, [node["reftarget"]]


def _all(env) -> dict[str, dict[str, list[tuple[str, str]]]]:
    if not hasattr(env, "claim_uses"):
        env.claim_uses = {}
    return env.claim_uses


def _purge(app, env, docname) -> None:
    _all(env).pop(docname, None)


def _merge(app, env, docnames, other) -> None:
    _all(env).update({name: uses for name, uses in _all(other).items() if name in docnames})


def _rewrite(app, env):
    """The evidence pages are written again when a claim is used elsewhere than at the last build."""
    now = {name: _all(env)[name] for name in sorted(_all(env))}
    if getattr(env, "claim_uses_shown", None) == now:
        return []
    env.claim_uses_shown = now
    return [page for page in PAGES.values() if page in env.found_docs]


class Shown:
    """Tells where a claim is used, on the page that ``builder`` is writing."""

    def __init__(self, builder) -> None:
        self.builder, self.env = builder, builder.env
        order = self.env.toctree_includes.get(self.env.config.root_doc, [])
        every = _all(self.env)
        self.pages = sorted(every, key=lambda name: order.index(name) if name in order else -1)

    def __call__(self, claim_id: str) -> str:
        """The fact "Used in" of a claim's entry as HTML; empty if no page uses the claim."""
        told = []
        for page in self.pages:
            places = _all(self.env)[page].get(claim_id, [])
            if places:
                links = ", ".join(self._link(page, *place) for place in places)
                told.append(f"{escape(self.env.titles[page].astext())}: {links}")
        return fact("Used in", "; ".join(told), USED) if told else ""

    def _link(self, page: str, anchor: str, kind: str) -> str:
        text = self._number(page, kind, anchor) if kind in ("figure", "table") else kind
        here = self.builder.current_docname
        target = f"{self.builder.get_relative_uri(here, page)}#{anchor}"
        return f'<a class="reference internal" href="{escape(target)}">{escape(text)}</a>'

    def _number(self, page: str, kind: str, anchor: str) -> str:
        number = self.env.toc_fignumbers.get(page, {}).get(kind, {}).get(anchor)
        return f"{kind.capitalize()} {shown(number)}" if number else kind.capitalize()


def setup(app):
    """Connect to the build."""
    app.connect("doctree-read", _collect)
    app.connect("env-purge-doc", _purge)
    app.connect("env-merge-info", _merge)
    app.connect("env-updated", _rewrite)
