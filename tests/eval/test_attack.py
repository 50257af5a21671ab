"""The quick attacks, played; and how what came of them is counted and told."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from eval.attack import __main__ as command
from eval.attack.outcome import Outcome, Tally
from eval.attack.scratch import CHECKOUT
from eval.attack.stage import Options, Stage
from eval.attack.table import ATTACKS, WRITING, Attack, groups

QUICK = [attack for attack in ATTACKS if attack.quick]


@pytest.fixture(scope="module")
def stage() -> Iterator[Stage]:
    with Stage(Options(quick=True)) as stage:
        yield stage


@pytest.mark.parametrize("attack", QUICK, ids=[f"{attack.group}: {attack.name}" for attack in QUICK])
def test_the_product_holds_against(stage: Stage, attack: Attack) -> None:
    outcome = attack.play(stage)
    assert outcome.failures == ()
    assert outcome.skipped or outcome.tried == outcome.held > 0


def test_every_attack_has_a_name_of_its_own_and_a_reason() -> None:
    assert len({(attack.group, attack.name) for attack in ATTACKS}) == len(ATTACKS)
    assert all(attack.play.__doc__ or attack.group == "model" for attack in ATTACKS)


def test_the_tests_that_an_attack_runs_exist() -> None:
    assert [path for path in WRITING if not (CHECKOUT / path).is_file()] == []


def test_what_did_not_hold_is_counted_and_said_in_one_line() -> None:
    tally = Tally()
    assert tally.check(True, "not seen")
    assert not tally.check(False, "a door\n  is open")
    assert tally.outcome() == Outcome(tried=2, held=1, failures=("a door is open",))


def shut(stage: Stage) -> Outcome:
    return Outcome(3, 3)


def open_(stage: Stage) -> Outcome:
    return Outcome(2, 1, ("a door is open",))


def broken(stage: Stage) -> Outcome:
    raise TimeoutError("nobody answered")


def test_an_attack_that_breaks_off_did_not_hold() -> None:
    ((_, outcome, _),) = command.play([Attack("doors", "broken", broken)], Options())
    assert outcome == Outcome(1, 0, ("broke off: TimeoutError: nobody answered",))


@pytest.mark.parametrize(("play", "code"), [(shut, 0), (open_, 1), (broken, 1)])
def test_the_exit_code_says_whether_all_held(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], play: object, code: int
) -> None:
    monkeypatch.setattr(command, "ATTACKS", (Attack("doors", "one", play),))  # type: ignore[arg-type]
    assert command.main(["doors", "--json"]) == code
    (attack,) = json.loads(capsys.readouterr().out)["attacks"]
    assert (attack["group"], attack["attack"]) == ("doors", "one")


def test_the_table_shows_each_attack_and_the_sum() -> None:
    played = [(Attack("doors", "shut", shut), Outcome(3, 3), 1.0)]
    played.append((Attack("doors", "open", open_), Outcome(2, 1, ("a door is open",)), 2.0))
    shown = command.table(played)
    assert [list(column.cells) for column in shown.columns] == [
        ["doors", "doors", ""],
        ["shut", "open", "all"],
        ["3", "2", "5"],
        ["3", "1", "4"],
        ["", "a door is open", "1 did not hold"],
    ]


def test_an_unknown_group_is_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        command.main(["swimming"])
    assert end.value.code == 2
    assert f"no such group: swimming; there are {', '.join(groups())}" in capsys.readouterr().err
