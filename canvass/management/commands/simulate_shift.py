"""Lets phones that are not there walk lists of a campaign and sync, and holds them to account."""

from argparse import ArgumentTypeError
from dataclasses import asdict, replace
from datetime import timedelta
from http.client import HTTPConnection, HTTPException
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from canvass.models import DeviceToken
from canvass.services.lending.return_assignment import return_assignment
from canvass.simulation.compare import compare
from canvass.simulation.crew import set_out
from canvass.simulation.hours import LOAN, last_walk
from canvass.simulation.network import Faults
from canvass.simulation.shift import BAD_EVENING, run_shift
from turf.management.command import CampaignCommand

LOOPBACK = ("127.0.0.1", "localhost", "::1")
FAULTS = {"unsent": "unsent", "drop": "answer_lost", "repeat": "repeated"}


class Command(CampaignCommand):
    """``manage.py simulate_shift --campaign SLUG [--devices N] [--minutes M] …``."""

    help = (
        "Enrol simulated phones, lend each a list that is ready, walk the lists and sync over real"
        " HTTP and a bad network, then compare what the phones say with what the server has."
        " The knocks stay. Exit codes: 0 nothing lost, 1 something was, 2 usage."
    )
    examples = """examples:
  manage.py simulate_shift --campaign spring-26
  manage.py simulate_shift --campaign spring-26 --devices 40 --minutes 180 --seed 7
  manage.py simulate_shift --campaign spring-26 --faults unsent=0.3,drop=0.4,repeat=0.5 --json"""

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare what can be given."""
        super().add_arguments(parser)
        parser.add_argument("--devices", type=int, default=8, metavar="N", help="phones")
        parser.add_argument(
            "--minutes",
            type=int,
            default=120,
            metavar="M",
            help="length of the walk: the latest within the campaign's hours",
        )
        parser.add_argument(
            "--faults",
            type=_faults,
            default=BAD_EVENING,
            metavar="unsent=0.15,drop=0.2,repeat=0.2",
            help="shares of pushes that never arrive, lose their answer, arrive twice",
        )
        parser.add_argument("--seed", type=int, default=0, help="the same seed knocks the same")
        parser.add_argument(
            "--server",
            type=_server,
            default=("127.0.0.1", 8000),
            metavar="HOST:PORT",
            help="a server of this machine, on the same database",
        )
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        """Send phones out, let them work, take everything back, and compare."""
        _check_server(options["server"])
        now, campaign = timezone.now(), self.campaign(options)
        length = timedelta(minutes=options["minutes"])
        hours = last_walk(campaign=campaign, now=now, length=length)
        crew = set_out(
            campaign=campaign, phones=options["devices"], at=hours.began_at, until=now + LOAN
        )
        devices = [one.device for one in crew]
        try:
            report = run_shift(
                server=options["server"],
                tokens=[one.token for one in crew],
                hours=hours,
                seed=options["seed"],
                faults=options["faults"],
            )
        finally:
            for one in crew:
                return_assignment(assignment=one.assignment, returned_at=timezone.now())
            DeviceToken.objects.filter(device__in=devices).delete()
        found = compare(report=report, devices=devices, lists_lent=len(crew))
        result = {"seed": options["seed"], **asdict(report), **asdict(found)}
        lines = [f"{value:9,d}  {name.replace('_', ' ')}" for name, value in result.items()]
        self.give(result, as_json=options["json"], lines=lines)
        if not found.is_good:
            raise CommandError(
                f"{found.lost} knocks were acknowledged and are lost,"
                f" {found.undelivered} lists were never delivered"
            )


def _server(text: str) -> tuple[str, int]:
    host, _, port = text.rpartition(":")
    if host.strip("[]") not in LOOPBACK or not port.isdigit():
        raise ArgumentTypeError(f"give a server of this machine, as 127.0.0.1:8000, not {text}")
    return host.strip("[]"), int(port)


def _faults(text: str) -> Faults:
    faults = Faults()
    for pair in filter(None, text.split(",")):
        name, _, share = pair.partition("=")
        try:
            faults = replace(faults, **{FAULTS[name.strip()]: _share(share)})
        except (KeyError, ValueError) as error:
            raise ArgumentTypeError(
                f"give {', '.join(FAULTS)} with shares from 0 to below 1, not {pair}"
            ) from error
    return faults


def _share(text: str) -> float:
    share = float(text)
    if not 0 <= share < 1:
        raise ValueError(text)
    return share


def _check_server(server: tuple[str, int]) -> None:
    connection = HTTPConnection(*server, timeout=10)
    try:
        connection.request("GET", "/healthz")
        is_there = connection.getresponse().status == 200
    except (OSError, HTTPException):
        is_there = False
    finally:
        connection.close()
    if not is_there:
        address = ":".join(map(str, server))
        raise CommandError(f"No server answers on {address}. Start one: make demo, or gunicorn")
