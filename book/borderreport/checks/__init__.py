"""Checks of the data and its evidence: ``python -m borderreport check`` runs them all."""
