from __future__ import annotations

import socket
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from assistant.articles import Record
from assistant.reading.article import article_of
from assistant.scopes import Scope

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
