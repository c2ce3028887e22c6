"""Prepare data/geo/ from Natural Earth, as packed in the npm package world-atlas (public domain)."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pandas as pd
from pyproj import Geod
from shapely.geometry import MultiPolygon, Polygon, box, mapping, shape

from borderreport.data import DATA

#: West, south, east and north of the region that the maps show, in degrees.
REGION = (44.0, 26.0, 92.0, 58.0)
#: The borders measured, as state and neighbours: those of Afghanistan, and those between the Central Asian
#: states.
MEASURED = {
    "Afghanistan": ("Tajikistan", "Uzbekistan", "Turkmenistan", "Iran", "Pakistan", "China"),
    "Kazakhstan": ("Kyrgyzstan", "Turkmenistan", "Uzbekistan"),
    "Kyrgyzstan": ("Tajikistan", "Uzbekistan"),
    "Uzbekistan": ("Tajikistan", "Turkmenistan"),
}
#: The lines of these borders at each scale.
BORDERS = DATA / "geo" / "borders.geojson"

#: Points as longitude and latitude, in degrees (WGS 84).
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
    """The polygons of each state by English name, each a list of rings, each ring a list of arc numbers.

    Raises ValueError if the topology has no states, or two of one name.
    """
    if "countries" not in topology["objects"]:
        raise ValueError(f"no countries in the topology, only {', '.join(topology['objects']) or 'nothing'}")
    found = {}
    for g in topology["objects"]["countries"]["geometries"]:
        name = g["properties"]["name"]
        if name in found:
            raise ValueError(f"two states of the name {name!r} in the topology")
        found[name] = g["arcs"] if g["type"] == "MultiPolygon" else [g["arcs"]]
    return found


def _arcs(topology: dict) -> list[Line]:
    """The arcs of a TopoJSON topology, decoded from steps on its grid into degrees."""
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
    """A ring in degrees, from its arc numbers: arc ~i is arc i run backwards."""
    points: Line = []
    for index in indices:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points += arc[1:] if points else arc
    return points


def countries(topology: dict) -> dict[str, Polygon | MultiPolygon]:
    """Every state of a world-atlas ``countries-*.json`` topology by English name, in degrees (WGS 84)."""
    arcs = _arcs(topology)
    found = {}
    for name, polygons in _states(topology).items():
        rings = [[_ring(r, arcs) for r in polygon] for polygon in polygons]
        found[name] = shape({"type": "MultiPolygon", "coordinates": rings}).buffer(
            0
        )  # mends rings that cross on the grid
    return found


def shared_border(topology: dict, state: str, neighbour: str) -> list[Line]:
    """The border of two states in a topology, in degrees: exactly the arcs that both use, one line an arc.

    In a topology neighbours do not each have a line of their own: both refer to one and the same arc,
    which ends where a third state begins. So the arcs in common are the whole border, exclaves
    included, and no tolerance is needed; ``state`` and ``neighbour`` may change places.

    Raises ValueError if a state is not in the topology or if they share no arc.
    """
    states = _states(topology)
    for name in (state, neighbour):
        if name not in states:
            raise ValueError(f"no state {name!r} in the topology, which has {len(states)}")
    # Neighbours run along their border in opposite directions: where one has arc i, the other has ~i.
    own, other = (
        {max(i, ~i) for polygon in states[n] for ring in polygon for i in ring} for n in (state, neighbour)
    )
    if not own & other:
        raise ValueError(f"{state} and {neighbour} share no border in the topology")
    arcs = _arcs(topology)
    return [arcs[i] for i in sorted(own & other)]


def write_region(atlas: Path, target: Path) -> int:
    """Cut REGION out of the topology file ``atlas`` and write it to ``target`` as GeoJSON.

    Returns the number of states. Coordinates are in degrees and keep three decimals (about 0.1 km). Raises
    ValueError for a file that is no such topology.
    """
    topology = _topology(atlas)
    try:
        outlines = countries(topology)
    except ValueError as error:
        raise ValueError(f"{atlas}: {error}") from error
    frame = box(*REGION)
    features = []
    for name, outline in sorted(outlines.items()):
        part = outline.intersection(frame)
        if part.is_empty or part.area == 0:
            continue
        pieces = getattr(
            part, "geoms", [part]
        )  # the frame may also leave a line or a point, where it only touches
        kept = MultiPolygon([p for p in pieces if p.geom_type == "Polygon"])
        rounded = [
            [[[round(x, 3), round(y, 3)] for x, y in ring] for ring in p]
            for p in mapping(kept)["coordinates"]
        ]
        features.append(
            {
                "type": "Feature",
                "properties": {"name": name},
                "geometry": {"type": "MultiPolygon", "coordinates": rounded},
            }
        )
    _write_features(features, target)
    return len(features)


def write_borders(atlases: list[Path], target: Path = BORDERS) -> int:
    """Take the borders MEASURED out of topology files and write them to ``target`` as GeoJSON.

    Returns the number of lines. A file is named for its scale, as ``countries-10m.json`` for 1:10 million.
    Coordinates are in degrees and keep four decimals (about 10 m; the grid of world-atlas is coarser). Raises
    ValueError for a file without a scale in its name or without the states.
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
    """The lines of one border at 1:``scale`` million, in degrees; ValueError if ``source`` has none.

    ``state`` and ``neighbour`` are given as in MEASURED.
    """
    wanted = {"scale": scale, "state": state, "neighbour": neighbour}
    lines = [f["geometry"]["coordinates"] for f in _features(source) if f["properties"] == wanted]
    if not lines:
        raise ValueError(f"{source.name} has no border of {state} and {neighbour} at 1:{scale} million")
    return lines


def border_lengths(state: str = "Afghanistan", source: Path = BORDERS) -> pd.DataFrame:
    """Measured length of the borders of ``state``, one row a neighbour and scale, from coarse to fine.

    Columns: `scale` (110 for 1:110 million), `neighbour`, `km` (geodesic length on WGS 84 along the
    points, all lines of the border together) and `points` (their number). The states are those of
    MEASURED, each border under the first of its two. Raises ValueError if ``source`` has no border under
    ``state``.
    """
    ellipsoid = Geod(ellps="WGS84")
    rows = [
        {
            "scale": f["properties"]["scale"],
            "neighbour": f["properties"]["neighbour"],
            "km": ellipsoid.line_length(*zip(*f["geometry"]["coordinates"])) / 1000,
            "points": len(f["geometry"]["coordinates"]),
        }
        for f in _features(source)
        if f["properties"]["state"] == state
    ]
    if not rows:
        raise ValueError(f"{source.name} has no border under the state {state!r}")
    lengths = pd.DataFrame(rows).groupby(["neighbour", "scale"], sort=False, as_index=False).sum()
    return lengths.sort_values("scale", ascending=False, kind="stable")[
        ["scale", "neighbour", "km", "points"]
    ].reset_index(drop=True)


def _features(source: Path) -> list[dict]:
    """The features of a GeoJSON file; ValueError if it is not there."""
    try:
        return json.loads(source.read_text(encoding="utf-8"))["features"]
    except FileNotFoundError:
        raise ValueError(
            f"{source}: no such file; python -m borderreport geometry --borders writes it"
        ) from None


def _write_features(features: list[dict], target: Path) -> None:
    """Write GeoJSON, one feature a line."""
    lines = ",\n".join(json.dumps(f, ensure_ascii=False) for f in features)
    target.write_text(f'{{"type": "FeatureCollection", "features": [\n{lines}\n]}}\n', encoding="utf-8")
