"""Prints, as JSON, what a process of the report sees of its surroundings."""

from borderreport.isolation import enter

enter()

import importlib.util  # noqa: E402  what comes before `enter` runs under the settings of the caller
import json  # noqa: E402
import locale  # noqa: E402
import os  # noqa: E402
import shutil  # noqa: E402
import sys  # noqa: E402
import time  # noqa: E402
import warnings  # noqa: E402

NAMES = ("pandas", "json", "borderreport", "IPython")
umask = os.umask(0o022)
print(
    json.dumps(
        {
            "environment": dict(sorted(os.environ.items())),
            "flags": str(sys.flags),
            "options": str(sys._xoptions),
            "path": sys.path,
            "warnings": [str(entry[:3]) for entry in warnings.filters],
            "umask": umask,
            "zone": time.tzname,
            "locale": locale.setlocale(locale.LC_ALL, ""),
            "encodings": [locale.getencoding(), sys.stdout.encoding, sys.getfilesystemencoding()],
            "width": shutil.get_terminal_size().columns,
            "hash": hash("order"),
            "modules": [importlib.util.find_spec(name).origin for name in NAMES],
            "customised": [name for name in ("sitecustomize", "usercustomize") if name in sys.modules],
        }
    )
)
