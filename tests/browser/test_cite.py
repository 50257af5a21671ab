from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import rispy

from tests.browser.pages import BARRAGE, FERRY, Ask, Visit

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.usefixtures("two_questions")
COPYING = {"permissions": ["clipboard-read", "clipboard-write"]}
PASTED = (
    "“A ferry is a road.”\n"
    "— Perpetua Lodge, interviewed by Alban Fennimore (Radio Aster, 8 November 2022), "
    '“Captain Lodge: "You cannot post a doctor"”, https://radio-aster.example/transcripts/captain-lodge'
)
CHICAGO = (
    "Lodge, Perpetua. 2022. “Captain Lodge: ‘You cannot post a doctor.’” Interview by Alban Fennimore. "
    "Radio Aster, November 8, 2022. https://radio-aster.example/transcripts/captain-lodge."
)


def clipboard(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


def saved(page: Page, group: str, button: str) -> tuple[str, str]:
    """The name and the text of the file that a button saves."""
    with page.expect_download() as download:
        page.get_by_role("group", name=group, exact=True).last.get_by_role("button", name=button).click()
    file = download.value
    return file.suggested_filename, Path(file.path()).read_text(encoding="utf-8")


def test_a_view_is_copied_with_its_reference(visit: Visit, ask: Ask) -> None:
    page = visit(**COPYING)
    ask(page, FERRY)
    page.get_by_role(
        "button", name="Copy this view of Perpetua Lodge, interviewed by Alban Fennimore"
    ).click()
    page.wait_for_selector("#current .tools [role=status]:text('Copied.')")
    assert clipboard(page) == PASTED


def test_a_view_is_copied_where_the_browser_keeps_its_clipboard_to_itself(visit: Visit, ask: Ask) -> None:
    page = visit(**COPYING)
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); }")
    ask(page, FERRY)
    page.focus("#current .copy")
    page.keyboard.press("Enter")
    page.wait_for_selector("#current .tools [role=status]:text('Copied.')")
    assert clipboard(page) == PASTED
    assert page.evaluate("document.activeElement.className") == "copy"


def test_an_article_is_cited_beside_its_text(visit: Visit, ask: Ask) -> None:
    page = visit(**COPYING)
    ask(page, FERRY)
    page.click("#current a.cite")
    page.get_by_text("Cite", exact=True).click()
    assert page.locator("#sources dt").all_inner_texts() == ["Chicago", "APA", "MLA"]
    page.get_by_role("button", name="Copy the Chicago reference").click()
    page.wait_for_selector("#sources [role=status]:text('Copied.')")
    assert clipboard(page) == CHICAGO


def test_an_answer_and_the_conversation_are_saved_as_files(visit: Visit, ask: Ask) -> None:
    page = visit()
    ask(page, BARRAGE)
    ask(page, FERRY)
    page.locator("#current").get_by_text("Cite or export").click()
    name, text = saved(page, "This answer", "RIS")
    assert name == "answer-should-the-ferry-be-kept.ris"
    assert [it["id"] for it in rispy.loads(text)] == ["lodge-interview-2022"]
    page.wait_for_selector("#current .export [role=status]:text('Saved as answer-should')")
    name, text = saved(page, "Whole conversation", "BibTeX")
    assert name == "conversation-should-the-barrage-be-built.bib"
    assert text.count("@article{") == 3
    name, text = saved(page, "This answer", "Markdown")
    assert text.startswith(f"# {FERRY}\n") and "## References" in text
    page.locator("#past").get_by_text("Cite or export").click()
    with page.expect_download() as download:
        page.locator("#past").get_by_role("button", name="CSL-JSON").click()
    assert download.value.suggested_filename == "answer-should-the-barrage-be-built.csl.json"


def test_a_saved_page_opens_alone(visit: Visit, ask: Ask, tmp_path: Path, browser: Any) -> None:
    page = visit()
    ask(page, FERRY)
    page.get_by_text("Cite or export").click()
    name, text = saved(page, "This answer", "Web page")
    (tmp_path / name).write_text(text, encoding="utf-8")
    alone = browser.new_page()
    asked: list[str] = []
    alone.on("request", lambda it: asked.append(it.url))
    alone.goto((tmp_path / name).as_uri())
    alone.click("a.cite")
    assert alone.inner_text(".question") == FERRY
    assert alone.inner_text(".references li") == CHICAGO
    assert asked == [(tmp_path / name).as_uri()]
    alone.close()


def test_every_control_can_be_hit_and_fits_a_narrow_page(visit: Visit, ask: Ask) -> None:
    page = visit(viewport={"width": 360, "height": 740})
    ask(page, FERRY)
    page.get_by_text("Cite or export").click()
    page.click("#current a.cite")
    page.get_by_text("Cite", exact=True).click()
    sizes = page.eval_on_selector_all(
        ".copy, .file, .print, .citing summary, .export summary",
        "all => all.map(it => it.getBoundingClientRect()).map(it => [it.width, it.height])",
    )
    assert len(sizes) == 1 + 6 + 1 + 3 + 2
    assert min(min(size) for size in sizes) >= 24
    wide = "all => Math.max(...all.map(it => it.scrollWidth - it.clientWidth))"
    assert page.eval_on_selector_all("html, #transcript, #sources", wide) <= 0


def test_paper_has_every_word_and_no_control(visit: Visit, ask: Ask, scripted: Any) -> None:
    page = visit(color_scheme="dark")
    ask(page, BARRAGE)
    ask(page, FERRY)
    page.evaluate("() => { window.print = () => (window.printed = true); }")
    page.locator("#current").get_by_text("Cite or export").click()
    page.get_by_role("button", name="Print").click()
    assert page.evaluate("window.printed")
    page.emulate_media(media="print")
    paper = page.inner_text("body")
    for words in (
        "On paper it is a beautiful machine.",
        "The sluices should be public.",
        "A ferry is a road.",
    ):
        assert words in paper
    assert CHICAGO in paper
    assert (
        page.locator("button:visible, textarea:visible, input:visible, summary:visible, nav:visible").count()
        == 0
    )
    height = page.evaluate("document.documentElement.scrollHeight - window.innerHeight")
    shown = page.evaluate("document.querySelector('#transcript').scrollHeight")
    assert height + 800 >= shown > 400
    color = "getComputedStyle(document.querySelector('.exchange')).color"
    assert page.evaluate(color) == "rgb(17, 17, 17)"
