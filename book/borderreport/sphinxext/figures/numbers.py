"""Links by number, such as "Figure 2.1": from the numbers that the book has given, without reading its
pages again.

Sphinx's own resolver reads the whole target page from the disk for every such link.
"""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.nodes import make_refnode

FIGURE, TABLE = "figure", "table"


def number_of(env, docname: str, anchor: str) -> tuple[str, tuple[int, ...]] | None:
    """Kind and number of the figure or table at ``anchor`` of a page; None if there is none with a number."""
    for kind in (FIGURE, TABLE):
        number = env.toc_fignumbers.get(docname, {}).get(kind, {}).get(anchor)
        if number:
            return kind, number
    return None


def shown(number: tuple[int, ...]) -> str:
    """A number as pages print it: "2.1"."""
    return ".".join(map(str, number))


class ResolveNumbers(SphinxPostTransform):
    """Resolves ``numref`` to figures and tables of the report; the rest is left to Sphinx."""

    default_priority = 5  # before ReferencesResolver

    def run(self, **kwargs) -> None:
        labels = self.env.get_domain("std").anonlabels
        for link in list(self.document.findall(addnodes.pending_xref)):
            if link.get("reftype") != "numref" or link.get("refexplicit"):
                continue
            docname, anchor = labels.get(link["reftarget"], ("", ""))
            found = number_of(self.env, docname, anchor)
            if found:
                kind, number = found
                text = self.config.numfig_format[kind] % shown(number)
                inner = nodes.inline(text, text, classes=["std", "std-numref"])
                link.replace_self(make_refnode(self.app.builder, self.env.docname, docname, anchor, inner))


def setup(app):
    """Register the transform."""
    app.add_post_transform(ResolveNumbers)
