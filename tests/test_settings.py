from pathlib import Path

import pytest

from assistant.errors import SettingsError
from assistant.settings import Settings


def test_folders_that_are_given_win_over_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_DOCUMENTS", "elsewhere")
    assert Settings.read().documents == Path("elsewhere")
    assert Settings.read(documents="here").documents == Path("here")


def test_the_index_lies_inside_the_documents_unless_named() -> None:
    assert Settings.read(documents="here").index_folder == Path("here/.index")
    assert Settings.read(documents="here", index="there").index_folder == Path("there")


def test_a_value_that_cannot_be_used_is_named_with_its_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_RETRIES", "often")
    with pytest.raises(SettingsError, match="^ASSISTANT_RETRIES is 'often': input should be a valid integer"):
        Settings.read()


@pytest.mark.parametrize(
    ("name", "value"),
    [("TIMEOUT", "nan"), ("TIMEOUT", "inf"), ("TIMEOUT", "-1"), ("MAX_TOKENS", "0"), ("RETRIES", "-3")],
)
def test_a_number_out_of_range_is_refused(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"ASSISTANT_{name}", value)
    with pytest.raises(SettingsError, match=f"^ASSISTANT_{name} is '{value}'"):
        Settings.read()


def test_an_empty_variable_counts_as_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "")
    monkeypatch.setenv("ASSISTANT_MODEL", "")
    assert (Settings.read().openai_api_key, Settings.read().model) == (None, None)


def test_a_key_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    assert "sk-secret" not in repr(Settings.read())
