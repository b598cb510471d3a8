"""D2: sealed for each person, opened for them and the solver alone, gone with its key."""

import logging
from datetime import date, timedelta
from io import StringIO

import pytest
from django.contrib import admin
from django.core.management import call_command

from canvass.availability.declaration import Declaration
from canvass.models import AvailabilityKey, SealedAvailability
from canvass.services.availability.open_availability import open_availability
from canvass.services.availability.read_own_availability import read_own_availability
from canvass.services.availability.seal_field import (
    PADDED_BYTES,
    AvailabilityUnreadable,
    Owner,
    make_wrapped_key,
    open_field,
    seal_field,
    unwrap_key,
)
from canvass.services.members.end_membership import end_membership
from tests import factories as make
from tests.canvass.dignity.canaries import (
    CANARIES,
    LANGUAGE,
    declare,
    dump,
    found_among_random_bytes,
    found_in,
)
from turf.models import Membership

OWNER = Owner(1, 2, 3)


def opened(world, role="canvasser"):
    member = world.members[role]
    return open_availability(memberships=[member.pk], campaign=world.campaign).get(member.pk)


def key_of(world, role="canvasser"):
    return AvailabilityKey.objects.get(membership=world.members[role], campaign=world.campaign)


def expire():
    out = StringIO()
    call_command("expire_availability", stdout=out)
    return out.getvalue()


def test_the_canaries_are_in_the_declaration_itself(world):
    answer = declare(world, world.by_token("canvasser"))
    assert found_in(answer.content) == [*CANARIES, LANGUAGE]


def test_a_full_dump_holds_no_canary(world):
    declare(world, world.by_token("canvasser"))
    declare(world, world.by_session("lead"), not_with=[])
    dumped = dump()
    assert len(dumped) > 14 * PADDED_BYTES
    assert found_among_random_bytes(dumped) == []


def test_no_log_holds_a_canary_at_its_most_talkative(world, caplog, count_queries):
    for name in ("", "django", "django.db.backends", "stoop", "stoop.errors"):
        caplog.set_level(logging.DEBUG, logger=name)
    # Counting queries makes the database log each of them with what it was given.
    count_queries(lambda: declare(world, world.by_token("canvasser")))
    declare(world, world.by_token("canvasser"), home_by="19:37h")
    count_queries(lambda: opened(world))
    assert "INSERT" in caplog.text
    assert found_in(caplog.text) == []


def test_an_unforeseen_error_tells_nobody_what_was_declared(world, caplog, monkeypatch):
    def break_down(**given):
        raise RuntimeError(str(given["declared"].as_given()))

    monkeypatch.setattr("canvass.api.availability.declare_availability", break_down)
    with caplog.at_level(logging.DEBUG):
        answer = declare(world, world.by_token("canvasser"))
    assert answer.status_code == 500
    assert "RuntimeError" in caplog.text
    assert found_in(caplog.text) == found_in(answer.content) == []


def test_the_admin_and_exports_know_nothing_of_it(world):
    declare(world, world.by_token("canvasser"))
    registered = {model.__name__ for model in admin.site._registry}
    assert not {"AvailabilityKey", "SealedAvailability"} & registered
    out = StringIO()
    call_command("dumpdata", stdout=out)
    call_command("report", "--campaign", world.campaign.slug, "--format", "json", stdout=out)
    assert found_in(out.getvalue()) == []


def test_all_that_is_kept_has_one_length_declared_or_not(world):
    declare(world, world.by_token("canvasser"))
    nothing = {"area": None, "home_by": None, "travel_minutes": 0, "languages": []}
    nothing |= {"not_on_weekdays": [], "not_on_dates": [], "not_with": []}
    declare(world, world.by_token("lead"), **nothing, no_stairs=False, no_dogs=False)
    lengths = {len(row.sealed) for row in SealedAvailability.objects.all()}
    assert len(lengths) == 1


