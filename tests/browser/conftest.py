"""Pages of the built book in a Chromium without a network."""

import pytest


@pytest.fixture
def open_page(chromium, book):
    """Open a page of the book offline; what it asked for and what it complained of is kept on it."""
    contexts = []

    def opener(name, width=1280, theme="light", scripts=True, touch=False, motion="no-preference"):
        context = chromium.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=theme,
            offline=True,
            java_script_enabled=scripts,
            has_touch=touch,
            reduced_motion=motion,
        )
        contexts.append(context)
        page = context.new_page()
        page.asked, page.complaints = [], []
        page.on("request", lambda request: page.asked.append(request.url))
        page.on(
            "console",
            lambda message: page.complaints.append(message.text) if message.type == "error" else None,
        )
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.address = (book.html / "book" / f"{name}.html").as_uri()
        return page

    yield opener
    for context in contexts:
        context.close()
