"""Recognizes people whose records are confidential in every later file, without knowing them."""

import secrets
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from hashlib import blake2b

from django.db.models import Q

from turf.importing.addresses import address_key
from turf.models import Building, Jurisdiction, Person, Suppression, SuppressionSalt
from turf.services.find_buildings import house_of
from turf.services.find_twins import find_twins
from turf.services.match_rows import CHUNK
from turf.services.write_rows import BATCH

_ADDRESS = ("number", "number_suffix", "street_name", "city", "postcode")


@dataclass(frozen=True, slots=True)
class Identity:
    """What tells a person apart: the file's own id, or the name at a building (id, 0 for none)."""

    key: str
    given_name: str
    family_name: str
    building: int


def suppress_people(*, jurisdiction: Jurisdiction, people: Collection[Identity]) -> int:
    """Remember ``people`` as salted hashes alone and forget them wherever they are stored.

    On all ground of the organization: under their id, or under their name where they live. Returns
    how many were forgotten. Repeated, it changes nothing.
    """
    organization = jurisdiction.organization_id
    if not people:
        return 0
    salt, houses = _salt(organization), _houses({one.building for one in people})
    digests = {digest for one in people for digest in _digests(salt, one, houses)}
    Suppression.objects.bulk_create(
        (Suppression(organization_id=organization, digest=one) for one in sorted(digests)),
        batch_size=BATCH,
        ignore_conflicts=True,
    )
    return _forget(organization, people)


def find_suppressed(*, jurisdiction: Jurisdiction, people: Iterable[Identity]) -> set[int]:
    """Return the positions of those of ``people`` who were suppressed, by whatever file.

    Until the transaction ends no other load of the organization suppresses anybody.
    """
    organization = jurisdiction.organization_id
    salt, known = _salt(organization), Suppression.objects.for_organization(organization)
    digests = set(known.values_list("digest", flat=True).iterator(chunk_size=CHUNK))
    if not digests:
        return set()
    asked = list(people)
    houses = _houses({one.building for one in asked})
    return {
        position
        for position, one in enumerate(asked)
        if any(digest in digests for digest in _digests(salt, one, houses))
    }


def _salt(organization: int) -> bytes:
    """Read the organization's salt, locked, made where it has none."""
    SuppressionSalt.objects.bulk_create(
        [SuppressionSalt(organization_id=organization, salt=secrets.token_hex(32))],
        ignore_conflicts=True,
    )
    row = SuppressionSalt.objects.for_organization(organization).select_for_update().get()
    return bytes.fromhex(row.salt)


def _houses(buildings: Collection[int]) -> dict[int, str]:
    """Number and street of each building, however they are spelt."""
    rows = Building.objects.filter(pk__in=buildings) if len(buildings) < CHUNK else None
    every = Building.objects.all() if rows is None else rows
    return {
        pk: house_of(address_key(*parts))
        for pk, *parts in every.values_list("pk", *_ADDRESS).iterator(chunk_size=CHUNK)
        if pk in buildings
    }


def _digests(salt: bytes, one: Identity, houses: dict[int, str]) -> list[str]:
    """Hash what tells somebody apart; without name or house the id alone."""
    told = [f"id\0{one.key}"] if one.key else []
    house = houses.get(one.building, "")
    if house and one.family_name:
        name = f"{one.given_name}\0{one.family_name}".casefold()
        told.append(f"name\0{name}\0{house}")
    return [blake2b(text.encode(), key=salt, digest_size=32).hexdigest() for text in told]


def _forget(organization: int, people: Collection[Identity]) -> int:
    own, forgotten = Person.objects.for_organization(organization), 0
    keys = sorted({one.key for one in people} - {""})
    for start in range(0, len(keys), BATCH):
        known = own.filter(key__in=keys[start : start + BATCH])
        forgotten += known.count()
        known.delete()
    twins = find_twins(organization=organization, buildings={one.building for one in people} - {0})
    for one in people:
        if one.building and one.family_name:
            named = own.filter(
                Q(given_name__iexact=one.given_name, family_name__iexact=one.family_name),
                household__door__building__in=twins[one.building],
            )
            forgotten += named.count()
            named.delete()
    return forgotten
