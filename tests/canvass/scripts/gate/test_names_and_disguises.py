"""Whoever stands, and however it is written: words that urge are blocked."""

# ruff: noqa: RUF001 (look-alikes are what this is about)

import time
import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from canvass.scripts.ballot import Ballot, Candidate, Race
from canvass.scripts.gate.judge_passage import urgings_in
from canvass.scripts.gate.legible import legible
from canvass.scripts.gate.letters import fold
from canvass.scripts.gate.scanner import Scanner
from tests.canvass.scripts.gate.city import SCANNER

IN_ENGLISH = [
    "Vote for {}.",
    "Vote against {}!",
    "We are voting for {}.",
    "Cast your ballot for {}.",
    "Please elect {}.",
    "Re-elect {}.",
    "We support {}.",
    "We endorse {}.",
    "They oppose {}.",
    "Help us defeat {}.",
    "Reject {}.",
    "Unseat {}.",
    "Please replace {}.",
    "Will you back {}?",
    "{} for District Attorney",
]
IN_SPANISH = [
    "{} para fiscal",
    "Vote por {}.",
    "Vote contra {}.",
    "Apoye a {}.",
    "Elija a {}.",
    "Hay que derrotar a {}.",
    "Rechace a {}.",
]
PATTERNS = [*IN_ENGLISH, *IN_SPANISH]
MORE_ENGLISH = [
    "Vote against {} on Tuesday.",
    "Your backing of {} matters.",
    "Opposition to {} is growing.",
    "Re-election of {} is our goal.",
    "The replacement for {} is on your ballot.",
    "Your endorsement of {} counts.",
]
MORE_SPANISH = [
    "Mi apoyo a {} es total.",
    "Eligieron a {} y ganamos.",
    "Elegiríamos a {}.",
    "Hemos elegido a {}.",
    "Votaríamos por {}.",
    "Apoyaríamos a {}.",
    "La reelección de {} conviene.",
    "Se opusieron a {}.",
]
ENGLISH_TARGETS = [
    *("Democrats", "the Republicans", "the Republican Party", "the Commonwealth Party"),
    *("the incumbent", "our candidate", "the current district attorney", "the challenger"),
    *("Casimir Thornquill", "Feldhamer"),
]
SPANISH_TARGETS = [
    *("los demócratas", "las republicanas", "el Partido Republicano", "Commonwealth Party"),
    *("la titular", "nuestro candidato", "la fiscal actual", "el retador"),
    *("Casimir Thornquill", "Feldhamer"),
]
COUNTED = [
    "any",
    "one",
    "two",
    "up to three",
    "more than one",
    "only one",
    "at most two",
    "no more than",
]
CONTADO = ["un", "una", "uno de los", "cualquier", "quien sea", "más de un", "hasta dos", "dos"]
GIVEN = ["Ana", "José", "Siobhán", "Jo", "María", "D'Andre", "Jean-Luc", "Zoë", "Ng", "Ángel", "Li"]
PARTICLES = ["", "", "de ", "de la ", "van der ", "O'", "Mc", "St. ", "Al-"]
SUFFIXES = ["", "", " Jr.", " Sr.", " III", ", Esq."]
INITIALS = ["", "", "Q. ", "J. R. ", "X. "]
family_parts = st.text("abcdefghilmnoprstuvyzñéáüç", min_size=3, max_size=9).map(str.capitalize)
EVERYDAY = st.sampled_from(["Price", "Hope", "Young", "Back", "May", "Street", "Law", "Will"])
families = st.one_of(
    family_parts,
    EVERYDAY,
    st.tuples(family_parts, family_parts).map("-".join),
    st.tuples(family_parts, family_parts).map(" ".join),
)
people = st.builds(
    lambda given, initial, particle, family, suffix: f"{given} {initial}{particle}{family}{suffix}",
    st.sampled_from(GIVEN),
    st.sampled_from(INITIALS),
    st.sampled_from(PARTICLES),
    families,
    st.sampled_from(SUFFIXES),
)
patterns = st.sampled_from(PATTERNS)
LOOK_ALIKES = {
    **{"a": "аɑαａ", "e": "еεｅ", "o": "оοօｏ", "c": "сϲ", "p": "рρ", "t": "тτ", "v": "ѵν"},
    **{"i": "іι", "s": "ѕꜱ", "u": "υս", "n": "ո", "r": "г", "E": "ЕΕ", "V": "Ѵ"},
}
HIDDEN = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u034f\u2063\ufe0f\u0301\u0336"


def is_blocked(text, scanner):
    return any(urgings_in(scanner.sentences(text), "text", scanner))


def scanner_of(*names, office="District Attorney"):
    candidates = tuple(Candidate(name, ballot_order=at) for at, name in enumerate(names, start=1))
    return Scanner.of(Ballot(races=(Race({"en": office}, candidates),)))


@given(people, patterns)
def test_any_candidates_name_in_any_pattern_that_urges_is_blocked(name, pattern):
    assert is_blocked(pattern.format(name), scanner_of(name))


@pytest.mark.parametrize("target", ENGLISH_TARGETS)
@pytest.mark.parametrize("pattern", [*IN_ENGLISH, *MORE_ENGLISH])
def test_any_target_in_any_english_pattern_is_blocked(pattern, target):
    assert is_blocked(pattern.format(target), SCANNER)


