import asyncio
import threading
from collections.abc import Generator

from assistant.web.exchange import in_background


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
