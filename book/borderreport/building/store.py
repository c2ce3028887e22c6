"""Kept results of a build, named by what they were made from. A file that is not whole counts as absent."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path


def write_whole(path: Path, content: bytes) -> None:
    """Write ``content`` to ``path`` so that the file is there whole or not at all, even if the process is
    killed.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.chmod(name, 0o644)  # mkstemp keeps it from all other users
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def digest(*parts: bytes | str) -> str:
    """A name for something made from ``parts``: 24 hexadecimal digits."""
    made = hashlib.sha256()
    for part in parts:
        raw = part.encode("utf-8") if isinstance(part, str) else part
        made.update(len(raw).to_bytes(8, "big") + raw)
    return made.hexdigest()[:24]


class Store:
    """A folder of results by key. Each file begins with the digest of the rest, which is compared when it
    is read.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def _path(self, key: str) -> Path:
        return self.folder / f"{key}.kept"

    def get(self, key: str) -> bytes | None:
        """The result kept under ``key``; None if there is none, or if its file was cut short or changed."""
        try:
            head, _, content = self._path(key).read_bytes().partition(b"\n")
        except FileNotFoundError:
            return None
        return content if head.decode("ascii", "replace") == hashlib.sha256(content).hexdigest() else None

    def put(self, key: str, content: bytes) -> None:
        """Keep ``content`` under ``key``."""
        head = hashlib.sha256(content).hexdigest().encode("ascii")
        write_whole(self._path(key), head + b"\n" + content)

    def missing(self, keys: Iterable[str]) -> list[str]:
        """Those of ``keys`` under which nothing whole is kept."""
        return [key for key in keys if self.get(key) is None]

    def prune(self, keys: Iterable[str]) -> None:
        """Remove everything that is kept under none of ``keys``."""
        wanted = {self._path(key).name for key in keys}
        for path in self.folder.glob("*") if self.folder.is_dir() else ():
            if path.name not in wanted:
                path.unlink()
