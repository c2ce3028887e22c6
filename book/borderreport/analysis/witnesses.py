"""Arithmetic that the data model allows: counting witnesses once, adding only like with like."""

from __future__ import annotations

import pandas as pd


def witnesses(claims: pd.DataFrame) -> int:
    """Number of distinct voices among ``claims``: what goes back to one body or text counts once."""
    return int(claims["voice"].nunique())


def total(claims: pd.DataFrame, properties: pd.DataFrame) -> float:
    """Sum of the values of ``claims``, in their unit.

    ``properties`` is the table of that name. Raises ValueError if the property does not allow adding,
    if units, currencies or finance stages are mixed, or if an origin would be counted twice.
    """
    for column in ("property_id", "unit", "currency", "finance_stage"):
        found = sorted(set(claims[column].dropna()))
        if len(found) > 1:
            raise ValueError(f"claims of different {column} must not be added: {', '.join(found)}")
    additive = properties.set_index("property_id")["additive"]
    if not all(additive[p] for p in claims["property_id"]):
        raise ValueError(f"values of {claims['property_id'].iloc[0]} must not be added")
    repeated = claims[claims.duplicated(["voice", "subject_id"])]
    if len(repeated):
        raise ValueError(
            f"{', '.join(repeated['claim_id'])} would be counted twice: same subject, same origin"
        )
    if claims["value_best"].isna().any():
        raise ValueError(
            f"{', '.join(claims.loc[claims['value_best'].isna(), 'claim_id'])} has no single value to add"
        )
    return float(claims["value_best"].sum())