def test_that_anything_was_declared_is_told_of_nobody(world):
    """As soon as one declares, or the night comes, all have rows that look alike."""

    def rows():
        kept = AvailabilityKey.objects.order_by("membership")
        return [
            (one.membership_id, one.expires_on, len(one.wrapped), one.fields.count())
            for one in kept
        ]

    everybody = sorted(Membership.objects.filter(is_active=True).values_list("pk", flat=True))
    declare(world, world.by_token("canvasser"))
    assert [row[0] for row in rows()] == everybody
    assert len({row[1:] for row in rows()}) == 1
    numbers, before = dict(AvailabilityKey.objects.values_list("pk", "membership")), rows()
    declare(world, world.by_token("lead"), not_with=[])
    world.by_token("canvasser").delete(f"/api/v1/availability/{world.campaign.slug}/")
    assert rows() == before
    assert dict(AvailabilityKey.objects.values_list("pk", "membership")) == numbers
    newcomer = make.make_member(world.organization, "canvasser")
    expire()
    assert [row[0] for row in rows()] == [*everybody, newcomer.pk]
    assert len({row[1:] for row in rows()}) == 1
    assert opened(world, "lead") != opened(world, "canvasser") == Declaration()


def test_nobody_else_can_ask_for_it(world):
    declare(world, world.by_token("canvasser"))
    for role in world.members:
        if role != "canvasser":
            answer = world.by_session(role).get(f"/api/v1/availability/{world.campaign.slug}/")
            assert found_in(answer.content) == []


def test_another_token_or_session_of_the_same_person_replaces_it_and_reads_nothing(world):
    url, phone = f"/api/v1/availability/{world.campaign.slug}/", world.by_token("canvasser")
    undeclared = phone.get(url).content
    declare(world, phone)
    own = phone.get(url).content
    assert found_in(own) == [*CANARIES, LANGUAGE]

    # A lead can make a code for anybody of the team, and answer it, or set a first password.
    for clone in (world.by_token("canvasser"), world.by_session("canvasser")):
        assert clone.get(url).content == undeclared
        assert phone.get(url).content == own
    clone = world.by_token("canvasser")
    declare(world, clone)
    assert phone.get(url).content == undeclared
    assert phone.delete(url).status_code == 204
    assert clone.get(url).content == undeclared


def test_what_was_declared_at_a_desk_is_read_with_the_same_password(world):
    url, member = f"/api/v1/availability/{world.campaign.slug}/", world.canvasser
    declare(world, world.by_session("canvasser"))
    assert found_in(world.by_session("canvasser").get(url).content) == [*CANARIES, LANGUAGE]
    member.user.set_password("another-lantern-under-it")
    member.user.save()
    assert found_in(world.by_session("canvasser").get(url).content) == []


@pytest.mark.parametrize(
    ("owner", "field"),
    [
        (Owner(9, 2, 3), "area"),
        (Owner(1, 9, 3), "area"),
        (Owner(1, 2, 9), "area"),
        (OWNER, "days"),
        (OWNER, "key"),
    ],
)
def test_sealed_data_opens_for_its_owner_and_field_alone(owner, field):
    key, wrapped = make_wrapped_key(owner=OWNER)
    sealed = seal_field(owner=OWNER, key=key, field="area", value={"area": None})
    assert open_field(owner=OWNER, key=key, field="area", sealed=sealed) == {"area": None}
    with pytest.raises(AvailabilityUnreadable):
        open_field(owner=owner, key=key, field=field, sealed=sealed)
    if owner != OWNER:
        with pytest.raises(AvailabilityUnreadable):
            unwrap_key(owner=owner, wrapped=wrapped)


def test_without_the_settings_key_nothing_opens(world, settings):
    phone = world.by_token("canvasser")
    declare(world, phone)
    settings.AVAILABILITY_KEY = "another key altogether, of fifty or more characters"
    assert opened(world) is None
    answer = phone.get(f"/api/v1/availability/{world.campaign.slug}/")
    assert (answer.status_code, answer.json()["code"]) == (400, "availability_unreadable")


