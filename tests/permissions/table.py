"""The whole table: an address of the URLconf without rows here fails."""

from tests.permissions import ground, knocks, lists, pages, people, scripts, shifts

ROWS = [
    *ground.ROWS,
    *lists.ROWS,
    *knocks.ROWS,
    *people.ROWS,
    *shifts.ROWS,
    *scripts.ROWS,
    *pages.ROWS,
    *pages.SIGN_OUT,
]
