from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from assistant.answers import Absence, Answer, Quote, Usage, Viewpoint
from assistant.articles import Record
from assistant.database import Tables, written
from assistant.dates import PublicationDate
from assistant.errors import AssistantError, InvalidDate
from assistant.feedback import TABLES, FeedbackStore, digest
from assistant.remarks import COMPLAINTS, LONGEST_COMMENT, WORDING, Feedback, Selection, outcome_line
from assistant.scopes import Extent, Scope

DATE = PublicationDate("2018-09")
ANSWER = Answer(
    question="And is the half \ud83d kept?",
    standalone_question="Should the ferry to Škerrow be kept?",
    answered=True,
    engine="model",
    scope=Scope(people=("Ann Ash",), since="2018"),
    searched=Extent(2, 2, DATE, DATE, 1),
    summary="She would keep it [1].",
    viewpoints=(
        Viewpoint(
            record=Record(article_id="keep", title="Keep", authors=("Ann Ash",), date=DATE),
            speaker="Ann Ash",
            reported=False,
            quotes=(
                Quote(citation=1, text="it … is", start=3, end=10, verdict="elided", parts=((3, 5), (8, 10))),
            ),
        ),
    ),
    absences=(Absence(person="Bo Birk", articles=1, first=DATE, last=None, text="Nothing by Bo Birk."),),
    notes=("A note.",),
    timings_ms={"answer": 1.5},
    usage=Usage(1, 2, 3, estimated=True),
)
OTHER = Answer(question="Why?", standalone_question="Why?", answered=False, reason="not_covered")
TWO = replace(
    ANSWER,
    viewpoints=(
        replace(ANSWER.viewpoints[0], quotes=(Quote(citation=1, text="it", start=3, end=5),)),
        replace(
            ANSWER.viewpoints[0],
            speaker="Bo Birk",
            quotes=tuple(Quote(citation=each, text="is", start=8, end=10) for each in (2, 3)),
        ),
    ),
)
START = datetime(2026, 11, 2, 23, 30, tzinfo=UTC)


@dataclass
class Clock:
    time: datetime = START

    def __call__(self) -> datetime:
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "assistant.db"


@pytest.fixture
def store(path: Path, clock: Clock) -> FeedbackStore:
    return FeedbackStore(path, now=clock)


def unnamed(entries: tuple[Feedback, ...]) -> tuple[Feedback, ...]:
    """The entries without their ids, which are random."""
    return tuple(replace(entry, id="") for entry in entries)


def test_an_answer_is_given_back_as_it_was_kept(store: FeedbackStore) -> None:
    kept = store.keep(ANSWER, place="web"), store.keep(OTHER, place="slack")
    assert [store.answer(answer_id) for answer_id in kept] == [ANSWER, OTHER]
    assert all(len(answer_id) == 16 and answer_id.isalnum() and answer_id.islower() for answer_id in kept)


def test_what_readers_say_is_listed_with_the_answer_the_newest_first(
    store: FeedbackStore, clock: Clock
) -> None:
    first, second = store.keep(ANSWER, place="web"), store.keep(OTHER, place="slack")
    store.add(first, reader="Ada", helpful=True)
    clock.time += timedelta(hours=1)
    store.add(
        second, reader="Ada", helpful=False, complaints=("not_answered", "wrong_person"), comment=" Why? "
    )
    assert unnamed(store.entries()) == (
        Feedback(
            id="",
            answer_id=second,
            answer=OTHER,
            place="slack",
            date="2026-11-03T00:30:00.000+00:00",
            helpful=False,
            complaints=("wrong_person", "not_answered"),
            comment="Why?",
        ),
        Feedback(
            id="",
            answer_id=first,
            answer=ANSWER,
            place="web",
            date="2026-11-02T23:30:00.000+00:00",
            helpful=True,
        ),
    )


def test_the_same_readers_later_word_takes_the_place_of_the_earlier(store: FeedbackStore) -> None:
    answer_id = store.keep(OTHER, place="slack")
    store.add(answer_id, reader="U1", helpful=False, complaints=("wrong_date",), comment="1817?")
    store.add(answer_id, reader="U2", helpful=False)
    store.add(answer_id, reader="U1", helpful=True)
    assert sorted((entry.helpful, entry.complaints, entry.comment) for entry in store.entries()) == [
        (False, (), ""),
        (True, (), ""),
    ]


