from assistant.web.clients import Tries


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_key_has_its_tries_back_as_they_grow_a_minute_old() -> None:
    clock = Clock()
    tries = Tries(2, now=clock)
    assert tries.take("a") is None
    clock.now = 30
    assert tries.take("a") is None
    clock.now = 59.5
    assert tries.take("a") == 1
    clock.now = 60
    assert tries.take("a") is None
    assert tries.take("a") == 30


def test_one_key_does_not_use_up_the_tries_of_another() -> None:
    tries = Tries(1)
    assert [tries.take("a"), tries.take("b")] == [None, None]


def test_a_refusal_is_no_further_try() -> None:
    clock = Clock()
    tries = Tries(1, now=clock)
    assert [tries.take("a"), tries.take("a")] == [None, 60]
    clock.now = 60
    assert tries.take("a") is None


def test_a_try_that_is_given_back_can_be_used_again() -> None:
    tries = Tries(1)
    tries.take("a")
    tries.give_back("a")
    assert (tries.take("a"), len(tries)) == (None, 1)


def test_no_more_keys_are_remembered_than_there_is_room_for() -> None:
    tries = Tries(1, keys=100)
    for number in range(1_000):
        tries.take(f"client {number}")
        assert len(tries) <= 100
    assert tries.take("client 999") == 60
