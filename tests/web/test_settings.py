import pytest

from assistant.errors import SettingsError
from assistant.web.settings import WebSettings


def test_several_hosts_stand_in_one_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_HOSTS", "chat.example, 10.0.0.7,")
    assert WebSettings.of_environment().hosts == ("chat.example", "10.0.0.7")


def test_a_limit_that_is_no_number_is_refused_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_PER_MINUTE", "many")
    with pytest.raises(SettingsError, match="^ASSISTANT_PER_MINUTE is .many.: input should be"):
        WebSettings.of_environment()


@pytest.mark.parametrize(
    ("variable", "value", "told"),
    [
        (
            "ASSISTANT_HOSTS",
            "https://chat.example",
            "ASSISTANT_HOSTS names 'https://chat.example': ",
        ),
        ("ASSISTANT_HOSTS", "chat.example:8443", "ASSISTANT_HOSTS names 'chat.example:8443': "),
        ("ASSISTANT_HOSTS", "*", "ASSISTANT_HOSTS names '*': "),
        ("ASSISTANT_FRAME_ANCESTORS", "*", "ASSISTANT_FRAME_ANCESTORS names '*': give origins"),
        (
            "ASSISTANT_FRAME_ANCESTORS",
            "https://a.example; script-src *",
            "ASSISTANT_FRAME_ANCESTORS names 'https://a.example; script-src *': give origins",
        ),
    ],
)
def test_a_name_or_an_origin_of_another_form_is_refused_in_one_line(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str, told: str
) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(SettingsError) as caught:
        WebSettings.of_environment()
    assert str(caught.value).startswith(told)
    assert "\n" not in str(caught.value)
