"""D5: a letter to take away, that a code proves for as long as the shift stands; nobody is told."""

import json
import logging
import shutil
import subprocess
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from canvass.letters.typeset import typeset_letter
from canvass.letters.wording import LANGUAGES, WORDS, letter_lines
from canvass.models import ShiftMember
from canvass.models.shift import CancelCause, Capacity
from canvass.services.shifts.cancel_shift import cancel_shift
from canvass.services.shifts.check_in import check_in
from canvass.services.shifts.check_out import check_out
from canvass.services.shifts.end_shift import end_shift
from canvass.services.shifts.find_paper import OVERRUN
from canvass.services.shifts.make_letter import make_letter
from canvass.services.shifts.remove_member import remove_member
from tests.canvass.dignity.canaries import dump
from tests.canvass.dignity.shifts import make_shift, place


@pytest.fixture
def shift(world):
    world.members["canvasser"].user.chosen_name = "Ana Maria"
    world.members["canvasser"].user.save()
    return make_shift(world.campaign, world.members["canvasser"])


def link_of_letter(world, shift):
    """Return the address in the code of the canvasser's letter."""
    links = []
    member = shift.members.select_related("shift__campaign", "organization").get(
        membership=world.members["canvasser"]
    )

    def link_of(token):
        links.append(f"/letters/{world.organization.slug}/{token}/")
        return links[-1]

    make_letter(member=member, language="en", link_of=link_of, today=shift.starts_at)
    return links[0]


def text_of(pdf, tmp_path):
    if shutil.which("pdftotext") is None:
        pytest.skip("no pdftotext here to read the letter with")
    path = tmp_path / "letter.pdf"
    path.write_bytes(pdf)
    asked = ["pdftotext", "-layout", str(path), "-"]
    return subprocess.run(asked, capture_output=True, check=True, text=True).stdout


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("capacity", Capacity)
def test_it_says_who_for_whom_as_what_when_and_where(world, shift, language, capacity, tmp_path):
    place(shift, world.members["canvasser"], capacity)
    phone = world.by_token("canvasser")
    answer = phone.get(f"/api/v1/shifts/{shift.pk}/letter/", {"language": language})
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer.content.startswith(b"%PDF")
    said = text_of(answer.content, tmp_path)
    for fact in ("Ana Maria", "Neighbors Vote", "West side", "+1 215 555 0100", "10:05"):
        assert fact in said
    assert WORDS[language][f"as_{capacity}"] in said
    assert ("Saturday, October 3, 2026" if language == "en" else "sábado 3 de octubre") in said


def test_what_somebody_is_called_is_no_markup():
    name = '#eval("1+1") *bold* $x$ \\ "'
    facts = dict.fromkeys(("campaign", "day", "hours", "area", "contact"), name)
    content = letter_lines(
        language="en", capacity="paid", name=name, facts=facts | {"organization": name}
    )
    pdf = typeset_letter(
        content=content | {"organization": name, "date": name}, link="https://example.org/x"
    )
    assert pdf.startswith(b"%PDF")


def test_both_languages_have_all_words():
    assert WORDS["en"].keys() == WORDS["es"].keys()


def test_anyone_of_the_shift_may_have_one_and_nobody_else(world, shift):
    place(shift, world.members["analyst"], Capacity.VOLUNTEER)
    for role in ("canvasser", "analyst"):
        answer = world.by_session(role).get(f"/api/v1/shifts/{shift.pk}/letter/")
        assert answer.status_code == 200
    assert world.by_session("lead").get(f"/api/v1/shifts/{shift.pk}/letter/").status_code == 404


def test_no_download_is_logged(world, shift, caplog):
    phone = world.by_token("canvasser")
    before = dump()
    with caplog.at_level(logging.DEBUG), CaptureQueriesContext(connection) as queries:
        assert phone.get(f"/api/v1/shifts/{shift.pk}/letter/").status_code == 200
    wrote = [one["sql"] for one in queries if not one["sql"].lstrip().startswith("SELECT")]
    assert wrote == []
    assert dump() == before
    said = [one for one in caplog.records if one.name != "django.db.backends"]
    assert [one for one in said if str(shift.pk) in one.getMessage()] == []


