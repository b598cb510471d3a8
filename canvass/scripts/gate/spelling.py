"""Words that are one slip away from another."""

MIN_LENGTH = 5


def is_one_slip_away(word: str, meant: str) -> bool:
    """Tell whether one letter added, dropped, changed or swapped with its neighbour is between.

    Equal words are not; words of four letters or fewer never are.
    """
    if word == meant or min(len(word), len(meant)) < MIN_LENGTH - 1 or len(meant) < MIN_LENGTH:
        return False
    if abs(len(word) - len(meant)) > 1:
        return False
    start = 0
    while start < min(len(word), len(meant)) and word[start] == meant[start]:
        start += 1
    rest, meant_rest = word[start:], meant[start:]
    if len(rest) == len(meant_rest):
        is_swapped = rest[:2] == meant_rest[1::-1] and rest[2:] == meant_rest[2:]
        return rest[1:] == meant_rest[1:] or is_swapped
    return rest[1:] == meant_rest if len(rest) > len(meant_rest) else rest == meant_rest[1:]
