"""The pages that the browser tests open, in reading order, by the name of their file."""

from projects import ROOT, listed_chapters

PAGES = [name.rpartition("/")[2] for name in listed_chapters()]
#: Pages that draw charts of their own, and the landing page, which shows three of theirs.
WITH_CHARTS = [
    page
    for page in PAGES
    if page == "index" or "Figure(" in (ROOT / "book" / f"{page}.md").read_text(encoding="utf-8")
]
