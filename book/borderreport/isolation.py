"""An environment of the report's own, so that the machine's settings change nothing in what is built.

It lists what may come in, not what must stay out: so a setting nobody thought of stays out too.

Two ways lead in. `enter`, called before anything else by ``python -m borderreport``, starts the command again
where it is not in that environment. And this file runs Python in it, which the Makefile uses:

    python -I book/borderreport/isolation.py -m borderreport check

That first Python needs ``-I``: with a wrong PYTHONHOME or PYTHONIOENCODING another would not even start.

Only `os`, `stat` and `sys` are imported, which Python has loaded before it looks into the current folder: a
``json.py`` that lies there cannot get in the way.
"""

import os
import stat
import sys

BOOK = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
ROOT = os.path.dirname(BOOK)

#: What comes in: where programs, libraries and scratch space are, and who is at work;
KEPT = {"PATH", "TMPDIR", "USER", "LOGNAME", "TERM"}
KEPT |= {"LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH"}
#: the way to the network, which a lab or an installation may need;
PROXIES = {"http_proxy", "https_proxy", "ftp_proxy", "all_proxy", "no_proxy"}
KEPT |= PROXIES | {name.upper() for name in PROXIES}
KEPT |= {"SSL_CERT_FILE", "SSL_CERT_DIR", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"}
#: the desktop, on which a lab opens a browser;
KEPT |= {"DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY", "DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR"}
KEPT |= {"XDG_CURRENT_DESKTOP", "BROWSER"}
#: and the report's own settings.
KEPT |= {"SOURCE_TEXTS", "BROWSER_PATH", "SOURCE_DATE_EPOCH", "WITHOUT", "PAPER", "CI", "PYTEST_ADDOPTS"}
KEPT_PREFIXES = ("REPORT_", "BORDERREPORT_")

#: Home folder of the person at work, for the one thing that needs it: a browser that a lab opens.
USER_HOME = "BORDERREPORT_USER_HOME"
#: Process that was started again by `enter`: not twice, whatever comes between.
ENTERED = "_ENTERED_BY_BORDERREPORT"


def environment(environ: dict[str, str], home: str) -> dict[str, str]:
    """The variables of a process of the report, made from those of its caller; ``home`` is its home folder.

    Applied to its own result it changes nothing.
    """
    kept = {name: value for name, value in environ.items() if name in KEPT or name.startswith(KEPT_PREFIXES)}
    kept["PATH"] = _path(environ.get("PATH") or os.defpath)
    # Relative to the caller's folder, while chapters run in others.
    if kept.get("SOURCE_TEXTS"):
        kept["SOURCE_TEXTS"] = os.path.abspath(kept["SOURCE_TEXTS"])
    kept["TMPDIR"] = _scratch(environ)
    if environ.get("HOME") and environ["HOME"] != home:
        kept[USER_HOME] = environ["HOME"]
    return kept | {
        # Words, dates and order.
        "LANG": "C.UTF-8",
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
        # Python: the package and the libraries beside the interpreter, and no module from the current folder.
        "PYTHONPATH": BOOK,
        "PYTHONSAFEPATH": "1",
        "PYTHONNOUSERSITE": "1",
        "PYTHONUTF8": "1",
        "PYTHONHASHSEED": "0",
        "PYTHONDONTWRITEBYTECODE": "1",
        # What programs look for in a home folder, and beside it in /etc/xdg.
        "HOME": home,
        "XDG_CONFIG_HOME": os.path.join(home, ".config"),
        "XDG_CONFIG_DIRS": os.path.join(home, ".config"),
        "XDG_CACHE_HOME": os.path.join(home, ".cache"),
        "XDG_DATA_HOME": os.path.join(home, ".local", "share"),
        "XDG_STATE_HOME": os.path.join(home, ".local", "state"),
        # Empty: no file at all, not even /etc/docutils.conf.
        "DOCUTILSCONFIG": "",
        "IPYTHONDIR": os.path.join(home, ".ipython"),
        "JUPYTER_CONFIG_DIR": os.path.join(home, ".jupyter"),
        "JUPYTER_DATA_DIR": os.path.join(home, ".local", "share", "jupyter"),
        "JUPYTER_RUNTIME_DIR": os.path.join(home, ".local", "share", "jupyter", "runtime"),
        # The first place to look for kernels: python3 is the report's own, see `borderreport.kernel`.
        "JUPYTER_PATH": os.path.join(BOOK, "jupyter"),
        "JUPYTER_PREFER_ENV_PATH": "1",
        "JUPYTEXT_CEILING_DIRECTORIES": ROOT,
    }


def _path(path: str) -> str:
    """``path`` with the interpreter's folder first, without entries that change with the current folder."""
    own = os.path.dirname(sys.executable)
    others = [entry for entry in path.split(os.pathsep) if os.path.isabs(entry) and entry != own]
    return os.pathsep.join([own, *others])


def _scratch(environ: dict[str, str]) -> str:
    """TMPDIR, or /tmp where it names no folder to write in: many programs would fail there."""
    named = environ.get("TMPDIR", "")
    return named if os.path.isabs(named) and os.access(named, os.W_OK | os.X_OK) else "/tmp"


def home_folder(environ: dict[str, str]) -> str:
    """The report's home folder, made if need be: in _build/, or in TMPDIR if that cannot be written."""
    own = os.path.join(ROOT, "_build", ".home")
    for folder in (own, os.path.join(_scratch(environ), f"borderreport-{os.getuid()}")):
        try:
            os.makedirs(folder, exist_ok=True)
            found = os.lstat(folder)
        except OSError:
            continue
        # In TMPDIR anybody could have made it, or put a link there.
        if folder == own or (stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid()):
            if os.access(folder, os.W_OK | os.X_OK):
                return folder
    return own


def enter() -> None:
    """Return in the report's environment: a process that is not in it starts the same command again there."""
    os.umask(0o022)
    if os.environ.pop(ENTERED, "") == str(os.getpid()):
        return
    own = environment(os.environ, home_folder(os.environ))
    if dict(os.environ) != own:
        start(sys.orig_argv[1:], own | {ENTERED: str(os.getpid())})


def start(arguments: list[str], own: dict[str, str]) -> None:
    """Become the Python that runs ``arguments`` with the variables ``own``; does not return."""
    sys.stdout.flush()
    sys.stderr.flush()
    os.execve(sys.executable, [sys.executable, *arguments], own)


if __name__ == "__main__":
    os.umask(0o022)
    start(sys.argv[1:], environment(os.environ, home_folder(os.environ)))
