"""What a reader does in a browser: follow a claim, read a table, look at the core alone."""


def test_a_claim_opens_its_evidence(open_page):
    page = open_page("presence")
    page.goto(page.address)
    link = page.locator("a:has(> .claim-value)").first
    target = link.get_attribute("href").split("#")[1]
    link.click()
    page.wait_for_url(f"**/evidence.html#{target}")
    assert page.locator(f"#{target}").is_visible()
    page.wait_for_function(
        "id => { const y = document.getElementById(id).getBoundingClientRect().y; return 0 <= y && y < 900; }",
        arg=target,
    )


def test_the_core_can_be_viewed_alone(open_page):
    page = open_page("evidence", scripts=False)
    page.goto(page.address)
    verdicts = page.locator("dd.from-record")
    assert verdicts.count() > 100 and verdicts.first.is_visible()
    page.locator("#core-alone").check()
    assert not verdicts.first.is_visible()
    assert page.locator("#C001").is_visible()
