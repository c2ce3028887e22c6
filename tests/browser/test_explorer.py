"""The evidence explorer in a browser: filters, address, keyboard, hostile rows, many rows, and no scripts at all."""

import pytest
from borderreport import data
from borderreport.data import claimstable
from playwright.sync_api import expect
from watching import FRAMES, settled

pytestmark = pytest.mark.slow

ROWS = ".explorer-table .tabulator-row"
SHIFTS = """window.shifted = 0;
window.add = entries => entries.filter(e => !e.hadRecentInput).forEach(e => { window.shifted += e.value; });
window.shifts = new PerformanceObserver(list => window.add(list.getEntries()));
window.shifts.observe({type: 'layout-shift', buffered: true});"""
SHIFTED = "() => { window.add(window.shifts.takeRecords()); return window.shifted; }"


@pytest.fixture(scope="module")
def report():
    return data.load()


#: Puts a text into the field of words and waits until what follows from it is painted.
TYPED = """async text => {
  const field = document.querySelector('#explorer-q');
  field.value = text;
  field.dispatchEvent(new InputEvent('input', {bubbles: true}));
  await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))));
}"""


def busy(page):
    """Start to count; returns a function that tells the seconds of processor that the page took so far."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    return lambda: next(
        m["value"] for m in session.send("Performance.getMetrics")["metrics"] if m["name"] == "TaskDuration"
    )


@pytest.fixture
def explorer(open_page):
    """Open the explorer with a choice in its address; wait until its table stands."""

    def opener(choice="", content=None, watch=False, clock=False, **how):
        page = open_page("explorer", **how)
        if clock:
            page.clock.install()
        if watch:
            page.busy = busy(page)
        if content is not None:
            script = claimstable.script(content)
            page.route(
                "**/claims-table.js*",
                lambda route: route.fulfill(body=script, content_type="text/javascript; charset=utf-8"),
            )
        page.add_init_script(SHIFTS)
        page.goto(page.address + choice)
        page.wait_for_selector(f"{ROWS}, .tabulator-placeholder")
        return page

    return opener


#: What the count says has changed: it is said once the typing rests, and the table was filtered before.
RESTED = "before => document.querySelector('.explorer-count').textContent !== before"


def counted(page, text):
    page.wait_for_function("text => document.querySelector('.explorer-count').textContent === text", arg=text)


def of(found, report):
    return f"{len(found)} of {len(report.all_claims)} claims"


def shown(page):
    return [text.rstrip("†") for text in page.locator(f"{ROWS} a").all_inner_texts()]


def choices(report):
    """A value for each filter, and the claims that it must leave."""
    claims = report.all_claims
    core, verdicts = claims["tier"] == data.CORE, report.verdicts.set_index("claim_id")["verdict"]
    csto = (claims[["subject_id", "object_id", "attributed_to"]] == "csto").any(axis=1)
    copied = set(report.all_sources.loc[report.all_sources["copy_status"] == "copy", "source_id"])
    yield "tier", "record", ~core
    yield "source", "mei-2021", claims["source_id"] == "mei-2021"
    yield "topic", "finance", claims["topic"] == "finance"
    yield "entity", "csto", csto
    yield "kind", "forecast", claims["claim_kind"] == "forecast"
    yield (
        "origin",
        "following",
        (core & claims["follows_id"].notna()) | (~core & claims["source_id"].isin(copied)),
    )
    standing = {
        claim["claim_id"]: finding.standing
        for finding in sorted(report.settled.values(), key=lambda finding: finding.weight)
        for claim in finding.evidence
        if claim["bearing"] != "looks_alike"
    }
    yield "standing", "established", claims["claim_id"].map(standing) == "established"
    yield "standing", "none", ~claims["claim_id"].isin(standing)
    yield "verdict", "contradicted", claims["claim_id"].map(verdicts) == "contradicted"
    yield "verdict", "none", core & ~claims["claim_id"].isin(verdicts.index)


def test_each_filter_leaves_the_claims_that_fit(explorer, report):
    page = explorer()
    counted(page, f"All {len(report.all_claims)} claims")
    for name, value, fits in choices(report):
        found = report.all_claims.loc[fits, "claim_id"].tolist()
        assert 0 < len(found) < len(report.all_claims), name
        page.select_option(f"#explorer-{name}", value)
        counted(page, of(found, report))
        seen = shown(page)
        assert seen and seen == found[: len(seen)], name
        page.get_by_role("button", name="Clear all").click()
    counted(page, f"All {len(report.all_claims)} claims")
    assert page.complaints == []


def test_words_are_found_without_regard_to_case_accents_and_dashes(explorer, report):
    claims = report.all_claims
    page = explorer()
    before = f"All {len(claims)} claims"
    counted(page, before)
    for typed, phrase in (('"TAJIK-AFGHAN border"', "tajik–afghan border"), ("Türk", "turk")):
        page.fill("#explorer-q", typed)
        page.wait_for_function(RESTED, arg=before)
        before = page.inner_text(".explorer-count")
        found = set(shown(page))
        text = (
            claims["statement"]
            + claims["as_stated"]
            + claims["source"]
            + claims[["subject", "object", "credited"]].fillna("").agg(" ".join, axis=1)
        )
        fits = (
            text.str.lower()
            .str.normalize("NFD")
            .str.replace("[\u0300-\u036f]", "", regex=True)
            .str.replace("[\u2010-\u2015]", "-", regex=True)
        )
        assert found and found <= set(
            claims.loc[fits.str.contains(phrase.replace("–", "-"), regex=False), "claim_id"]
        )
    page.fill("#explorer-q", "no such words anywhere")
    counted(page, f"0 of {len(claims)} claims")
    assert page.get_by_text("No claim fits this choice.").is_visible()


def test_the_address_keeps_the_choice_and_back_undoes_it(explorer, report):
    page = explorer(clock=True)
    of_border = of(report.all_claims[report.all_claims["topic"] == "border"], report)
    page.select_option("#explorer-topic", "border")
    counted(page, of_border)
    page.clock.pause_at(page.evaluate("Date.now()") + 1000)  # however long the typing takes, it does not rest
    page.locator("#explorer-q").press_sequentially("guards")
    page.clock.resume()
    page.wait_for_function("() => location.hash.includes('q=guards')")
    page.wait_for_function(RESTED, arg=of_border)
    page.get_by_role("button", name="Date", exact=True).click()
    page.wait_for_function("() => location.hash.includes('order=day')")
    settled(page)
    said, seen, hash_ = page.inner_text(".explorer-count"), shown(page), page.evaluate("location.hash")
    again = explorer(hash_)
    counted(again, said)
    assert shown(again) == seen
    assert again.input_value("#explorer-q") == "guards" and again.input_value("#explorer-topic") == "border"
    assert again.input_value("#explorer-order") == "day"
    words, topic, order = (page.locator(f"#explorer-{name}") for name in ("q", "topic", "order"))
    page.go_back()
    expect(order).to_have_value("")
    page.go_back()
    expect(words).to_have_value("")
    expect(topic).to_have_value("border")
    counted(page, of_border)
    page.go_back()
    counted(page, f"All {len(report.all_claims)} claims")
    page.go_forward()
    expect(topic).to_have_value("border")


def test_an_address_that_names_nothing_known_shows_everything(explorer, report):
    page = explorer("#topic=nonsense&constructor=x&q=")
    counted(page, f"All {len(report.all_claims)} claims")
    assert page.input_value("#explorer-topic") == "" and page.complaints == []


def test_the_order_is_that_of_the_data_and_gaps_come_last(explorer, report):
    claims = report.all_claims.assign(
        day=report.all_claims["date_start"].where(report.all_claims["date_edtf"].notna())
    )
    for order, rising in (("day", True), ("-day", False)):
        page = explorer(f"#source=mei-2021&order={order}")
        days = claims[claims["source_id"] == "mei-2021"].set_index("claim_id")["day"]
        seen = days[shown(page)].tolist()
        assert page.input_value("#explorer-order") == order
        assert len(seen) > 5 and seen == sorted(seen, reverse=not rising)
        assert seen[0] == (days.min() if rising else days.max())
        page.locator(".tabulator-tableholder").evaluate("e => e.scrollTo(0, e.scrollHeight)")
        last = days.index[days.isna()] if days.isna().any() else days.index
        page.wait_for_function(
            "([rows, last]) => last.includes("
            "[...document.querySelectorAll(rows + ' a')].at(-1).textContent.replace('†', ''))",
            arg=[ROWS, last.tolist()],
        )
        assert days[shown(page)].isna().iloc[-1]


def test_the_keyboard_reaches_and_works_everything(explorer):
    page = explorer()
    page.focus("#explorer-q")
    passed = []
    for _ in range(24):
        passed.append(
            page.evaluate(
                "document.activeElement.name || document.activeElement.textContent || document.activeElement.className"
            )
        )
        page.keyboard.press("Tab")
    assert passed[:10] == [
        "q",
        "tier",
        "source",
        "topic",
        "entity",
        "kind",
        "origin",
        "standing",
        "verdict",
        "order",
    ]
    assert passed[10:19] == [
        "Clear all",
        "Claim",
        "Statement",
        "Source",
        "Place",
        "Date",
        "Topic",
        "Kind",
        "Verdict",
    ]
    assert "tabulator-tableholder" in passed[19] or passed[19].startswith("C001")
    assert any(text.startswith("C001") for text in passed[19:])
    page.get_by_role("button", name="Verdict", exact=True).focus()
    page.keyboard.press("Enter")
    assert (
        page.locator('.tabulator-col[tabulator-field="verdictName"]').get_attribute("aria-sort")
        == "ascending"
    )
    assert page.input_value("#explorer-order") == "verdictName"
    page.focus("#explorer-kind")
    page.keyboard.press("f")  # one letter: a second one counts with it only if it comes within a second
    page.keyboard.press("Enter")
    assert page.input_value("#explorer-kind") == "forecast"
    page.focus("#explorer-q")
    page.keyboard.press("Enter")
    assert page.url.split("#")[0] == page.address


def test_it_is_a_table_to_a_screen_reader(explorer):
    page = explorer()
    table = page.get_by_role("table", name="Claims")
    assert table.get_by_role("columnheader").count() == 8
    assert table.get_by_role("row").nth(1).get_by_role("cell").count() == 8
    assert page.locator('.explorer-table [role="grid"], .explorer-table [role="gridcell"]').count() == 0
    assert page.get_by_role("search", name="Claims").get_by_label("Words in the claim").count() == 1


def test_a_claim_leads_to_its_entry_and_back_to_the_choice(explorer, report):
    page = explorer("#tier=record")
    link = page.locator(f"{ROWS} a").first
    claim = link.inner_text()
    link.click()
    page.wait_for_url(f"**/record.html#{claim}")
    assert page.locator(f"#{claim}").is_visible()
    page.go_back()
    counted(page, of(report.record, report))


@pytest.mark.parametrize("width", [320, 375, 768, 1280])
def test_nothing_runs_over_the_side_or_jumps(open_page, width):
    """The data come late here, so that the page is painted before the table is there to move it."""
    page = open_page("explorer", width=width)
    page.add_init_script(SHIFTS)
    held = []
    page.route("**/claims-table.js*", lambda route: held.append(route))
    page.goto(page.address, wait_until="commit")
    page.wait_for_function("performance.getEntriesByName('first-contentful-paint').length > 0")
    while not held:
        page.evaluate(FRAMES)
    assert page.locator(ROWS).count() == 0
    held[0].continue_()
    page.wait_for_selector(ROWS)
    page.wait_for_load_state()
    settled(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    wide, visible = page.locator(".tabulator-tableholder").evaluate("e => [e.scrollWidth, e.clientWidth]")
    assert wide <= visible + 1
    assert page.evaluate(SHIFTED) <= 0.02
    assert page.locator(".tabulator-col:visible").count() == (8 if width > 1000 else 2)


def test_a_card_says_what_the_columns_would(explorer, report):
    page = explorer("#q=C005", width=375)
    counted(page, f"1 of {len(report.all_claims)} claims")
    claim = report.all_claims.set_index("claim_id").loc["C005"]
    text = page.locator(ROWS).inner_text()
    for part in (
        claim["statement"],
        claim["source"],
        f"¶{claim['paragraph']}",
        claim["topic"],
        claim["claim_kind"],
        "confirmed",
    ):
        assert part in text


def test_columns_follow_the_width_of_the_window(explorer):
    page = explorer("#topic=finance&order=-day")
    seen = shown(page)[:3]
    page.set_viewport_size({"width": 375, "height": 900})
    page.wait_for_function(
        "() => document.querySelectorAll('.tabulator-col').length && [...document.querySelectorAll('.tabulator-col')].filter(c => c.offsetWidth).length === 2"
    )
    settled(page)
    assert shown(page)[:3] == seen


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_table_is_legible_in_both_themes(explorer, theme):
    page = explorer(theme=theme)
    settled(page)
    contrast = """element => {
      const parts = c => c.match(/[\\d.]+/g).map(Number);
      const light = c => parts(c).slice(0, 3).map(v => v / 255).map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4).reduce((s, v, i) => s + v * [0.2126, 0.7152, 0.0722][i], 0);
      let under = element;
      while (parts(getComputedStyle(under).backgroundColor)[3] === 0) { under = under.parentElement; }
      const pair = [light(getComputedStyle(element).color), light(getComputedStyle(under).backgroundColor)].sort();
      return (pair[1] + 0.05) / (pair[0] + 0.05);
    }"""
    for part in (
        f"{ROWS} a .claim",
        f"{ROWS} .tabulator-cell:nth-child(2)",
        ".explorer-sort",
        ".explorer-form label",
        ".explorer-form select",
        ".explorer-count",
    ):
        assert page.locator(part).first.evaluate(contrast) >= 4.5, part


HOSTILE = [
    '<script>window.hacked = 1</script><img src=x onerror="window.hacked = 2">',
    "\"quoted\" 'twice' `thrice` ${window.hacked = 3} {{constructor}}",
    "\u202eright to left \u2067and isolated\u200f",
    "=cmd|' /C calc'!A0",
    "w" * 400,
    "</div></div><b>bold</b>&lt;i&gt;",
]


@pytest.mark.parametrize("width", [1280, 320])
def test_hostile_rows_are_only_text(explorer, report, width):
    content = claimstable.payload(report)
    place = claimstable.CELLS.index
    for row, text in zip(content["rows"], HOSTILE):
        row[place("id")] = text[:30]
        row[place("statement")] = row[place("printed")] = row[place("date")] = text
    for name in ("sources", "entities"):
        for entry, text in zip(content[name], HOSTILE):
            entry[1] = text
    content["topics"][0] = content["kinds"][0] = HOSTILE[0]
    page = explorer(content=content, width=width)
    settled(page)
    for number, text in enumerate(HOSTILE):
        row = page.locator(ROWS).nth(number)
        assert text in row.evaluate("e => e.textContent")
        assert row.locator("a").get_attribute("href").startswith("evidence.html#")
    assert page.locator(".explorer-table :is(script, img, b, i)").count() == 0
    assert page.evaluate("window.hacked") is None and page.complaints == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.fill("#explorer-q", "onerror=")
    counted(
        page, f"{sum('onerror=' in str(row) for row in read_names(content))} of {len(content['rows'])} claims"
    )
    page.select_option("#explorer-topic", HOSTILE[0])
    assert page.evaluate("window.hacked") is None


def read_names(content):
    """Of each row what the words of the form look in."""
    place = claimstable.CELLS.index
    for row in content["rows"]:
        names = [content["entities"][e][1] for e in row[place("entities")]]
        yield [
            row[place("id")],
            row[place("statement")],
            row[place("printed")],
            content["sources"][row[place("source")]][1],
            names,
        ]


def test_it_works_where_no_script_may_be_made_of_text(open_page, book):
    """A page whose policy forbids eval, as a server may send it."""
    page = open_page("explorer")
    policy = """<meta http-equiv="Content-Security-Policy" content="script-src file: 'unsafe-inline'">"""
    html = (
        (book.html / "book" / "explorer.html")
        .read_text(encoding="utf-8")
        .replace("<head>", f"<head>{policy}", 1)
    )
    page.route(
        "**/explorer.html", lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8")
    )
    page.goto(page.address)
    page.wait_for_selector(ROWS)
    page.fill("#explorer-q", "bridge")
    page.wait_for_function("() => document.querySelector('.explorer-count').textContent.includes(' of ')")
    assert page.complaints == []
    # From a timer, because what Playwright runs itself is exempt: the policy must be in force for the test to mean anything.
    asked = "new Promise(done => setTimeout(() => { try { new Function(''); done('allowed'); } catch { done('refused'); } }))"
    assert page.evaluate(asked) == "refused"


def test_without_scripts_the_plain_table_is_complete(open_page, report):
    page = open_page("explorer", scripts=False)
    page.goto(page.address)
    rows = page.locator(".explorer-plain tbody tr")
    assert rows.count() == len(report.all_claims) and rows.first.is_visible()
    assert not page.locator(".explorer-form").is_visible()
    assert rows.last.locator("td").all_inner_texts()[1] == report.all_claims["statement"].iloc[-1]


@pytest.mark.parametrize("lost", ["tabulator.min.js", "claims-table.js", "claims-filter.js"])
def test_where_a_script_is_lost_the_plain_table_stays(open_page, lost):
    page = open_page("explorer")
    page.route(f"**/{lost}*", lambda route: route.abort())
    page.goto(page.address)
    page.wait_for_selector(".explorer.failed")
    assert page.locator(".explorer-plain tbody tr").first.is_visible()
    assert not page.locator(".explorer-form").is_visible()


def test_fifty_thousand_claims_are_quick(explorer, report):
    """Bounds are some ten times what is needed: they catch a table that draws every row, not a slow day.

    In seconds of the processor, so that other work on the machine does not count.
    """
    content = claimstable.payload(report)
    rows, place = content["rows"], claimstable.CELLS.index
    content["rows"] = []
    for number in range(50_000):
        row = list(rows[number % len(rows)])
        row[place("id")] = f"C{number:05}"
        content["rows"].append(row)
    page = explorer(content=content, watch=True)
    assert page.busy() < 20
    counted(page, "All 50,000 claims")
    assert 0 < page.locator(ROWS).count() < 200
    took = []
    for text in ("b", "bo", "bor", "bord", "borde", "border", "border g"):
        before = page.busy()
        page.evaluate(TYPED, text)
        took.append(page.busy() - before)
    assert max(took) < 3
    page.fill("#explorer-q", "C49999")
    counted(page, "1 of 50,000 claims")
    assert shown(page) == ["C49999"]
