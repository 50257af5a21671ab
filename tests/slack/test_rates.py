from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from assistant.slack import channels
from assistant.slack.channels import WINDOW_SECONDS, Rates


class Clock:
    def __init__(self, now: float = 1_790_000_000.0) -> None:
        self.now = now

    def time(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(channels.time, "time", clock.time)
    return clock


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "assistant.db"


def test_a_reader_may_ask_so_often_a_minute_over_all_channels(path: Path, clock: Clock) -> None:
    limits = Rates(path, per_user=2, per_channel=10)
    assert limits.allowed("U0ANNA", "C0FERRIES") is None
    clock.now += 20
    assert limits.allowed("U0ANNA", "C0TOLLS") is None
    clock.now += 10
    assert limits.allowed("U0ANNA", "C0OTHER") == pytest.approx(30)
    assert limits.allowed("U0BO", "C0FERRIES") is None


def test_a_channel_may_ask_so_often_a_minute_whoever_asks(path: Path, clock: Clock) -> None:
    limits = Rates(path, per_user=10, per_channel=2)
    assert limits.allowed("U0ANNA", "C0FERRIES") is None
    clock.now += 15
    assert limits.allowed("U0BO", "C0FERRIES") is None
    assert limits.allowed("U0CY", "C0FERRIES") == pytest.approx(45)
    assert limits.allowed("U0CY", "C0TOLLS") is None


def test_what_was_refused_does_not_count_and_the_wait_that_was_told_is_long_enough(
    path: Path, clock: Clock
) -> None:
    limits = Rates(path, per_user=1, per_channel=10)
    assert limits.allowed("U0ANNA", "C0FERRIES") is None
    clock.now += 1
    waits = [limits.allowed("U0ANNA", "C0FERRIES") for _ in range(5)]
    assert waits == [pytest.approx(WINDOW_SECONDS - 1)] * 5
    clock.now += waits[0] or 0
    assert limits.allowed("U0ANNA", "C0FERRIES") is None


def test_where_both_limits_are_reached_the_longer_wait_is_told(path: Path, clock: Clock) -> None:
    limits = Rates(path, per_user=1, per_channel=1)
    assert limits.allowed("U0ANNA", "C0FERRIES") is None
    clock.now += 30
    assert limits.allowed("U0BO", "C0TOLLS") is None
    assert limits.allowed("U0ANNA", "C0TOLLS") == pytest.approx(60)


def test_a_clock_that_is_set_back_keeps_nobody_waiting_for_more_than_two_minutes(
    path: Path, clock: Clock
) -> None:
    limits = Rates(path, per_user=1, per_channel=10)
    assert limits.allowed("U0ANNA", "C0FERRIES") is None
    clock.now -= WINDOW_SECONDS
    assert limits.allowed("U0ANNA", "C0FERRIES") == pytest.approx(2 * WINDOW_SECONDS)
    clock.now -= 3_600
    assert limits.allowed("U0ANNA", "C0FERRIES") is None


def test_whoever_shares_the_file_counts_together(path: Path, clock: Clock) -> None:
    limits = [Rates(path, per_user=12, per_channel=100) for _ in range(2)]
    with ThreadPoolExecutor(4) as threads:
        told = list(threads.map(lambda each: each.allowed("U0ANNA", "C0FERRIES"), limits * 10))
    assert told.count(None) == 12
