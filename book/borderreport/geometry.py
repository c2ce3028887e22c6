"""Prepare data/geo/ from Natural Earth, as packed in the npm package world-atlas (public domain)."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pandas as pd
from pyproj import Geod
from shapely.geometry import MultiPolygon, box, mapping, shape

from borderreport.data import DATA

#: West, south, east and north of the region that the maps show, in degrees.
REGION = (44.0, 26.0, 92.0, 58.0)
#: The borders measured, as state and neighbours: those of Afghanistan, and those between the Central Asian states.
MEASURED = {
    "Afghanistan": ("Tajikistan", "Uzbekistan", "Turkmenistan", "Iran", "Pakistan", "China"),
    "Kazakhstan": ("Kyrgyzstan", "Turkmenistan", "Uzbekistan"),
    "Kyrgyzstan": ("Tajikistan", "Uzbekistan"),
    "Uzbekistan": ("Tajikistan", "Turkmenistan"),
}
#: The lines of these borders at each scale.
BORDERS = DATA / "geo" / "borders.geojson"

Line = list[list[float]]


def _topology(atlas: Path) -> dict:
    """The topology in a world-atlas file; ValueError if it is not there or holds none."""
    try:
        topology = json.loads(atlas.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ValueError(f"{atlas}: no such file") from None
    except ValueError as error:
        raise ValueError(f"{atlas}: not JSON: {error}") from error
    if not isinstance(topology, dict) or not {"arcs", "objects", "transform"} <= topology.keys():
        raise ValueError(f"{atlas}: no quantised TopoJSON; expected a countries-*.json of npm world-atlas")
    return topology


def _states(topology: dict) -> dict[str, list]:
    """The polygons of each state by English name, each a list of rings, each ring a list of arc numbers."""
    if "countries" not in topology["objects"]:
        raise ValueError(f"no countries in the topology, only {', '.join(topology['objects']) or 'nothing'}")
    return {
        g["properties"]["name"]: g["arcs"] if g["type"] == "MultiPolygon" else [g["arcs"]]
        for g in topology["objects"]["countries"]["geometries"]
    }


def _arcs(topology: dict) -> list[Line]:
    """Decode the delta-coded arcs of a TopoJSON topology into degrees."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    decoded = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append([x * sx + tx, y * sy + ty])
        decoded.append(points)
    return decoded


def _ring(indices: list[int], arcs: list[Line]) -> Line:
    points: Line = []
    for index in indices:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points += arc[1:] if points else arc
    return points


def countries(topology: dict) -> dict[str, MultiPolygon]:
    """Every state of a world-atlas ``countries-*.json`` topology by English name, in degrees (WGS 84)."""
    arcs = _arcs(topology)
    found = {}
    for name, polygons in _states(topology).items():
        rings = [[_ring(r, arcs) for r in polygon] for polygon in polygons]
        found[name] = shape({"type": "MultiPolygon", "coordinates": rings}).buffer(0)
    return found


def shared_border(topology: dict, state: str, neighbour: str) -> list[Line]:
    """The border of two states in a topology, in degrees: exactly the arcs that both use, one line an arc.

    Raises ValueError if a state is not in the topology or if they share no arc.
    """
    states = _states(topology)
    for name in (state, neighbour):
        if name not in states:
            raise ValueError(f"no state {name!r} in the topology, which has {len(states)}")
    # Arc ~i is arc i run backwards: neighbours run along their border in opposite directions.
    own, other = ({max(i, ~i) for polygon in states[n] for ring in polygon for i in ring} for n in (state, neighbour))
    if not own & other:
        raise ValueError(f"{state} and {neighbour} share no border in the topology")
    arcs = _arcs(topology)
    return [arcs[i] for i in sorted(own & other)]


