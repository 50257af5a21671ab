"""What kind of answer is asked for, and whether a text gives it; every sentence here is invented."""

import pytest

from assistant.answering.decline.deeds import done, stands
from assistant.answering.decline.kinds import Asked, Counted, asked, tells_amount
from assistant.answering.decline.sought import resembles
from assistant.index.lexical import stem_set


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (
            "How many Danish soldiers serve on Skerrow?",
            Asked(kind="amount", counted="people", noun="soldiers", qualifiers=frozenset({"danish"})),
        ),
        (
            "What percentage of islanders voted?",
            Asked(kind="amount", counted="share", noun="percentage", deeds=frozenset({"vote"})),
        ),
        ("How much does the pilot cost?", Asked(kind="amount", counted="money")),
        ("How long was the strike?", Asked(kind="amount", counted="time")),
        ("How many reasons does Birk give?", Asked(kind="amount", noun="reasons")),
        ("In which year was the ferry sold?", Asked(kind="date", noun="year", deeds=frozenset({"sold"}))),
    ],
)
def test_the_kind_of_answer_is_read_from_the_question(question: str, expected: Asked) -> None:
    assert asked(question) == expected


@pytest.mark.parametrize(
    "question",
    [
        "Why should the ferry be kept?",
        "Who signed the treaty?",
        "What human cost does Birk foresee?",
        "How do the two presidents differ?",
        "Who is Birk, and how many ferries does he own?",
        "Which pilot led the talks, and did they succeed?",
        "Who won a seat in the vote?",
    ],
)
def test_a_question_for_views_reasons_or_two_things_is_of_no_such_kind(question: str) -> None:
    assert asked(question) is None


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("Some 4,000 of the alliance's soldiers stayed.", "people"),
        ("It left 120,000 Danes on the far side.", "people"),
        ("Twenty-two states have recognised the island.", "states"),
        ("The line loses two million crowns a year.", "money"),
        ("Two thirds of the islanders are against it.", "share"),
        ("Ten wet years followed.", "time"),
        ("The wall would be four kilometres long.", "length"),
        ("He gives four reasons.", "anything"),
    ],
)
def test_a_number_of_the_things_asked_for_is_found(text: str, counted: Counted) -> None:
    assert tells_amount(text, counted)


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("On 24 August 2018 the soldiers left.", "people"),
        ("The town was shelled for 78 days.", "people"),
        ("They are a few square kilometres.", "area"),
        ("The ferry is 40 metres long.", "money"),
    ],
)
def test_a_date_a_vague_word_or_a_number_of_something_else_is_not(text: str, counted: Counted) -> None:
    assert not tells_amount(text, counted)


@pytest.mark.parametrize(
    ("name", "words", "expected"),
    [
        ("skerrovar", {"skerrovo"}, True),
        ("quilhaven", {"quillhaven"}, True),
        ("skerrovar", {"skerry"}, False),
        ("marow", {"marrow"}, False),
    ],
)
def test_a_people_resembles_its_country_and_a_long_name_itself_with_a_slip(
    name: str, words: set[str], expected: bool
) -> None:
    assert resembles(name, words) is expected


def test_a_deed_that_is_only_wanted_is_not_done() -> None:
    texts = ("Birk signed it in May.", "Birk has to sign it.", "Birk will never sign it.", "Birk sold it.")
    assert [done(text, {"sign"}) for text in texts] == [True, False, False, False]


def test_words_for_one_deed_stand_for_each_other() -> None:
    words = stem_set("The pilot was detained; recognition is a statement.")
    found = {word: stands(word, words) for word in ("arrest", "pilot", "state", "ferri")}
    assert found == {"arrest": True, "pilot": True, "state": False, "ferri": False}
