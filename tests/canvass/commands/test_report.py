"""``manage.py report``: results on stdout, problems as one line, exit codes of the contract."""

import json

import pytest
from django.core.management import CommandError, call_command

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
    assert len(capsys.readouterr().out.strip().splitlines()) == 1 + 6


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
