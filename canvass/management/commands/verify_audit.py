"""Looks whether the audit is whole."""

from typing import Any

from django.core.management.base import CommandError, CommandParser

from canvass.audit_log.append_only import check_audit_log
from canvass.models import AuditEntry
from canvass.services.audit.find_broken_link import find_broken_link
from turf.errors import NotFound
from turf.management.command import StoopCommand
from turf.models import Organization
from turf.scope import tenant

NEXT = "Next: note the last hashes outside this system; give one again with --head another day."


class Command(StoopCommand):
    """``manage.py verify_audit [--organization SLUG] [--head HASH] [--json]``."""

    help = (
        "Follow the audit of each organization from its first entry. Exit codes: 0 whole, 1 a link"
        " is broken (the first one is named), 2 usage."
    )
    examples = """examples:
  manage.py verify_audit
  manage.py verify_audit --organization doors-open --head 5f0c…"""

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare what can be given."""
        parser.add_argument("--organization", metavar="SLUG", help="only this one")
        parser.add_argument("--head", metavar="HASH", help="an entry that has to be there")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        """Walk each chain, print how far it holds."""
        slug = options["organization"]
        organizations = Organization.objects.order_by("slug")
        if slug is not None and not (organizations := organizations.filter(slug=slug)):
            raise NotFound(f"There is no organization {slug!r}")
        walks = {}
        for one in organizations:
            with tenant(one):
                walks[one.slug] = find_broken_link(organization=one.pk)
        faults = {name: walk.fault for name, walk in walks.items() if walk.fault}
        faults |= self._missing_head(options["head"], list(organizations))
        if opened := check_audit_log(databases=["default"]):
            faults["database"] = opened[0].msg
        lines = [
            f"{name}: {walk.seq} entries hold, the last is {walk.hash}"
            for name, walk in walks.items()
        ]
        self.give(
            {
                "audits": {
                    name: {"seq": walk.seq, "hash": walk.hash} for name, walk in walks.items()
                },
                "faults": faults,
            },
            as_json=options["json"],
            lines=[*lines, NEXT]
            if lines
            else ["There is no organization yet: nothing to look at."],
        )
        if faults:
            raise CommandError("; ".join(f"{name}: {fault}" for name, fault in faults.items()))

    def _missing_head(self, head: str | None, organizations: list[Organization]) -> dict[str, str]:
        if head is None or any(_has_entry(one, head) for one in organizations):
            return {}
        return {"--head": f"no entry has the hash {head}: entries were cut off at the end"}


def _has_entry(organization: Organization, head: str) -> bool:
    with tenant(organization):
        return AuditEntry.objects.for_organization(organization).filter(hash=head).exists()
