"""Pages ask for nothing outside: what the theme would fetch or announce is taken out."""

from __future__ import annotations

#: sphinx-thebe names a CDN in a script on every page; the book does not use it.
UNWANTED = ("thebe",)


def _drop(app, pagename, templatename, context, doctree) -> None:
    kept = []
    for script in context.get("script_files", []):
        text = f"{getattr(script, 'filename', script)} {getattr(script, 'attributes', {}).get('body', '')}"
        if not any(word in text for word in UNWANTED):
            kept.append(script)
    context["script_files"] = kept


def setup(app):
    """Connect to page rendering, after every other extension has added its scripts."""
    app.connect("html-page-context", _drop, priority=900)
