"""What every page beside the chat has in common: its head, its way to the others, its addresses."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from string import Template
from urllib.parse import quote, urlencode

from assistant.articles import Record, Span
from assistant.rendering.escaping import escaped
from assistant.rendering.words import ENGLISH, Words

ARTICLES, AUTHORS, ADD, FEEDBACK = "/articles", "/authors", "/add", "/feedback"
_PAGE = Template("""\
<!doctype html>
<html lang="$language">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>$title</title>
<link rel="icon" href="data:,">
<style>$style</style>
</head>
<body>
<a class="skip" href="#main">$skip</a>
<header class="top">
<a class="home" href="$home">$name</a>
<nav aria-label="$pages">$links</nav>
$reader
</header>
<main id="main">
$body
</main>
</body>
</html>
""")


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Where the pages stand, and for whom they are drawn."""

    name: str
    """Of the chat, to which every page leads."""
    style: str
    words: Words = ENGLISH
    root: str = ""
    """The path under which a proxy serves them, "/chat"."""
    reader: str = ""
    """HTML: who has logged in."""
    adds: bool = False
    """Whether readers may add articles."""
    admin: bool = False
    """Whether the reader may see what all readers said."""

    def chat(self, question: str = "", *, person: str = "", record: Record | None = None) -> str:
        """The chat's address, where it asks a question, of a person or on one article alone."""
        asked = [("q", question), ("person", person)]
        if record:
            day = record.date.iso if record.date else ""
            asked += [("publication", record.publication or ""), ("since", day), ("until", day)]
        return self._at("/", asked)

    def question_on(self, record: Record) -> str:
        """The chat's address, where it asks what an article says, by its title and record.

        The question is in the language in which questions are understood.
        """
        return self.chat(f"What does “{record.title}” say?", record=record)

    def article(self, article_id: str, span: Span | None = None) -> str:
        """An article's page; with a span of its text, that passage marked and in view."""
        marked = self._at("", [("quote", "{}-{}".format(*span))]) + "#quote" if span else ""
        return f"{self.root}{ARTICLES}/{quote(article_id, errors='replace')}{marked}"

    def person(self, name: str) -> str:
        """A person's page."""
        return f"{self.root}{AUTHORS}/{quote(name, safe='', errors='replace')}"

    def listing(self, path: str, **asked: str) -> str:
        """A list's page, found and sorted so."""
        return self._at(path, list(asked.items()))

    def _at(self, path: str, asked: Collection[tuple[str, str]]) -> str:
        given = urlencode([(key, value) for key, value in asked if value], errors="replace")
        return f"{self.root if path else ''}{path}{given and '?' + given}"


def page_html(title: str, body: str, site: Site, *, here: str = "") -> str:
    """A whole page; `here` is the list that it is, or is of."""
    words = site.words
    lists = [
        (ARTICLES, words("site.articles")),
        (AUTHORS, words("site.authors")),
        *([(ADD, words("site.add"))] if site.adds else []),
        *([(FEEDBACK, words("site.feedback"))] if site.admin else []),
    ]
    links = "".join(
        f'<a href="{site.root}{path}"{" aria-current=page" if path == here else ""}>{name}</a>'
        for path, name in lists
    )
    return _PAGE.substitute(
        language=words.language,
        skip=words("site.to_content"),
        pages=words("site.pages"),
        title=escaped(words("site.titled", title=title, name=site.name)),
        name=escaped(site.name),
        style=site.style,
        home=site.chat(),
        links=links,
        reader=site.reader,
        body=body,
    )


def error_html(why: str, site: Site) -> str:
    """A page that says in one line what is wrong."""
    title = site.words("site.not_shown")
    return page_html(title, f'<h1>{title}</h1><p class="error">{escaped(why)}</p>', site)


def sections_html(parts: Sequence[tuple[str, str, str]], words: Words) -> str:
    """The parts of a page, each an id, a heading and HTML, with links to them on top; empty ones left out."""
    shown = [part for part in parts if part[2]]
    links = "".join(f'<a href="#{name}">{heading}</a>' for name, heading, _ in shown)
    parted = "".join(
        f'<section id="{name}" aria-label="{heading}"><h2>{heading}</h2>{content}</section>'
        for name, heading, content in shown
    )
    return f'<nav class="within" aria-label="{words("site.within")}">{links}</nav>{parted}'


def notes_html(notes: Sequence[str], words: Words) -> str:
    """What a reader must know of a list, in English."""
    return "".join(f'<p class="note"{words.lang("en")}>{escaped(note)}</p>' for note in notes)


def anchor(address: str, words: str, more: str = "") -> str:
    """A link within the pages; `more` is HTML of further attributes."""
    return f'<a href="{escaped(address)}"{more}>{escaped(words)}</a>'
