"""What a page says of itself to search engines and to those it is shared with.

That is a description, Open Graph tags and a small icon. Open Graph knows only absolute addresses. Those of
page and image are therefore written only if REPORT_URL names the place of the book; without it the tags for
title, description, type and name stand alone, and no image is drawn.
"""

from __future__ import annotations

import html
import re

from docutils import nodes

from borderreport.data import edition as editions
from borderreport.sphinxext.surround import citing, sharecards

#: Length in letters up to which whole sentences are taken; the first sentence is taken whatever its length.
LENGTH = 200
#: Parts of a paragraph that are no part of its sentence.
MARKS = {"evidence", "contradicted"}
ANSWER = "In short."
SMALL_ICON = "_static/favicon-32.png"


def plain(paragraph: nodes.Element) -> str:
    """The words of a paragraph without brackets of evidence and daggers."""
    copy = paragraph.deepcopy()
    for inline in [i for i in copy.findall(nodes.inline) if MARKS & set(i["classes"])]:
        if inline.parent is not None:
            inline.parent.remove(inline)
    text = re.sub(r"\s+", " ", copy.astext()).strip()
    return re.sub(r"\s+([.,;:?!])", r"\1", text)


def whole_sentences(text: str, length: int = LENGTH) -> str:
    """As many whole sentences from the start of ``text`` as fit into ``length`` letters, and at least one."""
    sentences = re.split(r"(?<=[.?!])\s+(?=[A-ZÀ-ÝА-Я“‘])", text)
    taken = sentences[0]
    for sentence in sentences[1:]:
        if len(taken) + 1 + len(sentence) > length:
            break
        taken += f" {sentence}"
    return taken


def description(doctree: nodes.document) -> str:
    """The answer that opens a page, or else its first paragraph, in whole sentences.

    Empty if there is none.
    """
    paragraphs = [
        plain(p)
        for p in doctree.findall(nodes.paragraph)
        if isinstance(p.parent, (nodes.section, nodes.document))
    ]
    paragraphs = [p for p in paragraphs if p]
    first = next((p for p in paragraphs if p.startswith(ANSWER)), paragraphs[0] if paragraphs else "")
    return whole_sentences(first.removeprefix(ANSWER).strip())


def tags(title: str, about: str, site: str, kind: str, address: str = "", image: str = "") -> str:
    """The meta elements of one page."""
    named = [("name", "description", about)]
    properties = [
        ("og:title", title),
        ("og:type", kind),
        ("og:site_name", site),
        ("og:locale", "en_GB"),
        ("og:description", about),
    ]
    if address:
        properties.append(("og:url", address))
    if image:
        width, height = sharecards.SIZE
        properties += [
            ("og:image", image),
            ("og:image:width", width),
            ("og:image:height", height),
            ("og:image:alt", title),
        ]
        named.append(("name", "twitter:card", "summary_large_image"))
    every = named + [("property", name, value) for name, value in properties]
    return "".join(
        f'<meta {key}="{name}" content="{html.escape(str(value))}" />\n'
        for key, name, value in every
        if value
    )


def _page(app, pagename, templatename, context, doctree) -> None:
    icon = context["pathto"](SMALL_ICON, 1)
    made = f'<link rel="icon" type="image/png" sizes="32x32" href="{icon}" />\n'
    if doctree is not None:
        edition = citing.current()
        root = pagename == app.config.root_doc
        title = app.env.titles[pagename].astext()
        image = sharecards.card(app, pagename, "" if root else title, edition) if editions.address() else ""
        address = citing.address_of(app, pagename)
        made += tags(
            title, description(doctree), edition.title, "website" if root else "article", address, image
        )
    context["metatags"] = context.get("metatags", "") + made  # pages without a source have none


def _place(app, config) -> None:
    """The published address, from which the theme makes the canonical link of each page."""
    config.html_baseurl = config.html_baseurl or editions.address()


def setup(app):
    """Connect to the build."""
    app.connect("config-inited", _place)
    app.connect("html-page-context", _page)
