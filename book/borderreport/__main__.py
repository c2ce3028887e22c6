"""``python -m borderreport``: the commands of `cli`, each in the environment of `isolation`."""

import sys

from borderreport.isolation import enter

enter()

from borderreport.cli import main  # noqa: E402  what is imported before runs in the caller's environment

sys.exit(main())
