"""``manage.py report``: results on stdout, problems as one line, exit codes of the contract."""

import json

import pytest
from django.core.management import CommandError, call_command

from canvass.models import VisitTally
from tests.canvass.services.knock_documents import Walk

pytestmark = pytest.mark.django_db


@pytest.fixture
def walk():
    walk = Walk()
    walk.push(walk.spoke(0), walk.not_home(1))
    return walk


def test_the_table_is_the_default(walk, capsys):
    call_command("report", campaign=walk.campaign.slug)
    out, err = capsys.readouterr()
    assert "1/2  50.0%" in out
    assert err == ""


@pytest.mark.parametrize("by", ["turf", "precinct", "day", "hour", "weekday", "round", "script"])
def test_json_is_one_object_for_each_breakdown(walk, by, capsys):
    call_command("report", "--campaign", walk.campaign.slug, "--by", by, "--format", "json")
    document = json.loads(capsys.readouterr().out)
    assert document["by"] == by
    assert len(document["rows"]) == 1


def test_csv_has_a_line_for_each_rate(walk, capsys):
    call_command("report", "--campaign", walk.campaign.slug, "--format", "csv")
    assert len(capsys.readouterr().out.strip().splitlines()) == 1 + 6 + 3 + 17


def test_a_campaign_without_knocks_is_no_error(capsys):
    call_command("report", campaign=Walk().campaign.slug, by="turf")
    assert "No knocks" in capsys.readouterr().out


def test_the_same_slug_in_two_organizations_needs_the_organization(walk, capsys):
    other = Walk()
    other.campaign.slug = walk.campaign.slug
    other.campaign.save()
    with pytest.raises(CommandError, match="--organization") as problem:
        call_command("report", campaign=walk.campaign.slug)
    assert problem.value.returncode == 1
    call_command("report", campaign=walk.campaign.slug, organization=other.organization.slug)
    assert "No knocks" in capsys.readouterr().out


def test_an_unknown_campaign_is_exit_code_1():
    with pytest.raises(CommandError, match="There is no campaign 'nowhere'") as problem:
        call_command("report", campaign="nowhere")
    assert problem.value.returncode == 1


def test_an_unknown_breakdown_is_a_usage_error_naming_the_known(walk):
    with pytest.raises(CommandError, match="choose turf, precinct, day"):
        call_command("report", "--campaign", walk.campaign.slug, "--by", "canvasser")


def test_a_recount_says_that_the_tallies_are_right(walk, capsys):
    call_command("report", "--campaign", walk.campaign.slug, "--recount")
    assert "Every tally equals a recount" in capsys.readouterr().out


def test_a_recount_names_what_differs_and_mends_it(walk, capsys):
    VisitTally.objects.filter(campaign=walk.campaign).update(contacts=99)
    with pytest.raises(CommandError, match="--mend"):
        call_command("report", "--campaign", walk.campaign.slug, "--recount")
    assert "contacts 99, recounted" in capsys.readouterr().out
    call_command("report", "--campaign", walk.campaign.slug, "--recount", "--mend")
    capsys.readouterr()
    call_command("report", "--campaign", walk.campaign.slug, "--recount")
    assert "Every tally equals a recount" in capsys.readouterr().out


def test_figures_by_knock_come_from_the_tallies_and_are_the_same(walk, capsys):
    call_command(
        "report", "--campaign", walk.campaign.slug, "--by", "hour,weekday", "--format", "json"
    )
    whole = json.loads(capsys.readouterr().out)
    asked = ["--by", "hour,weekday", "--format", "json", "--figures", "knocks"]
    call_command("report", "--campaign", walk.campaign.slug, *asked)
    quick = json.loads(capsys.readouterr().out)
    assert [row["label"] for row in quick["rows"]] == [row["label"] for row in whole["rows"]]
    by_knock = [rate for rate in whole["total"]["rates"] if rate["unit"] == "knock"]
    assert quick["total"]["rates"] == by_knock


def test_the_command_knows_the_filters_that_the_api_knows(walk, capsys):
    def knocks(*filters):
        call_command("report", "--campaign", walk.campaign.slug, "--format", "json", *filters)
        return json.loads(capsys.readouterr().out)["total"]["counts"]["knocks"]

    assert knocks("--precinct", walk.precinct.code, "--round", "1") == knocks() == 2
    assert knocks("--first-day", "2030-01-01") == 0


@pytest.mark.parametrize(
    ("option", "value", "code", "says"),
    [
        ("--turf", "x", 2, "turf: 'x': Enter a whole number."),
        ("--precinct", "nowhere", 1, "There is no precinct nowhere here"),
    ],
)
def test_a_filter_that_cannot_be_asked_is_named(walk, option, value, code, says):
    with pytest.raises(CommandError, match=says) as told:
        call_command("report", "--campaign", walk.campaign.slug, option, value)
    assert told.value.returncode == code
