"""How many of the labelled sentences the gate tells right; both figures are printed."""

import re
from pathlib import Path

import pytest

from canvass.scripts.gate.check import check_texts
from canvass.scripts.gate.judge_passage import urgings_in
from canvass.scripts.gate.settings import Material
from tests.canvass.scripts.gate.city import SCANNER, SETTINGS, passage

CORPUS = Path(__file__).parent / "corpus"
SETS = ("first", "attack", "second", "third", "fourth", "fifth", "held_out")
"""In the order they were written. The rules were mended by each but the last, which stays as it
was: mend the rules by other sentences, and hold a new set out when that one has been used."""
ESCAPE = re.compile(r"\\U([0-9a-f]{8})|\\u([0-9a-f]{4})")


def sentences(which, label):
    """Read the sentences of one set and label; escapes stand for what an editor would not show."""
    found = []
    for path in sorted((CORPUS / which).glob(f"{label}_*.txt")):
        for line in path.read_text("utf-8").splitlines():
            plain = ESCAPE.sub(lambda match: chr(int(match[1] or match[2], 16)), line)
            found.append(plain.replace("\\n", "\n"))
    return found


def is_blocked(sentence):
    """Judge by the words alone: that one candidate is named without the others does not count."""
    return any(urgings_in(SCANNER.sentences(sentence), "text", SCANNER))


def is_stopped(sentence):
    """Judge as the gate does, which blocks as well who is named without the others."""
    report = check_texts([passage(sentence)], SCANNER, SETTINGS, material=Material.CARD)
    return report.is_blocked


@pytest.mark.parametrize("which", SETS)
def test_words_that_urge_are_blocked_and_voter_education_is_not(which, capsys):
    block, allow = sentences(which, "block"), sentences(which, "allow")
    missed = [sentence for sentence in block if not is_blocked(sentence)]
    false = [sentence for sentence in allow if is_blocked(sentence)]
    passed = [sentence for sentence in missed if not is_stopped(sentence)]
    with capsys.disabled():
        print(
            f"\n{which}: recall on BLOCK {1 - len(missed) / len(block):.1%} of {len(block)} by "
            f"words alone, {1 - len(passed) / len(block):.1%} as the gate judges; "
            f"false blocks {len(false) / len(allow):.1%} of {len(allow)}"
        )
    assert len(missed) <= 0.01 * len(block), missed
    assert len(false) <= 0.05 * len(allow), false


def test_the_corpus_is_large_enough_and_half_of_it_is_to_be_allowed():
    block = [one for which in SETS for one in sentences(which, "block")]
    allow = [one for which in SETS for one in sentences(which, "allow")]
    assert len(block) + len(allow) >= 300
    assert 0.4 <= len(block) / (len(block) + len(allow)) <= 0.6
    assert len(set(block)) == len(block)
    assert len(set(allow)) == len(allow)
