"""What a reader does in a browser: follow a claim, read a table, look at the core alone."""

import pytest
from pages import PAGES


def test_a_claim_opens_its_evidence(open_page):
    page = open_page("presence")
    page.goto(page.address)
    link = page.locator("a:has(> .claim-value)").first
    target = link.get_attribute("href").split("#")[1]
    link.click()
    page.wait_for_load_state()
    assert page.url.endswith(f"evidence.html#{target}")
    assert page.locator(f"#{target}").is_visible()
    box = page.locator(f"#{target}").bounding_box()
    assert 0 <= box["y"] < 900


@pytest.mark.parametrize("width", [1280, 375])
@pytest.mark.parametrize("name", PAGES)
def test_no_table_is_cut(open_page, name, width):
    """A table wraps within its column; none is wider than the text."""
    page = open_page(name, width)
    page.goto(page.address)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    cut = page.evaluate(
        "Array.from(document.querySelectorAll('article table')).filter(t => t.offsetWidth > t.closest('section, details, figure').clientWidth + 1)"
        ".map(t => [t.innerText.slice(0, 40), t.offsetWidth])"
    )
    assert cut == []


def test_the_core_can_be_viewed_alone(open_page):
    page = open_page("evidence", scripts=False)
    page.goto(page.address)
    verdicts = page.locator("dd.from-record")
    assert verdicts.count() > 100 and verdicts.first.is_visible()
    page.locator("#core-alone").check()
    assert not verdicts.first.is_visible()
    assert page.locator("#C001").is_visible()
