from __future__ import annotations

import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant.answers import Answer
from assistant.cli import app
from assistant.commands.forget import expire, expiring
from assistant.feedback import KEPT_FOR, FeedbackStore, digest
from assistant.reading.drafts import Drafts
from assistant.slack.threads import Thread, Threads

FERRY, TOLLS, BARRAGE = "Keep the ferry?", "Are the tolls fair?", "Build the barrage?"
ROOT = "1790000000.000001"
HERE, THERE = Thread("T0ELMFORD", "C0FERRIES", ROOT), Thread("T0ELMFORD", "C0TOLLS", "1790000000.000002")


def answer(question: str) -> Answer:
    return Answer(question=question, standalone_question=question, answered=False, reason="not_covered")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The state file of a folder with an article: beside none, no file is begun."""
    (tmp_path / "ferry.md").write_text("---\ntitle: The ferry\n---\n\nThe ferry stays.", encoding="utf-8")
    return tmp_path / ".state" / "assistant.db"


@pytest.fixture
def ids(file: Path) -> tuple[str, str, str]:
    """In April Anna asked of the ferry, in May Bo of the tolls, in threads; the barrage was private."""
    old, new = datetime(2026, 4, 20, tzinfo=UTC), datetime(2026, 5, 1, tzinfo=UTC)
    kept = []
    for question, thread, who, day in ((FERRY, HERE, "U0ANNA", old), (TOLLS, THERE, "U0BO", new)):
        store = FeedbackStore(file, now=lambda day=day: day)
        kept.append(store.keep(answer(question), place="slack"))
        store.add(kept[-1], reader="T0ELMFORD U0ANNA", helpful=True, comment=f"Yes, {question}")
        threads = Threads(file, store, now=day.timestamp)
        threads.asked(thread, thread.ts, asker=who, question=question)
        threads.answered(thread, thread.ts, kept[-1])
    kept.append(FeedbackStore(file, now=lambda: new).keep(answer(BARRAGE), place="slack"))
    return kept[0], kept[1], kept[2]


def forget(file: Path, *arguments: str, typed: str | None = None) -> tuple[int, str, str]:
    told = CliRunner().invoke(app, ["forget", "--documents", str(file.parents[1]), *arguments], input=typed)
    return told.exit_code, told.stdout, told.stderr


def left(file: Path) -> set[str]:
    """The questions whose words are anywhere in the file or beside it."""
    kept = b"".join(each.read_bytes() for each in file.parent.glob("assistant.db*") if each.is_file())
    return {question for question in (FERRY, TOLLS, BARRAGE) if question.encode() in kept}


@pytest.mark.parametrize(
    ("arguments", "done", "questions"),
    [
        (("--all",), (3, 2, 2), set()),
        (("--before", "2026-05"), (1, 1, 1), {TOLLS, BARRAGE}),
        (("--before", "2026-05-02"), (3, 2, 2), set()),
        (("--before", "9999-12-31"), (3, 2, 2), set()),
        (("--thread", f"{HERE.channel}/{ROOT}"), (1, 1, 1), {TOLLS, BARRAGE}),
        (
            ("--thread", "https://elmford.slack.com/archives/C0FERRIES/p1790000000000001"),
            (1, 1, 1),
            {TOLLS, BARRAGE},
        ),
        (
            (
                "--thread",
                f"https://elmford.slack.com/archives/C0FERRIES/p1790000000000009?thread_ts={ROOT}&cid=C0FERRIES",
            ),
            (1, 1, 1),
            {TOLLS, BARRAGE},
        ),
        (("--slack-user", "U0BO"), (1, 1, 1), {FERRY, BARRAGE}),
    ],
)
def test_what_is_named_is_deleted_with_its_words_and_counted(
    file: Path,
    ids: tuple[str, str, str],
    arguments: tuple[str, ...],
    done: tuple[int, int, int],
    questions: set[str],
) -> None:
    assert left(file) == {FERRY, TOLLS, BARRAGE}
    answers, said, turns = done
    line = (
        f"Deleted for good: {answers} answer{'s' * (answers > 1)}, {said} piece{'s' * (said > 1)} of "
        f"feedback, {turns} question{'s' * (turns > 1)} in Slack threads.\n"
    )
    assert forget(file, *arguments, "--yes") == (0, line, "")
    assert left(file) == questions
    assert forget(file, *arguments, "--yes") == (0, "Nothing of that is kept.\n", "")


def test_one_answer_is_deleted_by_its_id(file: Path, ids: tuple[str, str, str]) -> None:
    assert forget(file, "--answer", ids[2], "--yes")[0] == 0
    store = FeedbackStore(file)
    assert [store.answer(each) is None for each in ids] == [False, False, True]
    assert left(file) == {FERRY, TOLLS}


def test_what_a_reader_said_of_others_answers_goes_with_the_readers_own_questions(
    file: Path, ids: tuple[str, str, str]
) -> None:
    _, line, _ = forget(file, "--slack-user", "U0ANNA", "--yes")
    # Of Bo's answer nothing is said any more, so it is not kept for ever either.
    assert line.startswith("Deleted for good: 2 answers, 2 pieces of feedback, 2 questions")
    assert (FeedbackStore(file).entries(), left(file)) == ((), {BARRAGE})


def test_nothing_is_deleted_without_a_yes(file: Path, ids: tuple[str, str, str]) -> None:
    code, out, _ = forget(file, "--all", typed="n\n")
    assert (code, left(file)) == (1, {FERRY, TOLLS, BARRAGE})
    assert f"Delete for good what --all names, in '{file}'?" in out
    code, _, _ = forget(file, "--all", typed="y\n")
    assert (code, left(file)) == (0, set())


@pytest.mark.parametrize("arguments", [(), ("--yes",), ("--all", "--before", "2026")])
def test_what_to_delete_is_said_in_one_way(
    file: Path, ids: tuple[str, str, str], arguments: tuple[str, ...]
) -> None:
    ways = "--all, --before, --answer, --slack-user, --thread, --annotations"
    assert forget(file, *arguments) == (1, "", f"error: say what to delete by one of {ways}\n")


@pytest.mark.parametrize(
    ("arguments", "refusal"),
    [
        (("--before", "soon"), "'soon' is not a date"),
        (("--thread", "the ferries"), "'the ferries' is no thread: copy the link of a message"),
    ],
)
def test_what_cannot_be_read_is_refused(
    file: Path, ids: tuple[str, str, str], arguments: tuple[str, ...], refusal: str
) -> None:
    code, _, err = forget(file, *arguments, "--yes")
    assert (code, err.startswith(f"error: {refusal}"), left(file)) == (1, True, {FERRY, TOLLS, BARRAGE})


def test_drafts_of_articles_go_with_all_the_rest(file: Path) -> None:
    drafts = Drafts(file)
    drafts.put({"mole.md": b"It stays."})
    drafts.added(drafts.put({"quay.md": b"It is old."}), "quay")
    line = "Deleted for good: 0 answers, 0 pieces of feedback, 0 questions in Slack threads, 1 draft.\n"
    assert forget(file, "--answer", "0" * 16, "--yes")[1] == "Nothing is kept.\n"
    assert forget(file, "--all", "--yes") == (0, line, "")
    assert list((file.parent / "drafts").iterdir()) == []
    assert forget(file, "--all", "--yes") == (0, "Nothing is kept.\n", "")


def test_where_nothing_is_kept_no_file_is_made(file: Path) -> None:
    assert forget(file, "--all", "--yes") == (0, "Nothing is kept.\n", "")
    assert not file.parent.exists()


def test_what_stands_for_a_reader_is_another_after_all_is_forgotten(
    file: Path, ids: tuple[str, str, str]
) -> None:
    threads = Threads(file, FeedbackStore(file))
    before = threads.asker(HERE, "U0ANNA")
    forget(file, "--all", "--yes")
    assert threads.asker(HERE, "U0ANNA") != before
    assert digest("U0ANNA", ids[0]) != digest("U0ANNA", ids[1])


def test_old_answers_and_threads_are_dropped_though_no_new_answer_is_kept(
    file: Path, ids: tuple[str, str, str]
) -> None:
    recent = FeedbackStore(file, now=lambda: datetime.now(UTC) - KEPT_FOR / 2)
    kept = recent.keep(answer("Recent?"), place="web")
    expire(file)
    store = FeedbackStore(file)
    assert [store.answer(each) is None for each in (*ids, kept)] == [False, False, True, False]
    assert not Threads(file, store).joined(HERE)


def test_while_serving_they_are_dropped_again_and_again(file: Path) -> None:
    store = FeedbackStore(file, now=lambda: datetime(2020, 1, 1, tzinfo=UTC))
    first = store.keep(answer(FERRY), place="web")
    with expiring(file, every=0.01):
        until_gone(store, first)
        until_gone(store, store.keep(answer(TOLLS), place="web"))


def until_gone(store: FeedbackStore, answer_id: str) -> None:
    deadline = time.monotonic() + 60
    while store.answer(answer_id) is not None:
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_clearing_where_nothing_is_kept_makes_no_file(file: Path) -> None:
    expire(file)
    assert not file.parent.exists()


def test_a_file_that_cannot_be_used_does_not_keep_the_chat_from_serving(
    file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file.parent.mkdir()
    file.write_text("This is no database. " * 100, encoding="utf-8")
    with expiring(file):
        pass
    assert "what is kept for too long cannot be dropped" in caplog.text
