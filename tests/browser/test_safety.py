from __future__ import annotations

import csv
import html
import io
import socket
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from assistant.answering.assistant import Assistant
from assistant.articles import Record
from assistant.reading.article import article_of
from assistant.rendering.escaping import escaped
from assistant.scopes import Scope
from assistant.settings import Settings
from assistant.wording.lines import shortened
from tests.browser.hostile import HOSTILE

if TYPE_CHECKING:
    from playwright.sync_api import Page


EVIL = (
    """<img src=LEAK/1 onerror="alert('img')"> <script>alert('script')</script> ${alert('dollar')} """
    "{{alert('braces')}} `${alert('tick')}` ![image](LEAK/2) [link](javascript:alert('link')) "
    "<iframe src=LEAK/3></iframe> <b id='question'>b</b> <a href='#src-1-1'>fake</a> "
    "<style>@import 'LEAK/4'; * {background: url(LEAK/5)}</style> <base href='LEAK/6'> "
    "</p></div></article></section><mark class='on'>fake</mark> $$\\href{javascript:alert(1)}{x}$$ "
    "\x00\x1b[31m\u202edlrow"
)


def test_nothing_written_by_others_runs_loads_or_takes_the_place_of_ours(
    visit: Callable[..., Page], ask: Callable[[Page, str], None], scripted: Any
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        leak = f"http://127.0.0.1:{listener.getsockname()[1]}/leak"
        evil = EVIL.replace("LEAK", leak)
        record = Record(
            article_id=evil,
            title=evil,
            authors=(evil,),
            speakers=(evil,),
            kind="interview",
            publication=evil,
            publication_note=evil,
            date_basis=evil,
            coverage_note=evil,
            url="javascript:alert('url')",
            also_at=(f"{leak}'onclick=alert('also')",),
        )
        scripted.articles[evil] = article_of(record, f"Before.\n\n{evil}\n\nAfter.", markdown=False)
        view = replace(scripted.viewpoint(evil, evil, first=1, speaker=evil), claim=evil)
        view = replace(view, quotes=(replace(view.quotes[0], context=evil),))
        scripted.script(
            evil,
            view,
            summary=f"{evil} [1]",
            notes=(evil,),
            standalone_question=f"Is it {evil}",
            understood=Scope(people=(evil,), publications=(evil,)),
        )
        page = visit()
        page.fill("#question textarea", evil)
        page.press("#question textarea", "Enter")
        page.wait_for_selector("#current .note")
        page.click("#current .viewpoint a.cite")
        page.click("#sources details[open] .about summary")
        seen = evil.replace("\x00", "�").replace("\x1b", "�").replace("\u202e", "�")
        assert page.text_content("#current .note") == seen
        assert page.text_content("#current .claim") == seen
        assert page.text_content("#current .before") == f"(The sentence before [1]: {seen})"
        assert page.text_content("#current .again") == f"{seen} ×"
        assert page.text_content("#current cite") == seen
        assert [it.text_content() for it in page.query_selector_all("#sources mark.on")] == [seen]
        page.click("#filters button")
        page.click("#people input")
        page.get_by_role("option").first.wait_for()
        scripted.script("And now?", view)
        ask(page, "And now?")
        assert page.text_content("#past .note") == seen
        strangers = "img, script, iframe, style, base, b, [onerror], [onclick], a[href^='javascript']"
        for part in ("#past", "#current", "#past-sources", "#current-sources"):
            assert page.query_selector_all(f"{part} :is({strangers})") == []
        ids = page.eval_on_selector_all("[id]:not([id=''])", "all => all.map(it => it.id)")
        assert len(ids) == len(set(ids))
        del scripted.articles[evil]
        listener.settimeout(0.2)
        with pytest.raises(TimeoutError):
            listener.accept()


STRANGE = """() => {
  const tags = "script, img, image, iframe, object, embed, base, meta, link, style, template, video, audio, "
    + "math, animate, marquee, plaintext, form#page, #question #question";
  const ours = "head *, body > script, body > style, gradio-app > style, .gradio-container > style";
  const strange = [...document.querySelectorAll(tags)].filter((it) => !it.matches(ours));
  const leads = (name, value) =>
    /^(href|src|action|formaction|data)$/.test(name) && /^\\s*(javascript|data):/i.test(value);
  const attributes = (it) =>
    [...it.attributes].filter(({ name, value }) => name.startsWith("on") || leads(name, value));
  const armed = [...document.querySelectorAll("body *")].filter((it) => attributes(it).length);
  return [...strange, ...armed].map((it) => it.outerHTML.slice(0, 200));
}"""


def seen(text: str) -> str:
    """A text as it is read on a page, each stretch of white space a single space."""
    return " ".join(html.unescape(escaped(text)).split())


def texts(page: Page, selector: str) -> list[str]:
    return [" ".join(text.split()) for text in page.locator(selector).all_text_contents()]


@pytest.fixture
def hostile(visit: Callable[..., Page]) -> Iterator[tuple[str, ...]]:
    """The hostile strings; nothing may ask for the address in them."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield tuple(text.replace("LEAK", f"http://127.0.0.1:{listener.getsockname()[1]}") for text in HOSTILE)
        listener.settimeout(0.2)
        with pytest.raises(TimeoutError):
            listener.accept()


def test_hostile_records_texts_and_words_of_a_model_are_read_as_they_are(
    visit: Callable[..., Page], ask: Callable[[Page, str], None], scripted: Any, hostile: tuple[str, ...]
) -> None:
    views = []
    for number, text in enumerate(hostile, 1):
        record = Record(
            article_id=f"hostile/{number}",
            title=text,
            authors=(text,),
            author_role=text,
            publication=text,
            url=text,
            also_at=(text,),
            date_basis=text,
        )
        words = f"Before. {text} After."
        scripted.articles[record.article_id] = article_of(record, words, markdown=False)
        views.append(replace(scripted.viewpoint(record.article_id, text, first=number), claim=text))
    scripted.script("Who?", *views, summary=" ".join(hostile), notes=hostile)
    try:
        page = visit()
        ask(page, "Who?")
        expected = list(map(seen, hostile))
        assert texts(page, "#current .viewpoint .who strong") == expected
        assert texts(page, "#current .viewpoint cite") == expected
        assert texts(page, "#current .viewpoint .claim") == expected
        assert texts(page, "#current .note") == expected
        shown = texts(page, "#current .viewpoint blockquote")
        assert all(text in quote for text, quote in zip(expected, shown, strict=True))
        page.click("#current .viewpoint a.cite >> nth=0")
        assert page.evaluate(STRANGE) == []
        for path in ("articles", "authors"):
            page.goto(f"{page.url.split('?')[0]}{path}?find=e")
            assert page.evaluate(STRANGE) == []
            page.go_back()
    finally:
        for number in range(1, len(hostile) + 1):
            del scripted.articles[f"hostile/{number}"]


def test_hostile_questions_are_read_as_they_are_and_kept_so(
    visit: Callable[..., Page], scripted: Any, hostile: tuple[str, ...]
) -> None:
    asked = [" ".join(hostile[start : start + 8]) for start in range(0, len(hostile), 8)]
    page = visit()
    for turn, question in enumerate(asked, 1):
        page.fill("#question textarea", question)
        typed = page.input_value("#question textarea")
        scripted.script(
            typed.strip(), scripted.viewpoint("quell-2024", "The sluices should be public.", first=1)
        )
        page.press("#question textarea", "Enter")
        page.wait_for_function(
            "turn => document.querySelectorAll('.exchange').length === turn"
            " && !document.querySelector('#current .status') && document.querySelector('#ask')?.offsetParent",
            arg=turn,
        )
        assert page.evaluate(STRANGE) == []
    page.wait_for_selector("#conversations .list")
    page.reload()
    page.wait_for_selector("#current .exchange .redo:not([inert]) button")
    page.click("#conversations .list")
    assert texts(page, ".exchange .question") == [seen(shortened(question)) for question in asked]
    assert page.evaluate(STRANGE) == []


def test_hostile_files_are_read_as_they_are(
    visit: Callable[..., Page],
    hostile: tuple[str, ...],
    serving: Any,
    tmp_path: Path,
    troubles: list[str],
) -> None:
    (tmp_path / "quay.md").write_text("---\ntitle: The Quay\nauthor: Bo Birk\n---\n\nThe quay is old.\n")
    rows = io.StringIO()
    csv.writer(rows).writerows(
        [("title", "author", "publication", "text"), *((each,) * 4 for each in hostile)]
    )
    settings = Settings(documents=tmp_path)
    with (
        closing(Assistant.open(settings=settings)) as assistant,
        serving(assistant, adding=settings) as address,
    ):
        page = visit(address)
        pairs = [
            f"{one[:50]} {other[:50]}.txt" for one, other in zip(hostile[::2], hostile[1::2], strict=True)
        ]
        for name in ("rows.csv", *pairs):
            page.goto(f"{address}/add")
            content = rows.getvalue() if name == "rows.csv" else f"{name} is a ferry. It sails no more."
            file = {"name": name, "mimeType": "text/plain", "buffer": content.encode("utf-8", "replace")}
            page.set_input_files("#file", file)
            page.click("text=Read it")
            page.wait_for_selector("h1:text-matches('Is this right|articles in this file|Add an article')")
            assert page.evaluate(STRANGE) == []
        page.context.close()
    troubles[:] = [trouble for trouble in troubles if "400 (Bad Request)" not in trouble]  # a file of nothing


def test_the_browser_is_told_to_load_nothing_from_elsewhere_even_if_it_were_asked_to(
    visit: Callable[..., Page], troubles: list[str]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        page = visit()
        leak = f"http://127.0.0.1:{listener.getsockname()[1]}/leak"
        blocked = page.evaluate(
            """leak => new Promise(done => {
                document.addEventListener("securitypolicyviolation", it => done(it.effectiveDirective));
                document.body.append(Object.assign(new Image(), {src: leak}));
            })""",
            leak,
        )
        assert blocked == "img-src"
        listener.settimeout(0.2)
        with pytest.raises(TimeoutError):
            listener.accept()
    assert sorted(trouble.partition("'")[0] for trouble in troubles) == [
        f"asked for {leak}",  # and never got past the policy
        "console: Loading the image ",
    ]
    troubles.clear()
