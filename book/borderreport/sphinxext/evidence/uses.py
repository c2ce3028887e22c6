"""Where each claim is used: collected while pages are read, shown on the claim's own entry."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes
from sphinx.util.nodes import make_refnode

from borderreport.sphinxext.evidence.claims import PAGES
from borderreport.sphinxext.figures.nodes import report_figure

#: Pages that list every claim: being on them is no use of a claim.
LISTINGS = {*PAGES.values(), "book/chronology"}


def _anchor(node: nodes.Node) -> tuple[str, str]:
    """The part of the page that holds ``node``: its anchor, and "figure", "table" or the title of the section."""
    while node is not None:
        ids = node.get("ids") if isinstance(node, nodes.Element) else None
        if isinstance(node, report_figure):
            return ids[0], "figure"
        if isinstance(node, nodes.table) and ids:
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
    for link in doctree.findall(addnodes.pending_xref):
        if link.get("reftype") == "claim":
            places = found.setdefault(link["reftarget"], [])
            place = _anchor(link)
            if place not in places:
                places.append(place)
    _all(app.env)[docname] = found


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


def _number(env, docname: str, kind: str, anchor: str) -> str:
    number = env.toc_fignumbers.get(docname, {}).get(kind, {}).get(anchor)
    return f"{kind.capitalize()} {'.'.join(map(str, number))}" if number else kind.capitalize()


def _show(app, doctree, docname) -> None:
    if docname not in PAGES.values():
        return
    env = app.env
    order = [name for name in env.toctree_includes.get(env.config.root_doc, [])]
    pages = sorted(_all(env), key=lambda name: order.index(name) if name in order else -1)
    for entry in doctree.findall(lambda n: isinstance(n, nodes.container) and "claim-entry" in n["classes"]):
        claim_id = entry["ids"][0]
        body = nodes.paragraph()
        for page in pages:
            places = _all(env)[page].get(claim_id, [])
            if not places:
                continue
            body += [nodes.Text("; ")] if len(body) else []
            body += nodes.Text(f"{env.titles[page].astext()}: ")
            for index, (anchor, kind) in enumerate(places):
                text = _number(env, page, kind, anchor) if kind in ("figure", "table") else kind
                body += [nodes.Text(", ")] if index else []
                body += make_refnode(app.builder, docname, page, anchor, nodes.Text(text))
        if len(body):
            facts = next(entry.findall(nodes.field_list))
            field = nodes.field(classes=["used-in"])
            field += [nodes.field_name("", "Used in"), nodes.field_body("", body)]
            facts += field


def setup(app):
    """Connect to the build."""
    app.connect("doctree-read", _collect)
    app.connect("env-purge-doc", _purge)
    app.connect("env-merge-info", _merge)
    app.connect("env-updated", _rewrite)
    app.connect("doctree-resolved", _show)