def page(link):
    answer = Client().get(link)
    assert answer.status_code == 200
    text = answer.content.decode()
    return "Not valid" if "Not valid" in text else "Valid" if "Valid" in text else text


def test_the_code_answers_valid_or_not_valid_and_nothing_else(world, shift):
    link = link_of_letter(world, shift)
    assert page(link) == "Valid"
    text = Client().get(link).content.decode()
    for secret in ("Ana", "Neighbors", "West side", "215", "canvass", str(shift.pk)):
        assert secret not in text
    assert page(link[:-3] + "aa/") == "Not valid"
    assert page(link.replace(world.organization.slug, "another")) == "Not valid"


@pytest.mark.parametrize("end", ["cancelled", "ended", "over", "left", "removed"])
def test_it_ends_with_the_shift(world, shift, clock, end):
    link, member = link_of_letter(world, shift), world.members["canvasser"]
    if end == "cancelled":
        cancel_shift(shift=shift, cause=CancelCause.WEATHER, at=clock.now)
    elif end == "ended":
        end_shift(shift=shift, at=clock.now)
    elif end == "removed":
        remove_member(shift=shift, membership=member)
    elif end == "left":
        type(member).objects.filter(pk=member.pk).update(is_active=False)
    else:
        clock.now = shift.ends_at + OVERRUN + timedelta(seconds=1)
    assert page(link) == "Not valid"
    if end in ("cancelled", "ended"):
        answer = world.by_token("canvasser").get(f"/api/v1/shifts/{shift.pk}/letter/")
        assert (answer.status_code, answer.json()["code"]) == (400, "shift_over")


def test_the_token_itself_is_kept_nowhere(world, shift):
    token = link_of_letter(world, shift).strip("/").split("/")[-1]
    assert len(token) == 26
    assert token.encode() not in dump()


def test_what_is_true_and_what_is_not_take_the_same_look(world, shift, count_queries):
    link = link_of_letter(world, shift)
    wrong = link[:-3] + "aa/"
    assert count_queries(lambda: page(link)) == count_queries(lambda: page(wrong)) == 2


def test_whoever_guesses_is_slowed_down(world, shift):
    link = link_of_letter(world, shift)
    statuses = [Client().get(link).status_code for _ in range(62)]
    assert statuses == [200] * 60 + [429] * 2
    assert Client().get(link)["Retry-After"] == "60"


def test_behind_a_proxy_one_who_guesses_slows_nobody_else_down(world, shift, settings):
    settings.PROXIES = 1
    link = link_of_letter(world, shift)
    guesser, other = (Client(headers={"X-Forwarded-For": f"10.0.0.{n}"}) for n in (1, 2))
    assert [guesser.get(link).status_code for _ in range(61)][-1] == 429
    assert other.get(link).status_code == 200


def test_the_badge_shows_during_the_shift_alone(world, shift, clock):
    phone, member = world.by_token("canvasser"), world.members["canvasser"]
    url = f"/api/v1/shifts/{shift.pk}/badge/"
    assert phone.get(url).json()["code"] == "no_badge_now"
    check_in(shift=shift, membership=member, at=clock.now, now=clock.now)
    told = phone.get(url).json()
    assert told["code"].startswith("<svg")
    shown = Client().get(told["link"]).content.decode()
    for fact in ("Ana", "Neighbors Vote", world.campaign.name, "+1 215 555 0100"):
        assert fact in shown
    for secret in ("Maria", "West side", "paid", member.user.username):
        assert secret not in shown
    check_out(shift=shift, membership=member, at=clock.now, now=clock.now)
    assert "Ana" not in Client().get(told["link"]).content.decode()
    assert ShiftMember.objects.get(membership=member).checked_out_at


def test_the_letter_is_no_badge_and_the_badge_no_letter(world, shift, clock):
    check_in(shift=shift, membership=world.members["canvasser"], at=clock.now, now=clock.now)
    letter = link_of_letter(world, shift)
    assert page(letter.replace("letters", "badges")) == "Not valid"
    told = json.loads(world.by_token("canvasser").get(f"/api/v1/shifts/{shift.pk}/badge/").content)
    assert page(told["link"].replace("badges", "letters")) == "Not valid"
