"""The pages as they are laid out: the chat, with the articles beside the answers, and the login.

The login page and the log-out button are plain HTML that works without JavaScript.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
from string import Template
from typing import Any

from assistant.feedback import KEPT_FOR
from assistant.rendering.words import Words
from assistant.web import filters, growing
from assistant.web.keeping import Seat
from assistant.web.keeping_html import Keeping, hidden

# Tells script.js that a part of the page was drawn anew.
_REDRAWN = "watch('value', () => document.dispatchEvent(new CustomEvent('redrawn')));"
LOGIN, LOGOUT = "/login", "/logout"
_STYLE = """\
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 22rem; margin: 12vh auto 0; padding: 0 1rem;
  background: Canvas; color: CanvasText; }
h1 { font-size: 1.4rem; }
label, input, button { display: block; width: 100%; box-sizing: border-box; font: inherit; }
input { margin: .25rem 0 1rem; padding: .5rem; }
button { padding: .6rem; }
.error { border-left: 4px solid; padding-left: .75rem; font-weight: 600; }
"""
_PAGE = Template("""\
<!doctype html>
<html lang="$language">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>$titled</title>
<link rel="icon" href="data:,">
<style>$style</style>
</head>
<body>
<main>
<h1>$title</h1>
$error<form method="post" action="$action">
<input type="hidden" name="next" value="$next">
<label for="name">$name_label</label>
<input id="name" name="name" value="$name" autocomplete="username" autocapitalize="none" spellcheck="false"
 maxlength="100" required autofocus$described>
<label for="password">$password_label</label>
<input id="password" name="password" type="password" autocomplete="current-password" maxlength="1000"
 required$described>
<button>$button</button>
</form>
</main>
</body>
</html>
""")


def plain_headers(style: str) -> dict[str, str]:
    """What goes with a page of plain HTML: no script, nothing loaded, nothing kept by the browser."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return {
        "content-security-policy": f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; "
        "form-action 'self'; base-uri 'none'",
        "cache-control": "no-store",
    }


HEADERS = plain_headers(_STYLE)
"""Those of the login page."""


class Page:
    """The components that change, put into the Gradio Blocks being built.

    The growing exchange is apart from the past, which need not be resent. It `keeps` answers where it says
    so; where it `adds` articles, it leads to the page for that.
    """

    def __init__(self, examples: tuple[str, ...], *, words: Words, keeps: bool, adds: bool) -> None:
        import gradio as gr

        self.words = words
        skipping = _skipping("skip", words, "question", "current")
        gr.HTML(skipping, elem_id="skip", apply_default_css=False)
        with gr.Row(elem_id="page"):
            with gr.Column(scale=3, elem_id="talk", min_width=300):
                with gr.Column(elem_id="transcript"):
                    self.reader = _drawn("reader")
                    header = _header(words, keeps=keeps, adds=adds)
                    gr.HTML(header, elem_id="title", apply_default_css=False)
                    with gr.Column(elem_id="examples"):
                        self.example_buttons = tuple(gr.Button(example, size="sm") for example in examples)
                    self.past = _drawn("past", growing.EARLIER % "answer")
                    self.current = _drawn("current", growing.GROWING % "answer", _log(words))
                self.notice = _drawn("notice")
                filters.chips(words)
                with gr.Row(elem_id="asking"):
                    self.question: Any = gr.Textbox(
                        "",
                        placeholder=words("chat.placeholder"),
                        label=words("chat.question"),
                        container=False,
                        max_lines=6,
                        autofocus=True,
                        elem_id="question",
                        scale=8,
                        min_width=160,
                    )
                    onward = _skipping("onward", words, "current", "cited")
                    gr.HTML(onward, elem_id="onward", apply_default_css=False)
                    narrow: dict[str, Any] = {"scale": 0, "min_width": 80}
                    ask, stop = words("chat.ask"), words("chat.stop")
                    self.ask: Any = gr.Button(ask, variant="primary", elem_id="ask", **narrow)
                    self.stop: Any = gr.Button(stop, elem_id="stop", visible=False, **narrow)
                with gr.Row(elem_id="conversing"):
                    self.filters = filters.Filters(words)
                    self.clear: Any = gr.Button(words("chat.new"), size="sm", elem_id="clear")
                    self.keeping = Keeping(Seat(), keeps=keeps)
                # The turn of the question to ask again, and the filter to drop from it, or "more".
                self.again = hidden("again", takes="again")
                # What a reader says of an answer, then what became of it.
                self.said = hidden("said", takes="say", tells="heard")
                # The turn and form of a file, then the file.
                self.saved = hidden("saved", takes="export", tells="exported")
            with gr.Column(scale=2, elem_id="sources", min_width=300):
                gr.HTML(_sources_header(words), elem_id="sources-header", apply_default_css=False)
                self.past_sources = _drawn("past-sources", growing.EARLIER % "sources")
                self.current_sources = _drawn("current-sources", growing.GROWING % "sources")
        self.conversation: Any = gr.State(())

    @property
    def all(self) -> list[Any]:
        """Everything that stopping and clearing may change."""
        return [*self.answering, self.question, self.keeping.listed]

    @property
    def answering(self) -> list[Any]:
        """What changes while an answer grows: each takes time in each step."""
        return [
            self.keeping.seat,
            self.conversation,
            self.past,
            self.current,
            self.past_sources,
            self.current_sources,
            self.notice,
            self.ask,
            self.stop,
        ]


