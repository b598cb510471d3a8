"""Messages over HTTP: from who hands out lists, to members of the same organization."""

import pytest

from canvass.models import Notice
from tests.canvass.api.sync.phone import PullingPhone
from tests.world import make_world

pytestmark = pytest.mark.django_db

URL = "/api/v1/notices/"


def send(client, member, text="Bring water"):
    body = {"member": getattr(member, "pk", member), "text": text}
    return client.post(URL, body, content_type="application/json")


@pytest.fixture
def world():
    return make_world()


def test_a_lead_tells_a_canvasser_something_once(world):
    lead, canvasser = world.by_session("lead"), world.members["canvasser"]
    answer, again = send(lead, canvasser), send(lead, canvasser)
    assert answer.status_code == again.status_code == 201
    made = Notice.objects.get()
    assert answer.json() == again.json()
    assert answer.json() | {"made_at": None} == {
        "id": made.pk,
        "member": canvasser.pk,
        "text": "Bring water",
        "made_at": None,
    }
    assert (made.kind, made.membership) == ("message", canvasser)


def test_the_phone_of_the_receiver_alone_is_told(world):
    send(world.by_session("director"), world.members["canvasser"])
    phones = {role: PullingPhone(world.members[role]) for role in ("canvasser", "lead")}
    for phone in phones.values():
        phone.pull("notices")
    [told] = phones["canvasser"].held["notices"].values()
    assert (told["kind"], told["text"]) == ("message", "Bring water")
    assert phones["lead"].held["notices"] == {}


@pytest.mark.parametrize("text", ["", "  ", "x" * 501, "a\0b", None])
def test_a_message_has_some_words_and_not_too_many(world, text):
    answer = send(world.by_session("lead"), world.members["canvasser"], text)
    assert (answer.status_code, Notice.objects.count()) == (400, 0)


def test_nobody_else_can_be_told(world):
    other, lead = make_world(), world.by_session("lead")
    world.members["analyst"].is_active = False
    world.members["analyst"].save()
    for member in (other.members["canvasser"], world.members["analyst"], 10**12):
        assert send(lead, member).status_code == 404
    for member in (0, 10**20, "x"):
        assert send(lead, member).status_code == 400
    assert not Notice.objects.exists()
