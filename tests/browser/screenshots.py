"""Takes pictures of the web chat over `documents/`: each view in light, in dark and on a phone.

python tests/browser/screenshots.py FOLDER [VIEW …]
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page

LOOKS: dict[str, dict[str, Any]] = {
    "light": {"viewport": {"width": 1280, "height": 800}, "color_scheme": "light"},
    "dark": {"viewport": {"width": 1280, "height": 800}, "color_scheme": "dark"},
    "phone": {"viewport": {"width": 390, "height": 844}, "color_scheme": "light", "has_touch": True},
}


@dataclass(frozen=True, slots=True)
class View:
    """A question, and what is shown of its answer."""

    question: str
    show: Callable[[Page], None] = lambda page: None


def _open_source(page: Page) -> None:
    page.click("#current a[href='#src-1-1']")


def _scroll_to(selector: str) -> Callable[[Page], None]:
    return lambda page: page.eval_on_selector(selector, "it => it.scrollIntoView({ block: 'center' })")


VIEWS = {
    "answer": View("What does Gerald Knaus say about a land swap?"),
    "source": View("Should Kosovo be partitioned?", _open_source),
    "groups": View("Who is against the partition of Kosovo?"),
    "compare": View("How do Timothy Less and Florian Bieber differ on partition?"),
    "timeline": View("What did Serwer write over time?", _scroll_to("#current .timeline")),
}


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    arguments.add_argument("folder", type=Path, help="where the PNG files are written, as VIEW-LOOK.png")
    arguments.add_argument("views", nargs="*", metavar="VIEW", help=f"{', '.join(VIEWS)} (default: all)")
    arguments.add_argument("--documents", type=Path)
    given = arguments.parse_args()
    if unknown := set(given.views) - set(VIEWS):
        arguments.error(f"no such view: {', '.join(sorted(unknown))}; there are {', '.join(VIEWS)}")

    from conftest import launched, served_chat
    from playwright.sync_api import sync_playwright

    from assistant.answering.assistant import Assistant

    given.folder.mkdir(parents=True, exist_ok=True)
    with served_chat(Assistant.open(documents=given.documents)) as address, sync_playwright() as playwright:
        browser = launched(playwright.chromium)
        for look, options in LOOKS.items():
            for name in given.views or VIEWS:
                page = browser.new_page(**options)
                page.goto(address)
                _taken(page, VIEWS[name], given.folder / f"{name}-{look}.png")
                page.close()
        browser.close()


def _taken(page: Page, view: View, picture: Path) -> None:
    page.fill("#question textarea", view.question)
    page.press("#question textarea", "Enter")
    page.wait_for_selector("#current .viewpoint")
    page.wait_for_selector("#ask", state="visible")
    view.show(page)
    page.screenshot(path=picture)
    print(picture)


if __name__ == "__main__":
    main()
