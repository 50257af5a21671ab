from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser.pages import Visit, assert_fits

TEXT = "The mole of Skerrow should be kept, since it shelters the boats from the sea.\n\nNothing else does."


@pytest.fixture(scope="module")
def adding(tmp_path_factory: pytest.TempPathFactory, serving: Any) -> Iterator[str]:
    """The address of a chat over a folder of one article, to which readers may add."""
    from assistant.answering.assistant import Assistant
    from assistant.settings import Settings

    documents = tmp_path_factory.mktemp("documents")
    (documents / "quay.md").write_text("---\ntitle: The Quay\nauthor: Bo Birk\n---\n\nThe quay is old.\n")
    settings = Settings(documents=documents)
    assistant = Assistant.open(settings=settings)
    with serving(assistant, adding=settings) as address:
        yield address
    assistant.close()


def test_a_pasted_text_is_corrected_kept_and_answered_from(
    visit: Visit, adding: str, troubles: list[str]
) -> None:
    page = visit(adding)
    page.click("#title nav >> text=Add an article")
    page.wait_for_selector("h1:text('Add an article')")
    assert_fits(page)
    page.click("text=Read it")
    assert page.get_by_role("alert").inner_text() == "Choose a file, paste a text or give an address."
    assert_fits(page)
    page.get_by_label("Or its text").fill(TEXT)
    page.get_by_text("Read it").press("Enter")
    page.wait_for_selector("h1:text('Is this right?')")
    assert page.locator("#read").inner_text().endswith("Nothing else does.")
    assert_fits(page)
    page.get_by_label("Title").fill("Keep the Mole")
    page.get_by_label("Authors").fill("Ada Lind")
    page.get_by_label("Date of publication").fill("the other day")
    page.keyboard.press("Enter")
    assert "'the other day'" in page.get_by_role("alert").inner_text()
    assert page.evaluate("document.activeElement.id") == "date"
    assert page.get_by_label("Authors").input_value() == "Ada Lind"
    assert_fits(page)
    page.get_by_label("Date of publication").fill("2024-05")
    page.keyboard.press("Enter")
    page.wait_for_selector("h1:text('Added')")
    assert_fits(page)
    page.click("text=Ask about it in the chat")
    page.wait_for_selector("#current .viewpoint")
    assert "Ada Lind" in page.locator("#current .viewpoint .who").first.inner_text()
    assert "May 2024" in page.locator("#current .viewpoint .where").first.inner_text()
    troubles[:] = [trouble for trouble in troubles if "400 (Bad Request)" not in trouble]


def test_a_file_of_several_articles_is_listed_or_left(visit: Visit, adding: str) -> None:
    page = visit(adding)
    page.goto(f"{adding}/add")
    rows = b"title,author,text\nKeep it,Ada Lind,It sails.\nSell it,Bo Birk,It sank.\n"
    page.set_input_files("#file", {"name": "rows.csv", "mimeType": "text/csv", "buffer": rows})
    page.click("text=Read it")
    page.wait_for_selector("h1:text('2 articles in this file')")
    assert page.locator(".read li").all_inner_texts()[1] == "Sell it (Bo Birk, undated)"
    assert_fits(page)
    page.click("text=Do not add it")
    page.wait_for_selector("h1:text('Add an article')")
    page.click("nav >> text=Articles")
    assert "Sell it" not in page.inner_text("main")
