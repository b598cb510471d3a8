"""A piece of written material is read whole or refused with all that is wrong with it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvass.scripts.gate.settings import Material
from canvass.scripts.piece import LONGEST_TITLE, MOST_LANGUAGES, Piece, read_piece
from canvass.scripts.problem import Refused

KINDS = sorted(set(Material) - {Material.SCRIPT, Material.NOTICE})
says = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1).filter(str.strip)
pieces = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(KINDS),
        "title": says.filter(lambda title: len(title) <= LONGEST_TITLE),
        "texts": st.dictionaries(st.sampled_from(["en", "es", "zh-Hans", "vi"]), says, min_size=1),
    }
)
json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)


@given(pieces)
def test_a_piece_is_read_as_it_was_written(content):
    assert read_piece(content) == Piece(**content)


@given(pieces, st.randoms())
def test_the_order_of_languages_changes_nothing(content, random):
    shuffled = list(content["texts"].items())
    random.shuffle(shuffled)
    again = read_piece(content | {"texts": dict(shuffled)})
    assert again.passages == read_piece(content).passages


@given(pieces)
def test_every_word_of_a_piece_is_judged_in_each_of_its_languages(content):
    judged = {(one.language, one.text) for one in read_piece(content).passages}
    for language, text in content["texts"].items():
        assert {(language, text), (language, content["title"])} <= judged


@given(st.dictionaries(st.sampled_from(["kind", "title", "texts", "more"]), json) | json)
def test_whatever_is_no_piece_is_refused_by_place(document):
    with pytest.raises(Refused) as refused:
        read_piece(document)
    assert refused.value.problems
    assert all(one.code and one.message for one in refused.value.problems)


@pytest.mark.parametrize(
    ("spoil", "place", "code"),
    [
        ({"kind": "sermon"}, "kind", "word_unknown"),
        ({"kind": "script"}, "kind", "kind_elsewhere"),
        ({"kind": "notice"}, "kind", "kind_elsewhere"),
        ({"title": " "}, "title", "text_missing"),
        ({"title": "x" * (LONGEST_TITLE + 1)}, "title", "text_too_long"),
        ({"texts": {}}, "texts", "text_missing"),
        ({"texts": {"en": ""}}, "texts.en", "text_missing"),
        ({"texts": {"en": "Hello\0"}}, "texts.en", "text_unreadable"),
        ({"texts": {"English please": "Hello"}}, "texts", "language_unknown"),
        ({"texts": {f"a{chr(97 + n)}": "Hi" for n in range(MOST_LANGUAGES + 1)}}, "texts",
         "languages_too_many"),
        ({"colour": "red"}, "colour", "field_unknown"),
    ],
)  # fmt: skip
def test_each_fault_has_its_place_and_code(spoil, place, code):
    content = {"kind": "card", "title": "Hours", "texts": {"en": "From 7 to 8."}} | spoil
    with pytest.raises(Refused) as refused:
        read_piece(content)
    assert [(one.place, one.code) for one in refused.value.problems] == [(place, code)]


def test_all_faults_are_told_at_once():
    with pytest.raises(Refused) as refused:
        read_piece({"kind": "poem", "title": "", "texts": {"en": "", "es": "Hola\0"}, "by": 1})
    places = {one.place for one in refused.value.problems}
    assert places == {"kind", "title", "texts.en", "texts.es", "by"}
