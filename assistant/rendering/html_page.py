"""A conversation as one web page that needs nothing else: no script, no picture, nothing that is loaded."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answers import Answer
from assistant.rendering.escaping import escaped
from assistant.rendering.html import exchange_html
from assistant.rendering.html_cite import references_html
from assistant.rendering.words import ENGLISH, Words
from assistant.wording.lines import shortened

# What is escaped holds no sign that ends a tag, so no text is taken for a button, nor for a link to the chat.
_HERE = re.compile(r'<a class="here"[^>]*>([^<]*)</a>')
_BUTTON = re.compile(r'<div class="tools".*?</div>|<button[^>]*>[^<]*</button>', re.DOTALL)
STYLE = """
:root { color-scheme: light dark; }
body { font: 16px/1.55 system-ui, sans-serif; max-width: 46rem; margin: 0 auto; padding: 1.5rem 1rem 3rem;
  background: Canvas; color: CanvasText; overflow-wrap: anywhere; }
p { margin: 0; }
h1 { font-size: .9rem; font-weight: 400; margin: 0 0 1rem; }
h2.question { font-size: 1.4rem; line-height: 1.3; white-space: pre-line; margin: 0 0 .4rem; }
:is(h3, h4, h5) { font-size: 1.05rem; margin: 1.5rem 0 .25rem; }
.viewpoint .who { font-size: 1rem; font-weight: 400; margin: 0; }
.chip { font-size: .85rem; border: 1px solid; border-radius: 1rem; padding: 0 .5rem; }
.exchange { unicode-bidi: isolate; }
.exchange + .exchange, .references { margin-top: 2rem; padding-top: 1.5rem; border-top: 1px solid; }
:is(.searched, .read, .count, .shared, .role, .where, .label, .before, .translation) {
  font-size: .85rem; opacity: .85; }
.label { font-style: italic; }
.viewpoint, .summary, .listing, .declined, .note, .absence { margin-top: 1.2rem; }
.claim { margin-top: .4rem; }
blockquote { margin: .5rem 0 0; padding: 0 0 0 .9rem; border-left: 3px solid; white-space: pre-line; }
blockquote.digest { border-left-style: dotted; }
:is(td, th) { text-align: left; padding: .2rem 1rem .2rem 0; vertical-align: top; }
.references ul { padding-left: 1.2rem; }
.references li { margin-top: .5rem; }
"""


def page_html(answers: Sequence[Answer], *, chat: str = "", words: Words = ENGLISH) -> str:
    """The page: each question with its answer, whose citations lead to the references at the end.

    Where it is served beside the chat, it leads to the address of the `chat`.
    """
    ask = f' · <a href="{escaped(chat)}">{words("chat.title")}</a>' if chat else ""
    title = escaped(shortened(answers[0].question).replace("\n", " "))
    title = title or words("answer.questions_and_answers")
    exchanges = "".join(
        exchange_html(answer, turn=turn, words=words) for turn, answer in enumerate(answers, 1)
    )
    shown = _HERE.sub(r"\1", _BUTTON.sub("", exchanges))
    return (
        f'<!doctype html>\n<html lang="{words.language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{words('answer.from_articles')}{ask}</h1>\n"
        f"{shown}\n{references_html(answers, first_turn=1, words=words)}\n</main>\n</body>\n</html>\n"
    )
