"""SIGKILL at random moments of `assistant index` and of processes that write answers and feedback."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, suppress

from assistant.encoder.encoder import encoder
from assistant.feedback import FeedbackStore
from assistant.index.index import Index
from assistant.reading.folder import read_folder
from assistant.settings import Settings
from eval.attack.outcome import Outcome, Tally
from eval.attack.scratch import Library, article
from eval.attack.stage import Stage

_WRITER = """
import sys
from pathlib import Path
from assistant.feedback import FeedbackStore
from assistant.answers import Answer
from assistant.scopes import Extent
store = FeedbackStore(Path(sys.argv[1]))
for number in range(10_000):
    question = f"Invented question {number}?"
    answer = Answer(question=question, standalone_question=question, answered=False, searched=Extent(0, 0))
    answer_id = store.keep(answer, place="web")
    store.add(answer_id, reader="an invented reader", helpful=True)
    print(answer_id, flush=True)
"""
_KILLS = 24
_MOST_GENERATIONS = 3
"""The current one, one that is read, and one that a killed update left."""


def of_index(stage: Stage) -> Outcome:
    """A reader gets the old index or the new one, never anything else; the next update leaves one."""
    tally, chance, library = Tally(), stage.chance("kills of index"), stage.library()
    start = time.monotonic()
    library.write("article-00.md", article(0, "version0"))
    library.run("index")
    seconds = time.monotonic() - start
    before = _folder(library)
    for kill in range(_KILLS):
        _changed(library, chance, kill)
        after = _folder(library)
        _killed(library, chance.uniform(0, 1.1 * seconds))
        seen = _indexed(library)
        number = len(library.generations)
        whole = seen in (before, after)
        told = f"{number} generations" if whole else "neither the old nor the new index"
        tally.check(whole and number <= _MOST_GENERATIONS, f"kill {kill}: {told}")
        before = seen
    done = library.run("index")
    left = sorted(path.name for path in library.index.iterdir() if path.name.endswith((".new", ".tmp")))
    one = len(library.generations) == 1 and not left and _indexed(library) == _folder(library)
    tally.check(done.code == 0 and one, f"after the next index: {library.generations}, {left}, {done.err}")
    return tally.outcome()


def _changed(library: Library, chance: random.Random, kill: int) -> None:
    """One change of the folder: an article altered, added, removed or restored, or all altered at once."""
    kind = chance.choice(("change", "add", "remove", "restore", "all"))
    there = sorted(path.name for path in library.documents.glob("*.md"))
    if kind == "remove" and len(there) > 8:
        (library.documents / chance.choice(there)).unlink()
    elif kind == "all":
        for number in range(12):
            library.write(f"article-{number:02}.md", article(number, f"version{kill}"))
    else:
        number = chance.randrange(12) + 12 * (kind == "add")
        library.write(f"article-{number:02}.md", article(number, f"version{kill}"))


def _killed(library: Library, seconds: float) -> None:
    command = [sys.executable, "-m", "assistant", "index"]
    with subprocess.Popen(
        command, env=library.environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        with suppress(subprocess.TimeoutExpired):
            process.wait(seconds)
        process.kill()


def _folder(library: Library) -> dict[str, str]:
    return {each.id: each.text for each in read_folder(library.documents).articles}


def _indexed(library: Library) -> dict[str, str]:
    """The texts that a reader of the index gets."""
    with closing(Index(library.index, encoder(Settings()))) as index:
        catalog = index.current().catalog
        found = (catalog.article(record.article_id) for record in catalog.records)
        return {each.id: each.text for each in found if each}


def of_writers(stage: Stage) -> Outcome:
    """Of what two killed writers were told is kept, nothing is lost, and the file is whole."""
    tally, chance, library = Tally(), stage.chance("kills of writers"), stage.library()
    acknowledged: set[str] = set()
    kills = stage.few(12, 2)
    for _ in range(kills // 2):
        command = [sys.executable, "-c", _WRITER, str(library.state)]
        writers = [
            subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
            for _ in range(2)
        ]
        for writer in writers:
            assert writer.stdout is not None
            acknowledged |= {writer.stdout.readline().strip()}
        time.sleep(chance.uniform(0, 0.5))
        for writer in writers:
            writer.kill()
            out, _ = writer.communicate()
            acknowledged |= set(out.rpartition("\n")[0].split())
    kept = {entry.answer_id for entry in FeedbackStore(library.state).entries()}
    lost = acknowledged - kept
    for _ in range(kills):
        tally.check(not lost, f"{len(lost)} of {len(acknowledged)} acknowledged are lost")
    with closing(sqlite3.connect(library.state)) as connection:
        told = connection.execute("PRAGMA integrity_check").fetchone()[0]
    tally.check(told == "ok", f"integrity: {told}")
    return tally.outcome()
