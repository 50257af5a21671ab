"""The conversation before a question, each question of it resolved in its turn."""

from __future__ import annotations

import datetime

from assistant.answers import Answer, Turn
from assistant.question.carry_over import Resolved, resolved
from assistant.question.conversation import Earlier
from assistant.question.known_names import KnownNames
from assistant.question.small_talk import is_small_talk, without_small_talk

_MOST_TURNS = 12
"""Turns that are looked back at."""
_LONGEST_QUESTION = 400
"""Characters of an earlier question that are read."""


def resolve(question: str, history: tuple[Turn, ...], known: KnownNames, today: datetime.date) -> Resolved:
    """`question` made to stand alone after the turns of `history`."""
    earlier: list[Earlier] = []
    for turn in history[-_MOST_TURNS:]:
        if is_small_talk(turn.question):
            continue
        if isinstance(turn.answer, Answer):
            standalone = turn.answer.standalone_question[:_LONGEST_QUESTION]
            scope = turn.answer.understood or None
        else:
            asked = without_small_talk(turn.question[:_LONGEST_QUESTION])
            alone = resolved(asked, earlier)
            standalone, scope = alone.standalone, alone.scope
        earlier.append(Earlier(standalone, scope, turn.answer, known, today))
    return resolved(without_small_talk(question).strip(), earlier)
