"""The page for addresses that lead nowhere.

A server shows it at any address, in any folder below its own, so it carries its style and script inside and
finds the book's root by itself. The extension sphinx-notfound-page writes addresses from a root that must be
known instead, which fails from the file system and in a folder of a server that nobody told it of.
"""

from __future__ import annotations

import base64
from pathlib import Path
from urllib.parse import urlsplit

from borderreport.data import edition as editions

NAME = "404"


def _pages(app):
    if app.builder.name != "html":
        return
    names = [app.config.root_doc, *app.env.toctree_includes.get(app.config.root_doc, [])]
    root = editions.address()
    mark = (
        base64.b64encode((Path(app.srcdir) / app.config.html_favicon).read_bytes()).decode("ascii")
        if app.config.html_favicon
        else ""
    )
    context = {
        "mark": mark,
        "root": root,
        "folder": urlsplit(root).path,
        "folders": sorted({name.rpartition("/")[0] for name in names} - {""}) + ["_static"],
        "listed": [(app.builder.get_target_uri(name), app.env.titles[name].astext()) for name in names],
        "search": "search.html",
    }
    yield NAME, context, f"{NAME}.html"


def setup(app):
    """Connect to the build."""
    app.connect("html-collect-pages", _pages)
