"""The book, built once for all tests: clean, with warnings as errors. And the Chromium that is installed."""

import os
from pathlib import Path

import pytest
import workers
from parsed import parsed
from projects import CELL, ROOT, Build, listed_chapters, project_in  # noqa: F401  tests import them from here
from shared import book_once, failed_builds, folder_of_run

#: Names a folder of pages that is tested instead of a book built for the run: for work in between.
BUILT = "REPORT_BOOK"


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """Put what takes longest first."""
    items.sort(key=lambda item: workers.rank(item.path.relative_to(ROOT / "tests").as_posix()))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Hand out the tests as workers.py says."""
    return workers.scheduler(config, log)


def pytest_terminal_summary(terminalreporter, config):
    """Show once what a failed build printed, however many tests it failed."""
    if (factory := getattr(config, "_tmp_path_factory", None)) is None or hasattr(config, "workerinput"):
        return
    for name, log in failed_builds(folder_of_run(factory)):
        terminalreporter.section(f"{name} was not built")
        terminalreporter.write_line(log[-6000:])


@pytest.fixture(scope="session")
def book(tmp_path_factory) -> Build:
    """The whole book, built from nothing; or the pages that REPORT_BOOK names."""
    if pages := os.environ.get(BUILT):
        return Build(0, "", Path(pages).resolve())
    return book_once(tmp_path_factory, ROOT)


@pytest.fixture(scope="session")
def soups(book):
    """The book's own pages by name, parsed once; no test changes them."""
    return {page.stem: parsed(page) for page in book.pages}


@pytest.fixture(scope="session")
def chapters() -> list[Path]:
    """Sources of the chapters in _toc.yml."""
    return [ROOT / f"{name}.md" for name in listed_chapters()]


@pytest.fixture
def project(tmp_path):
    """`project_in` a folder of the test."""
    return project_in(tmp_path)


#: Suggestions below the address bar are pages of their own, which every new window loads though nobody sees it.
UNSEEN = ("WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup")
#: What Playwright leaves out: a second list takes the place of its own.
OF_PLAYWRIGHT = (
    "AimEnabled",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "LensOverlay",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
    "TcpPortRandomizationWin",
    "ThirdPartyStoragePartitioning",
)
#: Chromium without a network of its own.
BROWSER_ARGUMENTS = [
    f"--disable-features={','.join((*UNSEEN, *OF_PLAYWRIGHT))}",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
#: Milliseconds after which a wait for a state is given up: far above what a slow and busy machine needs.
PATIENCE = 120_000


@pytest.fixture(scope="session")
def chromium():
    """The Chromium that is installed, started once in each worker."""
    from borderreport.charts.browser import browser  # here, because most tests need neither
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=browser() or os.environ.get("BROWSER_PATH"),
            args=BROWSER_ARGUMENTS,
            timeout=PATIENCE,
        )
        yield started
        started.close()


@pytest.fixture(scope="session")
def contexts_of_run(chromium):
    """Makes contexts of the browser, which whoever asks for one closes."""

    def make(**options):
        context = chromium.new_context(**options)
        context.set_default_timeout(PATIENCE)
        return context

    return make


@pytest.fixture
def contexts(contexts_of_run):
    """Makes contexts of the browser that are closed after the test."""
    made = []

    def make(**options):
        made.append(contexts_of_run(**options))
        return made[-1]

    yield make
    for context in made:
        context.close()
