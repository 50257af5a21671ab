"""Connections that `index`, `ask` and `serve` make: none leads away from this machine."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

from eval.attack.chat import Chat, serving
from eval.attack.outcome import Outcome, Tally
from eval.attack.reader import Reader
from eval.attack.scratch import QUESTION, Library
from eval.attack.stage import Stage

_REACHED = re.compile(r"(?:connect|sendto)\(.*?sa_family=AF_INET6?.*?\"([^\"]+)\"")
_STRACE = ("strace", "-f", "-qq", "-e", "trace=connect,sendto", "-o")
_HOOK = """
import os, sys
def heard(event, given):
    if event in ("socket.connect", "socket.sendto") and isinstance(given[1], tuple):
        with open(os.environ["ATTACK_TRACE"], "a", encoding="utf-8") as trace:
            print('connect({sa_family=AF_INET, "%s"})' % given[1][0], file=trace)
sys.addaudithook(heard)
"""
"""Where strace is missing: hears of what Python connects, in the words of strace."""


def outside(stage: Stage) -> Outcome:
    """The two commands, and a server with four questions, watched by strace or by a hook in Python."""
    tally, library = Tally(), stage.library()
    strace, more = shutil.which("strace"), _hooked(library)
    for name, arguments in {"index": ("index", "--rebuild"), "ask": ("ask", QUESTION)}.items():
        before = (*_STRACE, str(library.root / f"{name}.trace")) if strace else ()
        done = library.run(*arguments, before=before, more={} if strace else more, seconds=600)
        tally.check(done.code == 0, f"{name}: {done.said}")
    with serving(library, more={} if strace else more) as chat:
        watching = _watching(chat) if strace else None
        for number in range(4):
            reader = Reader(chat)
            tally.check("viewpoint" in reader.ask(f"{QUESTION} {number}").stream, "serve: not answered")
            reader.close()
        if watching:
            watching.terminate()
            watching.wait()
    for path in sorted(library.root.glob("*.trace")):
        reached = _REACHED.findall(path.read_text(encoding="utf-8", errors="replace"))
        away = sorted({each for each in reached if not each.startswith(("127.", "::1", "localhost"))})
        tally.check(not away, f"{path.name}: {away}")
    return tally.outcome()


def _hooked(library: Library) -> dict[str, str]:
    """The settings that put the hook into every process of the product."""
    place = library.root / "hook"
    place.mkdir()
    (place / "sitecustomize.py").write_text(_HOOK, encoding="utf-8")
    found = [str(place), *filter(None, [os.environ.get("PYTHONPATH")])]
    trace = library.root / "hook.trace"
    trace.touch()
    return {"PYTHONPATH": os.pathsep.join(found), "ATTACK_TRACE": str(trace)}


def _watching(chat: Chat) -> subprocess.Popen[bytes]:
    trace = Path(chat.library.root / "serve.trace")
    return subprocess.Popen([*_STRACE, str(trace), "-p", str(chat.process.pid)], stderr=subprocess.DEVNULL)
