"""Takes the README's picture: the web chat answering a real question, one of its sources open.

python tests/browser/screenshot.py screenshot.png
"""

from __future__ import annotations

import argparse
from pathlib import Path


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("picture", type=Path, help="the PNG file to write")
    arguments.add_argument("--question", default="Should Kosovo be partitioned?")
    arguments.add_argument("--citation", type=int, default=1, help="the source to open; 0 for none")
    arguments.add_argument("--documents", type=Path)
    arguments.add_argument("--width", type=int, default=1280)
    arguments.add_argument("--height", type=int, default=800)
    arguments.add_argument("--dark", action="store_true")
    given = arguments.parse_args()

    from conftest import launched, served_chat
    from playwright.sync_api import sync_playwright

    from assistant.answering.assistant import Assistant

    with served_chat(Assistant.open(documents=given.documents)) as address, sync_playwright() as playwright:
        browser = launched(playwright.chromium)
        page = browser.new_page(
            viewport={"width": given.width, "height": given.height},
            color_scheme="dark" if given.dark else "light",
        )
        page.goto(address)
        page.fill("#question textarea", given.question)
        page.press("#question textarea", "Enter")
        page.wait_for_selector("#current .viewpoint")
        page.wait_for_selector("#ask", state="visible")
        if given.citation:
            page.click(f"#current a[href='#src-1-{given.citation}']")
        page.screenshot(path=given.picture)
        browser.close()


if __name__ == "__main__":
    main()
