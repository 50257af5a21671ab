"""The measure of forms, on answers and attributions made by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pydantic import TypeAdapter

from assistant.answers import Answer
from assistant.attribution import Attribution
from assistant.reading.article import parse_article
from assistant.scopes import Scope
from eval.forms import (
    FORMS,
    AskedForm,
    Credit,
    Credited,
    CreditForm,
    Library,
    Understood,
    answered,
    credit_of,
    credited,
    questions_of,
)
from eval.mistakes import read_yaml

ANSWER = Answer(question="", standalone_question="What does Ada Lind say of the quay?", answered=False)
ASKED = AskedForm(
    id="1", form="surname", question="Lind on the quay in 2019?", people=("Ada Lind",), matter=("quay",)
)
FORM = CreditForm(
    id="1",
    form="surname",
    title="The quay",
    authors=("Ada Lind",),
    text="Bo Birk spoke last. The quay leaks, says Birk.",
    credits=(Credit(sentence="The quay leaks, says Birk.", holder="Bo Birk"),),
)


@pytest.mark.parametrize(
    ("understood", "since", "right"),
    [
        (Scope(people=("Ada Lind",), since="2019-01", until="2019"), "2019", True),
        (Scope(people=("Dr. Ada Lind",), since="2019", until="2019"), "2019", True),
        (Scope(people=("Ada Lind",)), "2019", False),
        (Scope(people=("Ada Lind", "Bo Birk"), since="2019", until="2019"), "2019", False),
        (Scope(since="2019", until="2019"), "2019", False),
        (Scope(people=("Ada Lind",)), None, True),
        (Scope(people=("Ada Lind",), publications=("Post",)), None, False),
    ],
)
def test_a_question_is_right_where_all_filters_are(understood: Scope, since: str | None, right: bool) -> None:
    form = replace(ASKED, since=since, until=since)
    assert Understood(form, replace(ANSWER, understood=understood)).is_right is right


def test_the_filters_of_parts_count_together() -> None:
    form = replace(ASKED, people=("Ada Lind", "Bo Birk"))
    parts = tuple(replace(ANSWER, understood=Scope(people=(name,))) for name in form.people)
    assert Understood(form, replace(ANSWER, parts=parts)).is_right
    assert not Understood(form, replace(ANSWER, parts=parts[:1])).is_right


def test_a_matter_that_was_lost_or_a_person_not_told_is_not_right() -> None:
    answer = replace(ANSWER, understood=Scope(people=("Ada Lind",)))
    assert not Understood(replace(ASKED, matter=("ferry",)), answer).is_right
    unknown = replace(ASKED, unknown=("Maas",))
    assert not Understood(unknown, answer).is_right
    assert Understood(unknown, replace(answer, notes=("No article here is by Maas.",))).is_right


@pytest.mark.parametrize(
    ("speaker", "reported", "holder", "right", "false"),
    [
        ("Bo Birk", True, "Bo Birk", True, False),
        ("Birk", True, "Bo Birk", False, False),
        ("Ada Lind", False, "Bo Birk", False, True),
        (None, True, "Bo Birk", False, False),
        ("Jo Birk", True, "Bo Birk", False, True),
        ("Bo Birk", True, "author", False, True),
        ("Ada Lind", False, "author", True, False),
        ("Ada Lind", False, "nobody", True, False),
        (None, True, "unnamed", True, False),
        ("critics", True, "unnamed", True, False),
        ("Jo Birk", True, "unnamed", False, True),
        ("the critics", True, "Bo Birk", False, False),
        ("critics", True, "author", False, True),
    ],
)
def test_a_credit_is_right_by_its_full_name(
    speaker: str | None, reported: bool, holder: str, right: bool, false: bool
) -> None:
    article = parse_article(b"---\ntitle: The quay\nauthor: Ada Lind\n---\n\nIt leaks.\n", "1", name="1")
    found = Attribution(start=0, end=9, speaker=speaker, reported=reported, certain=True)
    credited = Credited(FORM, article, Credit(sentence="It leaks.", holder=holder), found)
    assert (credited.is_right, credited.is_false) == (right, false)


@pytest.mark.parametrize(("half", "questions", "articles"), [("open", 400, 160), ("frozen", 80, 40)])
def test_each_half_is_whole(half: str, questions: int, articles: int) -> None:
    asked, credit = questions_of(half), credit_of(half)
    assert len({each.id for each in asked}) == len(asked) == questions
    assert len({each.id for each in credit}) == len(credit) == articles


def test_the_open_half_is_understood_and_credited() -> None:
    library = read_yaml(FORMS / "library.yaml", TypeAdapter(Library))
    asked = [each.is_right for each in answered(library, questions_of("open")[::6])]
    credits = [*credited(credit_of("open")[::2])]
    assert sum(asked) / len(asked) >= 0.88
    assert sum(each.is_right for each in credits) / len(credits) >= 0.85
    assert sum(each.is_false for each in credits) / len(credits) <= 0.07
