import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.articles import Record
from assistant.reading.spellings import lookalikes, mixed, skeleton


def records(*names: str) -> list[Record]:
    return [
        Record(article_id=f"a{number}", title="T", authors=(name,)) for number, name in enumerate(names, 1)
    ]


@pytest.mark.parametrize(
    ("other", "character"),
    [
        ("\u0410nn Ash", "cyrillic capital letter a"),
        ("Ann \u0391sh", "greek capital letter alpha"),
        ("Ann\u200d Ash", "zero width joiner"),
        ("\uff21nn Ash", "fullwidth latin capital letter a"),
    ],
)
def test_a_name_that_looks_like_anothers_is_told_with_the_character_that_differs(other, character):
    assert list(lookalikes(records("Ann Ash", "Ann Ash", "Bo Birk", other))) == [
        (
            "a4",
            (
                f"The name {other!r} looks like 'Ann Ash' of 'a1', "
                f"but is written with other characters ({character})."
            ),
        )
    ]


def test_a_speaker_is_compared_with_an_author():
    forged = Record(article_id="talk", title="T", kind="interview", speakers=("Lan Ash",))
    assert [article_id for article_id, _ in lookalikes([*records("Ian Ash"), forged])] == []
    forged = Record(article_id="talk", title="T", kind="interview", speakers=("lan Ash",))
    assert [article_id for article_id, _ in lookalikes([*records("Ian Ash"), forged])] == ["talk"]


@pytest.mark.parametrize(
    "names",
    [
        ("Ann Ash", "Ann Asher"),
        ("Hashim Thaçi", "Hashim Thaci"),
        ("Милица Петровић", "Milica Petrović"),
        ("Ann Ash", "ANN ASH"),
        ("Ann Ash", "Ann Ash"),
        ("علی\u200cرضا", "Ann Ash"),
    ],
)
def test_names_that_differ_to_the_eye_are_not_told(names):
    assert list(lookalikes(records(*names))) == []


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("\u0410nn Ash", ["\u0410nn"]),
        ("Ann Иванов", []),
        ("Милица Петровић", []),
        ("Γιώργος", []),
        ("Émilie Grandvœux", []),
        ("山田 Taro", []),
        ("Ann \u0391sh \u0412irk", ["\u0391sh", "\u0412irk"]),
    ],
)
def test_a_word_of_two_scripts_that_share_shapes_is_found(name, words):
    assert list(mixed(name)) == words


@given(st.text())
def test_a_skeleton_is_its_own_skeleton(name):
    assert skeleton(skeleton(name)) == skeleton(name)


@given(st.lists(st.text(min_size=1), max_size=6))
def test_every_name_but_one_of_those_that_look_alike_is_told(names):
    told = {article_id for article_id, _ in lookalikes(records(*names))}
    assert len(set(names)) - len({skeleton(name) for name in names}) <= len(told) <= len(names)
