"""D9: undo everywhere, Spanish and English; a correction is never a fraud signal."""

import json

from canvass.letters.wording import LANGUAGES, WORDS
from canvass.models import HoursEdit, Notice, ShiftMember
from canvass.models.shift import CancelCause
from canvass.services.shifts.cancel_shift import cancel_shift
from canvass.services.shifts.check_in import check_in
from canvass.services.shifts.pair_members import pair_members
from canvass.services.shifts.part_pair import part_pair
from tests.canvass.dignity.canaries import declare
from tests.canvass.dignity.shifts import make_shift

SUSPICION = ("fraud", "suspicious", "flag", "cheat", "anomal", "violation")


def test_what_people_are_told_is_told_in_both_languages(world, clock):
    assert LANGUAGES == ("en", "es")
    assert all(WORDS[language].values() for language in LANGUAGES)
    shift = make_shift(world.campaign, world.members["canvasser"])
    cancel_shift(shift=shift, cause=CancelCause.WEATHER, at=clock.now)
    [told] = Notice.objects.filter(kind="message")
    assert "is cancelled because of the weather" in told.text
    assert "se cancela por el clima" in told.text
    assert "10:05" in told.text


def test_what_one_did_by_mistake_can_be_undone(world, clock):
    one, other = world.members["canvasser"], world.members["lead"]
    shift = make_shift(world.campaign, one, other)
    pair_members(shift=shift, first=one, second=other)
    part_pair(shift=shift, membership=other)
    assert not ShiftMember.objects.exclude(partner=None).exists()
    phone = world.by_token("canvasser")
    url = f"/api/v1/availability/{world.campaign.slug}/"
    empty = phone.get(url).json()
    declare(world, phone)
    phone.delete(url)
    assert phone.get(url).json() == empty


def test_a_correction_of_hours_is_a_correction_and_nothing_more(world, clock):
    member = world.members["canvasser"]
    shift = make_shift(world.campaign, member)
    check_in(shift=shift, membership=member, at=clock.now, now=clock.now)
    url = f"/api/v1/shifts/{shift.pk}/hours/"
    for minutes in range(1, 12):
        body = json.dumps({"member": member.pk, "travel_minutes": minutes})
        answer = world.by_session("lead").post(url, body, content_type="application/json")
        assert not [word for word in SUSPICION if word in answer.content.decode()]
    assert HoursEdit.objects.count() == 11
    assert not Notice.objects.exists()
    columns = {field.name for field in (*HoursEdit._meta.fields, *ShiftMember._meta.fields)}
    assert not [one for one in columns if any(word in one for word in SUSPICION)]
