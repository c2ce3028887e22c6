"""Values, dates and numbers in words, and read back from words."""
