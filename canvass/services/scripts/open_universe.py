"""Opens a universe whose members were named one by one."""

from datetime import datetime

from canvass.models import AuditKind
from canvass.services.audit.record_audit import record_audit
from canvass.services.scripts.check_universe import UniverseByLeaning, findings_of_universe
from canvass.services.scripts.read_ballot import read_ballot_of_all
from canvass.services.scripts.script_problems import NotAGatekeeper
from turf.models import Membership, Role, Universe
from turf.transactions import writing


@writing()
def open_universe(*, universe: Universe, opened_by: Membership, opened_at: datetime) -> Universe:
    """Return the universe; its lists may go out from now on, until it is uploaded anew.

    Repeated, it stays opened by who was first. Raises NotAGatekeeper for who is not of compliance,
    and UniverseByLeaning where its name or description tells of a party, candidate or leaning.
    """
    organization = universe.organization_id
    if opened_by.role != Role.COMPLIANCE or opened_by.organization_id != organization:
        raise NotAGatekeeper("Only compliance of the organization opens an uploaded universe")
    locked = Universe.objects.select_for_update(of=("self",))
    held: Universe = locked.select_related("campaign__organization").get(pk=universe.pk)
    if held.opened_at is not None:
        return held
    found = findings_of_universe(universe=held)
    if found:
        raise UniverseByLeaning(f"It cannot be opened: {found[0].message}")
    scanner = read_ballot_of_all(organization=organization, at=opened_at).scanner
    if any(one.names_somebody for one in scanner.sentences(f"{held.name}\n{held.description}")):
        raise UniverseByLeaning("It cannot be opened: what is said of it names somebody")
    held.opened_by, held.opened_at = opened_by, opened_at
    held.save(update_fields=["opened_by", "opened_at"])
    record_audit(
        subject=held, kind=AuditKind.UNIVERSE_OPENED, actor=opened_by, at=opened_at, facts={}
    )
    return held
