"""The admin's page in a browser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from assistant.feedback import FeedbackStore
from tests.browser.test_browsing import SMALL, assert_accessible

if TYPE_CHECKING:
    from playwright.sync_api import Page

BARRAGE = "Should the barrage be built?"
Visit = Callable[..., "Page"]
SIZES = pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])


@SIZES
def test_an_admin_finds_what_is_open_and_marks_it(
    visit: Visit, scripted: Any, serving: Any, tmp_path: Path, width: int, scheme: str
) -> None:
    store = FeedbackStore(tmp_path / "assistant.db")
    scripted.script(
        BARRAGE,
        scripted.viewpoint("marrow-2019", "On paper it is a beautiful machine.", first=1),
        scripted.viewpoint("quell-2024", "The sluices should be public.", first=2),
    )
    answer_id = store.keep(scripted.answers[BARRAGE], place="web")
    said = {"reader": "web", "helpful": False, "comment": "It was 2023."}
    store.add(answer_id, **said, complaints=("wrong_date",), viewpoint=2)
    store.add(answer_id, **said, complaints=("missing_view", "not_answered"))
    store.add(answer_id, reader="other", helpful=True)
    with serving(scripted, store=store) as address:
        page = visit(address, viewport={"width": width, "height": 800}, color_scheme=scheme)
        page.goto(f"{address}/articles")
        page.click("nav >> text=Feedback")
        page.wait_for_selector("h1:text('Feedback')")
        assert page.locator(".remarks > li").count() == 3
        assert_accessible(page)
        assert page.evaluate(SMALL) == []
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
