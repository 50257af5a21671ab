"""SIGKILL at random moments of `assistant serve` and `assistant slack --http`, while they are asked."""

from __future__ import annotations

import re
import sqlite3
import threading
import time
from contextlib import closing, suppress

import httpx

from assistant.feedback import FeedbackStore
from eval.attack.bot import answering, slack_here, told
from eval.attack.chat import Chat, serving
from eval.attack.outcome import Outcome, Tally
from eval.attack.reader import Reader
from eval.attack.scratch import QUESTION, Library
from eval.attack.stage import Stage
from tests.slack.payloads import mention

_ANSWER = re.compile(r'data-answer=\\?"([0-9a-f]{16})')
_SECONDS_TO_TELL = 150
"""A process that died is known to be dead once its lease has run out."""
_AT_ONCE = 5
_KILLS = 12


def of_serve(stage: Stage) -> Outcome:
    """Nothing that readers were told is kept is lost; the file is whole and the next server answers."""
    tally, chance, library = Tally(), stage.chance("kills of serve"), stage.library()
    acknowledged: set[str] = set()
    for kill in range(_KILLS):
        with serving(library) as chat:
            threads = [
                threading.Thread(target=_read_and_say, args=(chat, acknowledged)) for _ in range(_AT_ONCE)
            ]
            for thread in threads:
                thread.start()
            time.sleep(chance.uniform(0.2, 4))
            chat.kill()
            for thread in threads:
                thread.join()
        kept = {entry.answer_id for entry in FeedbackStore(library.state).entries()}
        lost = len(acknowledged - kept)
        tally.check(not lost and _whole(library), f"kill {kill}: {lost} of {len(acknowledged)} lost")
    with serving(library) as chat:
        reader = Reader(chat)
        tally.check("viewpoint" in reader.ask(QUESTION).stream, "the next server does not answer")
        reader.close()
    done = library.run("index")
    tally.check(done.code == 0 and len(library.generations) == 1, f"{library.generations}: {done.said}")
    return tally.outcome()


def _read_and_say(chat: Chat, acknowledged: set[str]) -> None:
    """Ask and call each answer helpful until the server is gone."""
    with suppress(httpx.HTTPError):
        while chat.process.poll() is None:
            reader = Reader(chat)
            found = _ANSWER.findall(reader.ask(QUESTION).stream)
            if found and reader.say(found[-1]):
                acknowledged.add(found[-1])
            reader.close()


def _whole(library: Library) -> bool:
    if not library.state.exists():
        return True
    with closing(sqlite3.connect(library.state)) as connection:
        return bool(connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok")


def of_slack(stage: Stage) -> Outcome:
    """Every question that was acknowledged is answered, or its thread is told, after a restart."""
    tally, chance, library = Tally(), stage.chance("kills of slack"), stage.library()
    acknowledged: dict[str, int] = {}
    with slack_here() as slack:
        for kill in range(_KILLS):
            with answering(library, slack) as bot:
                pause = chance.uniform(0, 0.3)
                moment = threading.Timer(chance.uniform(0.1, 2.5), bot.chat.kill)
                with suppress(httpx.HTTPError):
                    for number in range(2 * _AT_ONCE):
                        payload = mention(slack, QUESTION)
                        if bot.delivery.event(payload).status == 200:
                            acknowledged[payload["event"]["ts"]] = kill
                        if number == 0:
                            moment.start()  # not before one was heard, however slow the machine
                        time.sleep(pause)
                if moment.ident is not None:
                    moment.join()
            tally.check(_whole(library), f"kill {kill}: the state file is damaged")
        with answering(library, slack):
            until = time.monotonic() + _SECONDS_TO_TELL
            while time.monotonic() < until and not all(told(slack, ts) for ts in acknowledged):
                time.sleep(0.5)
        for ts, kill in acknowledged.items():
            tally.check(told(slack, ts), f"kill {kill}: an acknowledged question has no answer and no word")
    done = library.run("index")
    tally.check(done.code == 0 and len(library.generations) == 1, f"{library.generations}: {done.said}")
    return tally.outcome()
