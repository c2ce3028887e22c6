"""Pages of the built book in a Chromium without a network."""

import looks
import pytest
from arrivals import Arrival, arrive
from serving import serve
from visits import Visit
from watching import watched


@pytest.fixture
def open_page(contexts, book):
    """Open a page of the book offline; what it asked for and what it complained of is kept on it."""

    def opener(name, width=1280, theme="light", scripts=True, touch=False, motion="no-preference"):
        context = contexts(
            viewport={"width": width, "height": 900},
            color_scheme=theme,
            offline=True,
            java_script_enabled=scripts,
            has_touch=touch,
            reduced_motion=motion,
        )
        page = watched(context)
        page.address = (book.html / "book" / f"{name}.html").as_uri()
        return page

    return opener


@pytest.fixture(scope="session")
def visit(request, contexts_of_run, book) -> Visit:
    """The visit of one page from the disk; see `pages.visited`."""
    context = contexts_of_run(viewport={"width": 1280, "height": 900}, color_scheme="light", offline=True)
    page = watched(context)
    page.address = (book.html / "book" / f"{request.param}.html").as_uri()
    seen = looks.visit(page, request.param)
    context.close()
    return seen


@pytest.fixture(scope="session")
def address(book):
    """The book on a server of its own."""
    with serve(book.html) as found:
        yield found


@pytest.fixture(scope="session")
def arrival(request, contexts_of_run, address) -> Arrival:
    """The first opening of one page in a window of one width; see `pages.arrived`."""
    name, width = request.param
    context = contexts_of_run(viewport={"width": width, "height": 900})
    found = arrive(context, address, name)
    context.close()
    return found
