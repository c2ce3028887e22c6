"""axe-core on an open page: how a page is prepared for it, and what it finds."""

from __future__ import annotations

from projects import ROOT

VENDOR = ROOT / "tests" / "vendor"
SCRIPT = (VENDOR / "axe.min.js").read_text(encoding="utf-8")
#: Every part is looked at: closed details are opened. Of lists of hundreds of equal entries the first few
#: stand for the rest; and of words of code that lie in equal elements up to the root, whatever their section and
#: cell are called, the others become plain text of their line. Code is four fifths of a page.
MOST = 15
MOST_WORDS = 3
SHORTEN = """([most, mostWords]) => {
    document.querySelectorAll('.bd-article section, .bd-article tbody').forEach(list => {
        const entries = Array.from(list.children).filter(child => child.matches('.claim-entry, tr'));
        entries.slice(most).forEach(entry => entry.remove());
    });
    const tag = e => e.matches('section, pre') ? e.localName : e.cloneNode(false).outerHTML;
    const way = e => e ? `${way(e.parentElement)} ${tag(e)}` : '';
    const met = new Map();
    document.querySelectorAll('pre span:not(:has(*))').forEach(word => {
        const kind = way(word);
        met.set(kind, (met.get(kind) ?? 0) + 1);
        if (met.get(kind) > mostWords) { word.replaceWith(...word.childNodes); }
    });
    document.querySelectorAll('pre').forEach(code => code.normalize());
}"""
#: What a theme changes is colours alone; a width moves, hides and shows, and colours stay.
EVERYTHING, COLOURS, BUT_COLOURS = (
    "",
    "runOnly: {type: 'rule', values: ['color-contrast', 'link-in-text-block']}",
    "rules: {'color-contrast': {enabled: false}}",
)
#: Style sheets are not fetched a second time: a page from the disk may not, and would complain of each.
ALWAYS = "resultTypes: ['violations'], preload: false"


def prepare(page) -> None:
    """Shorten the lists and the code of a page, and give it axe-core."""
    page.evaluate(SHORTEN, [MOST, MOST_WORDS])
    page.evaluate(SCRIPT)


def violations(page, options: str) -> list:
    """The first few faults that axe-core finds: rule, element and what is wrong with it."""
    found = page.evaluate(f"axe.run(document, {{{ALWAYS}, {options}}})")["violations"]
    return [
        (v["id"], node["html"][:160], node["failureSummary"][-160:]) for v in found for node in v["nodes"]
    ][:5]
