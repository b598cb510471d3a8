"""What may be told of a door in codes, and so to whoever comes next: never in one's own words."""

import re

HAZARDS = frozenset({"dog", "steps", "uneven_path", "no_light", "ice"})
"""What to look out for at one door."""

ACCESS = frozenset({"locked_entrance", "buzzer", "gate", "front_desk", "no_elevator", "side_door"})
"""How one gets to the doors of a building."""

MOST_FACTS = 10
_CODE = re.compile(r"[a-z][a-z_]{0,29}")


def is_code(text: str) -> bool:
    """Tell whether ``text`` can be a code of this or a newer app; nobody's words fit into one."""
    return _CODE.fullmatch(text) is not None
