"""Pages ask for nothing outside: sphinx-thebe, which names a CDN on every page, is disconnected.

Jupyter Book always loads that extension, and the book does not use it.
"""

from __future__ import annotations

UNWANTED = "sphinx_thebe"


def _drop_styles(app, pagename, templatename, context, doctree) -> None:
    context["css_files"] = [sheet for sheet in context["css_files"] if "thebe" not in str(getattr(sheet, "filename", sheet))]


def setup(app):
    """Disconnect what the unwanted extension has connected, and leave out its style sheet."""
    for listeners in app.events.listeners.values():
        for listener in [item for item in listeners if item.handler.__module__.startswith(UNWANTED)]:
            app.disconnect(listener.id)
    app.connect("html-page-context", _drop_styles, priority=900)
