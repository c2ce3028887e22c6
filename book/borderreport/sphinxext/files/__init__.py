"""Files beside the pages: scripts, styles, letters, and what is left out of them."""
