"""Evidence cards hold the entries of the built pages, and are there for every claim that is linked."""

import hashlib
import json
import re

from borderreport.sphinxext.evidence import cards
from bs4 import BeautifulSoup
from projects import ROOT

PAGE = """<p id="C7">no entry</p><div class="claim-entry docutils container" id="C012">
<p class="claim-statement"><a class="claim-id" href="#C012">C012</a>
5 &lt; 6 &amp; <em>so</em> &lt;script&gt;alert(1)&lt;/script&gt;</p>
<dl><dt>Printed as</dt><dd>“a” <a href="https://example.org/?a=1&amp;b=2#:~:text=a%20b%2Dc">find it</a></dd>
<dt>For</dt><dd><a href="record.html#C900"><span class="claim">record</span></a></dd>
<dt class="used-in">Used in</dt><dd class="used-in">a chapter</dd></dl></div>
<div class="claim-entry" id="C100"><p>another</p></div>"""

LINK = r'<a [^>]*href="(?:evidence\.html|record\.html)?#(C\d+)"[^>]*><span class="claim'


def _kept(folder):
    """Entries by claim_id, by the name of the script that holds them."""
    kept = {}
    for file in folder.iterdir():
        script = file.read_text(encoding="utf-8")
        kept[file.name] = json.loads(
            re.fullmatch(r"Object\.assign\(window\.reportClaims\?\?=\{\},(.*)\);\n", script, re.S)[1]
        )
    return kept


def test_an_entry_is_taken_whole_but_for_its_uses():
    found = cards.entries(PAGE, "evidence.html")
    assert list(found) == ["C012", "C100"]
    entry = BeautifulSoup(found["C012"], "html.parser")
    assert [t.get_text() for t in entry.find_all(["dt", "dd"])] == [
        "Printed as",
        "“a” find it",
        "For",
        "record",
    ]
    assert entry.p.get_text() == "C012\n5 < 6 & so <script>alert(1)</script>"
    assert entry.find("script") is None


def test_links_of_an_entry_work_from_any_page():
    entry = BeautifulSoup(cards.entries(PAGE, "evidence.html")["C012"], "html.parser")
    assert [a["href"] for a in entry.find_all("a")] == [
        "evidence.html#C012",
        "https://example.org/?a=1&b=2#:~:text=a%20b%2Dc",
        "record.html#C900",
    ]


def test_entries_are_kept_by_the_hundred_and_old_ones_go(tmp_path):
    folder = tmp_path / "claims"
    folder.mkdir()
    (folder / "9.js").write_text("of an earlier build")
    cards.write(folder, {"C100": "b", "C012": "</script>“a”", "C099": "c"})
    assert _kept(folder) == {"0.js": {"C012": "</script>“a”", "C099": "c"}, "1.js": {"C100": "b"}}


def test_every_linked_claim_has_a_card(book):
    kept = _kept(book.html / "_static" / cards.FOLDER)
    linked = 0
    for page in book.pages:
        links = re.findall(LINK, page.read_text(encoding="utf-8"))
        assert [i for i in links if not kept[cards.shard(i)].get(i)] == [], page.name
        linked += len(links)
    assert linked > 1000


def test_the_script_is_linked_only_where_it_can_open_something(book):
    for page in book.all_pages:
        if page.stem == "explorer":
            continue  # its rows are the evidence already
        html = page.read_text(encoding="utf-8")
        wanted = '<span class="claim' in html or 'class="chart"' in html
        assert ("_static/cards.js" in html) == wanted, page.name


def test_the_vendored_library_is_the_recorded_one():
    vendor = ROOT / "book" / "vendor"
    record = (vendor / "README.md").read_text(encoding="utf-8")
    scripts = [path for path in cards.SCRIPTS if path.parent == vendor]
    assert len(scripts) == 2
    for path in scripts:
        assert re.search(
            rf"{re.escape(path.name)} .* {hashlib.sha256(path.read_bytes()).hexdigest()} ", record
        )
    assert "MIT" in (vendor / "floating-ui-LICENSE.txt").read_text(encoding="utf-8")
