import asyncio
import threading
import time
from collections.abc import Generator

import pytest

from assistant.web.exchange import in_background, newest


class Slow:
    """Yields numbers; from the second on, each must be let through."""

    def __init__(self) -> None:
        self.gate = threading.Event()
        self.waiting = threading.Event()
        self.closed = threading.Event()
        self.threads: set[int] = set()

    def __call__(self) -> Generator[int]:
        try:
            for number in range(3):
                self.threads.add(threading.get_ident())
                if number:
                    self.waiting.set()
                    self.gate.wait(60)
                yield number
        finally:
            self.closed.set()


def test_everything_comes_through_in_order_and_never_from_the_loops_own_thread() -> None:
    slow = Slow()
    slow.gate.set()

    async def collected() -> list[int]:
        return [number async for number in in_background(slow())]

    assert asyncio.run(collected()) == [0, 1, 2]
    assert threading.get_ident() not in slow.threads


def test_the_loop_goes_on_while_a_step_takes_its_time() -> None:
    slow = Slow()

    async def released_by_the_loop() -> list[int]:
        numbers = in_background(slow())
        first = await anext(numbers)
        second = asyncio.ensure_future(anext(numbers))
        while not slow.waiting.is_set():
            await asyncio.sleep(0.01)
        slow.gate.set()
        return [first, await second, await anext(numbers)]

    assert asyncio.run(released_by_the_loop()) == [0, 1, 2]


def test_leaving_does_not_wait_for_the_step_under_way_and_closes_the_generator_after_it() -> None:
    slow = Slow()

    async def left() -> None:
        numbers = in_background(slow())
        await anext(numbers)
        second = asyncio.ensure_future(anext(numbers))
        while not slow.waiting.is_set():
            await asyncio.sleep(0.01)
        second.cancel()
        await asyncio.gather(second, return_exceptions=True)
        assert not slow.closed.is_set()

    asyncio.run(left())
    slow.gate.set()
    assert slow.closed.wait(60)


def test_whoever_asks_late_gets_the_newest_alone_and_the_last_in_any_case() -> None:
    asked_late, come = threading.Event(), threading.Event()

    def numbers() -> Generator[int]:
        yield 0
        asked_late.wait(60)
        yield from (1, 2, 3)
        come.set()

    shown = newest(numbers())
    assert next(shown) == 0
    asked_late.set()
    assert come.wait(60)
    assert list(shown) == [3]


def test_what_comes_together_is_shown_together_and_the_end_at_once() -> None:
    slow = Slow()
    shown = newest(slow(), together=0.5)
    assert next(shown) == 0
    slow.gate.set()
    began = time.monotonic()
    assert list(newest((number for number in range(3)), together=60)) == [2]
    assert time.monotonic() - began < 30
    assert list(shown) == [2]


def test_each_is_shown_that_nothing_overtakes() -> None:
    slow = Slow()
    shown = newest(slow())
    assert next(shown) == 0
    assert slow.waiting.wait(60)
    slow.gate.set()
    assert list(shown)[-1] == 2
    assert slow.closed.wait(60)


def test_what_goes_wrong_is_raised_after_what_came_before_it() -> None:
    def numbers() -> Generator[int]:
        yield 1
        raise ZeroDivisionError

    shown = newest(numbers())
    assert next(shown) == 1
    with pytest.raises(ZeroDivisionError):
        next(shown)


def test_once_nobody_asks_for_the_newest_the_work_ends_with_its_step() -> None:
    slow = Slow()
    shown = newest(slow())
    assert next(shown) == 0
    assert slow.waiting.wait(60)
    shown.close()
    slow.gate.set()
    assert slow.closed.wait(60)
