"""`python -m eval NAME …`: the evaluations, one module each."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence

from assistant.errors import AssistantError

NAMES = (
    "attribution",
    "canard",
    "claims",
    "compare",
    "draft",
    "floors",
    "folders",
    "follow-ups",
    "forms",
    "judge",
    "judged-sentences",
    "labels",
    "plain-sides",
    "polnear",
    "reading",
    "realtimeqa",
    "relevance",
    "report",
    "run",
    "scifact",
    "side-model",
    "sides",
    "train",
    "train-bylines",
    "train-sides",
)
_WITHIN = {
    "attribution": "attribution.score",
    "side-model": "side_model.score",
    "train": "attribution.train",
    "train-bylines": "byline_model",
    "train-sides": "side_model.train",
}


def module_of(name: str) -> str:
    """The module of an evaluation."""
    return f"eval.{_WITHIN.get(name, name.replace('-', '_'))}"


def main(arguments: Sequence[str]) -> int:
    """Run the evaluation that is named first with the arguments that follow; its exit code."""
    if not arguments or arguments[0] not in NAMES:
        print(f"usage: python -m eval {{{','.join(NAMES)}}} …", file=sys.stderr)
        return 2
    module = importlib.import_module(module_of(arguments[0]))
    try:
        return int(module.main(arguments[1:]) or 0)
    except AssistantError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)
        return 130
    except BrokenPipeError:  # who reads has seen enough, as `head` has; nothing more may be flushed to it
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
