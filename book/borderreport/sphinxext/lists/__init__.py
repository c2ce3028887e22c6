"""Lists that pages hold, made from the tables of the data."""
