"""The whole table, section by section."""

from tests.permissions import ground, knocks, lists, pages, people, scripts, shifts

SECTIONS = {
    "ground": ground.ROWS,
    "lists": lists.ROWS,
    "knocks": knocks.ROWS,
    "people": people.ROWS,
    "shifts": shifts.ROWS,
    "scripts": scripts.ROWS,
    "pages": pages.ROWS,
}
ROWS = [row for rows in SECTIONS.values() for row in rows]
