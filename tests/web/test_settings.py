import pytest

from assistant.errors import SettingsError
from assistant.web.settings import WebSettings


def test_several_hosts_stand_in_one_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_HOSTS", "chat.example, 10.0.0.7,")
    assert WebSettings.read().hosts == ("chat.example", "10.0.0.7")


def test_a_limit_that_is_no_number_is_refused_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_PER_MINUTE", "many")
    with pytest.raises(SettingsError, match="^ASSISTANT_PER_MINUTE is .many.: input should be"):
        WebSettings.read()