@pytest.mark.parametrize(
    ("since", "found"), [(None, 2), ("2026", 2), ("2026-11", 2), ("2026-11-03", 1), ("2026-11-04", 0)]
)
def test_a_date_leaves_out_what_was_said_before_it(
    store: FeedbackStore, clock: Clock, since: str | None, found: int
) -> None:
    answer_id = store.keep(OTHER, place="web")
    store.add(answer_id, reader="Ada", helpful=True)
    clock.time += timedelta(minutes=30)  # midnight
    store.add(answer_id, reader="Bo", helpful=True)
    assert len(store.entries(Selection(since=since))) == found


def test_a_date_that_is_none_is_refused(store: FeedbackStore) -> None:
    with pytest.raises(InvalidDate, match="^'yesterday' is not a date"):
        store.entries(Selection(since="yesterday"))


def test_answers_of_which_nothing_is_said_are_dropped_after_thirty_days(
    store: FeedbackStore, clock: Clock
) -> None:
    silent, spoken = store.keep(ANSWER, place="web"), store.keep(ANSWER, place="web")
    store.add(spoken, reader="Ada", helpful=True)
    clock.time = START + timedelta(days=30, milliseconds=-1)
    later = store.keep(OTHER, place="web")
    assert store.answer(silent) == ANSWER
    clock.time = START + timedelta(days=30)
    store.keep(OTHER, place="web")
    assert [store.answer(each) for each in (silent, spoken, later)] == [None, ANSWER, OTHER]
    with pytest.raises(AssistantError, match="^this answer is no longer kept: ask once more"):
        store.add(silent, reader="Ada", helpful=True)


MUCH = replace(OTHER, summary="x" * 50_000)


def test_beyond_the_limit_the_oldest_answers_of_which_nothing_is_said_make_room(
    path: Path, clock: Clock
) -> None:
    store = FeedbackStore(path, limit=2 * 10**6, now=clock)
    spoken, kept = store.keep(MUCH, place="web"), []
    store.add(spoken, reader="Ada", helpful=True)
    for _ in range(100):
        clock.time += timedelta(seconds=1)
        kept.append(store.keep(MUCH, place="web"))
    there = [store.answer(each) is not None for each in kept]
    assert store.answer(spoken) == MUCH
    assert there == sorted(there) and 20 < sum(there) < 40  # the newest are there
    assert path.stat().st_size <= 2 * 10**6


def test_where_all_has_feedback_nothing_new_is_kept_and_nothing_old_lost(path: Path, clock: Clock) -> None:
    store, spoken = FeedbackStore(path, limit=10**6, now=clock), []
    with pytest.raises(AssistantError) as refused:
        while True:
            spoken.append(store.keep(MUCH, place="web"))
            store.add(spoken[-1], reader="Ada", helpful=True)
    assert str(refused.value) == (
        f"'{path}' is full (1 MB): raise ASSISTANT_STATE_LIMIT, or make room with `assistant forget`"
    )
    assert [store.answer(each) for each in spoken] == [MUCH] * len(spoken)
    assert len(spoken) > 10
    assert path.stat().st_size <= 10**6


def test_an_answer_that_is_commented_on_is_not_dropped_to_make_room_for_that(
    path: Path, clock: Clock
) -> None:
    store = FeedbackStore(path, limit=10**6, now=clock)
    kept = [store.keep(MUCH, place="web") for _ in range(16)]
    oldest = next(each for each in kept if store.answer(each))
    for reader in range(100):
        store.add(oldest, reader=str(reader), helpful=False, comment="x" * LONGEST_COMMENT)
    assert store.answer(oldest) == MUCH


def test_an_answer_as_large_as_no_answer_is_is_not_kept(store: FeedbackStore) -> None:
    with pytest.raises(AssistantError, match=r"^an answer of 2,\d\d\d,\d\d\d bytes is too large to be kept$"):
        store.keep(replace(OTHER, question="x" * 2_000_000), place="web")


