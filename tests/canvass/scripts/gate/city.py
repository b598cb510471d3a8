"""The ballot that the sentences of the corpus speak of; nobody on it is real."""

from canvass.scripts.ballot import Ballot, Candidate, Officeholder, Party, Race
from canvass.scripts.gate.passage import Passage
from canvass.scripts.gate.scanner import Scanner
from canvass.scripts.gate.settings import GateSettings

PEOPLE = [
    ("Imelda Quarterstone", "Democratic"),
    ("Yusra Feldhamer", "Republican"),
    ("Casimir Thornquill", "Libertarian"),
    ("Lucía Barragán-Peñuela", ""),
    ("Desmond Price Jr.", ""),
    ("Siobhán O'Dellacroy", ""),
    ("Hugo de la Ventisca", ""),
    ("Marisol Hope", ""),
]
RACE = Race(
    office={"en": "District Attorney", "es": "Fiscal de Distrito"},
    candidates=tuple(
        Candidate(name, party, ballot_order=place, is_incumbent=name == "Yusra Feldhamer")
        for place, (name, party) in enumerate(PEOPLE, start=1)
    ),
    office_aliases=("DA",),
)
BALLOT = Ballot(
    races=(RACE,),
    parties=(Party("Commonwealth Party", ("Commonwealthers",)),),
    officeholders=(Officeholder("Thaddeus Wexcombe", "Mayor"),),
    slogans=("A safer Ashlock for all",),
)
SCANNER = Scanner.of(BALLOT)
SETTINGS = GateSettings()
NAMES = tuple(name for name, _ in PEOPLE)


def passage(text, language="en"):
    """One passage of that text."""
    return Passage("text", language, text)