@pytest.mark.parametrize("target", SPANISH_TARGETS)
@pytest.mark.parametrize("pattern", [*IN_SPANISH, *MORE_SPANISH])
def test_any_target_in_any_spanish_pattern_is_blocked(pattern, target):
    assert is_blocked(pattern.format(target).replace(" a el ", " al "), SCANNER)


@pytest.mark.parametrize("count", COUNTED)
@pytest.mark.parametrize("vote", ["Vote for", "Vote against", "We are voting for"])
@pytest.mark.parametrize("party", ["Democrats", "Republican", "of the Libertarians"])
def test_counting_them_hides_no_party(vote, count, party):
    assert is_blocked(f"{vote} {count} {party}.", SCANNER)
    assert not is_blocked(f"{vote} {count} people on the list.", SCANNER)


@pytest.mark.parametrize("count", CONTADO)
@pytest.mark.parametrize("vote", ["Vote por", "Vote contra", "Votaremos por"])
def test_counting_them_in_spanish_hides_no_party(vote, count):
    assert is_blocked(f"{vote} {count} republicanos.", SCANNER)
    assert not is_blocked(f"{vote} {count} de la lista.", SCANNER)


URGES = ["Reject", "Replace", "Unseat", "Vote out", "Oppose", "Support", "Vote against"]
OFFICES = {
    "District Attorney": ("our district attorney", "the DA", "a la fiscal"),
    "Sheriff": ("our sheriff", "the sheriff", "al alguacil"),
}


@pytest.mark.parametrize("office", OFFICES)
@pytest.mark.parametrize("urge", URGES)
def test_an_office_on_the_ballot_stands_for_whoever_holds_it(office, urge):
    here = scanner_of("Ana Thornquill", office=office)
    elsewhere = scanner_of("Ana Thornquill", office="Controller")
    ours, the, la = OFFICES[office]
    for said in (f"{urge} {ours}.", f"{urge} {the} now.", f"Derrote {la}.", f"Rechace {la}."):
        assert is_blocked(said, here), said
        assert not is_blocked(said, elsewhere), said


@given(people, patterns)
def test_accents_capitals_and_case_make_no_difference(name, pattern):
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    scanner = scanner_of(name)
    assert is_blocked(pattern.format(bare), scanner)
    assert is_blocked(pattern.format(name).upper(), scanner)
    assert is_blocked(pattern.format(unicodedata.normalize("NFD", name)), scanner)


@pytest.mark.parametrize("pattern", PATTERNS)
@pytest.mark.parametrize("family", ["Back", "Will", "Law-Back", "May Will", "Hope"])
def test_a_surname_that_is_an_everyday_word_hides_nothing(family, pattern):
    name = f"Ana {family}"
    for said in (pattern.format(name), pattern.format(name).upper()):
        assert is_blocked(said, scanner_of(name)), said


@given(families, patterns)
def test_a_surname_alone_is_enough(family, pattern):
    assert is_blocked(pattern.format(family), scanner_of(f"Ana {family}"))


@given(
    patterns, st.sampled_from(["Thornquill", "Lucía Barragán-Peñuela", "Desmond Price"]), st.data()
)
def test_look_alikes_and_hidden_characters_never_turn_a_block_into_an_allow(pattern, name, data):
    written = pattern.format(name)
    disguised = []
    for character in written:
        choices = [character, *LOOK_ALIKES.get(character, "")]
        disguised.append(data.draw(st.sampled_from(choices)))
        if character.isalpha() and data.draw(st.integers(0, 5)) == 0:
            disguised.append(data.draw(st.sampled_from(HIDDEN)))
    assert is_blocked("".join(disguised), SCANNER)


@given(patterns, st.sampled_from(["-", ".", "*", "_", "·", "\u00a0", " "]))
def test_letters_set_apart_are_read_together(pattern, between):
    spaced = "  ".join(between.join(word) for word in pattern.format("Thornquill").split())
    assume("-" not in pattern)
    assert is_blocked(spaced, SCANNER)


@given(st.text(max_size=60))
def test_making_text_legible_or_folding_it_twice_changes_nothing(text):
    assert legible(legible(text)) == legible(text)
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=200))
def test_no_text_at_all_breaks_the_scan(text):
    is_blocked(text, SCANNER)


HARD_TEXTS = [
    "Vote for Thornquill and support the polling place. ",
    "a ",
    "vote ",
    "vote for the the the the our our ",
    "v.o.t.e ",
    "1!l|i0o ",
    "Thorn-",
    "((((",
    "....",
    "á\u0301\u200b",
    "\n",
    "mr. ",
    "votefor",
]


@pytest.mark.parametrize("piece", HARD_TEXTS)
def test_the_time_a_scan_takes_grows_with_the_text_and_no_faster(piece):
    def seconds(size):
        start = time.process_time()
        is_blocked(piece * (size // len(piece)), SCANNER)
        return time.process_time() - start

    seconds(2_000)
    small, large = min(seconds(10_000) for _ in range(3)), seconds(100_000)
    assert large < 40 * small + 0.5
    assert large < 5
