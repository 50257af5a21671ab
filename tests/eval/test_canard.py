from __future__ import annotations

import json
from pathlib import Path

import pytest

pytest.importorskip("sacrebleu")

from assistant.answers import Turn
from assistant.errors import AssistantError
from eval.canard import Figures, Item, main, measured, read


def entry(history: list[str], question: str, rewrite: str) -> dict[str, object]:
    return {
        "QuAC_dialog_id": "C_ferry_0",
        "Question_no": len(history) // 2,
        "History": ["The Example (ferry)", "Voyages", *history],
        "Question": question,
        "Rewrite": rewrite,
    }


ENTRIES = [
    entry([], "When was it built in the town of Oyfar?", "When was The Example built in the town of Oyfar?"),
    entry(
        ["When was it built?", "In 1902."],
        "Who paid for its two engines?",
        "Who paid for The Example's two engines?",
    ),
]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "dev.json"
    file.write_text(json.dumps(ENTRIES), encoding="utf-8")
    return file


def test_the_history_is_a_title_a_section_and_turns(path: Path) -> None:
    assert read(path)[1] == Item(
        dialogue="C_ferry_0",
        title="The Example (ferry)",
        turns=(Turn(question="When was it built?", answer="In 1902."),),
        question="Who paid for its two engines?",
        rewrite="Who paid for The Example's two engines?",
    )


def test_with_the_title_questions_are_rewritten_as_people_do(path: Path) -> None:
    report = measured(read(path))

    # The last question's matter stands behind the question, which people leave out.
    assert (report.whole.questions, report.whole_with_title.resolved) == (2, 69.21)
    assert report.whole.copied < 80
    assert report.later_turns.questions == 1
    assert report.first_dialogues == Figures(0, 0.0, 0.0)


def test_without_the_title_the_name_cannot_be_known(path: Path) -> None:
    report = measured(read(path))

    assert report.whole.resolved < report.whole_with_title.resolved


def test_a_file_of_another_form_is_refused_in_one_line(tmp_path: Path) -> None:
    file = tmp_path / "other.json"
    file.write_text('[{"question": "?"}]', encoding="utf-8")

    with pytest.raises(AssistantError) as caught:
        main([str(file)])
    assert str(caught.value) == f"{file.as_posix()!r} cannot be read as CANARD: KeyError('History')"
