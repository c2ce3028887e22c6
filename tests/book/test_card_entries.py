"""Evidence cards hold the entries of the built pages, and are there for all claims and findings that are linked."""

import hashlib
import json
import re

from borderreport.sphinxext.evidence import cards, uses
from borderreport.sphinxext.evidence.entry import ABOVE
from bs4 import BeautifulSoup
from projects import ROOT

LINK = r'<a [^>]*href="(?:evidence\.html|record\.html)?#([\w-]+)"[^>]*><span class="(?:claim|finding)'


def _kept(folder):
    """Entries by claim_id, by the name of the script that holds them."""
    kept = {}
    for file in folder.iterdir():
        script = file.read_text(encoding="utf-8")
        kept[file.name] = json.loads(
            re.fullmatch(r"Object\.assign\(window\.reportClaims\?\?=\{\},(.*)\);\n", script, re.S)[1]
        )
    return kept


def test_a_card_is_the_entry_of_the_page_but_for_its_uses(book):
    """Word for word and link for link, for every claim and finding.

    But an entry does not name again the finding under which it stands.
    """
    kept = {
        i: entry for file in _kept(book.html / "_static" / cards.FOLDER).values() for i, entry in file.items()
    }
    seen = 0
    for name in ("evidence", "record"):
        page = BeautifulSoup((book.html / "book" / f"{name}.html").read_text(encoding="utf-8"), "html.parser")
        above = None
        for entry in page.select(".claim-entry[id], .finding-entry[id]"):
            above = entry["id"] if "finding-entry" in entry["class"] else above
            for part in entry.select(f".{uses.USED}"):
                part.decompose()
            card = BeautifulSoup(kept[entry["id"]], "html.parser")
            if ABOVE in entry.get_text():
                card.select_one(f'a[href$="#{above}"]').replace_with(ABOVE)
            assert card.get_text().split() == entry.get_text().split(), entry["id"]
            assert [a["href"] for a in card.select("a")] == [a["href"] for a in entry.select("a")], entry[
                "id"
            ]
            seen += 1
    assert seen == len(kept) > 1400


def test_entries_are_kept_by_the_dozen_and_old_ones_go(tmp_path):
    folder = tmp_path / "claims"
    folder.mkdir()
    (folder / "9.js").write_text("of an earlier build")
    cards.write(folder, {"C100": "b", "C012": "</script>“a”", "C099": "c", "base-201": "d"})
    found = _kept(folder)
    assert found.pop(f"f{sum(b'base-201') % 16}.js") == {"base-201": "d"}
    assert found == {"0.js": {"C012": "</script>“a”", "C099": "c"}, "1.js": {"C100": "b"}}


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
        wanted = re.search('<span class="(claim|finding)[ "]|class="(chart"|claim-entry)', html) is not None
        assert ("_static/cards.js" in html) == wanted, page.name


def test_the_vendored_library_is_the_recorded_one():
    vendor = ROOT / "book" / "vendor"
    record = (vendor / "README.md").read_text(encoding="utf-8")
    scripts = sorted(vendor.glob("floating-ui.*.js"))
    assert len(scripts) == 2
    for path in scripts:
        assert re.search(
            rf"{re.escape(path.name)} .* {hashlib.sha256(path.read_bytes()).hexdigest()} ", record
        )
    assert "MIT" in (vendor / "floating-ui-LICENSE.txt").read_text(encoding="utf-8")
