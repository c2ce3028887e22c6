"""Larger data and books of the same form: identifiers stay unique, and the data pass the checks."""

import re
import shutil

import minidata
from borderreport.bench import morechapters, moreclaims, tables
from borderreport.checks.run import run
from projects import ROOT


def project(folder):
    """A small dataset in a project whose package is ours."""
    data, texts = minidata.write_dataset(folder)
    package = folder / "book" / "borderreport"
    package.mkdir(parents=True)
    shutil.copy(ROOT / "book" / "borderreport" / "outputs.py", package)
    return data, texts


def test_claims_grow_and_still_pass_all_checks(tmp_path):
    data, texts = project(tmp_path)
    before = tables.read(data / "claims.csv")
    count = moreclaims.grow(tmp_path, 12)
    rows = tables.read(data / "claims.csv")
    assert len(rows) == count == 12 * len(before)
    assert len({row["claim_id"] for row in rows}) == count
    assert rows[: len(before)] == before
    assert [str(p) for p in run(data, texts).problems] == []


def test_a_copied_claim_is_about_something_else(tmp_path):
    data, _ = project(tmp_path)
    before = len(tables.read(data / "claims.csv"))
    moreclaims.grow(tmp_path, 3)
    rows = tables.read(data / "claims.csv")
    points = {(row["subject_id"], row["property_id"]) for row in rows}
    assert len(points) == 3 * len({(row["subject_id"], row["property_id"]) for row in rows[:before]})


CHAPTER = """# One

(a-place)=
## A part

See {numref}`fig-one`, {numref}`fig-one-more` and {numref}`fig-elsewhere`.

```{code-cell} ipython3
Figure(name="fig-one")
Figure(name="fig-one-more")
```

```{bibliography}
```

```{judgement} J01
:brief:
```

[There](#a-place)
"""


def test_a_copied_chapter_has_names_of_its_own():
    made = morechapters.copied(CHAPTER, 2)
    assert 'name="fig-one-copy-2"' in made and 'name="fig-one-more-copy-2"' in made
    assert "{numref}`fig-one-copy-2`, {numref}`fig-one-more-copy-2` and {numref}`fig-elsewhere`" in made
    assert "(a-place-copy-2)=" in made and "(#a-place-copy-2)" in made
    assert "bibliography" not in made and "{judgement} J01" in made
    assert made.index('"copy 2"') < made.index("Figure(")


def test_chapters_grow_and_are_listed(tmp_path):
    (tmp_path / "book").mkdir()
    for name, text in {"one": CHAPTER, "two": "# Two\n", "three": CHAPTER}.items():
        (tmp_path / "book" / f"{name}.md").write_text(text, encoding="utf-8")
    contents = (
        "root: book/two\nparts:\n  - caption: All\n    chapters: [{file: book/one}, {file: book/three}]\n"
    )
    (tmp_path / "_toc.yml").write_text(f"format: jb-book\n{contents}", encoding="utf-8")
    assert morechapters.grow(tmp_path, 4) == 8
    listed = re.findall(r"book/[\w-]+", (tmp_path / "_toc.yml").read_text(encoding="utf-8"))
    assert len(listed) == len(set(listed)) == 9
    assert all((tmp_path / f"{name}.md").is_file() for name in listed)
