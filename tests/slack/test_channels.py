import textwrap
from pathlib import Path

import pytest

from assistant.errors import SettingsError
from assistant.scopes import Scope
from assistant.slack.channels import Channels, Rule

CHANNEL_FORM = 'write a channel\'s id, such as C0123456789, or its name in quotes, such as "#news"'


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "channels.yaml"


def nobody_asks() -> str:
    raise AssertionError("the channel's name is not needed")


def read(path: Path, text: str) -> Channels:
    path.write_text(textwrap.dedent(text), encoding="utf-8")
    return Channels.read(path)


def test_without_a_file_everybody_may_ask_everything() -> None:
    rules = Channels.read(None)
    assert {rules.rule(channel, nobody_asks) for channel in ("C0FERRIES", "D0ANNA")} == {Rule()}


def test_the_documented_example_means_what_it_says(path: Path) -> None:
    document = (Path(__file__).parents[2] / "docs" / "slack.md").read_text(encoding="utf-8")
    example = document.partition("```yaml\n")[2].partition("```")[0]
    rules = read(path, example)
    assert rules == Channels(
        default=Rule(scope=Scope(since="2018")),
        direct=Rule(),
        named={
            "C0123456789": Rule(ask=False, scope=Scope(since="2018")),
            "#balkans": Rule(
                scope=Scope(
                    people=("Daniel Serwer",), publications=("Peacefare",), since="2018", until="2023-06"
                )
            ),
        },
    )


def test_a_channel_goes_by_id_by_name_or_by_the_default_and_a_direct_message_by_its_own_rule(
    path: Path,
) -> None:
    rules = read(
        path,
        """
        default: {ask: false}
        direct: {ask: true, until: 2020}
        channels:
          C0FERRIES00: {ask: true, people: Anna Ash}
          "#tolls": {ask: true, since: 2019-03-01}
        """,
    )
    asked = {
        "id": rules.rule("C0FERRIES00", nobody_asks),
        "name": rules.rule("C0TOLLS0000", lambda: "tolls"),
        "neither": rules.rule("C0OTHER0000", lambda: "other"),
        "no name": rules.rule("C0OTHER0000", lambda: None),
        "direct": rules.rule("D0ANNA", nobody_asks),
    }
    assert asked == {
        "id": Rule(scope=Scope(people=("Anna Ash",))),
        "name": Rule(scope=Scope(since="2019-03-01")),
        "neither": Rule(ask=False),
        "no name": Rule(ask=False),
        "direct": Rule(scope=Scope(until="2020")),
    }


def test_no_name_is_asked_for_where_no_rule_goes_by_name(path: Path) -> None:
    assert read(path, "channels: {C0FERRIES00: {ask: false}}").rule("C0OTHER0000", nobody_asks) == Rule()


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "default:\nchannels:\n"])
def test_an_empty_file_forbids_nothing(path: Path, text: str) -> None:
    assert read(path, text) == Channels()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("chanels: {}", "chanels: there is no such field"),
        ("default: {asks: true}", "default.asks: there is no such field"),
        ("default: {ask: maybe}", "default.ask: input should be a valid boolean"),
        (
            "channels: {C0FERRIES00: {since: 2018-13}}",
            "channels.C0FERRIES00.since: '2018-13' is not a date: month must be in 1..12",
        ),
        (
            'channels: {"#tolls": {until: last year}}',
            "channels.#tolls.until: 'last year' is not a date: write YYYY, YYYY-MM or YYYY-MM-DD",
        ),
        ("direct: {since: 2018-09-01 10:00:00}", "direct.since: input should be a valid string"),
        ("default: {people: [1]}", "default.people.0: input should be a valid string"),
        ('default: {people: [""]}', "default.people.0: string should have at least 1 character"),
        (
            "channels: {tolls: {}}",
            f"channels.tolls: {CHANNEL_FORM}",
        ),
        ("- default", "the whole: fields with their values belong here"),
        (
            "default: {since: 2019}\nchannels: {C0FERRIES00: {until: 2018}}",
            "channels.C0FERRIES00: since 2019 is after until 2018",
        ),
    ],
)
def test_a_wrong_field_is_named_with_its_file(path: Path, text: str, told: str) -> None:
    with pytest.raises(SettingsError) as error:
        read(path, text)
    assert str(error.value) == f"{path}: {told}"


def test_what_is_not_yaml_is_told_in_one_line(path: Path) -> None:
    with pytest.raises(SettingsError) as error:
        read(path, "default: {ask: [")
    assert str(error.value).startswith(f"{path}: this is not YAML: ")
    assert "\n" not in str(error.value)


def test_a_file_that_is_not_there_is_told(path: Path) -> None:
    with pytest.raises(SettingsError) as error:
        Channels.read(path)
    assert str(error.value) == f"{path}: the file of channels cannot be read: No such file or directory"
