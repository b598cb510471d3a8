"""The command that freezes rounds, and the export of what it froze."""

import csv
import json

import pytest
from django.core.management import call_command

from tests.canvass.services.knock_documents import Walk

pytestmark = pytest.mark.django_db


def test_a_round_is_frozen_and_exported_with_its_source_code(tmp_path, capsys):
    walk = Walk(doors=2)
    walk.push(walk.not_home(0), walk.spoke(1))

    call_command("freeze_round", campaign=walk.campaign.slug, round=2, json=True)
    told = json.loads(capsys.readouterr().out)
    assert told == {"cut": walk.turf.cut.pk, "round": 2, "lists": 1, "doors": 1}

    out = tmp_path / "lists.csv"
    call_command("export_walk_lists", campaign=walk.campaign.slug, round=2, format="csv", out=out)
    [row] = csv.DictReader(out.read_text().splitlines())
    [listed] = walk.campaign.walk_lists.filter(round__number=2)
    assert row["source_code"] == listed.source_code
    assert (row["list"], row["door_id"]) == (str(listed.number), str(walk.doors[0].pk))
