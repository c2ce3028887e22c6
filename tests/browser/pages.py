"""The pages that the browser tests open."""

PAGES = ["index", "programme", "presence", "delisting", "financing", "sources", "record", "evidence", "data"]
WITH_CHARTS = PAGES[1:7]
