import multiprocessing
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from assistant.database import DatabaseError, database
from assistant.slack import deliveries
from assistant.slack.deliveries import KEPT_SECONDS, Deliveries, Pending

IDS = [f"Ev{number:04}" for number in range(40)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "assistant.db"


def firsts(path: Path) -> list[str]:
    """Which ids this process was told to be the first to see."""
    seen = Deliveries(path)
    return [event_id for event_id in IDS if seen.first(event_id)]


def test_an_event_is_new_once(path: Path) -> None:
    seen = Deliveries(path)
    assert [seen.first(event_id) for event_id in ("Ev1", "Ev2", "Ev1", "Ev1", "Ev2")] == [
        True,
        True,
        False,
        False,
        False,
    ]


def pending(number: int) -> Pending:
    return Pending(id=IDS[number], channel="C0FERRIES", thread="1", reader="U0ANNA", team="T0ELMFORD")


def test_of_many_threads_that_take_a_question_on_one_does(path: Path) -> None:
    seen = Deliveries(path)
    with ThreadPoolExecutor(16) as threads:
        told = list(threads.map(lambda number: seen.take(pending(number % len(IDS))), range(160)))
    assert sum(told) == len(IDS)
    seen.end()
    assert sorted(each.id for each in Deliveries(path).lost()) == IDS


def test_whoever_waits_to_take_a_question_on_hears_what_went_wrong(path: Path) -> None:
    path.parent.mkdir()
    path.write_text("This is no database. " * 100, encoding="utf-8")
    seen = Deliveries(path)
    with ThreadPoolExecutor(16) as threads:
        asked = [threads.submit(seen.take, pending(number)) for number in range(20)]
    assert {type(each.exception(60)) for each in asked} == {DatabaseError}


def test_an_event_seen_before_a_restart_is_not_new(path: Path) -> None:
    assert Deliveries(path).first("Ev1")
    assert not Deliveries(path).first("Ev1")


def test_an_event_whose_work_failed_may_come_again(path: Path) -> None:
    seen = Deliveries(path)
    assert seen.first("Ev1")
    seen.forget("Ev1")
    assert [seen.first("Ev1"), seen.first("Ev1")] == [True, False]


def test_of_several_processes_one_is_the_first(path: Path) -> None:
    with multiprocessing.get_context("spawn").Pool(2) as processes:
        told = processes.map(firsts, [path] * 2)
        processes.close()
        processes.join()
    assert sorted(event_id for told_to_one in told for event_id in told_to_one) == IDS


def test_ids_are_forgotten_after_a_day(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = Deliveries(path)
    start = time.time()
    for event_id, later in (("Ev1", 0), ("Ev2", KEPT_SECONDS / 2), ("Ev1", KEPT_SECONDS - 1)):
        monkeypatch.setattr(deliveries.time, "time", lambda later=later: start + later)
        assert seen.first(event_id) is (event_id != "Ev1" or later == 0)
    monkeypatch.setattr(deliveries.time, "time", lambda: start + KEPT_SECONDS)
    assert (seen.first("Ev2"), seen.first("Ev1")) == (False, True)


def test_what_is_forgotten_takes_no_space(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = Deliveries(path)
    for event_id in IDS:
        seen.first(event_id)
    now = time.time()
    monkeypatch.setattr(deliveries.time, "time", lambda: now + KEPT_SECONDS + 1)
    seen.first("EvLater")
    with database(path, deliveries.TABLES) as connection:
        assert connection.execute("SELECT id FROM slack_deliveries").fetchall() == [("EvLater",)]
