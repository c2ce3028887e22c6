"""Figures and tables in pages: their directives, nodes and files."""