def write_region(atlas: Path, target: Path) -> int:
    """Cut REGION out of the topology file ``atlas`` and write it to ``target`` as GeoJSON; return the number of states.

    Coordinates keep three decimals (about 0.1 km).
    """
    frame = box(*REGION)
    features = []
    for name, outline in sorted(countries(_topology(atlas)).items()):
        part = outline.intersection(frame)
        if part.is_empty or part.area == 0:
            continue
        polygons = part.geoms if part.geom_type == "MultiPolygon" else [part]
        kept = MultiPolygon([p for p in polygons if p.geom_type == "Polygon"])
        rounded = [[[[round(x, 3), round(y, 3)] for x, y in ring] for ring in p] for p in mapping(kept)["coordinates"]]
        features.append(
            {"type": "Feature", "properties": {"name": name}, "geometry": {"type": "MultiPolygon", "coordinates": rounded}}
        )
    _write_features(features, target)
    return len(features)


def write_borders(atlases: list[Path], target: Path = BORDERS) -> int:
    """Take the borders MEASURED out of topology files and write them to ``target`` as GeoJSON; return the number of lines.

    A file is named for its scale, as ``countries-10m.json`` for 1:10 million. Coordinates keep four
    decimals (about 10 m). Raises ValueError for a file without a scale in its name or without the states.
    """
    features = []
    for atlas in atlases:
        scale = re.search(r"-(\d+)m$", atlas.stem)
        if not scale:
            raise ValueError(f"{atlas}: no scale in the name; expected countries-10m.json for 1:10 million")
        topology = _topology(atlas)
        for state, neighbours in MEASURED.items():
            for neighbour in neighbours:
                try:
                    lines = shared_border(topology, state, neighbour)
                except ValueError as error:
                    raise ValueError(f"{atlas}: {error}") from error
                properties = {"scale": int(scale[1]), "state": state, "neighbour": neighbour}
                for line in lines:
                    rounded = [[round(x, 4), round(y, 4)] for x, y in line]
                    geometry = {"type": "LineString", "coordinates": rounded}
                    features.append({"type": "Feature", "properties": properties, "geometry": geometry})
    _write_features(features, target)
    return len(features)


def border_lines(state: str, neighbour: str, scale: int, source: Path = BORDERS) -> list[Line]:
    """The lines of one border at 1:``scale`` million, in degrees; ValueError if ``source`` has none."""
    wanted = {"scale": scale, "state": state, "neighbour": neighbour}
    features = json.loads(source.read_text(encoding="utf-8"))["features"]
    lines = [f["geometry"]["coordinates"] for f in features if f["properties"] == wanted]
    if not lines:
        raise ValueError(f"{source.name} has no border of {state} and {neighbour} at 1:{scale} million")
    return lines


def border_lengths(state: str = "Afghanistan", source: Path = BORDERS) -> pd.DataFrame:
    """Measured length of the borders of ``state``, one row a neighbour and scale, from coarse to fine.

    Columns: `scale` (110 for 1:110 million), `neighbour`, `km` (geodesic length on WGS 84 along the
    points) and `points`. The states are those of MEASURED, each border under the first of its two.
    Raises ValueError if ``source`` has no border under ``state``.
    """
    ellipsoid = Geod(ellps="WGS84")
    rows = [
        {
            "scale": f["properties"]["scale"],
            "neighbour": f["properties"]["neighbour"],
            "km": ellipsoid.line_length(*zip(*f["geometry"]["coordinates"])) / 1000,
            "points": len(f["geometry"]["coordinates"]),
        }
        for f in json.loads(source.read_text(encoding="utf-8"))["features"]
        if f["properties"]["state"] == state
    ]
    if not rows:
        raise ValueError(f"{source.name} has no border under the state {state!r}")
    lengths = pd.DataFrame(rows).groupby(["neighbour", "scale"], sort=False, as_index=False).sum()
    return lengths.sort_values("scale", ascending=False, kind="stable")[["scale", "neighbour", "km", "points"]].reset_index(
        drop=True
    )


def _write_features(features: list[dict], target: Path) -> None:
    """Write GeoJSON, one feature a line."""
    lines = ",\n".join(json.dumps(f, ensure_ascii=False) for f in features)
    target.write_text(f'{{"type": "FeatureCollection", "features": [\n{lines}\n]}}\n', encoding="utf-8")
