"""``python -m borderreport``: see `borderreport.cli`."""

import sys

from borderreport.cli import main

sys.exit(main())
