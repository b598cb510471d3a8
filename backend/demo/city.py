"""Loads the synthetic city and cuts it, once however often the demo runs."""

import csv
import json
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from backend.env import ROOT
from canvass.models import ScriptVersion
from canvass.services.publish_script import publish_script
from turf.cutting.ground import Params
from turf.importing.report import LoadReport
from turf.models import Campaign, Candidate, Cut, Organization, Race
from turf.scope import tenant
from turf.services.cut_turfs import cut_turfs
from turf.services.load_ground import load_ground
from turf.services.save_universe import save_universe
from turf.services.start_campaign import start_campaign

CITY = ROOT / "fixtures" / "synthetic_city"
SCRIPTS = ROOT / "fixtures" / "script_en_es.json"
UNIVERSE = "everyone"
DOORS_A_TURF = 50


def load_city() -> tuple[Campaign, LoadReport]:
    """Return the demo's campaign and the loader's report."""
    campaign, _ = start_campaign(
        slug="demo",
        organization="Neighbors Vote",
        jurisdiction="Brindle Ferry",
        name="Know your prosecutor",
        election_day=_next_primary(timezone.localdate()),
        time_zone="America/Chicago",
    )
    # Its sign-ins are printed anew at each run, on a site that only this machine reaches.
    Organization.objects.filter(pk=campaign.organization_id).update(requires_mfa=False)
    with tenant(campaign.organization_id):
        report = load_ground(
            campaign=campaign,
            precincts=CITY / "precincts.geojson",
            streets=CITY / "streets.geojson",
            addresses=CITY / "addresses.csv",
            people=CITY / "people.csv",
        )
    return campaign, report


def _next_primary(today: date) -> date:
    """The third Tuesday of the next May, about when such primaries are."""
    first = date(today.year + (today.month > 4), 5, 1)
    return first + timedelta(days=(1 - first.weekday()) % 7 + 14)


def cut_city(campaign: Campaign, *, jobs: int) -> Cut:
    """Return the campaign's cut, cutting it if that was not done before."""
    there: Cut | None = campaign.cuts.order_by("id").last()
    if there is not None:
        return there
    with (CITY / "people.csv").open(encoding="utf-8", newline="") as file:
        targets = [row["person_id"] for row in csv.DictReader(file) if row["is_target"] == "true"]
    save_universe(campaign=campaign, name=UNIVERSE, target_keys=targets, has_all_doors=True)
    return cut_turfs(
        campaign=campaign, params=Params(doors=DOORS_A_TURF), universe=UNIVERSE, jobs=jobs
    )


def put_on_ballot(campaign: Campaign, ballot: dict[str, Any]) -> None:
    """Write down the race and its candidates, in the neutral order of the ballot."""
    race, _ = Race.objects.get_or_create(
        organization_id=campaign.organization_id, campaign=campaign, office=ballot["office"]
    )
    for candidate in ballot["candidates"]:
        Candidate.objects.get_or_create(
            organization_id=campaign.organization_id,
            race=race,
            ballot_order=candidate["ballot_order"],
            defaults={"name": candidate["name"], "ballot_status": candidate["ballot_status"]},
        )


def publish_door_script(campaign: Campaign) -> ScriptVersion:
    """Return the published door script; its race and the fallback script are there as well."""
    content = json.loads(SCRIPTS.read_text(encoding="utf-8"))
    put_on_ballot(campaign, content["race"])
    _, script = (
        publish_script(
            campaign=campaign, content=content[name], author=None, published_at=timezone.now()
        )
        for name in ("fallback", "script")
    )
    return script
