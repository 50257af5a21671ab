import logging
import sqlite3
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.answers import Answer, Turn
from assistant.database import database
from assistant.feedback import KEPT_FOR, FeedbackStore
from assistant.slack.threads import MOST_TURNS, TABLES, Exchange, Thread, Threads

HERE = Thread("T0ELMFORD", "C0FERRIES", "1790000000.000001")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "assistant.db"


@pytest.fixture
def threads(file: Path) -> Threads:
    return Threads(file, FeedbackStore(file))


def answer(question: str) -> Answer:
    return Answer(question=question, standalone_question=question, answered=True)


def test_a_thread_is_joined_by_the_first_question_in_it(threads):
    before = threads.joined(HERE)
    threads.asked(HERE, HERE.ts, asker="U0ANNA", question="Ferries?")
    elsewhere = (Thread("T0OTHER", *HERE.key[1:]), Thread("T0ELMFORD", "C0TOLLS", HERE.ts))
    assert (before, threads.joined(HERE), [threads.joined(each) for each in elsewhere]) == (
        False,
        True,
        [False, False],
    )


def test_a_follow_up_gets_the_whole_answers_and_who_asked_in_another_process_too(file, threads):
    store = FeedbackStore(file)
    for message, asker, question in (("2", "U0BO", "Tolls?"), ("1", "U0ANNA", "Ferries?")):
        threads.asked(HERE, message, asker=asker, question=question)
        threads.answered(HERE, message, store.keep(answer(question), place="slack"))
    assert Threads(file, store).exchanges(HERE, "3") == (
        Exchange(threads.asker(HERE, "U0ANNA"), Turn(question="Ferries?", answer=answer("Ferries?"))),
        Exchange(threads.asker(HERE, "U0BO"), Turn(question="Tolls?", answer=answer("Tolls?"))),
    )


def test_what_stands_for_a_reader_is_the_same_in_one_thread_and_links_no_two_threads_or_files(
    threads, tmp_path
):
    other = Threads(tmp_path / "other.db", FeedbackStore(tmp_path / "other.db"))
    elsewhere = Thread(*HERE.key[:2], "1790000000.000009")
    names = [(threads, HERE, "U0ANNA"), (threads, HERE, "U0BO"), (threads, elsewhere, "U0ANNA")]
    told = [each.asker(where, who) for each, where, who in (*names, (other, HERE, "U0ANNA"))]
    assert len(set(told)) == 4
    assert threads.asker(HERE, "U0ANNA") == told[0]


def test_the_ids_of_readers_that_an_earlier_version_kept_are_deleted(file):
    before = replace(TABLES, steps=TABLES.steps[:3])
    with database(file, before) as connection:
        connection.execute(
            "INSERT INTO slack_turns VALUES (?, ?, ?, '1', 'U0ANNA', 'Ferries?', NULL, ?)",
            (*HERE.key, time.time()),
        )
    threads = Threads(file, FeedbackStore(file))
    assert threads.exchanges(HERE, "2") == (Exchange("", Turn(question="Ferries?", answer="")),)
    assert b"U0ANNA" not in b"".join(each.read_bytes() for each in file.parent.glob("assistant.db*"))


def test_of_a_long_question_the_part_is_kept_that_is_read(threads):
    threads.asked(HERE, "1", asker="U0ANNA", question="pasted " * 5_000 + "Ferries?")
    [exchange] = threads.exchanges(HERE, "2")
    assert exchange.turn.question == ("pasted " * 284 + "Ferries?")


def test_a_question_whose_answer_is_not_there_yet_counts_with_its_words(threads):
    threads.asked(HERE, "1", asker="U0ANNA", question="Ferries?")
    anna = threads.asker(HERE, "U0ANNA")
    assert threads.exchanges(HERE, "2") == (Exchange(anna, Turn(question="Ferries?", answer="")),)


def test_later_questions_and_those_of_other_threads_are_no_history(threads):
    threads.asked(HERE, "2", asker="U0ANNA", question="Ferries?")
    threads.asked(Thread("T0ELMFORD", "C0FERRIES", "9"), "1", asker="U0ANNA", question="Tolls?")
    assert threads.exchanges(HERE, "2") == ()


def test_only_the_last_turns_are_history(threads):
    for number in range(100, 100 + MOST_TURNS + 3):
        threads.asked(HERE, str(number), asker="U0ANNA", question=f"{number}?")
    told = [exchange.turn.question for exchange in threads.exchanges(HERE, "999")]
    assert told == [f"{number}?" for number in range(103, 103 + MOST_TURNS)]


def test_the_turns_behind_an_answer_are_those_before_its_question(file, threads):
    store = FeedbackStore(file)
    ids = []
    for message in ("1", "2", "3"):
        threads.asked(HERE, message, asker="U0ANNA", question=message)
        ids.append(store.keep(answer(message), place="slack"))
        threads.answered(HERE, message, ids[-1])
    assert [exchange.turn.question for exchange in threads.exchanges_behind(ids[2])] == ["1", "2"]
    assert threads.exchanges_behind("asked-in-private") == ()


def test_a_thread_is_forgotten_when_its_answers_are(file):
    now = 1_000_000_000.0
    Threads(file, FeedbackStore(file), now=lambda: now).asked(HERE, "1", asker="U0ANNA", question="Ferries?")
    later = Threads(file, FeedbackStore(file), now=lambda: now + KEPT_FOR.total_seconds() + 1)
    later.expire()
    assert not later.joined(HERE)


def test_an_answer_of_another_version_is_left_out_and_that_is_logged(file, threads, caplog):
    answer_id = FeedbackStore(file).keep(answer("Ferries?"), place="slack")
    threads.asked(HERE, "1", asker="U0ANNA", question="Ferries?")
    threads.answered(HERE, "1", answer_id)
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE answers SET answer = '{}'")
    with caplog.at_level(logging.WARNING):
        told = threads.exchanges(HERE, "2")
    anna = threads.asker(HERE, "U0ANNA")
    assert told == (Exchange(anna, Turn(question="Ferries?", answer="")),)
    assert "an earlier answer is left out of the conversation" in caplog.text
