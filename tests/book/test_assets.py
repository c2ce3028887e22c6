"""What is shipped from others is what its record says."""

import hashlib
import re
from pathlib import Path

import plotly
from projects import ROOT

VENDOR = ROOT / "book" / "vendor"


def test_the_vendored_script_is_the_recorded_one():
    record = (VENDOR / "README.md").read_text(encoding="utf-8")
    digest = hashlib.sha256((VENDOR / "plotly-basic.min.js").read_bytes()).hexdigest()
    assert digest in record


def test_the_vendored_script_fits_the_installed_plotly():
    bundled = (VENDOR / "plotly-basic.min.js").read_text(encoding="utf-8")[:200]
    installed = Path(plotly.__path__[0], "package_data", "plotly.min.js").read_text(encoding="utf-8")[:400]
    assert f"v{re.search(r'plotly.js v([0-9.]+)', installed)[1]}" in bundled


def test_licences_are_shipped():
    for licence in (
        VENDOR / "plotly-LICENSE.txt",
        ROOT / "book/fonts/SourceSans3-LICENSE.md",
        ROOT / "book/_static/fonts/LICENSE.md",
    ):
        assert len(licence.read_text(encoding="utf-8")) > 500
