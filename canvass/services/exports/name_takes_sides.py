"""Tells whether somebody's name says that they take sides."""

from datetime import datetime

from canvass.scripts.gate.scanner import Scanner
from canvass.scripts.gate.urging import urging_in
from canvass.services.scripts.read_ballot import read_ballot_of_all
from turf.models import Organization

FORWARD = ("for", "4", "para")


def name_takes_sides(*, organization: Organization, name: str, at: datetime) -> bool:
    """Tell whether ``name`` names or urges for somebody on a ballot of ``organization``.

    Candidates, officeholders and parties are found as the gate finds them in texts; "… for
    {office}" says it of anybody, on the ballot or not.
    """
    scanner = read_ballot_of_all(organization=organization.pk, at=at).scanner
    sentences = scanner.sentences(name)
    if any(one.names_somebody or urging_in(one, scanner) for one in sentences):
        return True
    forward = [f" {word}{office}" for office in _offices(scanner) for word in FORWARD]
    texts = [reading.text for one in sentences for reading in one.readings]
    return any(words in text for words in forward for text in texts)


def _offices(scanner: Scanner) -> set[str]:
    """The offices that are voted on, as the gate reads them, between spaces."""
    named = (
        office
        for race in scanner.ballot.races
        for office in (*race.office.values(), *race.office_aliases)
    )
    return {
        reading.text
        for office in named
        for sentence in scanner.sentences(office)
        for reading in sentence.readings
    }
