"""The form of the package's source: lines short enough to be read beside each other."""

from __future__ import annotations

from pathlib import Path

import borderreport

LONGEST = 110
PACKAGE = Path(borderreport.__file__).parent


def too_long(folder: Path) -> list[str]:
    """File, number and length of every line of code below ``folder`` that is longer than LONGEST."""
    return [
        f"{path.relative_to(folder)}:{number}: {len(line)}"
        for path in sorted(folder.rglob("*.py"))
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1)
        if len(line) > LONGEST
    ]


def test_no_line_of_the_package_is_too_long():
    assert (PACKAGE / "__init__.py").is_file()
    assert too_long(PACKAGE) == []


def test_a_line_that_is_too_long_is_found(tmp_path):
    (tmp_path / "room").mkdir()
    text = f"x = 1\n# {'é' * (LONGEST - 2)}\n# {'é' * (LONGEST - 1)}\n"
    (tmp_path / "room" / "a.py").write_text(text, encoding="utf-8")
    (tmp_path / "b.py").write_text("x = 1\n", encoding="utf-8")
    (tmp_path / "c.csv").write_text("x" * (LONGEST + 1), encoding="utf-8")
    assert too_long(tmp_path) == [f"room/a.py:3: {LONGEST + 1}"]
