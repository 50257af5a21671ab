"""A damaged index, a full disk, several writers at once."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from eval.attack.chat import Chat, serving
from eval.attack.outcome import Outcome, Tally
from eval.attack.reader import Reader
from eval.attack.scratch import QUESTION, Library, article
from eval.attack.stage import Stage

_ENOUGH = 64 * 1024
"""Bytes of a file when the disk is as good as full: less than any file of the index needs."""


def damage(stage: Stage) -> Outcome:
    """Over a damaged index nothing false is shown, and `assistant index` mends it or says how."""
    tally = Tally()
    for name, spoil in _DAMAGES.items():
        library = stage.library()
        spoil(library)
        asked = library.run("ask", QUESTION)
        true = asked.code == 0 and "Ann Ash" in asked.out
        tally.check(true or asked.one_clear_line, f"{name}: ask ended with {asked.code}: {asked.said}")
        done = library.run("index")
        told = "--rebuild" in done.said
        tally.check(done.code == 0 or done.one_clear_line, f"{name}: index: {done.said}")
        if told:
            done = library.run("index", "--rebuild")
        asked = library.run("ask", QUESTION)
        tally.check(asked.code == 0 and "Ann Ash" in asked.out, f"{name}: after index: {asked.said}")
    return tally.outcome()


def _flip(pattern: str) -> Callable[[Library], None]:
    """Turns one byte in the middle of the largest file of this name."""

    def spoil(library: Library) -> None:
        path = max(library.index.rglob(pattern), key=lambda each: each.stat().st_size)
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 0xFF
        path.write_bytes(bytes(data))

    return spoil


def _pointer_cut(library: Library) -> None:
    pointer = library.index / "current.json"
    pointer.write_bytes(pointer.read_bytes()[:9])


def _times(library: Library) -> None:
    for number, path in enumerate(sorted(library.documents.glob("*.md"))):
        os.utime(path, (0, 0) if number % 2 else (4_070_908_800, 4_070_908_800))


def _same_size_and_time(library: Library) -> None:
    path = library.documents / "article-00.md"
    before = path.stat()
    path.write_text(path.read_text(encoding="utf-8").replace("ferry", "fairy"), encoding="utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


_DAMAGES: dict[str, Callable[[Library], None]] = {
    "index deleted": lambda library: shutil.rmtree(library.index),
    "pointer cut": _pointer_cut,
    "byte turned in the articles": _flip("articles.db"),
    "byte turned in the vectors": _flip("*.npy"),
    "times of 1970 and 2099": _times,
    "changed with size and time as before": _same_size_and_time,
}


def full(stage: Stage) -> Outcome:
    """On a full disk the old index answers, the error is one line, and the next update completes."""
    tally, library = Tally(), stage.library()
    library.write("article-12.md", article(12, "newly come"))
    small = ("prlimit", f"--fsize={_ENOUGH}")
    done = library.run("index", before=small)
    tally.check(done.one_clear_line, f"index: {done.code}: {done.said}")
    asked = library.run("ask", QUESTION, before=small)
    tally.check(asked.code == 0 and "Ann Ash" in asked.out, f"ask on the full disk: {asked.said}")
    asked = library.run("ask", QUESTION)
    tally.check(asked.code == 0 and "Ann Ash" in asked.out, f"ask: {asked.said}")
    done = library.run("index")
    tally.check(done.code == 0 and len(library.generations) == 1, f"the next index: {done.said}")
    blocked = stage.library()
    shutil.rmtree(blocked.index)
    blocked.index.write_text("in the way", encoding="utf-8")
    done = blocked.run("index")
    tally.check(done.one_clear_line, f"a file in the place of the index: {done.said}")
    return tally.outcome()


def together(stage: Stage) -> Outcome:
    """Two updates and three questions at once: one clear error at most, every answer true."""
    tally, library = Tally(), stage.library()
    for number in range(12):
        library.write(f"article-{number:02}.md", article(number, "altered"))
    with ThreadPoolExecutor(5) as threads:
        updates = [threads.submit(library.run, "index", "--rebuild") for _ in range(2)]
        asked = [threads.submit(library.run, "ask", QUESTION) for _ in range(3)]
    ends = [each.result() for each in updates]
    tally.check(any(end.code == 0 for end in ends), f"no update came through: {[end.said for end in ends]}")
    for end in ends:
        tally.check(end.code == 0 or end.one_clear_line, f"index: {end.said}")
    for each in asked:
        done = each.result()
        tally.check(done.code == 0 and "Ann Ash" in done.out, f"ask: {done.said}")
    library.run("index")
    tally.check(len(library.generations) == 1, f"left: {library.generations}")
    return tally.outcome()


def served(stage: Stage) -> Outcome:
    """Readers are answered while the index is rebuilt, and while answers cannot be kept."""
    tally, library = Tally(), stage.library()
    with serving(library) as chat:
        rebuilt = threading.Event()

        def reads() -> list[str]:
            heard: list[str] = []
            while not heard or not rebuilt.is_set():
                heard.append(_heard(chat))
            return heard

        with ThreadPoolExecutor(8) as threads:
            reading = [threads.submit(reads) for _ in range(8)]
            for _ in range(stage.few(4, 1)):
                done = library.run("index", "--rebuild")
                tally.check(done.code == 0, f"index: {done.said}")
            rebuilt.set()
        for each in reading:
            for heard in each.result():
                tally.check("viewpoint" in heard, f"not answered during a rebuild: {heard[:100]}")
        kept = library.state.parent
        shutil.move(kept, library.root / "kept")
        kept.write_text("in the way", encoding="utf-8")
        heard = _heard(chat)
        tally.check("viewpoint" in heard and "be kept" in heard, "nothing says that nothing can be kept")
        kept.unlink()
        shutil.move(library.root / "kept", kept)
        tally.check("data-answer" in _heard(chat), "the chat does not recover by itself")
    library.run("index")
    tally.check(len(library.generations) == 1, f"left: {library.generations}")
    return tally.outcome()


def _heard(chat: Chat) -> str:
    reader = Reader(chat, seconds=120)
    heard = reader.ask(QUESTION).stream
    reader.close()
    return heard
