"""Scripts that are valid, and ways to spoil them."""

from hypothesis import strategies as st

LANGUAGES = ["en", "es"]
CHOSEN = ["single", "multiple", "scale"]


def words(text):
    """One text in both languages."""
    return {language: f"{text} ({language})" for language in LANGUAGES}


def question(key, kind="statement", choices=(), **fields):
    """One question that ends the interview unless told otherwise."""
    return {
        "key": key,
        "kind": kind,
        "wording": words(f"Text of {key}"),
        "choices": [{"value": value, "label": words(value)} for value in choices],
        "next_by_answer": {},
        "next": None,
        **fields,
    }


def script(*questions, **fields):
    """A script of these questions in both languages, the first one first."""
    return {
        "name": "At the door",
        "languages": LANGUAGES,
        "first": questions[0]["key"] if questions else "",
        "questions": list(questions),
        "cards": [],
        **fields,
    }


@st.composite
def valid_scripts(draw):
    """Draw a script whose questions lead only to later ones, each to the next among others."""
    size = draw(st.integers(1, 8))
    questions = []
    for at in range(size):
        kind = draw(st.sampled_from([*CHOSEN, "text", "statement", "contact_permission"]))
        choices = {"contact_permission": ["yes", "no"]}.get(kind, [])
        if kind in CHOSEN:
            choices = [str(number) for number in range(1, draw(st.integers(1, 4)) + 1)]
        later = [*(f"q{number}" for number in range(at + 1, size)), None]
        branches = draw(
            st.dictionaries(st.sampled_from(choices), st.sampled_from(later))
            if choices
            else st.just({})
        )
        questions.append(
            question(
                f"q{at}",
                kind,
                choices,
                next=later[0],
                next_by_answer=branches,
                is_required=draw(st.booleans()),
            )
        )
    return script(*questions)


def answers_to(asked):
    """Draw an answer that a question can have; None where it may be passed over."""
    values = [choice["value"] for choice in asked["choices"]]
    if asked["kind"] == "statement":
        return st.none()
    if asked["kind"] == "text":
        given = st.text(max_size=5)
    elif asked["kind"] == "multiple":
        given = st.lists(st.sampled_from(values), unique=True, min_size=1).map(tuple)
    else:
        given = st.sampled_from(values)
    return given if asked["is_required"] else st.one_of(st.none(), given)
