"""Attacks that tests play already: run by name, counted by what passed."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable

from eval.attack.outcome import Outcome
from eval.attack.scratch import CHECKOUT
from eval.attack.stage import Stage

_COUNT = re.compile(r"(\d+) (passed|failed|error)")
_FAILED = re.compile(r"^(?:FAILED|ERROR) (.+)", re.MULTILINE)
_SECONDS = 600


def tests(*paths: str) -> Callable[[Stage], Outcome]:
    """An attack that runs these test files; one that is not there did not hold."""

    def play(stage: Stage) -> Outcome:
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "--quiet", "-p", "no:cacheprovider", *paths],
            cwd=CHECKOUT,
            capture_output=True,
            text=True,
            timeout=_SECONDS,
        )
        counts = {kind: int(number) for number, kind in _COUNT.findall(done.stdout)}
        failed = tuple(" ".join(line.split())[:300] for line in _FAILED.findall(done.stdout))
        if not counts:
            failed = (" ".join((done.stdout + done.stderr).split())[-300:],)
        held = counts.get("passed", 0)
        return Outcome(held + len(failed), held, failed)

    return play
