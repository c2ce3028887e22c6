"""Tools for those who extend the dataset.

They find a phrase, add a source and its claims, change a cell, show coverage.
"""
