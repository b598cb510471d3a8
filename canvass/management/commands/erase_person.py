"""Erases one person who asks for it."""

from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from canvass.services.people.erase_person import erase_person
from turf.errors import NotFound
from turf.management.command import CampaignCommand
from turf.models import Person


class Command(CampaignCommand):
    """``manage.py erase_person --campaign SLUG --person KEY``."""

    help = (
        "Forget one person, and leave them out of every later file of the organization; knocks and"
        " tallies stay. It cannot be taken back. Exit codes: 0 done, 1 failed, 2 usage."
    )
    examples = """examples:
  manage.py erase_person --campaign spring-26 --person PA-1234567"""

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare what can be given."""
        super().add_arguments(parser)
        parser.add_argument("--person", required=True, metavar="KEY", help="their id in the file")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        """Erase them, and say how many records there were."""
        campaign = self.campaign(options)
        own = Person.objects.for_organization(campaign.organization_id)
        person = own.filter(jurisdiction=campaign.jurisdiction_id, key=options["person"]).first()
        if person is None:
            raise NotFound("There is nobody of this id on the campaign's ground")
        records = erase_person(person=person, erased_by=None, erased_at=timezone.now())
        self.give(
            {"records": records}, as_json=options["json"], lines=[f"{records} records were erased."]
        )
