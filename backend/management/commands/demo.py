"""The main job on a synthetic city: precincts to walk lists to knocks to contact rates."""

import os
from datetime import timedelta
from typing import Any

from django.core.management import call_command
from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from backend.demo import city, people, server
from canvass.models import ScriptVersion
from canvass.reports.contact_rates import Breakdown, contact_rates
from canvass.reports.render import as_table
from canvass.services.lending.return_assignment import return_assignment
from canvass.simulation.hours import LOAN, last_walk
from canvass.simulation.shift import run_shift
from turf.management.command import StoopCommand
from turf.management.commands.cut_turfs import score_lines
from turf.management.commands.load_ground import report_lines
from turf.models import Campaign, Cut, Membership, Role
from turf.scope import enter_tenant
from turf.services.freeze_walk_lists import freeze_walk_lists

CANVASSERS = ("Ada", "Basil", "Clementine", "Dov", "Esme", "Florian", "Greta", "Hollis")
SHIFT = timedelta(minutes=100)
SEED = 2017


class Command(StoopCommand):
    """``manage.py demo``; a second run is a second shift on the lists that are left."""

    help = "Load a synthetic city, cut it, run a simulated shift, print the rates, serve the site."
    examples = """examples:
  manage.py demo
  manage.py demo --no-serve"""

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare what can be given."""
        parser.add_argument("--no-serve", action="store_true", help="stop after the report")
        parser.add_argument("--port", type=int, default=8000, help="where to serve (default 8000)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it step by step, saying how long each took."""
        if not options["no_serve"] and not server.is_free(options["port"]):
            raise CommandError(
                f"Port {options['port']} is taken. Choose another: make demo PORT=8001"
            )
        call_command("migrate", verbosity=0)
        campaign = self._load()
        cut = self._cut(campaign)
        director, canvassers = self._hire(campaign)
        script = self._approve(campaign, director)
        self._shift(script, cut, canvassers)
        self._report(campaign)
        if not options["no_serve"]:
            self._serve(options["port"], people.let_sign_in(director))

    def _step(self, title: str) -> None:
        self.stdout.write(self.style.MIGRATE_HEADING(f"\n{title}"))
        self.stdout.flush()

    def _load(self) -> Campaign:
        self._step("1. Loading the synthetic city")
        campaign, report = city.load_city()
        enter_tenant(campaign.organization_id)
        for line in report_lines(report):
            self.stdout.write(f"  {line}")
        return campaign

    def _cut(self, campaign: Campaign) -> Cut:
        self._step("2. Cutting turfs and freezing walk lists")
        cut = city.cut_city(campaign, jobs=os.cpu_count() or 1)
        lists = freeze_walk_lists(cut=cut)
        for line in [*score_lines(cut), *cut.warnings, f"{len(lists)} walk lists frozen"]:
            self.stdout.write(f"  {line}")
        return cut

    def _hire(self, campaign: Campaign) -> tuple[Membership, list[Membership]]:
        director = people.hire(campaign, "demo-director", "Rosalind", Role.ADMIN)
        canvassers = [
            people.hire(campaign, f"demo-{name.lower()}", name, Role.CANVASSER)
            for name in CANVASSERS
        ]
        return director, canvassers

    def _approve(self, campaign: Campaign, author: Membership) -> ScriptVersion:
        compliance = people.hire(campaign, "demo-compliance", "Ottoline", Role.COMPLIANCE)
        city.open_universe_of(campaign, compliance=compliance)
        return city.publish_door_script(campaign, author=author, compliance=compliance)

    def _shift(self, script: ScriptVersion, cut: Cut, canvassers: list[Membership]) -> None:
        self._step("3. A shift: eight phones knock offline and sync over a bad network")
        now = timezone.now()
        hours = last_walk(campaign=cut.campaign, now=now, length=SHIFT)
        lists = freeze_walk_lists(cut=cut)
        lent = people.send_out(canvassers, lists, script, at=hours.began_at, until=now + LOAN)
        if not lent:
            self.stdout.write("  every list has been walked already")
            return
        with server.served(server.free_port()) as address:
            report = run_shift(
                server=address,
                tokens=[token for _, token in lent],
                hours=hours,
                seed=SEED + cut.campaign.knocks.count(),
            )
        for loan, _ in lent:
            return_assignment(assignment=loan, returned_at=now)
        self.stdout.write(
            f"  {report.phones} phones made {report.knocks_made} knocks on {report.lists} lists; "
            f"{report.requests} requests: {report.never_arrived} never arrived, "
            f"{report.answers_lost} answers were lost, {report.sent_twice} came twice"
        )
        self.stdout.write(
            f"  {report.unsent} left unsent, {report.quarantined} quarantined; "
            f"the server holds {cut.campaign.knocks.count()} knocks in all"
        )

    def _report(self, campaign: Campaign) -> None:
        self._step("4. Contact rates")
        self.stdout.write(as_table(contact_rates(campaign=campaign, by=Breakdown.PRECINCT)))

    def _serve(self, port: int, sign_in: people.SignIn) -> None:
        self._step("5. Serving")
        self.stdout.write(
            f"  start page  http://{server.HOST}:{port}/\n"
            f"  API page    http://{server.HOST}:{port}/api/v1/docs/\n"
            f"  admin       http://{server.HOST}:{port}/admin/\n"
            f"  sign in as  {sign_in.username}  with  {sign_in.password}  ({sign_in.role})\n"
            "  stop with Ctrl-C"
        )
        self.stdout.flush()
        os.environ.update(server.LOCAL)
        command = server.gunicorn(port)
        os.execv(command[0], command)  # noqa: S606 (our own interpreter)
