"""The whole table: an address of the URLconf without rows here fails."""

from tests.permissions import ground, knocks, lists, pages, people, scripts, shifts

SECTIONS = {
    "ground": ground.ROWS,
    "lists": lists.ROWS,
    "knocks": knocks.ROWS,
    "people": people.ROWS,
    "shifts": shifts.ROWS,
    "scripts": scripts.ROWS,
    # Signing out is the last row.
    "pages": [*pages.ROWS, *pages.SIGN_OUT],
}
ROWS = [row for rows in SECTIONS.values() for row in rows]
