"""The book, built once for all tests: clean, with warnings as errors. And the Chromium that is installed."""

import os
from pathlib import Path

import pytest
from projects import CELL, ROOT, Build, build, listed_chapters, project_in  # noqa: F401  tests import them from here


@pytest.fixture(scope="session")
def book(tmp_path_factory) -> Build:
    """The whole book, built from nothing."""
    outcome = build(ROOT, tmp_path_factory.mktemp("book"))
    assert outcome.status == 0, outcome.log[-6000:]
    return outcome


@pytest.fixture(scope="session")
def chapters() -> list[Path]:
    """Sources of the chapters in _toc.yml."""
    return [ROOT / f"{name}.md" for name in listed_chapters()]


@pytest.fixture
def project(tmp_path):
    """`project_in` a folder of the test."""
    return project_in(tmp_path)


#: Chromium without a network of its own.
BROWSER_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="module")
def chromium():
    """The Chromium that is installed."""
    from borderreport.charts.static import browser  # here, because most tests need neither
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=browser() or os.environ.get("BROWSER_PATH"), args=BROWSER_ARGUMENTS
        )
        yield started
        started.close()
