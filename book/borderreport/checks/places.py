"""Coordinates: within the country that is named, and as precise as they say."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import lru_cache

import pandas as pd

from borderreport.checks.problem import Problem
from borderreport.data import DATA, Dataset

ENTITIES = "data/entities.csv"
#: Precision -> fewest and most decimals, and degrees by which a place may lie outside the simplified outline.
PRECISION = {"site": (2, 5, 0.1), "town": (2, 3, 0.1), "area": (0, 1, 0.5)}
OUTLINES = DATA / "geo" / "countries-50m.geojson"


def check_places(data: Dataset) -> list[Problem]:
    """Faults of the coordinates of entities."""
    entities = data.entities
    placed = entities[["latitude", "longitude", "coordinate_precision"]].notna()
    problems = [
        Problem(
            ENTITIES,
            int(index) + 2,
            entities.loc[index, "entity_id"],
            "coordinate_precision",
            "latitude, longitude and coordinate_precision together or none of them",
            f"{int(placed.loc[index].sum())} of the three",
        )
        for index in entities.index[placed.any(axis=1) & ~placed.all(axis=1)]
    ]
    places = entities[placed.all(axis=1)]
    return [*problems, *_precise(places), *_inside(entities, places)]


def _decimals(number: float) -> int:
    return len(f"{number:.10f}".rstrip("0").partition(".")[2])


def _precise(places: pd.DataFrame) -> Iterator[Problem]:
    for index, place in zip(places.index, places.to_dict("records")):
        fewest, most, _ = PRECISION[place["coordinate_precision"]]
        digits = max(_decimals(place["latitude"]), _decimals(place["longitude"]))
        if not fewest <= digits <= most:
            where = (ENTITIES, int(index) + 2, place["entity_id"], "coordinate_precision")
            expected = f"{fewest} to {most} decimals for the precision {place['coordinate_precision']}"
            yield Problem(*where, expected, f"{digits}")


def _inside(entities: pd.DataFrame, places: pd.DataFrame) -> Iterator[Problem]:
    """A place lies in a state that is its parent, or that its name or note names."""
    if places.empty:
        return
    from shapely.geometry import Point  # here, because most folders of data that are checked have no places

    outlines = _outlines()
    of_states = entities[(entities["entity_type"] == "state") & entities["name"].isin(list(outlines))]
    states = dict(zip(of_states["entity_id"], of_states["name"]))
    for index, place in zip(places.index, places.to_dict("records")):
        words = " ".join(text for text in (place["name"], place["note"]) if isinstance(text, str))
        countries = {name for name in outlines if name in words or name == states.get(place["parent_id"])}
        where = (ENTITIES, int(index) + 2, place["entity_id"], "latitude")
        told = f"{place['latitude']:g}, {place['longitude']:g}"
        if not countries:
            yield Problem(*where, "a state as its parent, or one named in its name or note", told)
            continue
        point, slack = (
            Point(place["longitude"], place["latitude"]),
            PRECISION[place["coordinate_precision"]][2],
        )
        if min(outlines[name].distance(point) for name in countries) > slack:
            yield Problem(*where, f"a place in {' or '.join(sorted(countries))}", told)


@lru_cache(maxsize=1)
def _outlines() -> dict:
    from shapely.geometry import shape

    features = json.loads(OUTLINES.read_text(encoding="utf-8"))["features"]
    return {feature["properties"]["name"]: shape(feature["geometry"]) for feature in features}
