"""Stores knocks so that one which the database refuses does not take its neighbours with it."""

from collections.abc import Sequence

from django.db import DataError, IntegrityError, transaction

from canvass.services.knocks.find_parents import find_parents
from canvass.services.knocks.store_knocks import Admitted, store_knocks
from canvass.sync.lineage import parents_first


def try_storing(*, admitted: Sequence[Admitted]) -> tuple[list[Admitted], list[Admitted]]:
    """Store all at once or, when the database refuses, one by one: which went in, which cannot.

    In neither are those whose id was taken in this very moment by somebody else, and those whose
    parent could not be stored.
    """
    if not admitted:
        return [], []
    try:
        with transaction.atomic():
            made = store_knocks(admitted=admitted)
    except (IntegrityError, DataError):
        return ([], list(admitted)) if len(admitted) == 1 else _one_by_one(admitted)
    return [one for one in admitted if one.knock.id in made], []


def _one_by_one(admitted: Sequence[Admitted]) -> tuple[list[Admitted], list[Admitted]]:
    organization = admitted[0].intake.organization_id
    knocks = [one.knock for one in admitted]
    by_id = {one.knock.id: one for one in admitted}
    stored: list[Admitted] = []
    refused: list[Admitted] = []
    for knock in parents_first(knocks, find_parents(organization=organization, knocks=knocks)):
        if parents_first([knock], find_parents(organization=organization, knocks=[knock])):
            went, not_storable = try_storing(admitted=[by_id[knock.id]])
            stored += went
            refused += not_storable
    return stored, refused
