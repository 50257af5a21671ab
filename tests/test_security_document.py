"""`SECURITY.md` names settings, sections and attacks that exist."""

import re
from pathlib import Path

from eval.attack.table import ATTACKS

ROOT = Path(__file__).parents[1]
SECURITY = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")


def anchors(text: str) -> set[str]:
    """Of the headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading).strip().lower().replace(" ", "-") for heading in headings}


def test_the_sections_that_it_links_to_exist() -> None:
    linked = re.findall(r"\]\(README\.md#([\w-]+)\)", SECURITY)
    assert linked
    assert set(linked) <= anchors(README)


def test_the_settings_that_it_names_stand_in_the_readme() -> None:
    named = set(re.findall(r"ASSISTANT_[A-Z_]+", SECURITY))
    assert named
    assert named <= set(re.findall(r"ASSISTANT_[A-Z_]+", README))


def test_it_tells_how_many_attacks_are_played() -> None:
    told = [re.findall(r"plays (\d+) attacks", text) for text in (SECURITY, README)]
    assert told == [[str(len(ATTACKS))]] * 2


def test_the_readme_links_to_it() -> None:
    assert "(SECURITY.md)" in README
