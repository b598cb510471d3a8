"""Loads the synthetic city and cuts it, once however often the demo runs."""

import csv
import json
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from backend.env import ROOT
from canvass.models import GateDecision, ScriptVersion
from canvass.scripts.listing import DID_NOT_RESPOND
from canvass.services.scripts.ask_candidates import ask_candidates
from canvass.services.scripts.decide_gate import decide_gate
from canvass.services.scripts.draft_script import draft_script
from canvass.services.scripts.open_universe import open_universe
from canvass.services.scripts.record_answer import record_answer
from canvass.services.scripts.save_race import save_race
from canvass.services.scripts.set_fallback_script import set_fallback_script
from turf.cutting.ground import Params
from turf.importing.report import LoadReport
from turf.models import Campaign, Cut, Membership, Organization
from turf.scope import tenant
from turf.services.cut_turfs import cut_turfs
from turf.services.load_ground import load_ground
from turf.services.save_universe import save_universe
from turf.services.start_campaign import start_campaign

CITY = ROOT / "fixtures" / "synthetic_city"
SCRIPTS = ROOT / "fixtures" / "script_en_es.json"
UNIVERSE = "everyone"
DOORS_A_TURF = 50
ANSWERED_IN = "Candidates' forum of the demo, an invented evening of 4 May"


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
    """Write down the race, who stands in it, and what they answered."""
    now = timezone.now()
    shown = {"order", "question", "answer", "occupation"}
    people = [
        {name: value for name, value in one.items() if name not in shown}
        for one in ballot["candidates"]
    ]
    document = {name: value for name, value in ballot.items() if name not in shown}
    race = save_race(
        campaign=campaign,
        document=document | {"candidates": people},
        order_seed=None,
        saved_by=None,
        at=now,
    )
    question = ask_candidates(race=race, wording=ballot["question"])
    candidates = {one.name: one for one in race.candidates.all()}
    for one in ballot["candidates"]:
        for language, text in one["answer"].items():
            is_given = text != DID_NOT_RESPOND[language]
            record_answer(
                question=question,
                candidate=candidates[one["name"]],
                language=language,
                text=text if is_given else "",
                source=ANSWERED_IN if is_given else "",
                recorded_by=None,
                at=now,
            )


def open_universe_of(campaign: Campaign, *, compliance: Membership) -> None:
    """Let the lists of the demo's universe go out: nobody in it was chosen by a leaning."""
    universe = campaign.universes.get(name=UNIVERSE)
    open_universe(universe=universe, opened_by=compliance, opened_at=timezone.now())


def publish_door_script(
    campaign: Campaign, *, author: Membership, compliance: Membership
) -> ScriptVersion:
    """Return the approved door script; its race and the fallback script are there as well."""
    content = json.loads(SCRIPTS.read_text(encoding="utf-8"))
    put_on_ballot(campaign, content["race"])
    drafts = {
        name: draft_script(campaign=campaign, content=content[name], author=author.user)
        for name in ("fallback", "script")
    }
    for draft in drafts.values():
        decide_gate(
            text=draft,
            decision=GateDecision.APPROVED,
            decided_by=compliance,
            decided_at=timezone.now(),
        )
    set_fallback_script(version=drafts["fallback"], at=timezone.now())
    return drafts["script"]
