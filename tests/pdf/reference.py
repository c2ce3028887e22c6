"""A small document laid out by the report's own means: how fast this machine makes PDFs just now.

Seconds of a processor are not the same from machine to machine, nor beside other work. What the whole book takes is
therefore counted in times of this document. Run as a script it prints the seconds of processor that it took.
"""

from __future__ import annotations

import resource
import sys
from pathlib import Path

#: Paragraphs, and rows of the table.
SIZE = 75


def document() -> str:
    """The document: plain paragraphs, and a long table."""
    words = " ".join(f"word{number % 97}" for number in range(60))
    row = f"<td>{words[:200]}</td><td>{words[:60]}</td>"
    rows = "".join(f"<tr><td>{number}</td>{row}</tr>" for number in range(SIZE))
    head = "<thead><tr><th>One</th><th>Two</th><th>Three</th></tr></thead>"
    body = f"<h1>A</h1>{f'<p>{words}</p>' * SIZE}<table>{head}<tbody>{rows}</tbody></table>"
    return f'<!DOCTYPE html><html lang="en"><head><title>T</title></head><body>{body}</body></html>'


def main(folder: Path) -> None:
    """Lay the document out, and say what it took."""
    from borderreport.pdf import fonts, write

    fonts.configure(folder)
    write.load()
    before = resource.getrusage(resource.RUSAGE_SELF)
    write.write(document(), ["p, td { font-family: 'Source Sans 3' }"], folder / "reference.pdf")
    after = resource.getrusage(resource.RUSAGE_SELF)
    print(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
