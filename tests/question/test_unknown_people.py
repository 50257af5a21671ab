"""People asked for their views whom no record knows, told apart from places, bodies and groups."""

from __future__ import annotations

import pytest

from assistant.articles import Record
from assistant.dates import PublicationDate
from assistant.question import understand
from assistant.scopes import Scope

RECORDS = tuple(
    Record(
        article_id=author.split()[1].lower(),
        title=f"Letters from Oyfar, by {author}",
        authors=(author,),
        publication="Oyfar Herald",
        date=PublicationDate("2021"),
    )
    for author in ("George Birk", "Greta Quell", "Bo Thrale")
)


@pytest.mark.parametrize(
    ("question", "unknown"),
    [
        ("What does Dr. Jane Xanthopol say about the barrage?", ["Jane Xanthopol"]),
        ("According to Margaret Xanthopol, is the barrage safe?", ["Margaret Xanthopol"]),
        ("Is the barrage safe in Professor Xanthopol's opinion?", ["Xanthopol"]),
        ("Which articles are by Judge Xanthopol?", ["Xanthopol"]),
    ],
)
def test_somebody_asked_for_whom_no_record_knows_is_unknown(question: str, unknown: list[str]) -> None:
    found = understand(question, (), RECORDS)

    assert (found.unknown, found.scope) == (tuple(unknown), Scope())
    assert found.notes == tuple(
        f"No author or speaker named {name!r} is in these articles." for name in unknown
    )


def test_a_known_name_with_a_further_given_name_is_somebody_else_s() -> None:
    found = understand("What does Anna Greta Quell say about the barrage?", (), RECORDS)

    assert (found.unknown, found.scope) == (("Anna Greta Quell",), Scope())
    assert found.notes[0].endswith("did you mean Greta Quell?")


@pytest.mark.parametrize(
    ("question", "people", "unknown"),
    [
        ("What does the Birk report say about the barrage?", (), ()),
        ("What does Birk & Co say about the barrage?", (), ()),
        ("What does Fort Birk say about the barrage?", (), ()),
        ("What does the Birk essay say about the barrage?", ("George Birk",), ()),
        ("What does Mr. Birk say about the barrage?", ("George Birk",), ()),
        ("What does Mrs. Birk say about the barrage?", (), ("Birk",)),
        ("What does Mr. Quell say about the barrage?", (), ("Quell",)),
        ("Where do critics miss Birk's point on the barrage?", ("George Birk",), ()),
        ("What does the Birk 2021 essay say about the barrage?", ("George Birk",), ()),
    ],
)
def test_a_surname_in_another_name_is_not_its_bearer_s(
    question: str, people: tuple[str, ...], unknown: tuple[str, ...]
) -> None:
    found = understand(question, (), RECORDS)

    assert (found.scope.people, found.unknown) == (people, unknown)


@pytest.mark.parametrize(
    ("question", "unknown", "topic"),
    [
        ("What do Thrale and Xanthopol think of the barrage?", ["Xanthopol"], "the barrage?"),
        ("What do Xanthopol and Thrale think of the barrage?", ["Xanthopol"], "the barrage?"),
        ("Why do Thrale and Xanthopol fear the barrage?", ["Xanthopol"], "Why fear the barrage?"),
        ("What have Thrale, Ixmay and Xanthopol written?", ["Ixmay", "Xanthopol"], ""),
        ("Compare Thrale and Xanthopol on the barrage", ["Xanthopol"], "the barrage"),
        ("What do Jenkins and Thrale say about the barrage?", ["Jenkins"], "the barrage?"),
    ],
)
def test_known_people_beside_them_are_still_asked_for(question: str, unknown: list[str], topic: str) -> None:
    found = understand(question, (), RECORDS)

    assert (found.scope, found.unknown) == (Scope(people=("Bo Thrale",)), tuple(unknown))
    assert found.topic == topic


@pytest.mark.parametrize(
    "question",
    [
        "What does Brussels say about the barrage?",
        "What does Oyfar say about the barrage?",
        "What does NATO say about the barrage?",
        "According to Moscow, is the barrage legal?",
        "What is Germany's position on the barrage?",
        "Serbia's view of the barrage",
        "What do the Greens think of the barrage?",
        "What do Danes think of the barrage?",
        "What do Ferrymen say about the barrage?",
        "What do Tollers want?",
        "What does the Aster Tidal Company say about ships?",
        "What does Skerrow Harbour Authority say about ships?",
        "What does Islam say about ferries?",
        "What does Marxism say about ferries?",
    ],
)
def test_places_bodies_groups_and_beliefs_are_matters_and_not_unknown_people(question: str) -> None:
    found = understand(question, (), RECORDS)

    assert (found.unknown, found.scope, found.notes) == ((), Scope(), ())


@pytest.mark.parametrize(
    "question",
    [
        "What drives Xanthopol?",
        "Is it true that Xanthopol wants a barrage?",
        "Has the barrage leaked, as Xanthopol wants?",
        "What do Xanthopol's critics say?",
        "Which office did Xanthopol hold in Oyfar?",
        "Partition means war: is that true?",
        "Today's view of the barrage",
        "Who is Xanthopol?",
        "Why does Trondmouth want a barrage?",
        "What is Trondmouth's position on the barrage?",
        "Does Trondmouth still fear the barrage?",
        "What does Thrale say about Xanthopol?",
    ],
)
def test_somebody_a_question_is_about_is_not_unknown(question: str) -> None:
    assert understand(question, (), RECORDS).unknown == ()
