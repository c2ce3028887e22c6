"""Borders taken out of a topology and measured."""

import copy
import json

import pytest
from borderreport.analysis import geometry
from borderreport.cli import main
from pyproj import Geod

# Two squares of one degree, west and east of 1° E, on a grid of a quarter degree: arc 0 is their border, arcs
# 1 and 2 the rest.
SQUARES = {
    "type": "Topology",
    "transform": {"scale": [0.25, 0.25], "translate": [0, 40]},
    "arcs": [
        [[4, 0], [0, 4]],
        [[4, 4], [-4, 0], [0, -4], [4, 0]],
        [[4, 0], [4, 0], [0, 4], [-4, 0]],
    ],
    "objects": {
        "countries": {
            "type": "GeometryCollection",
            "geometries": [
                {"type": "Polygon", "arcs": [[0, 1]], "properties": {"name": "West"}},
                {"type": "MultiPolygon", "arcs": [[[2, -1]]], "properties": {"name": "East"}},
                {"type": "Polygon", "arcs": [[1]], "properties": {"name": "Far"}},
            ],
        }
    },
}


@pytest.fixture
def squares(tmp_path, monkeypatch):
    """The squares as an atlas file, their one border being all that is measured."""
    monkeypatch.setattr(geometry, "MEASURED", {"West": ("East",)})
    atlas = tmp_path / "countries-10m.json"
    atlas.write_text(json.dumps(SQUARES), encoding="utf-8")
    return atlas


def km(border):
    lengths = geometry.border_lengths()
    return lengths[lengths["neighbour"] == border].set_index("scale")["km"]


def test_the_border_of_two_squares_is_the_side_both_use():
    assert geometry.shared_border(SQUARES, "West", "East") == [[[1.0, 40.0], [1.0, 41.0]]]
    assert geometry.shared_border(SQUARES, "East", "West") == geometry.shared_border(SQUARES, "West", "East")


def test_its_length_is_the_geodesic(squares, tmp_path):
    assert geometry.write_borders([squares], tmp_path / "borders.geojson") == 1
    row = geometry.border_lengths("West", tmp_path / "borders.geojson").iloc[0]
    assert (row["scale"], row["neighbour"], row["points"]) == (10, "East", 2)
    # A degree of meridian from 40° N, from the formula of the ellipsoid: 111.04 km.
    assert row["km"] == pytest.approx(111.04, abs=0.01)
    assert row["km"] == pytest.approx(Geod(ellps="WGS84").inv(1, 40, 1, 41)[2] / 1000)


def test_a_border_of_several_arcs_is_summed(squares, tmp_path):
    """As where an exclave has a border of its own."""
    halves = copy.deepcopy(SQUARES)
    halves["arcs"][0] = [[4, 0], [0, 2]]
    halves["arcs"].append([[4, 2], [0, 2]])
    west, east, _ = halves["objects"]["countries"]["geometries"]
    west["arcs"], east["arcs"] = [[0, 3, 1]], [[[2, -4, -1]]]
    squares.write_text(json.dumps(halves), encoding="utf-8")
    assert geometry.write_borders([squares], tmp_path / "borders.geojson") == 2
    lengths = geometry.border_lengths("West", tmp_path / "borders.geojson")
    assert list(lengths["km"]) == [pytest.approx(111.04, abs=0.01)]


@pytest.mark.parametrize("state", geometry.MEASURED)
def test_every_border_measured_is_in_the_file_at_each_scale(state):
    lengths = geometry.border_lengths(state)
    assert list(lengths.columns) == ["scale", "neighbour", "km", "points"]
    assert (lengths["km"] > 0).all()
    assert (lengths["points"] > 1).all()
    assert sorted(zip(lengths["scale"], lengths["neighbour"])) == sorted(
        (scale, neighbour) for scale in (110, 50, 10) for neighbour in geometry.MEASURED[state]
    )
    assert lengths["scale"].is_monotonic_decreasing


@pytest.mark.parametrize("scale", [110, 50, 10])
def test_the_borders_of_afghanistan_close_around_it(scale):
    """A landlocked state.

    If an arc were missed, or one too many taken, its borders would not join end to end into one ring.
    """
    neighbours = ["Iran", "Turkmenistan", "Uzbekistan", "Tajikistan", "China", "Pakistan"]
    assert set(neighbours) == set(geometry.MEASURED["Afghanistan"])
    ends = []
    for neighbour in neighbours:
        (line,) = geometry.border_lines("Afghanistan", neighbour, scale)
        ends.append({tuple(line[0]), tuple(line[-1])})
    corners = [here & there for here, there in zip(ends, ends[1:] + ends[:1])]
    assert [len(corner) for corner in corners] == [1] * len(neighbours)
    assert len(set.union(*corners)) == len(neighbours)


def test_a_finer_map_gives_a_longer_tajik_border():
    assert list(km("Tajikistan").index) == [110, 50, 10]
    assert km("Tajikistan").is_monotonic_increasing


