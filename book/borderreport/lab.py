"""``python -m borderreport lab``: the chapters as notebooks in JupyterLab, in the environment of the report.

What JupyterLab reads is what the project has installed: the folders of the machine that no variable turns off
(/etc/jupyter, /usr/local/share/jupyter and the like) are taken out of its search.
"""

import os
import shlex
import sys

from borderreport.isolation import BOOK, USER_HOME


def run(options: list[str]) -> None:
    """Start JupyterLab in book/ with further ``options`` of its own; returns when it ends."""
    from jupyter_core import paths

    paths.SYSTEM_CONFIG_PATH.clear()
    paths.SYSTEM_JUPYTER_PATH.clear()
    from jupyterlab import labapp

    print("== opening the chapters: choose one, then Open With > Notebook", flush=True)
    labapp.main([f"--ServerApp.root_dir={BOOK}", *_for_root(), *_browser(), *options])


def _for_root() -> list[str]:
    return ["--allow-root"] if os.getuid() == 0 else []


def _browser() -> list[str]:
    """The browser of the person at work, with their bookmarks and windows: those lie in their home folder."""
    home = os.environ.get(USER_HOME)
    if not home:
        return []
    others = [f"--unset={name}" for name in os.environ if name.startswith("XDG_") and name.endswith("_HOME")]
    command = ["env", "--unset=XDG_CONFIG_DIRS", *others, f"HOME={home}", sys.executable, "-m", "webbrowser"]
    return [f"--ServerApp.browser={shlex.join(command)} %s"]
