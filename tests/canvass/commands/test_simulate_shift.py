"""A simulated shift over real HTTP ends with nothing lost, or with exit code 1."""

import json
from io import StringIO
from urllib.parse import urlsplit

import pytest
from django.core.management import CommandError, call_command

from canvass.models import Assignment, DeviceToken, Knock
from canvass.simulation import shift
from tests import factories as make
from turf.models import Campaign

FAULTS = "unsent=0.2,drop=0.4,repeat=0.4"


@pytest.fixture
def campaign(transactional_db: None) -> Campaign:
    """A campaign with a script and two lists of six doors."""
    campaign = make.make_campaign(make.make_organization())
    make.make_script_version(campaign)
    cut = make.make_cut(campaign)
    for column in range(2):
        precinct = make.make_precinct(campaign.jurisdiction, boundary=make.square(column))
        make.make_walk_list(make.make_turf(cut, make.make_doors(precinct, 6)))
    return campaign


def simulate(campaign: Campaign, server: str, *options: str) -> str:
    out = StringIO()
    call_command(
        "simulate_shift",
        *("--campaign", campaign.slug, "--server", server, "--devices", "2", *options),
        stdout=out,
    )
    return out.getvalue()


def test_nothing_is_lost_and_no_token_is_left(campaign: Campaign, live_server) -> None:
    said = simulate(campaign, urlsplit(live_server.url).netloc, "--faults", FAULTS, "--json")
    told = json.loads(said)
    assert (told["lost"], told["undelivered"], told["unsent"], told["lists"]) == (0, 0, 0, 2)
    assert told["acknowledged"] == told["stored"] == Knock.objects.count() >= 12
    assert told["answers_lost"] + told["never_arrived"] > 0
    assert not DeviceToken.objects.exists()
    assert not Assignment.objects.exclude(state="returned").exists()


def test_what_is_lost_is_said(campaign: Campaign, live_server, monkeypatch) -> None:
    def forgetful(**options):
        report = shift.run_shift(**options)
        Knock.objects.filter(results=None).delete()
        Knock.objects.order_by("pk").first().delete()
        return report

    name = "canvass.management.commands.simulate_shift.run_shift"
    monkeypatch.setattr(name, forgetful)
    with pytest.raises(CommandError, match="1 knocks were acknowledged and are lost"):
        simulate(campaign, urlsplit(live_server.url).netloc)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--server", "example.org:80"), "of this machine"),
        (("--faults", "rain=0.5"), "shares from 0"),
        (("--faults", "drop=1"), "shares from 0"),
    ],
)
def test_what_cannot_be_done_is_said(campaign: Campaign, options, said) -> None:
    with pytest.raises(CommandError, match=said):
        simulate(campaign, "127.0.0.1:9", *options)


def test_a_server_that_is_not_there_is_said(campaign: Campaign) -> None:
    with pytest.raises(CommandError, match="No server answers"):
        simulate(campaign, "127.0.0.1:9")
    assert not Assignment.objects.exists()
