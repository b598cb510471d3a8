"""What a precinct comes out as does not depend on which others are cut with it."""

import subprocess
import sys
from dataclasses import fields

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.turf.cutting.street_plans import Town, grid, square, towns
from tests.turf.cutting.test_cut_promises import turf_orders
from turf.cutting.chance import key_of
from turf.cutting.cut import cut
from turf.cutting.ground import Areas, Doors, Pack, Params

pytestmark = pytest.mark.usefixtures("few_rounds")

PARAMS = st.builds(
    Params,
    doors=st.integers(1, 60),
    minutes=st.none() | st.sampled_from([20.0, 60.0]),
    tolerance=st.sampled_from([0.0, 0.1, 0.3]),
    pack=st.just(Pack.NEVER),
)


def only(doors, areas, chosen):
    """The doors and areas of ``chosen`` areas, and where those doors were."""
    chosen = np.sort(chosen)
    rows = np.flatnonzero(np.isin(doors.area, chosen))
    some = {field.name: getattr(doors, field.name)[rows] for field in fields(Doors)}
    some["area"] = np.searchsorted(chosen, some["area"])
    return Doors(**some), Areas(areas.code[chosen], areas.boundary[chosen]), rows


def assert_cut_alike(whole, part, rows, chosen):
    """The turfs of ``part`` are those of ``whole``, byte for byte, in the chosen areas."""
    chosen = np.sort(chosen)
    orders = [rows[order].tolist() for order in turf_orders(part)]
    turfs = [t for t, of in enumerate(whole.turfs.areas) if set(of) <= set(chosen.tolist())]
    all_orders = turf_orders(whole)
    assert orders == [all_orders[turf].tolist() for turf in turfs]
    assert part.reason_of_door.tolist() == whole.reason_of_door[rows].tolist()
    assert part.street_of_door.tolist() == whole.street_of_door[rows].tolist()
    assert part.turfs.walk_m.tobytes() == whole.turfs.walk_m[turfs].tobytes()
    alike = shapely.to_wkb(part.turfs.outline).tolist()
    assert alike == shapely.to_wkb(whole.turfs.outline[turfs]).tolist()


@settings(max_examples=20)
@given(town=towns(), params=PARAMS, chosen=st.sampled_from([[0], [1]]))
def test_a_precinct_cut_alone_comes_out_as_it_does_among_all(town, params, chosen):
    doors, streets, areas = town.inputs()
    some, ground, rows = only(doors, areas, np.array(chosen))
    whole, part = cut(doors, streets, areas, params), cut(some, streets, ground, params)
    assert_cut_alike(whole, part, rows, np.array(chosen))


def quarters():
    """A grid in four precincts, one above the other."""
    town = grid(5, 8, spacing_m=14.0)
    for row in range(4):
        square(town, -40, 200 * row - 40 * (row == 0), 540, 200 * (row + 1) + 40 * (row == 3))
    return town.inputs()


@pytest.mark.parametrize("chosen", [[2], [0, 3], [1, 2, 3]])
def test_some_precincts_of_many_come_out_as_all_of_them_do(chosen):
    doors, streets, areas = quarters()
    params = Params(doors=25, pack=Pack.NEVER)
    some, ground, rows = only(doors, areas, np.array(chosen))
    whole = cut(doors, streets, areas, params, seed=3)
    part = cut(some, streets, ground, params, seed=3)
    assert part.score.turfs > len(chosen)
    assert_cut_alike(whole, part, rows, np.array(chosen))


def test_a_packed_group_comes_out_the_same_while_its_precincts_do():
    town = Town()
    for west in (0, 200, 3000, 3200):
        grid(2, 1, spacing_m=12.0, shift=(west, 0), town=town)
        square(town, west - 40 * (west % 1000 == 0), -40, west + 200, 140)
    doors, streets, areas = town.inputs()
    params = Params(doors=100)
    whole = cut(doors, streets, areas, params)
    assert {0, 2} == {min(of) for of in whole.turfs.areas}
    chosen = np.array([2, 3])
    some, ground, rows = only(doors, areas, chosen)
    part = cut(some, streets, ground, params)
    assert part.score.turfs == 2
    assert_cut_alike(whole, part, rows, chosen)


def test_precincts_of_one_code_are_cut_alike_whatever_the_jobs():
    doors, streets, areas = quarters()
    params = Params(doors=25, pack=Pack.NEVER)
    twins = Areas(np.array(["7-1"] * 4, object), areas.boundary)
    one, three = (cut(doors, streets, twins, params, jobs=jobs) for jobs in (1, 3))
    assert (one.turf_of_door >= 0).all()
    assert one.turf_of_door.tolist() == three.turf_of_door.tolist()
    assert one.position_of_door.tolist() == three.position_of_door.tolist()


def test_codes_that_are_no_text_are_cut_all_the_same():
    doors, streets, areas = quarters()
    odd = Areas(np.array([7, None, "", "\ud800"], object), areas.boundary)
    assert (cut(doors, streets, odd, Params(doors=60)).turf_of_door >= 0).all()


def test_a_key_is_the_same_in_every_process():
    code = "from turf.cutting.chance import key_of; print(key_of(['7-1', 'Añejo']))"
    keys = {
        int(
            subprocess.run(
                [sys.executable, "-c", code],
                env={"PYTHONHASHSEED": str(seed), "PYTHONUTF8": "1"},
                capture_output=True,
                check=True,
            ).stdout
        )
        for seed in range(2)
    }
    assert keys == {key_of(["7-1", "Añejo"])} == {3651720272013171370}
    assert key_of(["7-1", "2"]) != key_of(["7", "1-2"])
