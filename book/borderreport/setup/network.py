"""The environment of an installation: the report's own, and of pip's settings those of the network.

pip reads files of the machine, its user and .venv, and variables. Any of them may send libraries elsewhere
(``user``, ``target``, ``prefix``, ``root``), take others (``constraint``, ``no-binary``) or do nothing
(``dry-run``). But they also say where packages come from. So that is read here, and pip reads no file.

``pip config list`` is not asked: ``quiet``, ``log``, ``python`` or ``use-feature`` in a file can silence it.
"""

import configparser
import os
import sys

from borderreport import isolation

#: Options of pip that say where packages come from and how to get there.
KEPT = (
    "index-url extra-index-url find-links trusted-host proxy cert client-cert keyring-provider "
    "timeout default-timeout retries resume-retries cache-dir no-cache-dir"
).split()
#: The same of uv, which ``make lock`` runs. It does not read pip's, so it is told.
UV_KEPT = {
    f"UV_{name}"
    for name in (
        "INDEX DEFAULT_INDEX INDEX_URL EXTRA_INDEX_URL FIND_LINKS NO_INDEX INDEX_STRATEGY INSECURE_HOST "
        "KEYRING_PROVIDER NATIVE_TLS SYSTEM_CERTS HTTP_TIMEOUT HTTP_RETRIES OFFLINE CACHE_DIR"
    ).split()
}
UV_FROM_PIP = {
    "UV_DEFAULT_INDEX": "index-url",
    "UV_EXTRA_INDEX_URL": "extra-index-url",
    "UV_FIND_LINKS": "find-links",
    "UV_INSECURE_HOST": "trusted-host",
    "SSL_CERT_FILE": "cert",
}
#: Of the user, since credentials, certificates and caches lie there. Nothing else in it has a say.
HOME = ("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "NETRC")


def environment(environ: dict[str, str], venv: str) -> dict[str, str]:
    """The variables for pip and uv, made from those of the caller and the configuration of pip."""
    made = isolation.environment(environ, isolation.home_folder(environ))
    # A build of a library brings its own path, and looks into its own folder.
    for name in ("PYTHONPATH", "PYTHONSAFEPATH", "XDG_CONFIG_DIRS", *HOME):
        made.pop(name, None)
    made |= {name: environ[name] for name in HOME if environ.get(name)}
    settings = kept(settings_of(environ, venv))
    made |= {"PIP_" + key.upper().replace("-", "_"): value for key, value in settings.items()}
    made |= {"PIP_CONFIG_FILE": os.devnull, "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1"}
    return made | _of_uv(environ, settings) | {"UV_NO_CONFIG": "1"}


def _of_uv(environ: dict[str, str], settings: dict[str, str]) -> dict[str, str]:
    """uv's variables of the network: those given, and else what ``settings`` of pip say."""
    # uv separates folders by commas, addresses by spaces.
    lists = settings | {key: ",".join(settings[key].split()) for key in ("find-links",) if key in settings}
    told = {name: lists[key] for name, key in UV_FROM_PIP.items() if key in lists and name not in environ}
    # UV_INDEX_…: names and passwords.
    own = {name for name in environ if name in UV_KEPT or name.startswith("UV_INDEX_")}
    return told | {name: environ[name] for name in own}


def kept(settings: dict[str, str]) -> dict[str, str]:
    """Those of pip's ``settings`` that an installation needs; lists in one line, as variables have them."""
    found = {key: " ".join(settings[key].split()) for key in KEPT if settings.get(key, "").strip()}
    # Where folders are all there is, pip would ask an index in vain. Else it could install nothing.
    indices = {"index-url", "extra-index-url"} & found.keys()
    if "no-index" in settings and "find-links" in found and not indices:
        found["no-index"] = settings["no-index"]
    return found


def settings_of(environ: dict[str, str], venv: str) -> dict[str, str]:
    """pip's settings for an installation, by option: ``install`` over ``global``, variables over both."""
    sections: dict[str, dict[str, str]] = {"global": {}, "install": {}}
    for path in files(environ, venv):
        for section, options in _read(path).items():
            sections.setdefault(section, {}).update(options)
    variables = {
        _option(name.removeprefix("PIP_")): value
        for name, value in environ.items()
        if name.startswith("PIP_") and value
    }
    return sections["global"] | sections["install"] | variables


def files(environ: dict[str, str], venv: str) -> list[str]:
    """The files pip would read, the weakest first: the machine's, the user's, .venv's, the one named."""
    named = environ.get("PIP_CONFIG_FILE", "")
    if named == os.devnull:
        return []
    home = environ.get("HOME") or os.path.expanduser("~")
    config = environ.get("XDG_CONFIG_HOME") or os.path.join(home, ".config")
    if sys.platform == "darwin":
        machine = ["/Library/Application Support/pip/pip.conf"]
        own = os.path.join(home, "Library", "Application Support", "pip")
        user = os.path.join(own if os.path.isdir(own) else os.path.join(home, ".config", "pip"), "pip.conf")
    else:
        folders = (environ.get("XDG_CONFIG_DIRS") or "/etc/xdg").split(os.pathsep)
        machine = [os.path.join(folder, "pip", "pip.conf") for folder in folders] + ["/etc/pip.conf"]
        user = os.path.join(config, "pip", "pip.conf")
    # pip leaves out the user's where another is named.
    users = [] if named and os.path.exists(named) else [os.path.join(home, ".pip", "pip.conf"), user]
    return [*machine, *users, os.path.join(venv, "pip.conf"), *([named] if named else [])]


def _read(path: str) -> dict[str, dict[str, str]]:
    parser = configparser.RawConfigParser()
    try:
        parser.read(path, encoding="utf-8")
    except (configparser.Error, OSError, UnicodeDecodeError) as error:
        reason = str(error).splitlines()[0]
        said = f"warning: pip's settings in {path} are left out, for they cannot be read: {reason}"
        print(said, file=sys.stderr)
        return {}
    return {name: {_option(key): value for key, value in parser.items(name)} for name in parser.sections()}


def _option(name: str) -> str:
    return name.lower().replace("_", "-").removeprefix("--")
