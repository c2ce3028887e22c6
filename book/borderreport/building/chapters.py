"""The book's pages as notebooks: read once, with the outputs of their cells from the store."""

from __future__ import annotations

import copy
import dataclasses
import json
import sys
from functools import cache
from pathlib import Path

import nbformat

from borderreport.building.inputs import cells_digest
from borderreport.building.store import Store, digest
from borderreport.pdf.pages import listed


@dataclasses.dataclass(frozen=True)
class Chapter:
    """A page with cells: its name as in _toc.yml, the source of each cell, and the line on which each
    begins.
    """

    name: str
    cells: tuple[str, ...]
    lines: tuple[int, ...]

    @property
    def key(self) -> str:
        """Under this the outputs of its cells are kept."""
        return _key(self.cells)


def _key(cells: tuple[str, ...]) -> str:
    return digest(cells_digest(), sys.version, json.dumps(cells))


#: Where pages as read and the outputs of their cells are kept; the Sphinx extension sets them before any page
#: is read, and the processes that read pages inherit them.
parsed: Store
outputs: Store


def kept_in(folder: Path) -> None:
    """Keep pages as read and outputs of cells below ``folder``."""
    global parsed, outputs
    parsed, outputs = Store(folder / "parsed"), Store(folder / "executed")


@cache
def _notebook(text: str) -> nbformat.NotebookNode:
    key = _parsed_key(text)
    kept = parsed.get(key)
    if kept is not None:
        return nbformat.from_dict(json.loads(kept))
    from myst_nb.core.read import read_myst_markdown_notebook
    from myst_parser.config.main import MdParserConfig

    # Only blocks are told apart here, and of the extensions only this one is about blocks of code.
    config = MdParserConfig(enable_extensions={"colon_fence"})
    notebook = read_myst_markdown_notebook(text, config=config, add_source_map=True)
    parsed.put(key, json.dumps(notebook).encode("utf-8"))
    return notebook


def _parsed_key(text: str) -> str:
    return digest(cells_digest(), text)


def prune(chapters: list[Chapter], texts: list[str]) -> None:
    """Remove what is kept of other cells than those of ``chapters``, and of other pages than ``texts``."""
    outputs.prune(chapter.key for chapter in chapters)
    parsed.prune(_parsed_key(text) for text in texts)


def texts(root: Path) -> dict[str, str]:
    """The text of each page of _toc.yml by its name; pages that are missing are left to Sphinx to name."""
    paths = {name: root / f"{name}.md" for _, name in listed(root)}
    return {name: path.read_text(encoding="utf-8") for name, path in paths.items() if path.is_file()}


def chapters(pages: dict[str, str]) -> list[Chapter]:
    """The pages that have cells of code; ``pages`` are texts by name."""
    found = []
    for name, text in pages.items():
        notebook = _notebook(text)
        code = [(c.source, line) for c, line in zip(notebook.cells, notebook.metadata.source_map) if _code(c)]
        if code:
            sources, lines = zip(*code)
            found.append(Chapter(name, sources, lines))
    return found


def _code(cell: nbformat.NotebookNode) -> bool:
    return cell.cell_type == "code"


def read(text: str) -> nbformat.NotebookNode:
    """The page ``text`` as a notebook with its outputs: myst-nb reads pages with this (see
    nb_custom_formats).

    Raises LookupError if the cells were not run before.
    """
    notebook = copy.deepcopy(_notebook(text))
    code = [cell for cell in notebook.cells if _code(cell)]
    if not code:
        return notebook
    kept = outputs.get(_key(tuple(cell.source for cell in code)))
    if kept is None:
        raise LookupError("the cells of this page were not run")
    for cell, made in zip(code, json.loads(kept), strict=True):
        cell.outputs = [nbformat.from_dict(output) for output in made]
    return notebook
