"""Tools of the report: data access, evidence checks, claims in prose, charts and tables.

Chapters analyse; this package renders and checks. It never interprets.
"""
