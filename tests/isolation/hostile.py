"""Settings of a machine or its user that must change nothing in what is built: variables and files."""

from pathlib import Path

RAISES = "raise SystemExit('a file of the machine was run')\n"
FILES = {
    "raises.py": RAISES,
    "modules/sitecustomize.py": "print('sitecustomize was run')\n",
    "modules/usercustomize.py": "print('usercustomize was run')\n",
    "modules/pandas.py": RAISES,
    "modules/json.py": RAISES,
    "modules/IPython.py": RAISES,
    "modules/borderreport.py": RAISES,
    "ipython/profile_default/ipython_config.py": "c.InteractiveShell.ast_node_interactivity = 'all'\n",
    "ipython/profile_default/startup/00.py": RAISES,
    "jupyter/kernels/python3/kernel.json": '{"argv": ["false"], "display_name": "foreign", "language": "x"}',
    "config/jupyter_config.py": "c.MultiKernelManager.default_kernel_name = 'foreign'\n" + RAISES,
    "config/jupyter_server_config.py": "c.ServerApp.root_dir = '/nowhere'\n" + RAISES,
    "docutils.conf": "[general]\nsmart_quotes: yes\nlanguage_code: de\nreport_level: 1\n",
    "matplotlibrc": "backend: nonsense\n",
    "bashrc": "echo BASH_ENV was run; exit 7\n",
    "home/.docutils": "[general]\nlanguage_code: de\n",
    "home/.config/jupytext/jupytext.toml": 'formats = "ipynb,py"\n',
}
HOME_OF = {
    "home/.ipython": "ipython",
    "home/.jupyter": "config",
    "home/.local/share/jupyter": "jupyter",
}

#: Variables by case; {} is the folder of the files. Those of the first group hurt Python itself, before any
#: code of the report: only a Python started with -I, as the Makefile does, gets over them.
FATAL = {
    "home of Python": {"PYTHONHOME": "/nowhere"},
    "encoding that is none": {"PYTHONIOENCODING": "nonsense"},
    "UTF-8 mode that is none": {"PYTHONUTF8": "nonsense"},
    "hash seed that is none": {"PYTHONHASHSEED": "nonsense"},
    "allocator that is none": {"PYTHONMALLOC": "nonsense"},
    "talkative imports": {"PYTHONVERBOSE": "1"},
    "times of imports": {"PYTHONPROFILEIMPORTTIME": "1"},
    "modules of others": {"PYTHONPATH": "{}/modules"},
}
HARMLESS_AT_START = {
    "start-up file": {"PYTHONSTARTUP": "{}/raises.py"},
    "warnings as errors": {"PYTHONWARNINGS": "error"},
    "development mode": {"PYTHONDEVMODE": "1"},
    "optimised": {"PYTHONOPTIMIZE": "2"},
    "inspect": {"PYTHONINSPECT": "1"},
    "no UTF-8 mode": {"PYTHONUTF8": "0"},
    "encoding": {"PYTHONIOENCODING": "latin-1:replace"},
    "debugger": {"PYTHONBREAKPOINT": "nothing.at_all"},
    "traced memory": {"PYTHONTRACEMALLOC": "5"},
    "fault handler": {"PYTHONFAULTHANDLER": "1"},
    "user base": {"PYTHONUSERBASE": "{}/home"},
    "hash seed": {"PYTHONHASHSEED": "7"},
    "byte code": {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": "{}/cache"},
    "Turkish": {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "LANGUAGE": "tr"},
    "no locale": {"LC_ALL": "C", "LANG": "C"},
    "broken locale": {"LC_ALL": "nonsense", "LC_CTYPE": "nonsense"},
    "German numbers": {"LC_NUMERIC": "de_DE.UTF-8"},
    "time zone": {"TZ": "Pacific/Kiritimati"},
    "broken time zone": {"TZ": "nonsense"},
    "IPython profile": {"IPYTHONDIR": "{}/ipython"},
    "IPython errors": {"IPYTHON_SUPPRESS_CONFIG_ERRORS": "nonsense"},
    "foreign kernel": {"JUPYTER_PATH": "{}/jupyter", "JUPYTER_DATA_DIR": "{}/jupyter"},
    "Jupyter configuration": {"JUPYTER_CONFIG_DIR": "{}/config", "JUPYTER_CONFIG_PATH": "{}/config"},
    "Jupyter prefers the user": {"JUPYTER_PREFER_ENV_PATH": "0", "JUPYTER_PLATFORM_DIRS": "1"},
    "Jupyter's switches": {"JUPYTER_NO_CONFIG": "1", "JUPYTERLAB_DIR": "/nowhere", "JUPYTER_TOKEN": "x"},
    "another home": {"HOME": "{}/home"},
    "another XDG": {"XDG_CONFIG_HOME": "{}/home/.config", "XDG_DATA_HOME": "{}/home/.local/share"},
    "no such home": {"HOME": "/nowhere"},
    "empty home": {"HOME": ""},
    "docutils": {"DOCUTILSCONFIG": "{}/docutils.conf"},
    "Sphinx": {"SPHINXOPTS": "-t nonsense", "SPHINXBUILD": "false", "SPHINX_APIDOC_OPTIONS": "x"},
    "make": {"MAKEFLAGS": "", "MAKELEVEL": "3", "MFLAGS": ""},
    "charts": {"PLOTLY_RENDERER": "png", "MPLBACKEND": "nonsense", "MATPLOTLIBRC": "{}/matplotlibrc"},
    "pandas": {"PANDAS_COPY_ON_WRITE": "0", "PANDAS_FUTURE_INFER_STRING": "0"},
    "narrow terminal": {"COLUMNS": "20", "LINES": "5"},
    "colours": {"FORCE_COLOR": "1", "CLICOLOR_FORCE": "1", "PY_COLORS": "1"},
    "no colours": {"NO_COLOR": "1", "CLICOLOR": "0"},
    "another venv": {"VIRTUAL_ENV": "/nowhere", "CONDA_PREFIX": "/nowhere", "CONDA_DEFAULT_ENV": "x"},
    "shell": {"CDPATH": "{}", "BASH_ENV": "{}/bashrc", "ENV": "{}/bashrc", "SHELLOPTS": "noclobber"},
    "git": {"GIT_DIR": "/nowhere", "GIT_WORK_TREE": "/nowhere", "GIT_INDEX_FILE": "/nowhere"},
    "pip": {"PIP_USER": "1", "PIP_TARGET": "/nowhere", "PIP_CONFIG_FILE": "/nowhere"},
    "fonts": {"FONTCONFIG_FILE": "/nowhere", "FONTCONFIG_PATH": "/nowhere"},
    "no scratch space": {"TMPDIR": "/nowhere"},
    "preloaded": {"GLIBC_TUNABLES": "glibc.malloc.check=0", "MALLOC_CHECK_": "0"},
}


def folder_of(path: Path) -> Path:
    """``path`` with all files of this module in it."""
    for name, text in FILES.items():
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_text(text, encoding="utf-8")
    for name, target in HOME_OF.items():
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).symlink_to(path / target)
    return path


def variables(case: dict[str, str], folder: Path) -> dict[str, str]:
    """The variables of one case, with the paths of its files."""
    return {name: value.replace("{}", str(folder)) for name, value in case.items()}


def everything(folder: Path) -> dict[str, str]:
    """All settings at once; of those that exclude one another, the last."""
    cases = [*HARMLESS_AT_START.values(), *FATAL.values()]
    return {name: value for case in cases for name, value in variables(case, folder).items()}
