"""What is kept and shown: no reader beside a question, no path of the server, no key."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from eval.attack.bot import answering, slack_here, told
from eval.attack.chat import Chat, serving
from eval.attack.outcome import Outcome, Tally
from eval.attack.reader import Reader
from eval.attack.scratch import QUESTION, Library
from eval.attack.stage import Stage
from tests.slack.payloads import mention

_KEY = "sk-elmford-0123456789-secret"


def keys(stage: Stage) -> Outcome:
    """No key is printed or kept, when a server refuses and when an error is shown whole."""
    tally = Tally()
    more = {
        "OPENAI_API_KEY": _KEY,
        "OPENAI_BASE_URL": "http://127.0.0.1:9/v1",
        "ASSISTANT_MODEL": "elm",
        "ASSISTANT_RETRIES": "0",
        "ASSISTANT_DEBUG": "1",
    }
    library = stage.library()
    for arguments in (("ask", QUESTION), ("ask", QUESTION, "--json"), ("index",)):
        done = library.run(*arguments, more=more)
        tally.check(_KEY not in done.said, f"{arguments[0]} prints the key")
    done = library.run("index", "--rebuild", more={**more, "ASSISTANT_EMBEDDINGS": "openai:elm"})
    tally.check(_KEY not in done.said, "index with embeddings prints the key")
    with serving(library, more=more) as chat:
        reader = Reader(chat)
        heard = reader.ask(QUESTION).stream + reader.client.get("/").text
        tally.check(_KEY not in heard, "the page shows the key")
        reader.close()
        tally.check(_KEY not in chat.said, "the log holds the key")
    tally.check(not _holding(library.root, _KEY), f"kept in {_holding(library.root, _KEY)}")
    return tally.outcome()


def _holding(folder: Path, word: str) -> list[str]:
    """The files that hold a word."""
    files = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return [str(path.relative_to(folder)) for path in files if word.encode() in path.read_bytes()]


def kept(stage: Stage) -> Outcome:
    """No reader's id stands beside a question; `assistant forget` takes the words from the disk."""
    tally, library = Tally(), stage.library()
    word = "zqprivate"
    with slack_here() as slack, answering(library, slack) as bot:
        payload = mention(slack, f"{QUESTION} {word}")
        bot.delivery.event(payload)
        slack.wait("chat.stopStream", seconds=60)
        reader = Reader(bot.chat)
        reader.ask(f"{QUESTION} {word}")
        reader.close()
        tally.check(told(slack, payload["event"]["ts"]), "the bot did not answer")
    ids = _holding(library.state.parent, "U0ANNA")
    tally.check(not ids, f"the reader's id is kept in {ids}")
    modes = [path.name for path in library.state.parent.iterdir() if path.stat().st_mode & 0o077]
    tally.check(not modes or os.name == "nt", f"others may read {modes}")
    done = library.run("forget", "--all", "--yes")
    tally.check(done.code == 0, f"forget: {done.said}")
    left = _holding(library.state.parent, word)
    tally.check(not left, f"after `forget` the words stand in {left}")
    if library.state.exists():
        with closing(sqlite3.connect(library.state)) as connection:
            rows = connection.execute("SELECT count(*) FROM answers").fetchone()[0]
        tally.check(rows == 0, f"after `forget` {rows} answers are kept")
    return tally.outcome()


def paths(stage: Stage) -> Outcome:
    """No error that readers see holds a path of the server."""
    tally = Tally()
    for name in ("documents", "index", "state"):
        library = stage.library()
        with serving(library) as chat:
            _spoiled(library, name)
            seen = _seen(chat)
            tally.check(str(library.root) not in seen, f"{name} broken: a path is shown")
            tally.check("Traceback" not in seen, f"{name} broken: a traceback is shown")
    return tally.outcome()


def _spoiled(library: Library, what: str) -> None:
    if what == "documents":
        library.documents.rename(library.root / "away")
    elif what == "index":
        for path in library.index.rglob("*"):
            if path.is_file():
                path.write_bytes(b"spoiled")
    else:
        library.state.parent.mkdir(exist_ok=True)
        library.state.write_bytes(b"spoiled" * 1_000)


def _seen(chat: Chat) -> str:
    """All that a reader is shown."""
    reader = Reader(chat)
    heard = reader.ask(QUESTION).stream + reader.client.get("/healthz").text + reader.client.get("/").text
    reader.close()
    return heard
