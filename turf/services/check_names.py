"""Looks whether a name can be kept, and makes the short one of it."""

from django.utils.text import slugify

from turf.errors import StoopError


class UnusableSlug(StoopError):
    """A short name that cannot stand in an address."""

    code = "unusable_slug"


class UnusableName(StoopError):
    """A name that is too long, or holds what nobody can read."""

    code = "unusable_name"


LONGEST_SLUG = 50
LONGEST_NAME = 200


def check_names(*names: str | None) -> None:
    """Return where each of ``names`` can be kept; None is none. Raises UnusableName."""
    for name in names:
        if name is not None and (len(name) > LONGEST_NAME or not name.isprintable()):
            raise UnusableName(
                f"A name has at most {LONGEST_NAME} letters and no control characters: {name!r}"
            )


def slug_of(name: str, kind: str) -> str:
    """Return the short name of the ``kind`` called ``name``. Raises UnusableSlug."""
    slug = slugify(name)
    if not slug:
        raise UnusableSlug(f"The {kind}'s name {name!r} has no letter or digit to go by")
    return slug
