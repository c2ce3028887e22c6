"""A Chromium without a network, and pages of the built book in it."""

import os

import pytest
from borderreport.charts.static import browser as find_browser
from playwright.sync_api import sync_playwright

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="module")
def chromium():
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=find_browser() or os.environ.get("BROWSER_PATH"), args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture
def open_page(chromium, book):
    """Open a page of the book offline; what it asked for and what it complained of is kept on it."""
    contexts = []

    def opener(name, width=1280, theme="light", scripts=True):
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, color_scheme=theme, offline=True, java_script_enabled=scripts
        )
        contexts.append(context)
        page = context.new_page()
        page.asked, page.complaints = [], []
        page.on("request", lambda request: page.asked.append(request.url))
        page.on("console", lambda message: page.complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.address = (book.html / "book" / f"{name}.html").as_uri()
        return page

    yield opener
    for context in contexts:
        context.close()
