"""The pages of the HTML book in reading order, as parsed articles."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import yaml
from bs4 import BeautifulSoup, Tag

from borderreport.pdf.problem import Problem

#: Pages that are a script and say nothing on paper.
ON_SCREEN = ("explorer",)
#: The article of a page, and the code of a cell, which is half of the page: taken out before it is parsed.
ARTICLE = re.compile(r'<article class="bd-article">.*?</article>', re.S)
CODE = re.compile(r'<details class="admonition hide .*?</details>', re.S)


@dataclass(frozen=True)
class Page:
    """One page.

    Its name, the part of the book it stands in, its outermost section, and where its file lies.
    """

    name: str
    part: str
    section: Tag
    path: Path

    @property
    def title(self) -> str:
        """The heading with its number."""
        return heading_text(self.section.h1)


def heading_text(heading: Tag) -> str:
    """The words of a heading without the sign that links to it."""
    return "".join(s for s in heading.strings if not s.find_parent(class_="headerlink")).strip()


def listed(root: Path) -> list[tuple[str, str]]:
    """Part and file of each page of the book in reading order; the landing page has no part."""
    contents = yaml.safe_load((root / "_toc.yml").read_text(encoding="utf-8"))
    parts = contents.get("parts") or [{"caption": "", "chapters": contents.get("chapters", [])}]
    chapters = [(part.get("caption", ""), chapter["file"]) for part in parts for chapter in part["chapters"]]
    return [("", contents["root"]), *chapters]


def read(html: Path, root: Path) -> list[Page]:
    """Every page but those that live on the screen alone. Raises Problem if the book was not built."""
    pages = []
    for part, file in listed(root):
        path = html / f"{file}.html"
        if path.stem in ON_SCREEN:
            continue
        if not path.is_file():
            raise Problem(f"no page {path}: the PDF is made from the HTML book; run `make book` first")
        article = ARTICLE.search(path.read_text(encoding="utf-8"))
        section = BeautifulSoup(CODE.sub("", article[0]), "html.parser").section if article else None
        if section is None:
            raise Problem(f"{path} holds no article: run `make clean book`")
        pages.append(Page(path.stem, part, section, path))
    return pages
