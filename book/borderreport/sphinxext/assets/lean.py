"""Pages load only what they use: no style sheet or script of an extension that no page of the report
needs.
"""

from __future__ import annotations

from docutils import nodes

#: Files that extensions link from every page for what the report does not have: cards, tabs and toggle
#: buttons.
UNUSED = ("sphinx-design", "design-tabs", "togglebutton")
#: Files that serve blocks of code, which not every page has.
FOR_CODE = ("mystnb", "copybutton", "clipboard")
#: Small scripts without a file that set up those toggle buttons.
UNUSED_INLINE = ("toggleHint", "toggleOpenOnPrint", "togglebuttonSelector")


def _named(item) -> str:
    return str(getattr(item, "filename", item) or "")


def _serves_toggles(script) -> bool:
    body = str(getattr(script, "attributes", {}).get("body", "")).strip()
    return body.startswith(tuple(f"{kind} {word}" for kind in ("let", "var") for word in UNUSED_INLINE))


def _drop(app, pagename, templatename, context, doctree) -> None:
    code = doctree is not None and next(doctree.findall(nodes.literal_block), None) is not None
    unused = UNUSED if code else UNUSED + FOR_CODE
    for kind in ("css_files", "script_files"):
        context[kind] = [
            f
            for f in context[kind]
            if not any(word in _named(f) for word in unused) and not _serves_toggles(f)
        ]


def setup(app):
    """Leave out what is not used when a page is written."""
    app.connect("html-page-context", _drop, priority=900)
