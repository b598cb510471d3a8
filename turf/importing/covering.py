"""Which precinct a point lies in."""

import numpy as np
import shapely
from numpy.typing import NDArray


def cover(
    lonlat: NDArray[np.float64], boundary: NDArray[np.object_], code: NDArray[np.object_]
) -> tuple[NDArray[np.intp], int]:
    """Give each of n points one precinct: the row of ``boundary`` it lies in or on, else -1.

    ``lonlat`` (n, 2) degrees, ``boundary`` (p,) polygons, ``code`` (p,) texts. Where several cover
    a point, on a shared border or where they overlap, the first by code has it, whatever the order
    of rows. Returns (n,) rows and how many points were so shared.
    """
    precinct_of_point = np.full(len(lonlat), -1, dtype=np.intp)
    if not len(lonlat) or not len(boundary):
        return precinct_of_point, 0
    order = np.array(sorted(range(len(code)), key=lambda row: str(code[row])), dtype=np.intp)
    tree = shapely.STRtree(shapely.points(lonlat))
    rank, point = tree.query(boundary[order], predicate="intersects")
    by_rank = np.argsort(-rank, kind="stable")
    precinct_of_point[point[by_rank]] = order[rank[by_rank]]
    return precinct_of_point, int(np.sum(np.bincount(point) > 1))
