"""The admin's page in a browser."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from assistant.feedback import FeedbackStore
from tests.browser.pages import BARRAGE, Visit, assert_accessible, assert_fits


@pytest.mark.usefixtures("two_questions")
def test_an_admin_finds_what_is_open_and_marks_it(
    visit: Visit, scripted: Any, serving: Any, tmp_path: Path
) -> None:
    store = FeedbackStore(tmp_path / "assistant.db")
    answer_id = store.keep(scripted.answers[BARRAGE], place="web")
    said = {"reader": "web", "helpful": False, "comment": "It was 2023."}
    store.add(answer_id, **said, complaints=("wrong_date",), viewpoint=2)
    store.add(answer_id, **said, complaints=("missing_view", "not_answered"))
    store.add(answer_id, reader="other", helpful=True)
    with serving(scripted, store=store) as address:
        page = visit(address)
        page.goto(f"{address}/articles")
        page.click("nav >> text=Feedback")
        page.wait_for_selector("h1:text('Feedback')")
        assert page.locator(".remarks > li").count() == 3
        assert_fits(page)
        page.get_by_label("Kind").select_option("Wrong date")
        page.get_by_label("State").select_option("Open")
        page.get_by_role("button", name="Show").click()
        [remark] = page.locator(".remarks > li").all()
        assert remark.get_by_role("link", name="In the article").is_visible()
        remark.get_by_label("What became of it").select_option("Mended")
        remark.get_by_label("A line for the reader").fill("It says 2023 now.")
        page.keyboard.press("Enter")
        page.wait_for_selector("text=0 remarks of readers")
        page.get_by_label("State").select_option("Closed")
        page.get_by_role("button", name="Show").click()
        page.wait_for_selector("text=Mended: “It says 2023 now.”")
        assert_accessible(page)
    assert [entry.outcome for entry in store.entries()].count("mended") == 1
