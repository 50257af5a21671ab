"""Conversations that turn to something else: nothing of what was asked before is carried along."""

from __future__ import annotations

import pytest

from assistant.answers import Turn
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
        date=PublicationDate(date),
    )
    for author, date in (
        ("Ottoline Marrow", "2018"),
        ("George Birk", "2019"),
        ("Dana Quell", "2020"),
        ("Bo Thrale", "2021"),
    )
)
ASKED_FOR_OTHERS = ("What does Birk say about the dam?", "Who disagrees with him?")
PUT_SIDE_BY_SIDE = ("What does Birk say about the dam?", "And Quell?", "How do they differ?", "Why?")
LIMITED = ("What did Marrow write in 2018?", "And about the ferry?", "thanks", "What do others say?")
OF_NOBODY = ("Should Oyfar be drained?", "Who is against it?", "Is that realistic?")


@pytest.mark.parametrize("before", [ASKED_FOR_OTHERS, PUT_SIDE_BY_SIDE, LIMITED, OF_NOBODY])
@pytest.mark.parametrize(
    ("question", "scope"),
    [
        ("What does Thrale want?", Scope(people=("Bo Thrale",))),
        ("What does Thrale propose?", Scope(people=("Bo Thrale",))),
        ("What does Thrale say about the toll?", Scope(people=("Bo Thrale",))),
        ("What did Thrale write in 2021?", Scope(people=("Bo Thrale",), since="2021", until="2021")),
        ("Does Thrale fear a flood?", Scope(people=("Bo Thrale",))),
        ("How do Thrale and Marrow differ on gulls?", Scope(people=("Bo Thrale", "Ottoline Marrow"))),
        ("Has Thrale changed his mind about the toll?", Scope(people=("Bo Thrale",))),
        ("According to Thrale, who owns the marsh?", Scope(people=("Bo Thrale",))),
        ("Which articles are by Thrale?", Scope(people=("Bo Thrale",))),
        ("Who wrote about gulls?", Scope()),
        ("Was the lighthouse sold?", Scope()),
    ],
)
def test_a_question_with_its_own_person_or_matter_is_left_alone(
    before: tuple[str, ...], question: str, scope: Scope
) -> None:
    history = tuple(Turn(question=asked, answer="It is said so.") for asked in before)

    found = understand(question, history, RECORDS)

    assert (found.standalone_question, found.scope, found.excluded) == (question, scope, ())
