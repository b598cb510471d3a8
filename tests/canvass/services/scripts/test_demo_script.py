"""The demo's own script goes through the gate like any other."""

import pytest

from backend.demo.city import publish_door_script
from canvass.models import FallbackScript, GateRecord, ScriptVersion
from tests import factories as make
from turf.models import OwnAnswer

pytestmark = pytest.mark.django_db


def test_the_demo_script_is_approved_once_however_often_the_demo_runs():
    campaign = make.make_campaign(make.make_organization())
    people = {
        "author": make.make_member(campaign.organization, "admin"),
        "compliance": make.make_member(campaign.organization, "compliance"),
    }
    version = publish_door_script(campaign, **people)

    assert publish_door_script(campaign, **people) == version
    assert set(ScriptVersion.objects.with_open_gate()) == {
        version,
        FallbackScript.objects.get(campaign=campaign).version,
    }
    assert GateRecord.objects.count() == 2
    assert OwnAnswer.objects.filter(text="").count() == 2
    assert len(GateRecord.objects.get(script_version=version).exempted) == 2
