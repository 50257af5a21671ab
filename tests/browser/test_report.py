"""The evaluation's report in a real browser, opened as a file: filter, links, narrow screens, attacks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from eval.report import report
from tests.browser.pages import in_both
from tests.eval.invented import (
    ASH,
    CASES_ASKED,
    FERRY,
    WINTER,
    answer,
    credited_falsely,
    good,
    recorded,
    view,
)

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SHOWN = ".case:not([hidden])"


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Callable[..., Page]]:
    """Opens a report as a file; afterwards nothing may have been fetched, blocked or run amiss."""
    troubles: list[str] = []
    contexts = []

    def opened(html: str, place: str = "", **options: object) -> Page:
        file = tmp_path / "report.html"
        file.write_text(html, encoding="utf-8")
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda it: it.url.startswith("file:") or troubles.append(f"asked for {it.url}"))
        page.on("console", lambda it: troubles.append(f"console: {it.text}"))
        page.on("pageerror", lambda it: troubles.append(f"error: {it}"))
        page.on("dialog", lambda it: (troubles.append(f"dialog: {it.message}"), it.dismiss()))
        page.goto(f"{file.as_uri()}{place}")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert troubles == []


@pytest.fixture
def html(tmp_path: Path) -> str:
    """A run beside one that declined everything; one of its cases credits somebody falsely."""
    more = tuple(replace(WINTER, id=f"winter-{number}") for number in range(30))
    before = recorded(tmp_path / "before", lambda case: answer(case.question), cases=(*CASES_ASKED, *more))
    now = recorded(
        tmp_path / "now",
        lambda case: good(WINTER) if case in more else credited_falsely(case),
        cases=(*CASES_ASKED, *more),
    )
    return report(now, before)


def test_the_open_half_is_shown_first_and_each_filter_narrows_it(
    opened: Callable[..., Page], html: str
) -> None:
    page = opened(html)
    halves = page.eval_on_selector_all(SHOWN, "cases => cases.map(one => one.dataset.half)")
    assert set(halves) == {"open"}
    page.select_option("select[name=half]", "")
    assert page.locator(SHOWN).count() == 33
    page.select_option("select[name=measure]", "false_credit")
    assert page.locator(SHOWN).count() == 1
    page.select_option("select[name=measure]", "")
    page.select_option("select[name=outcome]", "passed")
    page.fill("input[name=words]", "train DOG")
    assert page.eval_on_selector_all(SHOWN, "cases => cases.map(one => one.id)") == ["case-documents-dogs"]
    assert page.inner_text("#count") == "1 of 33 cases"
    page.click("button[type=reset]")
    page.wait_for_function("document.querySelector('input[name=words]').value === ''")
    assert page.locator(SHOWN).count() == len(halves)


def test_an_address_sets_the_filter_or_opens_a_case_of_the_frozen_half(
    opened: Callable[..., Page], html: str
) -> None:
    page = opened(html, "#half=open&measure=coverage&change=better")
    better = page.eval_on_selector_all(SHOWN, "cases => cases.map(one => one.dataset.better.split(' '))")
    assert better and all("coverage" in each for each in better)
    assert page.input_value("select[name=change]") == "better"
    page = opened(html, "#case-documents-dogs")
    assert page.locator("#case-documents-dogs[open]").is_visible()
    page = opened(html, "#no=%E0%A4%A")
    assert page.locator(SHOWN).count() == 33


def test_a_link_in_what_moved_shows_the_cases_behind_the_figure(
    opened: Callable[..., Page], html: str
) -> None:
    page = opened(html)
    link = page.locator("#what-moved a").first
    wanted = dict(pair.split("=") for pair in str(link.get_attribute("href"))[1:].split("&"))
    link.click()
    page.wait_for_function("location.hash !== ''")
    shown = page.eval_on_selector_all(
        SHOWN, "cases => cases.map(one => [one.dataset.half, one.dataset.better])"
    )
    assert shown and all(half == wanted["half"] and wanted["measure"] in better for half, better in shown)


def test_nothing_is_wider_than_the_screen(opened: Callable[..., Page], html: str) -> None:
    page = opened(html)
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    for width in in_both(page, narrow=390):
        assert page.evaluate("document.documentElement.scrollWidth") == width


def test_hostile_text_does_nothing(opened: Callable[..., Page], tmp_path: Path) -> None:
    attack = (
        "</script><script>alert(1)</script><img src=https://x.example/ onerror=alert(2)>${alert(3)}\u202e"
    )
    asked = replace(WINTER, question=attack, note=attack)
    ferry = f"{FERRY} {attack}"
    hostile = answer(attack, view(ASH, ferry, ferry, speaker=attack, claim=attack))
    page = opened(report(recorded(tmp_path / "first", lambda case: hostile, cases=(asked,))))
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    assert "${alert(3)}�" in page.inner_text(".case blockquote")
    assert page.locator("img").count() == 0


def test_without_its_script_every_case_can_be_read(opened: Callable[..., Page], html: str) -> None:
    page = opened(html, java_script_enabled=False)
    assert page.locator(".case").count() == page.locator(f"{SHOWN} > summary:visible").count() == 33
    assert not page.locator("#filter").is_visible()