def _drawn(name: str, template: str = "${value}", on_load: str = "") -> Any:
    """A place for our own HTML, which Gradio neither styles nor interprets."""
    import gradio as gr

    script = _REDRAWN + on_load
    return gr.HTML("", elem_id=name, html_template=template, js_on_load=script, apply_default_css=False)


def _header(words: Words, *, keeps: bool, adds: bool) -> str:
    """What the chat is, and the pages beside it, under whatever path a proxy serves them."""
    kept = f'<p class="kept">{words("chat.kept", days=KEPT_FOR.days)}</p>' if keeps else ""
    add = f' <a href="add">{words("site.add")}</a>' if adds else ""
    return (
        f"<header><h1>{words('chat.title')}</h1><p>{words('chat.intro')}</p>"
        f'<nav aria-label="{words("site.pages")}"><a href="articles">{words("site.articles")}</a> '
        f'<a href="authors">{words("site.authors")}</a>{add}</nav></header>{kept}'
    )


def _sources_header(words: Words) -> str:
    return (
        f"<header><h2>{words('sources.title')}</h2>"
        f'<button type="button" class="back">{words("sources.back")}</button></header>'
        f'<p class="hint">{words("sources.hint")}</p>'
    )


def _skipping(name: str, words: Words, *places: str) -> str:
    """Links that come into sight where they have the focus; script.js leads to their places."""
    links = "".join(f'<a class="skip" href="#{place}">{words(f"skip.{place}")}</a>' for place in places)
    return f'<nav aria-label="{words(f"skip.{name}")}">{links}</nav>'


def _log(words: Words) -> str:
    """Lets screen readers say what comes in."""
    label = json.dumps(words("chat.answer"), ensure_ascii=False)
    return f"element.setAttribute('role', 'log'); element.setAttribute('aria-label', {label})"


def login_html(words: Words, *, after: str, name: str = "", error: str = "") -> str:
    """The page; `after` is the path to go on to, `error` why the last try failed."""
    alert = f'<p class="error" id="error" role="alert">{html.escape(error)}</p>\n' if error else ""
    return _PAGE.substitute(
        language=words.language,
        title=words("chat.title"),
        titled=words("login.title", title=words("chat.title")),
        name_label=words("login.name"),
        password_label=words("login.password"),
        button=words("login.button"),
        style=_STYLE,
        action=LOGIN.lstrip("/"),  # beside this page, under whatever path a proxy serves it
        next=html.escape(after),
        name=html.escape(name),
        error=alert,
        described=' aria-describedby="error"' if error else "",
    )


def reader_html(reader: str, words: Words, *, can_log_out: bool, log_out_at: str = LOGOUT.lstrip("/")) -> str:
    """The reader's name for a page, with a button where the chat itself has logged the reader in.

    By default it logs out beside the page, under whatever path a proxy serves it.
    """
    button = f" <button>{words('site.log_out')}</button>" if can_log_out else ""
    return f'<form method="post" action="{log_out_at}"><span>{html.escape(reader)}</span>{button}</form>'


def local(path: str) -> str:
    """The path if it is one of this server's, otherwise "/".

    >>> local("/?q=1"), local("//evil.example"), local("https://evil.example"), local("/" + chr(9) + "/evil")
    ('/?q=1', '/', '/', '/')
    """
    # Browsers read \\ as /, and leave out tabs and line breaks.
    here = path.startswith("/") and not path.startswith("//") and "\\" not in path
    return path if here and path.isascii() and path.isprintable() and len(path) <= 2_000 else "/"
