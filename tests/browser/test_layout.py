from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from assistant.answers import Absence

if TYPE_CHECKING:
    from playwright.sync_api import Page

QUESTION = "Should the barrage, of which everybody in both towns has been speaking for years, be built?"
Ask = Callable[["Page", str], None]
Visit = Callable[..., "Page"]
PHONE = {"viewport": {"width": 390, "height": 800}}

# Contrast of text with what is behind it (WCAG 2.2, relative luminance), for each visible element with text.
CONTRASTS = """() => {
  const parse = (color) => color.match(/[\\d.]+/g).map(Number);
  const luminance = (rgb) => rgb.slice(0, 3).map((c) => c / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = (it) => {
    for (; it; it = it.parentElement) {
      const color = parse(getComputedStyle(it).backgroundColor);
      if (color.length === 3 || color[3] === 1) return color;
    }
    return [255, 255, 255];
  };
  const own = (it) => [...it.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
  const shown = [...document.querySelectorAll("#page *")].filter((it) => own(it) && it.checkVisibility());
  return shown.map((it) => {
    const [a, b] = [luminance(parse(getComputedStyle(it).color)), luminance(behind(it))];
    return [(Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05), it.textContent.slice(0, 40)];
  });
}"""


@pytest.fixture(autouse=True)
def script(scripted: Any) -> None:
    scripted.script(
        QUESTION,
        scripted.viewpoint("marrow-2019", "On paper it is a beautiful machine.", first=1),
        scripted.viewpoint("fennimore-2020", "He argues that the line should be kept", first=2),
        scripted.viewpoint("quell-2024", "The sluices should be public.", first=3),
        notes=(
            "A note of many words that a narrow page has to break somewhere, https://lantern.example/"
            + "x" * 90,
        ),
        absences=(Absence(person="Bo", articles=1, first=None, last=None, text="Bo says nothing on it."),),
    )


def overflow(page: Page) -> int:
    """Pixels by which the page, or a part of it that scrolls, is wider than it may be."""
    parts = "html, #transcript, #sources"
    return int(
        page.eval_on_selector_all(parts, "all => Math.max(...all.map(it => it.scrollWidth - it.clientWidth))")
    )


@pytest.mark.parametrize("width", [390, 800, 801, 1280])
def test_nothing_is_wider_than_the_page(visit: Visit, ask: Ask, width: int) -> None:
    page = visit(viewport={"width": width, "height": 800})
    assert overflow(page) <= 0
    ask(page, QUESTION)
    assert overflow(page) <= 0
    page.click("#current a[href='#src-1-3']")
    assert overflow(page) <= 0
    page.keyboard.press("Escape")
    page.click("text=Not right")
    assert overflow(page) <= 0
    page.click("#filters button")
    assert overflow(page) <= 0


def test_on_a_phone_a_source_covers_the_page_until_the_reader_goes_back(visit: Visit, ask: Ask) -> None:
    page = visit(**PHONE)
    ask(page, QUESTION)
    assert not page.is_visible("#sources")
    page.click("#current a[href='#src-1-1']")
    box = page.locator("#sources").bounding_box()
    assert box == {"x": 0, "y": 0, "width": 390, "height": 800}
    assert page.locator("#sources mark.on").is_visible()
    page.click("text=Back to the answer")
    page.wait_for_selector("#sources", state="hidden")
    assert page.evaluate("document.activeElement.textContent") == "[1]"


def test_on_a_phone_going_back_closes_the_source_and_keeps_the_question(visit: Visit, ask: Ask) -> None:
    page = visit(**PHONE)
    ask(page, QUESTION)
    address = page.url
    for citation in ("1", "2"):
        page.click(f"#current a[href='#src-1-{citation}']")
        page.wait_for_selector("#sources mark.on")
        page.go_back()
        page.wait_for_selector("#sources", state="hidden")
        assert page.evaluate("document.activeElement.textContent") == f"[{citation}]"
        assert (page.url, page.is_visible("#current .viewpoint")) == (address, True)
    page.go_forward()
    page.wait_for_selector("#sources mark.on")
    page.keyboard.press("Escape")
    page.wait_for_selector("#sources", state="hidden")


def test_a_new_question_stands_at_the_top_under_what_was_said_of_the_last_answer(
    visit: Visit, ask: Ask, scripted: Any
) -> None:
    page = visit(**PHONE)
    ask(page, QUESTION)
    scripted.go_on.clear()
    page.fill("#question textarea", QUESTION)
    page.press("#question textarea", "Enter")
    page.wait_for_selector("#current .exchange[data-turn='2'] .viewpoint")
    top = page.evaluate(
        "document.querySelector('#current .exchange').getBoundingClientRect().top"
        " - document.querySelector('#transcript').getBoundingClientRect().top"
    )
    scripted.go_on.set()
    assert abs(top) < 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_stands_out_from_its_ground(visit: Visit, ask: Ask, scheme: str) -> None:
    page = visit(color_scheme=scheme)
    ask(page, QUESTION)
    page.click("text=Helpful")
    page.wait_for_function("document.querySelector('.feedback .kept').textContent")
    page.click("text=Not right")
    page.click("#current a[href='#src-1-1']")
    page.click("#filters button")
    contrasts = page.evaluate(CONTRASTS)
    assert len(contrasts) > 30
    assert [(round(ratio, 2), text) for ratio, text in contrasts if ratio < 4.5] == []
