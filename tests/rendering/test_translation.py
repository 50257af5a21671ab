"""A model's translation of a quote: below the original everywhere, and marked as the model's."""

import io
from dataclasses import replace

import pytest
from rich.console import Console

from assistant.answers import Answer, Translation
from assistant.api.mcp_forms import View
from assistant.events import Finished
from assistant.rendering.html import exchange_html
from assistant.rendering.slack import messages
from assistant.rendering.terminal import show

BIRDS = "Twice a day the Aster empties itself of water and fills itself with birds."
SAID = "Deux fois par jour l'Aster se vide d'eau et s'emplit d'<oiseaux>."
LINE = f"Translated by polyglot: {SAID}"


@pytest.fixture
def translated(answered: Answer) -> Answer:
    first, *others = answered.viewpoints
    birds, lid = first.quotes
    birds = replace(birds, translation=Translation(text=SAID, by="polyglot"))
    return replace(answered, viewpoints=(replace(first, quotes=(birds, lid)), *others))


def test_in_markdown(translated: Answer) -> None:
    said = LINE.replace("<", "&lt;").replace(">", "&gt;")
    assert f"> “{BIRDS}” [1]\n\n{said}\n\n> “In the estuary" in translated.to_markdown()


def test_in_the_web_chat(translated: Answer) -> None:
    said = LINE.replace("'", "&#39;").replace("<", "&#60;").replace(">", "&#62;")
    assert f'</blockquote><p class="translation">{said}</p><blockquote' in exchange_html(translated, turn=1)


def test_on_a_terminal(translated: Answer) -> None:
    console = Console(file=io.StringIO(), width=200)
    show([Finished(translated)], console)
    assert f"  [1] “{BIRDS}”\n      {LINE}\n  [2] " in console.file.getvalue()  # type: ignore[attr-defined]


def test_in_slack(translated: Answer) -> None:
    [message] = messages(translated, answer_id="k7f3")
    parts = [part for block in message.blocks for part in block.get("elements", ()) if "elements" in part]
    texts = [
        (part["type"], "".join(leaf["text"] for leaf in part["elements"] if "text" in leaf)) for part in parts
    ]
    at = texts.index(("rich_text_quote", f"“{BIRDS}” [1]"))
    assert texts[at + 1] == ("rich_text_section", LINE)


def test_in_json_and_for_programs(translated: Answer) -> None:
    quote, other = translated.to_dict()["viewpoints"][0]["quotes"]
    assert (quote["text"], quote["translation"], other["translation"]) == (
        BIRDS,
        {"text": SAID, "by": "polyglot"},
        None,
    )
    assert Answer.from_dict(translated.to_dict()) == translated
    assert [words.translation for words in View.of(translated.viewpoints[0]).quotes] == [SAID, None]
