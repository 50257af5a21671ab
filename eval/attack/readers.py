"""Many readers at once: nobody's answer reaches another, and those who leave take their memory with them."""

from __future__ import annotations

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from itertools import cycle

import httpx

from eval.attack.chat import Chat, serving
from eval.attack.login import NAMES, PASSWORD, with_users
from eval.attack.outcome import Outcome, Tally
from eval.attack.reader import STREAM, Heard, Reader, question_body
from eval.attack.scratch import QUESTION
from eval.attack.stage import Stage

_MARKER = re.compile(r"zqmark\d{4}z")
_SECONDS = 300
_MB = 1024 * 1024
_GROWN = 150 * _MB
"""A session whose page sends no heartbeat keeps 0.2 MB."""


def with_cookies(stage: Stage) -> Outcome:
    """Every reader keeps the cookies that the page gives."""
    return _played(stage, stage.chat(), stage.few(24, 6), lambda chat: Reader(chat, seconds=_SECONDS))


def without_cookies(stage: Stage) -> Outcome:
    """Every reader forgets them."""
    return _played(
        stage, stage.chat(), stage.few(24, 6), lambda chat: Reader(chat, cookies=False, seconds=_SECONDS)
    )


def logged_in(stage: Stage) -> Outcome:
    """Two users, each with several pages."""
    library = stage.library()
    with serving(library, more=with_users(library)) as chat:
        users = [Reader(chat) for _ in NAMES]
        for user, name in zip(users, NAMES, strict=True):
            user.log_in(name, PASSWORD)
        turns = cycle(users)

        def reader(chat: Chat) -> Reader:
            made = Reader(chat, seconds=_SECONDS)
            made.client.cookies.update(next(turns).client.cookies)
            return made

        return _played(stage, chat, 24, reader)


def hundred(stage: Stage) -> Outcome:
    """More readers than may wait: each is answered, or told that the queue is full."""
    refused = ("queue is full", "queue_full", "busy", "later")
    return _played(stage, stage.chat(), 100, lambda chat: Reader(chat, seconds=_SECONDS), refused)


def _played(
    stage: Stage,
    chat: Chat,
    number: int,
    reader: Callable[[Chat], Reader],
    refused: tuple[str, ...] = (),
) -> Outcome:
    tally = Tally()
    readers = [reader(chat) for _ in range(number)]
    markers = [f"zqmark{each:04}z" for each in range(number)]

    def asked(each: Reader, marker: str) -> Heard:
        return each.ask(f"{QUESTION} {marker}")

    with ThreadPoolExecutor(number) as threads:
        for _ in range(stage.few(2, 1)):
            for marker, heard in zip(markers, threads.map(asked, readers, markers), strict=True):
                own = set(_MARKER.findall(heard.stream))
                declined = any(word in heard.stream.lower() for word in refused)
                answered = heard.served and own == {marker} and "viewpoint" in heard.stream
                tally.check(
                    (answered or declined) and own <= {marker},
                    f"{marker}: status {heard.status}, whole: {heard.complete}, holds {sorted(own)}",
                )
    for each in readers:
        each.close()
    return tally.outcome()


def sessions(stage: Stage) -> Outcome:
    """Many fresh sessions, and readers who leave in the middle of an answer."""
    tally, chat = Tally(), stage.chat()
    Reader(chat).ask(QUESTION)
    memory, threads = chat.memory(), chat.threads()
    for number in range(stage.few(200, 10)):
        reader = Reader(chat)
        tally.check("viewpoint" in reader.ask(QUESTION).stream, f"session {number} is not answered")
        reader.close()
    for _ in range(stage.few(40, 4)):
        reader = Reader(chat, seconds=1)
        with suppress(httpx.HTTPError):
            reader.join(question_body(QUESTION, session=reader.session))
            with reader.client.stream("GET", STREAM, params={"session_hash": reader.session}) as stream:
                next(stream.iter_lines())
        reader.close()
    tally.check(chat.healthy(), "the server does not answer afterwards")
    more = chat.threads() - threads
    tally.check(more <= 20, f"{more} threads more than before")
    grown = chat.memory() - memory
    tally.check(grown <= _GROWN, f"the server grew by {grown // _MB} MB")
    return tally.outcome()