def test_an_unknown_answer_is_refused_and_nothing_kept(store: FeedbackStore) -> None:
    store.keep(OTHER, place="web")
    for unknown in ("0123456789abcdef", "", "'; DROP TABLE answers", "x" * 1_000, "\ud800"):
        assert store.answer(unknown) is None
        with pytest.raises(AssistantError, match="^this answer is no longer kept"):
            store.add(unknown, reader="Ada", helpful=True)
    assert store.entries() == ()


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        (
            {"helpful": False, "complaints": ("rude",)},
            "'rude' is no complaint: there are " + ", ".join(COMPLAINTS),
        ),
        (
            {"helpful": True, "complaints": ("wrong_date",)},
            "an answer that was helpful has no complaints: leave one or the other away",
        ),
        (
            {"helpful": True, "comment": "x" * (LONGEST_COMMENT + 1)},
            "a comment may have 3,000 characters: shorten it",
        ),
    ],
)
def test_what_cannot_be_meant_is_refused_and_the_earlier_word_stays(
    store: FeedbackStore, said: dict[str, Any], refusal: str
) -> None:
    answer_id = store.keep(OTHER, place="web")
    store.add(answer_id, reader="Ada", helpful=True, comment="x" * LONGEST_COMMENT)
    before = store.entries()
    with pytest.raises(AssistantError) as refused:
        store.add(answer_id, reader="Ada", **said)
    assert (str(refused.value), store.entries()) == (refusal, before)


def test_every_complaint_has_its_words() -> None:
    assert tuple(WORDING) == COMPLAINTS


def test_half_a_character_in_a_comment_is_marked(store: FeedbackStore) -> None:
    store.add(store.keep(OTHER, place="web"), reader="A\ud83d", helpful=True, comment="so\ud83d\x00 it’s")
    [entry] = store.entries()
    assert entry.comment == "so?\x00 it’s"


def test_nothing_in_the_file_names_a_reader_or_links_two_answers(store: FeedbackStore, path: Path) -> None:
    for _ in range(2):
        store.add(store.keep(OTHER, place="slack"), reader="U024BE7LH", helpful=True)
    with closing(sqlite3.connect(path)) as connection:
        readers = {reader for (reader,) in connection.execute("SELECT reader FROM feedback")}
    assert len(readers) == 2
    assert b"U024BE7LH" not in path.read_bytes()


def test_an_answer_that_another_version_wrote_is_told_by_its_id(store: FeedbackStore, path: Path) -> None:
    answer_id = store.keep(OTHER, place="web")
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("""UPDATE answers SET answer = '{"question": "Why?"}'""")
    with pytest.raises(AssistantError) as refused:
        store.answer(answer_id)
    assert str(refused.value) == (
        f"the answer '{answer_id}' in '{path}' cannot be read: another version wrote it, "
        "or it was changed by hand"
    )


def test_of_each_view_a_reader_says_one_thing_beside_what_is_said_of_the_answer(
    store: FeedbackStore,
) -> None:
    answer_id = store.keep(TWO, place="web")
    store.add(answer_id, reader="Ada", helpful=True)
    store.add(answer_id, reader="Ada", helpful=False, complaints=("wrong_date",), viewpoint=1)
    store.add(answer_id, reader="Ada", helpful=False, complaints=("wrong_side",), viewpoint=3)
    store.add(answer_id, reader="Ada", helpful=False, complaints=("wrong_person",), viewpoint=2)
    entries = {entry.viewpoint: entry for entry in store.entries()}
    assert {key: entry.complaints for key, entry in entries.items()} == {
        None: (),
        1: ("wrong_date",),
        2: ("wrong_person",),
    }
    assert [entries[key].view for key in (None, 1, 2)] == [None, *TWO.viewpoints]


@pytest.mark.parametrize(
    ("viewpoint", "complaints", "refusal"),
    [
        (4, (), "nothing in this answer has the number [4]: ask once more"),
        (1, ("not_answered",), "'not_answered' is said of a whole answer, not of one view in it"),
    ],
)
def test_what_cannot_be_said_of_a_view_is_refused(
    store: FeedbackStore, viewpoint: int, complaints: tuple[Any, ...], refusal: str
) -> None:
    answer_id = store.keep(TWO, place="web")
    with pytest.raises(AssistantError) as refused:
        store.add(answer_id, reader="Ada", helpful=False, complaints=complaints, viewpoint=viewpoint)
    assert (str(refused.value), store.entries()) == (refusal, ())


