from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing

import pytest

from assistant import parallel
from assistant.parallel import side_by_side


@pytest.fixture(autouse=True)
def two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "CORES", 2)


def numbered(taken: list[int]) -> Iterator[int]:
    for number in range(1_000):
        taken.append(number)
        yield number


def test_results_come_in_the_order_of_the_items_from_two_threads_at_once() -> None:
    both = threading.Barrier(2, timeout=10)

    def square(number: int) -> int:
        if number < 2:
            both.wait()
        return number * number

    assert list(side_by_side(square, range(50))) == [number * number for number in range(50)]


def test_few_items_are_under_way_and_none_after_it_is_closed() -> None:
    taken: list[int] = []
    with closing(side_by_side(str, numbered(taken))) as results:
        assert [next(results), next(results)] == ["0", "1"]
    assert len(taken) < 10


def test_an_error_ends_the_work() -> None:
    taken: list[int] = []
    with pytest.raises(ZeroDivisionError):
        list(side_by_side(lambda number: 1 // (3 - number), numbered(taken)))
    assert len(taken) < 12


def test_one_core_works_without_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "CORES", 1)
    assert set(side_by_side(lambda _: threading.current_thread(), range(3))) == {threading.current_thread()}
