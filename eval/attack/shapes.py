"""Text that once took quadratic time, and a hostile file put under a running server."""

from __future__ import annotations

import subprocess
import sys
import threading
import time

from eval.attack.chat import serving
from eval.attack.outcome import Outcome, Tally
from eval.attack.reader import Reader
from eval.attack.scratch import QUESTION
from eval.attack.stage import Stage

_SHAPES = {
    "full stops": ".",
    "initials": "A. B. ",
    "titles": "Mr. ",
    "question marks": "?!",
    "quoted lines": "> a\n",
    "I": "I I I ",
    "he said": "He said. ",
    "cues": "Ash said that Birk thinks, and Vane fears that ",
    "open quotes": "“ab. ",
    "brackets": "(([[",
    "headings": "# a\n",
    "stars": "*a **b ",
    "words": "x",
    "dashes": "— a ",
    "links": "[a](b",
    "accents": "e\u0301",
}
_SIZE = 20_000
_RATIO, _FLOOR = 3.0, 0.5
"""Of CPU time for twice the text; times below the floor, in seconds, say nothing."""
_TIMED = """
import sys, time
from assistant.reading.article import parse_article
from assistant.attribution import attribute
def timed(size):
    data = (sys.argv[1] * size)[:size].encode()
    start = time.process_time()
    attribute(parse_article(data, "a", name="a.md"))
    return time.process_time() - start
timed(500)
print(timed(int(sys.argv[2]) // 2), timed(int(sys.argv[2])))
"""


def played(stage: Stage) -> Outcome:
    """Twice the text takes no more than three times as long."""
    tally = Tally()
    for name, shape in list(_SHAPES.items())[: stage.few(len(_SHAPES), 3)]:
        try:
            done = subprocess.run(
                [sys.executable, "-c", _TIMED, shape, str(_SIZE)], capture_output=True, text=True, timeout=60
            )
            half, whole = (float(each) for each in done.stdout.split())
        except (subprocess.TimeoutExpired, ValueError) as error:
            tally.check(False, f"{name}: {type(error).__name__}")
            continue
        held = whole <= max(_FLOOR, _RATIO * half)
        tally.check(held, f"{name}: {half:.2f} s for {_SIZE // 2:,} characters, {whole:.2f} s for twice that")
    return tally.outcome()


def dropped_file(stage: Stage) -> Outcome:
    """A hostile file put under a running server holds up neither readers nor the health check."""
    tally, library = Tally(), stage.library()
    with serving(library) as chat:
        for name in ("full stops", "initials", "I", "cues"):
            shape = _SHAPES[name]
            library.write("hostile.md", (shape * 100_000)[:100_000])
            answered: list[str] = []
            reader = Reader(chat, seconds=60)
            asking = threading.Thread(target=_asked, args=(reader, answered), daemon=True)
            asking.start()
            time.sleep(1)
            for _ in range(3):
                tally.check(chat.healthy(10), f"{name}: the health check is not answered in 10 s")
            asking.join(60)
            tally.check(any("viewpoint" in each for each in answered), f"{name}: no answer in 60 s")
            reader.close()
            if not chat.healthy(10):
                break  # the next would only wait behind this one
    return tally.outcome()


def _asked(reader: Reader, answered: list[str]) -> None:
    answered.append(reader.ask(QUESTION).stream)
