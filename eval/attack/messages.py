"""Mistakes of whoever runs it: each is told in one clear line, and nothing hangs."""

from __future__ import annotations

import subprocess

from eval.attack.outcome import Outcome, Tally
from eval.attack.scratch import QUESTION
from eval.attack.stage import Stage

_DOWN = "http://127.0.0.1:9/v1"
_CASES: dict[str, tuple[tuple[str, ...], dict[str, str]]] = {
    "embeddings server down": (
        ("index", "--rebuild"),
        {"ASSISTANT_EMBEDDINGS": "openai:elm", "OPENAI_API_KEY": "x", "OPENAI_BASE_URL": _DOWN},
    ),
    "embeddings without a key": (("index", "--rebuild"), {"ASSISTANT_EMBEDDINGS": "openai:elm"}),
    "temporary folder that cannot be written": (("index", "--rebuild"), {"TMPDIR": "/proc/nowhere"}),
    "azure without a key": (("ask", QUESTION), {"ASSISTANT_MODEL": "azure_openai:elm"}),
    "limit that is no number": (("serve", "--no-open", "--port", "0"), {"ASSISTANT_PER_MINUTE": "many"}),
    "file of users missing": (("serve", "--no-open", "--port", "0"), {"ASSISTANT_AUTH": "/nowhere/users"}),
    "login header without proxies": (
        ("serve", "--no-open", "--port", "0"),
        {"ASSISTANT_AUTH_HEADER": "x-user"},
    ),
}


def one_line(stage: Stage) -> Outcome:
    """Exit code 1 and one line for each."""
    tally = Tally()
    for name, (arguments, more) in _CASES.items():
        try:
            done = stage.library().run(*arguments, more={"ASSISTANT_RETRIES": "0", **more}, seconds=60)
        except subprocess.TimeoutExpired:
            tally.check(False, f"{name}: goes on as if nothing were wrong")
            continue
        fine = "TMPDIR" in more and not done.code  # another folder may serve in its place
        tally.check(fine or done.one_clear_line, f"{name}: ended with {done.code}: {done.said}")
        tally.check("should not" not in done.said, f"{name}: taken for a fault of the program: {done.said}")
    return tally.outcome()
