"""The pages of the book, as _toc.yml lists them."""

from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[1]


def listed_chapters() -> list[str]:
    """The pages of _toc.yml in reading order, the landing page first, as paths without suffix."""
    contents = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))
    return [contents["root"], *(chapter["file"] for part in contents["parts"] for chapter in part["chapters"])]