def test_what_was_moved_to_somebody_else_does_not_open(world):
    declare(world, world.by_token("canvasser"))
    AvailabilityKey.objects.filter(membership=world.members["lead"]).delete()
    AvailabilityKey.objects.filter(pk=key_of(world).pk).update(membership=world.members["lead"])
    assert opened(world, "lead") is None


def test_what_cannot_be_read_is_told_to_its_owner_and_breaks_nothing(world, monkeypatch):
    phone = world.by_token("canvasser")
    declare(world, phone, travel_minutes=240)
    monkeypatch.setattr("canvass.availability.declaration.LONGEST_TRAVEL_MINUTES", 120)
    answer = phone.get(f"/api/v1/availability/{world.campaign.slug}/")
    assert (answer.status_code, answer.json()["code"]) == (400, "availability_unreadable")
    assert opened(world) is None


def test_a_destroyed_key_leaves_nothing_that_opens(world):
    client = world.by_token("canvasser")
    declare(world, client)
    kept = key_of(world)
    before = bytes(kept.wrapped)
    sealed = {row.field: bytes(row.sealed) for row in kept.fields.all()}
    url = f"/api/v1/availability/{world.campaign.slug}/"
    assert client.delete(url).status_code == client.delete(url).status_code == 204

    assert before not in dump()
    assert not any(one in dump() for one in sealed.values())
    # Even who kept a copy of the fields has nothing without the key.
    owner = Owner(kept.organization_id, kept.membership_id, kept.campaign_id)
    other_key, _ = make_wrapped_key(owner=owner)
    for field, ciphertext in sealed.items():
        with pytest.raises(AvailabilityUnreadable):
            open_field(owner=owner, key=other_key, field=field, sealed=ciphertext)
    told = read_own_availability(
        membership=world.canvasser, campaign=world.campaign, read_with=kept.declared_with
    )
    assert told.area is None


def test_declared_again_it_has_another_key(world):
    declare(world, world.by_token("canvasser"))
    first = bytes(key_of(world).wrapped)
    declare(world, world.by_token("canvasser"), languages=["en"])
    assert bytes(key_of(world).wrapped) != first
    assert opened(world).languages == ("en",)


def test_it_goes_with_its_person(world, clock):
    declare(world, world.by_token("canvasser"))
    before = bytes(key_of(world).wrapped)
    admin = world.members["admin"]
    end_membership(member=world.members["canvasser"], ended_by=admin, ended_at=clock.now)
    assert not AvailabilityKey.objects.filter(membership=world.members["canvasser"]).exists()
    assert before not in dump()
    declare(world, world.by_token("lead"), not_with=[])
    expire()
    assert not AvailabilityKey.objects.filter(membership=world.members["canvasser"]).exists()


def test_it_is_forgotten_30_days_after_the_election_day(world, clock):
    declare(world, world.by_token("canvasser"))
    other = make.make_campaign(world.organization, election_day=date(2027, 5, 18))
    clock.now = clock.now.replace(month=12, day=2)
    expire()
    assert {one.campaign for one in AvailabilityKey.objects.all()} == {world.campaign, other}
    clock.pass_by(days=1)
    assert expire() == "Done\n"
    assert {one.campaign for one in AvailabilityKey.objects.all()} == {other}


@pytest.mark.parametrize(("moved_by", "expires"), [(-20, date(2026, 11, 13)), (300, None)])
def test_moving_the_election_day_never_keeps_it_longer(world, clock, moved_by, expires):
    declare(world, world.by_token("canvasser"))
    campaign = world.campaign
    planned = campaign.election_day
    campaign.election_day = planned + timedelta(days=moved_by)
    campaign.save()
    expire()
    campaign.election_day = planned + timedelta(days=300)
    campaign.save()
    declare(world, world.by_token("lead"), not_with=[])
    last = expires or planned + timedelta(days=30)
    assert set(AvailabilityKey.objects.values_list("expires_on", flat=True)) == {last}
    clock.now = clock.now.replace(month=last.month, day=last.day)
    before = bytes(key_of(world).wrapped)
    expire()
    assert before not in dump()
    assert opened(world) == Declaration()