def test_what_became_of_a_remark_is_told_until_its_reader_says_something_else(store: FeedbackStore) -> None:
    answer_id = store.keep(TWO, place="web")
    store.add(answer_id, reader="Ada", helpful=False, complaints=("wrong_date",), viewpoint=1)
    [entry] = store.entries()
    assert (entry.outcome, outcome_line(entry)) == (None, "")
    store.mark(entry.id, "mended", " It says 2018 now. ")
    [marked] = store.said_of([answer_id], reader="Ada")
    assert (marked.outcome, marked.reply) == ("mended", "It says 2018 now.")
    assert outcome_line(marked) == (
        "You said: not right (wrong date). What became of it: mended: “It says 2018 now.”"
    )
    assert store.said_of([answer_id], reader="Bo") == ()
    store.mark(entry.id, None, "no line without an outcome")
    assert store.entries() == (entry,)
    store.add(answer_id, reader="Ada", helpful=False, viewpoint=1)
    with pytest.raises(AssistantError, match=f"^there is no feedback '{entry.id}': it was deleted"):
        store.mark(entry.id, "looked_at")
    with pytest.raises(
        AssistantError, match="^'done' is no outcome: there are looked_at, mended, unchanged$"
    ):
        store.mark(entry.id, "done")  # type: ignore[arg-type]
    with pytest.raises(AssistantError, match="^a reply may have 500 characters: shorten it$"):
        store.mark(entry.id, "mended", "x" * 501)


def test_remarks_are_chosen_by_kind_and_by_whether_they_are_open(store: FeedbackStore) -> None:
    answer_id = store.keep(TWO, place="web")
    store.add(answer_id, reader="Ada", helpful=True)
    store.add(answer_id, reader="Bo", helpful=False, complaints=("wrong_date", "wrong_side"))
    store.add(answer_id, reader="Cy", helpful=False, complaints=("wrong_side",))
    [marked] = store.entries(Selection(kind="wrong_date"))
    store.mark(marked.id, "unchanged")
    counts = {
        (kind, state): store.count(Selection(kind=kind, state=state))
        for kind in (None, "helpful", "wrong_side", "missing_view")
        for state in (None, "open", "closed")
    }
    assert counts == {
        **{(None, None): 3, (None, "open"): 1, (None, "closed"): 1},
        **{("helpful", None): 1, ("helpful", "open"): 0, ("helpful", "closed"): 0},
        **{("wrong_side", None): 2, ("wrong_side", "open"): 1, ("wrong_side", "closed"): 1},
        **{("missing_view", None): 0, ("missing_view", "open"): 0, ("missing_view", "closed"): 0},
    }
    everything = store.entries()
    assert store.entries(most=2) + store.entries(skip=2, most=2) == everything
    with pytest.raises(AssistantError, match="^'rude' is no kind: there are helpful, wrong_person, "):
        store.count(Selection(kind="rude"))  # type: ignore[arg-type]


def test_what_an_earlier_version_kept_is_kept_on(path: Path, clock: Clock) -> None:
    with written(path, Tables("feedback", TABLES.steps[:3])) as connection:
        text = json.dumps(OTHER.to_dict())
        connection.execute("INSERT INTO answers VALUES ('0123', 'slack', NULL, ?)", (text,))
        reader = digest("Ada", "0123")
        said = ("0123", reader, "2026-11-01T12:00:00.000+00:00", 0, "wrong_date", "1817?")
        connection.execute("INSERT INTO feedback VALUES (?, ?, ?, ?, ?, ?)", said)
    store = FeedbackStore(path, now=clock)
    [entry] = store.entries()
    assert (entry.answer, entry.viewpoint, entry.complaints, entry.comment, entry.outcome) == (
        *(OTHER, None, ("wrong_date",), "1817?", None),
    )
    assert store.said_of(["0123"], reader="Ada") == (entry,)
