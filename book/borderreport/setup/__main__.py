"""``python -I -B book/borderreport/setup COMMAND``, in the project's folder:

ready FILE…    status 0 if the running Python is that of .venv and has installed these requirements, else 1
install FILE…  make .venv ready for them; one line and status 1 if that cannot be done
run ARGUMENT…  run .venv's Python with the machine's network settings, and no other of pip's or uv's
"""

import os
import sys

if __name__ == "__main__":
    # -I leaves out PYTHONPATH, and what Python puts here is this folder itself.
    sys.path[0] = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    os.umask(0o022)
    from borderreport.isolation import ROOT
    from borderreport.setup import stamp

    command, *arguments = sys.argv[1:]
    venv = os.path.join(ROOT, ".venv")
    if command == "ready":
        sys.exit(0 if stamp.ready(venv, ROOT, arguments) else 1)

    from borderreport.setup import install, network

    if command == "run":
        python = install.python_of(venv)
        os.execve(python, [python, *arguments], network.environment(os.environ, venv))
    try:
        install.install(venv, ROOT, arguments)
    except install.Problem as problem:
        sys.exit(f"error: {problem}")
    except KeyboardInterrupt:
        sys.exit("interrupted; the next run begins .venv again")
