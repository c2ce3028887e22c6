"""Prepare data/geo/ from Natural Earth, as packed in the npm package world-atlas (public domain)."""

from __future__ import annotations

import json
from pathlib import Path

from shapely.geometry import MultiPolygon, box, mapping, shape

#: West, south, east and north of the region that the maps show, in degrees.
REGION = (44.0, 26.0, 92.0, 58.0)


def _arcs(topology: dict) -> list[list[list[float]]]:
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


def _ring(indices: list[int], arcs: list) -> list[list[float]]:
    points: list[list[float]] = []
    for index in indices:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points += arc[1:] if points else arc
    return points


def countries(topology: dict) -> dict[str, MultiPolygon]:
    """Every state of a world-atlas ``countries-*.json`` topology by English name, in degrees (WGS 84)."""
    arcs = _arcs(topology)
    found = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        rings = [[_ring(r, arcs) for r in polygon] for polygon in polygons]
        found[geometry["properties"]["name"]] = shape({"type": "MultiPolygon", "coordinates": rings}).buffer(0)
    return found


def write_region(atlas: Path, target: Path) -> int:
    """Cut REGION out of the topology file ``atlas`` and write it to ``target`` as GeoJSON; return the number of states.

    Coordinates keep three decimals (about 0.1 km).
    """
    frame = box(*REGION)
    features = []
    for name, outline in sorted(countries(json.loads(atlas.read_text(encoding="utf-8"))).items()):
        part = outline.intersection(frame)
        if part.is_empty or part.area == 0:
            continue
        polygons = part.geoms if part.geom_type == "MultiPolygon" else [part]
        kept = MultiPolygon([p for p in polygons if p.geom_type == "Polygon"])
        rounded = [[[[round(x, 3), round(y, 3)] for x, y in ring] for ring in p] for p in mapping(kept)["coordinates"]]
        features.append(
            {"type": "Feature", "properties": {"name": name}, "geometry": {"type": "MultiPolygon", "coordinates": rounded}}
        )
    lines = ",\n".join(json.dumps(f, ensure_ascii=False) for f in features)
    target.write_text(f'{{"type": "FeatureCollection", "features": [\n{lines}\n]}}\n', encoding="utf-8")
    return len(features)
