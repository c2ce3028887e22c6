"""Pages ask for nothing outside: sphinx-thebe, which names a CDN on every page, is disconnected.

Jupyter Book always loads that extension, and the book does not use it.
"""

from __future__ import annotations

UNWANTED = "sphinx_thebe"


def _drop_styles(app, pagename, templatename, context, doctree) -> None:
    context["css_files"] = [
        sheet for sheet in context["css_files"] if "thebe" not in str(getattr(sheet, "filename", sheet))
    ]


def _light_without_scripts(app, pagename, templatename, context, doctree) -> None:
    """The theme's colours hang on an attribute that its script sets: without scripts the page is light, not
    bare.
    """
    context["default_mode"] = (
        "light"  # read by the theme's html tag; its script is replaced by assets/theme.js
    )


def setup(app):
    """Disconnect what the unwanted extension has connected, and leave out its style sheet."""
    for listeners in app.events.listeners.values():
        for listener in [item for item in listeners if item.handler.__module__.startswith(UNWANTED)]:
            app.disconnect(listener.id)
    app.connect("html-page-context", _drop_styles, priority=900)
    app.connect("html-page-context", _light_without_scripts)
