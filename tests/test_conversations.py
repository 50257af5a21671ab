from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant.answers import Answer
from assistant.conversations import LONGEST_TITLE, Conversations, Listed, reader_digest
from assistant.feedback import KEPT_FOR, FeedbackStore

ADA, BO = reader_digest("login", "Ada"), reader_digest("browser", "b" * 32)


@dataclass
class Clock:
    time: datetime = datetime(2026, 11, 2, 23, 30, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(tmp_path: Path, clock: Clock) -> FeedbackStore:
    return FeedbackStore(tmp_path / "state" / "assistant.db", now=clock)


@pytest.fixture
def kept(store: FeedbackStore) -> Conversations:
    return Conversations(store)


def answer(question: str) -> Answer:
    return Answer(question=question, standalone_question=question, answered=False, reason="not_covered")


def add(store: FeedbackStore, question: str, *, reader: str = ADA, conversation: str = "") -> tuple[str, str]:
    """The ids of the answer and of its conversation."""
    answer_id = store.keep(answer(question), place="web")
    asked = f"asked: {question}"
    return answer_id, Conversations(store).add(
        answer_id, reader=reader, conversation=conversation, asked=asked, title=question
    )


def questions(kept: Conversations, conversation: str, reader: str = ADA) -> list[str]:
    return [each.answer.question for each in kept.exchanges(reader, conversation)]


def test_reading_where_nothing_was_kept_makes_no_file(store: FeedbackStore, kept: Conversations) -> None:
    assert (kept.listed(ADA), kept.exchanges(ADA, "0"), store.path.parent.exists()) == ((), (), False)


def test_a_conversation_is_given_back_in_the_order_in_which_it_was_asked(
    store: FeedbackStore, kept: Conversations, clock: Clock
) -> None:
    _, first = add(store, "Keep the ferry?")
    clock.time += timedelta(hours=1)
    _, other = add(store, "Build the\nbarrage?")
    clock.time += timedelta(days=1)
    assert add(store, "And Bo?", conversation=first)[1] == first
    assert kept.listed(ADA) == (
        Listed(id=first, title="Keep the ferry?", day="2026-11-04", questions=2),
        Listed(id=other, title="Build the barrage?", day="2026-11-03", questions=1),
    )
    assert [(each.answer, each.asked) for each in kept.exchanges(ADA, first)] == [
        (answer("Keep the ferry?"), "asked: Keep the ferry?"),
        (answer("And Bo?"), "asked: And Bo?"),
    ]


def test_nobody_sees_changes_or_continues_the_conversation_of_another(
    store: FeedbackStore, kept: Conversations
) -> None:
    answer_id, own = add(store, "Keep the ferry?")
    assert (kept.listed(BO), kept.exchanges(BO, own)) == ((), ())
    kept.rename(BO, own, "Mine")
    kept.delete(BO, own)
    kept.drop(BO, answer_id)
    _, his = add(store, "What does Ada ask?", reader=BO, conversation=own)
    assert his != own
    assert [(each.title, each.questions) for each in kept.listed(ADA)] == [("Keep the ferry?", 1)]


def test_a_title_is_one_line_and_no_longer_than_a_list_can_bear(
    store: FeedbackStore, kept: Conversations
) -> None:
    _, own = add(store, "x" * 5_000)
    assert [len(each.title) for each in kept.listed(ADA)] == [LONGEST_TITLE]
    kept.rename(ADA, own, " Of\n the ferry \ud83d")
    assert [each.title for each in kept.listed(ADA)] == ["Of the ferry ?"]
    kept.rename(ADA, own, " \n")
    assert [each.title for each in kept.listed(ADA)] == ["Of the ferry ?"]


def test_what_is_deleted_is_gone_with_its_answers_but_not_with_what_was_said_of_them(
    store: FeedbackStore, kept: Conversations
) -> None:
    said, own = add(store, "Keep the ferry?")
    silent, _ = add(store, "And Bo?", conversation=own)
    store.add(said, reader="anybody", helpful=True)
    kept.delete(ADA, own)
    assert (kept.listed(ADA), kept.exchanges(ADA, own)) == ((), ())
    assert (store.answer(said), store.answer(silent)) == (answer("Keep the ferry?"), None)


def test_one_question_is_taken_out_and_the_rest_stays(store: FeedbackStore, kept: Conversations) -> None:
    _, own = add(store, "Keep the ferry?")
    dropped, _ = add(store, "And Bo?", conversation=own)
    kept.drop(ADA, dropped)
    assert (questions(kept, own), store.answer(dropped)) == (["Keep the ferry?"], None)


def test_after_30_days_a_question_is_linked_to_nobody(
    store: FeedbackStore, kept: Conversations, clock: Clock
) -> None:
    said, own = add(store, "Keep the ferry?")
    store.add(said, reader="anybody", helpful=True)
    clock.time += KEPT_FOR / 2
    add(store, "And Bo?", conversation=own)
    clock.time += KEPT_FOR / 2
    assert questions(kept, own) == ["And Bo?"]  # also where nobody has cleared up yet
    kept.expire()
    assert questions(kept, own) == ["And Bo?"]
    clock.time += KEPT_FOR / 2
    kept.expire()
    assert kept.listed(ADA) == ()
    assert store.answer(said) == answer("Keep the ferry?")


def test_when_the_file_is_full_the_oldest_answers_leave_their_conversations(
    store: FeedbackStore, tmp_path: Path, kept: Conversations
) -> None:
    small = FeedbackStore(store.path, limit=400_000)
    ids = [add(small, f"{number} {'x' * 20_000}") for number in range(40)]
    left = Conversations(small).listed(ADA)
    assert 0 < len(left) < 40
    assert left[0].id == ids[-1][1]
