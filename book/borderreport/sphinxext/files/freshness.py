"""Executed notebooks are cached by the text of their cells alone. Here the cache also answers to the
data and the package: when either changed since the last build, every chapter is run and read again."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

from sphinx.util import logging

from borderreport.data import DATA, ROOT

logger = logging.getLogger(__name__)
WATCHED = (
    (DATA, ("*.csv", "*.json", "*.geojson")),
    (ROOT / "book" / "borderreport", ("*.py",)),
    (ROOT, ("requirements.txt",)),
)


def fingerprint() -> str:
    """Digest of everything that chapters compute from, apart from their own text."""
    digest = hashlib.sha256()
    for folder, patterns in WATCHED:
        files = (
            p
            for pattern in patterns
            for p in (folder.rglob(pattern) if folder != ROOT else folder.glob(pattern))
        )
        for path in sorted(files):
            digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _drop_stale_cache(app) -> None:
    build = Path(app.outdir).parent
    mark = build / ".fingerprint"
    app.report_fingerprint = fingerprint()
    app.report_is_stale = not mark.exists() or mark.read_text() != app.report_fingerprint
    if app.report_is_stale:
        shutil.rmtree(app.config.nb_execution_cache_path or build / ".jupyter_cache", ignore_errors=True)
        if mark.exists():
            logger.info("data or package changed since the last build: every chapter is run again")
            mark.unlink()


def _outdated(app, env, added, changed, removed):
    return list(env.found_docs) if app.report_is_stale else []


def _remember(app, error) -> None:
    if error is None:
        (Path(app.outdir).parent / ".fingerprint").write_text(app.report_fingerprint)


def setup(app):
    """Connect to the build."""
    app.connect("builder-inited", _drop_stale_cache, priority=100)
    app.connect("env-get-outdated", _outdated)
    app.connect("build-finished", _remember)
