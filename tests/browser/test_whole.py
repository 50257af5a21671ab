from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.pages import Ask, Visit

if TYPE_CHECKING:
    from assistant.answering.assistant import Assistant


@pytest.fixture(scope="module")
def address(assistant: Assistant, serving: Any) -> Iterator[str]:
    with serving(assistant) as address:
        yield address


@pytest.mark.slow
def test_every_citation_of_a_real_answer_opens_the_words_it_cites(
    assistant: Assistant, address: str, visit: Visit, ask: Ask
) -> None:
    question = "Should the barrage be built?"
    answer = assistant.ask(question)
    quotes = {quote.citation: quote for viewpoint in answer.viewpoints for quote in viewpoint.quotes}
    assert answer.answered and quotes
    page = visit(address)
    ask(page, question)
    opened = {}
    for citation in quotes:
        page.click(f"#current blockquote a[href='#src-1-{citation}']")
        words = page.locator("#sources mark.on").all_text_contents()
        opened[citation] = ("".join(words), page.locator("#sources mark.on >> nth=0").is_visible())
    # White space between paragraphs is layout on the page.
    assert {n: ("".join(words.split()), seen) for n, (words, seen) in opened.items()} == {
        n: ("".join(quote.text.split()), True) for n, quote in quotes.items()
    }


@pytest.mark.slow
def test_a_real_follow_up_and_a_real_decline_are_shown(address: str, visit: Visit, ask: Ask) -> None:
    page = visit(address)
    ask(page, "What did Ottoline Marrow write about the barrage in 2019?")
    assert "14 March 2019" in page.inner_text("#current .viewpoint >> nth=0")
    ask(page, "And in 2023?")
    assert "2023" in page.inner_text("#current .viewpoint >> nth=0")
    ask(page, "Who won the chess championship in Reykjavik?")
    assert page.query_selector("#current .declined")
    assert page.locator(".question").all_inner_texts()[:2] == [
        "What did Ottoline Marrow write about the barrage in 2019?",
        "And in 2023?",
    ]
