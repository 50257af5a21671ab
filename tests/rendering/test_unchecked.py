"""A claim whose meaning nobody graded is marked so wherever it is shown."""

import io
import json
from dataclasses import replace

import pytest
from rich.console import Console

from assistant.answers import Answer
from assistant.api.mcp_forms import View
from assistant.events import Finished
from assistant.rendering.html import exchange_html
from assistant.rendering.slack import messages
from assistant.rendering.terminal import show
from assistant.wording.positions import (
    UNCHECKED_NOTE,
)


def on_a_terminal(answer: Answer) -> str:
    console = Console(file=io.StringIO(), width=200)
    show([Finished(answer)], console)
    return console.file.getvalue()  # type: ignore[attr-defined, no-any-return]


SHOWN = {
    "markdown": Answer.to_markdown,
    "web": lambda answer: exchange_html(answer, turn=1).replace("&#39;", "'"),
    "terminal": on_a_terminal,
    "slack": lambda answer: json.dumps([each.blocks for each in messages(answer)]),
}


@pytest.mark.parametrize("where", SHOWN)
@pytest.mark.parametrize("check", ["unchecked", "supported", None])
def test_only_an_ungraded_claim_is_marked(answered: Answer, where: str, check: str | None) -> None:
    first, *others = answered.viewpoints
    first = replace(first, claim="The bay is full of birds.", claim_check=check)  # type: ignore[arg-type]
    shown = SHOWN[where](replace(answered, viewpoints=(first, *others)))
    assert "The bay is full of birds" in shown
    assert (UNCHECKED_NOTE in shown) == (check == "unchecked")


def test_programs_are_told(answered: Answer) -> None:
    view = replace(answered.viewpoints[0], claim="The bay is full.", claim_check="unchecked")
    assert View.of(view).claim_check == "unchecked"
