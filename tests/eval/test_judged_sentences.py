"""Sentences judged alone: pointers that lead somewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import AssistantError
from eval import judged_sentences
from eval.judged_sentences import INVENTED, REAL, judged, table


def test_what_was_judged_stands_in_its_articles() -> None:
    every = list(judged())

    assert len(every) > 10_000
    assert next(table(every)).startswith(f"judged alone: {len(every):,} sentences for 896 questions: ")


@pytest.mark.parametrize(
    ("file", "row", "told"),
    [
        (
            INVENTED,
            '{"q": "Is it safe?", "article": "ford", "bears": [[0, 1]]}',
            r"ford \[0,1\] is not there",
        ),
        (INVENTED, '{"q": "Is it safe?"}', "invented.jsonl, line 1"),
        (REAL, '{"q": "Is it?", "file": "ford.md", "answers": [[0, 17, "0123"]]}', "not the text that was"),
    ],
)
def test_a_pointer_that_leads_nowhere_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str, row: str, told: str
) -> None:
    (tmp_path / "ford.md").write_text("The ford is safe.")
    for name in (INVENTED, REAL):
        (tmp_path / name).write_text(f"{row}\n" if name == file else "")
    monkeypatch.setattr(judged_sentences, "FOLDER", tmp_path)

    with pytest.raises(AssistantError, match=told):
        list(judged(tmp_path))