def test_the_lines_are_what_is_measured():
    lines = geometry.border_lines("Afghanistan", "Tajikistan", 10)
    measured = sum(Geod(ellps="WGS84").line_length(*zip(*line)) for line in lines) / 1000
    assert measured == pytest.approx(km("Tajikistan")[10])


def test_neighbours_that_do_not_exist_or_do_not_touch_are_refused():
    with pytest.raises(ValueError, match="no state 'Atlantis'"):
        geometry.shared_border(SQUARES, "West", "Atlantis")
    with pytest.raises(ValueError, match="East and Far share no border"):
        geometry.shared_border(SQUARES, "East", "Far")
    with pytest.raises(ValueError, match="no border under the state 'Atlantis'"):
        geometry.border_lengths("Atlantis")
    with pytest.raises(ValueError, match="no border of Afghanistan and Uruguay at 1:10 million"):
        geometry.border_lines("Afghanistan", "Uruguay", 10)


def test_a_missing_file_of_borders_is_named_with_the_way_to_make_it(tmp_path):
    for read in (
        geometry.border_lengths,
        lambda source: geometry.border_lines("Afghanistan", "Iran", 10, source),
    ):
        with pytest.raises(
            ValueError, match="borders.geojson: no such file; python -m borderreport geometry --borders"
        ):
            read(source=tmp_path / "borders.geojson")


def test_two_states_of_one_name_are_refused():
    twins = copy.deepcopy(SQUARES)
    twins["objects"]["countries"]["geometries"][2]["properties"]["name"] = "West"
    with pytest.raises(ValueError, match="two states of the name 'West'"):
        geometry.shared_border(twins, "West", "East")


def test_an_atlas_without_states_is_named_when_the_region_is_cut(tmp_path):
    atlas = tmp_path / "land-50m.json"
    atlas.write_text(json.dumps(SQUARES | {"objects": {"land": {}}}), encoding="utf-8")
    with pytest.raises(ValueError, match="land-50m.json: no countries in the topology, only land"):
        geometry.write_region(atlas, tmp_path / "region.geojson")


def test_a_state_that_also_touches_the_frame_keeps_what_lies_inside(tmp_path, monkeypatch):
    """West has an island whose shore is the frame's edge: the cut leaves its square and a line."""
    island = copy.deepcopy(SQUARES)
    island["arcs"].append([[12, 0], [4, 0], [0, 4], [-4, 0], [0, -4]])
    island["objects"]["countries"]["geometries"][0] |= {"type": "MultiPolygon", "arcs": [[[0, 1]], [[3]]]}
    atlas, target = tmp_path / "countries-50m.json", tmp_path / "region.geojson"
    atlas.write_text(json.dumps(island), encoding="utf-8")
    monkeypatch.setattr(geometry, "REGION", (0, 39, 3, 42))
    geometry.write_region(atlas, target)
    west = next(f for f in json.loads(target.read_text())["features"] if f["properties"]["name"] == "West")
    (polygon,) = west["geometry"]["coordinates"]
    assert {tuple(point) for point in polygon[0]} == {(0, 40), (0, 41), (1, 41), (1, 40)}


# what is wrong: (name of the file, its text, part of the message)
BROKEN_ATLASES = {
    "states missing": (
        "countries-10m.json",
        json.dumps(SQUARES),
        "countries-10m.json: no state 'Afghanistan'",
    ),
    "no states at all": (
        "land-10m.json",
        json.dumps(SQUARES | {"objects": {"land": {}}}),
        "no countries in the topology",
    ),
    "no scale in the name": ("countries.json", json.dumps(SQUARES), "no scale in the name"),
    "not a topology": ("countries-10m.json", '{"type": "FeatureCollection"}', "no quantised TopoJSON"),
    "not JSON": ("countries-10m.json", "<html>", "not JSON"),
    "not there": ("countries-10m.json", None, "no such file"),
}


@pytest.mark.parametrize("name, text, message", BROKEN_ATLASES.values(), ids=BROKEN_ATLASES)
def test_a_broken_atlas_is_refused_and_nothing_written(name, text, message, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(geometry, "BORDERS", tmp_path / "borders.geojson")
    atlas = tmp_path / name
    if text is not None:
        atlas.write_text(text, encoding="utf-8")
    assert main(["geometry", "--borders", str(atlas)]) == 1
    assert message in capsys.readouterr().err
    assert not (tmp_path / "borders.geojson").exists()


def test_the_command_writes_borders_and_still_cuts_the_region(squares, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(geometry, "BORDERS", tmp_path / "borders.geojson")
    assert main(["geometry", "--borders", str(squares)]) == 0
    assert "wrote 1 lines" in capsys.readouterr().out
    monkeypatch.setattr("borderreport.cli.DATA", tmp_path)
    monkeypatch.setattr(geometry, "REGION", (0, 39, 3, 42))
    (tmp_path / "geo").mkdir()
    assert main(["geometry", str(squares)]) == 0
    assert "wrote 3 states to data/geo/countries-10m.geojson" in capsys.readouterr().out
    assert main(["geometry", str(squares), str(squares)]) == 1
    assert "one file" in capsys.readouterr().err
