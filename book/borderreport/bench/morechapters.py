"""A larger book of the same form: every chapter with cells again and again, with charts of its own."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

#: Names of figures, tables and places in a chapter: given in a cell, or as a target before a heading.
NAMED = re.compile(r'"((?:fig|tab)-[a-z0-9-]+)"|^\(([a-z0-9-]+)\)=$', re.MULTILINE)
#: Blocks that a book may hold once, as they define anchors or terms: all but cells and judgements.
ONCE = re.compile(r"^```\{(?!code-cell|judgement|show-figure)[^\n]*\n.*?^```$\n?", re.MULTILINE | re.DOTALL)
CELL = "```{code-cell} ipython3\n"
#: Every chart of the copy differs from that of the chapter, or it would be found among the charts kept.
MARK = (
    CELL + ":tags: [remove-cell]\nimport plotly.io\n\nimport borderreport.outputs\n\n"
    'plotly.io.templates[plotly.io.templates.default].layout.meta = "copy NUMBER"\n```\n\n'
)


def copied(text: str, number: int) -> str:
    """The chapter ``text`` as copy ``number``: its names get an ending, what may stand once is left out."""
    text = ONCE.sub("", text)
    names = {name for match in NAMED.finditer(text) for name in match.groups() if name}
    if names:
        longest_first = sorted(names, key=len, reverse=True)
        any_name = re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, longest_first))})(?![\w-])")
        text = any_name.sub(rf"\1-copy-{number}", text)
    return text.replace(CELL, MARK.replace("NUMBER", str(number)) + CELL, 1)


def grow(project: Path, times: int) -> int:
    """Make the chapters with cells ``times`` as many and list them in _toc.yml; the number there are then."""
    contents = project / "_toc.yml"
    listed = yaml.safe_load(contents.read_text(encoding="utf-8"))
    own = [listed["root"], *(c["file"] for part in listed["parts"] for c in part["chapters"])]
    texts = {name: (project / f"{name}.md").read_text(encoding="utf-8") for name in own}
    notebooks = {name: text for name, text in texts.items() if CELL in text}
    added = []
    for number in range(2, times + 1):
        for name, text in notebooks.items():
            added.append(f"{name}-copy-{number}")
            (project / f"{added[-1]}.md").write_text(copied(text, number), encoding="utf-8")
    if added:
        listed["parts"].append({"caption": "Copies", "chapters": [{"file": name} for name in added]})
        contents.write_text(yaml.safe_dump(listed, sort_keys=False), encoding="utf-8")
    return len(notebooks) + len(added)
