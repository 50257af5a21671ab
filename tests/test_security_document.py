"""`SECURITY.md` names settings, sections and attacks that exist."""

import re
from pathlib import Path

from eval.attack.table import ATTACKS

ROOT = Path(__file__).parents[1]
SECURITY = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
ACCESS = (ROOT / "docs" / "access.md").read_text(encoding="utf-8")
SETTINGS = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")


def anchors(text: str) -> set[str]:
    """Of the headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading).strip().lower().replace(" ", "-") for heading in headings}


def test_the_sections_that_it_links_to_exist() -> None:
    linked = re.findall(r"\]\(docs/access\.md#([\w-]+)\)", SECURITY)
    assert linked
    assert set(linked) <= anchors(ACCESS)


def test_the_settings_that_it_names_exist() -> None:
    named = set(re.findall(r"ASSISTANT_[A-Z_]+", SECURITY))
    assert named
    assert named <= set(re.findall(r"ASSISTANT_[A-Z_]+", SETTINGS))


def test_it_tells_how_many_attacks_are_played() -> None:
    assert re.findall(r"plays (\d+) attacks", SECURITY) == [str(len(ATTACKS))]


def test_the_readme_links_to_it() -> None:
    assert "(SECURITY.md)" in README
