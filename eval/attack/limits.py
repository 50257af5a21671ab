"""Too much of everything: large bodies, long questions, many filters, many questions, a full state file."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing

import httpx

from eval.attack.chat import Chat
from eval.attack.outcome import Outcome, Tally
from eval.attack.reader import JOIN, Reader, question_body
from eval.attack.scratch import QUESTION, Library
from eval.attack.stage import Stage

LONGEST_QUESTION, MOST_FILTERS, LONGEST_FILTER = 2_000, 20, 200
_KB, _MB = 1024, 1024 * 1024
_PER_MINUTE = 5


def bodies(stage: Stage) -> Outcome:
    """413 above 64 KB, announced or in chunks; nothing of it is kept in memory or on disk."""
    tally, chat = Tally(), stage.chat()
    before = chat.memory()
    sizes = (65 * _KB, _MB, 20 * _MB, *(() if stage.options.quick else (100 * _MB,)))
    for size in sizes:
        for kind in ("announced", "chunked"):
            seen = _sent(chat, size, chunked=kind == "chunked")
            tally.check(seen == "413", f"{size // _KB} KB {kind}: {seen}")
    small = _sent(chat, 2 * _KB)
    tally.check(small == "200", f"2 KB: {small}")
    grown = (chat.memory() - before) // _MB
    tally.check(grown < 120, f"the server grew by {grown} MB")
    kept = sum(path.stat().st_size for path in chat.library.state.parent.glob("*"))
    tally.check(kept < _MB, f"{kept // _KB} KB are kept")
    return tally.outcome()


def _sent(chat: Chat, size: int, *, chunked: bool = False) -> str:
    """Status of a question that makes a body of this size, or how the connection ended."""
    body = json.dumps(question_body("x" * (size - 200))).encode()

    def parts() -> Iterator[bytes]:
        for at in range(0, len(body), 64 * _KB):
            yield body[at : at + 64 * _KB]

    with chat.client() as client:
        try:
            content = parts() if chunked else body
            answer = client.post(JOIN, content=content, headers={"content-type": "application/json"})
        except (httpx.WriteError, httpx.ReadError, httpx.RemoteProtocolError):
            return "413"  # the server closed the connection rather than read on
        except httpx.HTTPError as error:
            return type(error).__name__
        return str(answer.status_code)


def questions(stage: Stage) -> Outcome:
    """Of a long question the end is kept, which the reader is told; filters are few and short."""
    tally, chat = Tally(), stage.chat()
    asked = f"{'Pasted words before it. ' * 300} zqend {QUESTION}"
    heard = _asked(chat, asked)
    ends = [each for each in _kept(chat.library) if each.endswith(QUESTION)]
    tally.check(bool(ends), "the question at the end of a pasted text was not asked")
    told = re.search(r"[Oo]nly the last [\d,]+|left out", heard) is not None
    tally.check(told, "nothing tells that a part of the question was left out")
    longest = max((len(each) for each in _kept(chat.library)), default=0)
    tally.check(0 < longest <= LONGEST_QUESTION, f"a question of {longest:,} characters is kept")
    wrong = {
        "too many filters": ["Ann Ash"] * 3 + [f"Nobody {each}" for each in range(MOST_FILTERS)],
        "a long filter": ["x" * (LONGEST_FILTER + 1)],
        "many long filters": ["x" * 300] * 150,
    }
    for name, people in wrong.items():
        heard = _asked(chat, QUESTION, people)
        declined = heard.startswith("4") or ("notice" in heard and "viewpoint" not in heard)
        tally.check(declined, f"{name}: answered")
    fine = _asked(chat, QUESTION, ["Ann Ash"])
    tally.check("viewpoint" in fine, "one filter: not answered")
    return tally.outcome()


def _asked(chat: Chat, question: str, people: list[str] | None = None) -> str:
    reader = Reader(chat)
    heard = reader.ask(question, people=people or [])
    reader.close()
    return heard.stream if heard.status == 200 else f"{heard.status} {heard.stream}"


def _kept(library: Library) -> list[str]:
    """The questions in the state file."""
    if not library.state.exists():
        return []
    with closing(sqlite3.connect(library.state)) as connection:
        rows = connection.execute("SELECT answer FROM answers").fetchall()
    return [json.loads(row[0])["question"] for row in rows]


def per_minute(stage: Stage) -> Outcome:
    """So many questions a minute and client; no header of a stranger makes another client of him."""
    tally = Tally()
    settings_of = {"": {}, "behind a proxy": {"ASSISTANT_PROXIES": "127.0.0.1"}}
    for name, settings in list(settings_of.items())[: stage.few(2, 1)]:
        chat = stage.chat(ASSISTANT_PER_MINUTE=str(_PER_MINUTE), **settings)
        answered = [_through(chat, f"192.0.2.{each}, 198.51.100.7") for each in range(_PER_MINUTE + 3)]
        tally.check(sum(answered) == _PER_MINUTE, f"{sum(answered)} of {len(answered)} answered {name}")
        if settings:
            tally.check(_through(chat, "203.0.113.9"), "another client behind the proxy is not answered")
    return tally.outcome()


def _through(chat: Chat, forwarded: str) -> bool:
    """Whether a question is answered that says it was forwarded for these addresses."""
    reader = Reader(chat)
    reader.client.headers["x-forwarded-for"] = forwarded
    heard = reader.ask(QUESTION)
    reader.close()
    return heard.served and "viewpoint" in heard.stream


def state_file(stage: Stage) -> Outcome:
    """The state file stays within its cap, whatever is asked; readers are answered on."""
    tally, limit = Tally(), 1
    chat = stage.chat(ASSISTANT_STATE_LIMIT=str(limit))
    for number in range(stage.few(150, 10)):
        # Long, and of words that make it no other question.
        heard = _asked(chat, f"{'Well, ' * 300}. {QUESTION} {number}")
        tally.check("viewpoint" in heard, f"question {number} is not answered")
    kept = sum(path.stat().st_size for path in chat.library.state.parent.glob("*"))
    tally.check(kept <= 2 * limit * _MB, f"{kept // _KB} KB are kept, with a limit of {limit} MB")
    return tally.outcome()
