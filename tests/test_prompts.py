import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import AssistantError
from assistant.prompts import Prompt, prompt

LETTER = Prompt("letter", 'Dear {name}, send {"a": [1]} and {{x}} to {place}.')


def test_blanks_are_words_in_braces_and_json_is_not_one() -> None:
    assert LETTER.blanks == {"name", "x", "place"}
    assert LETTER.fill(name="Ann", x="{place}", place="Oakton") == (
        'Dear Ann, send {"a": [1]} and {{place}} to Oakton.'
    )


def test_missing_and_surplus_values_are_both_refused() -> None:
    with pytest.raises(ValueError, match=re.escape("prompt 'letter': missing ['place', 'x'], surplus []")):
        LETTER.fill(name="Ann")
    with pytest.raises(ValueError, match=re.escape("prompt 'letter': missing [], surplus ['date']")):
        LETTER.fill(name="Ann", x="", place="", date="today")


@given(st.text())
def test_a_value_is_never_read_as_a_template(value: str) -> None:
    assert Prompt("p", "<{a}|{b}>").fill(a=value, b="{a}") == f"<{value}|{{a}}>"


def test_the_fingerprint_changes_with_the_text_alone() -> None:
    assert Prompt("one", "text").fingerprint == Prompt("two", "text").fingerprint == "982d9e3eb996"
    assert Prompt("one", "texts").fingerprint != "982d9e3eb996"


def test_a_prompt_is_read_from_its_file(tmp_path: Path) -> None:
    (tmp_path / "hello.md").write_text("Hello {name}\n", encoding="utf-8")
    assert prompt("hello", tmp_path) == Prompt("hello", "Hello {name}")


def test_a_prompt_that_is_not_there_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(AssistantError, match="The prompt 'nothing' cannot be read"):
        prompt("nothing", tmp_path)


def test_the_prompts_of_the_project_are_found_and_have_their_blanks() -> None:
    assert prompt("answer_system").blanks == {"refusal"}
    assert prompt("answer_question").blanks == {
        *("sources", "question", "voices", "most", "language", "translations")
    }
    assert prompt("verify_question").blanks == {"question", "evidence", "labels"}
