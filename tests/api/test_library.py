"""The articles for programs, while their folder changes."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from assistant import Assistant
from assistant.api.library import listed, read
from assistant.scopes import Scope


def test_an_article_that_has_come_into_the_folder_is_listed_and_read(tmp_path: Path) -> None:
    (tmp_path / "quay.md").write_text("---\ntitle: The Quay\nauthor: Bo Birk\n---\n\nThe quay is old.\n")
    with closing(Assistant.open(documents=tmp_path)) as assistant:
        (tmp_path / "mole.md").write_text("---\ntitle: The Mole\nauthor: Ada Lind\n---\n\nKeep the mole.\n")
        whole = listed(assistant, Scope(), 10, 0)
        (tmp_path / "pier.md").write_text("---\ntitle: The Pier\nauthor: Ada Lind\n---\n\nKeep the pier.\n")
        pier = read(assistant, "pier")
    assert (whole["total"], [each["article_id"] for each in whole["articles"]]) == (2, ["mole", "quay"])
    assert pier is not None and pier["title"] == "The Pier"
