"""The evaluations by name."""

import importlib
import subprocess
import sys

import pytest

from eval.__main__ import NAMES, main, module_of


@pytest.mark.parametrize("given", [[], ["nothing"], ["--help"]])
def test_a_name_that_is_none_is_told_with_those_there_are(
    given: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(given) == 2
    assert capsys.readouterr().err == f"usage: python -m eval {{{','.join(NAMES)}}} …\n"


@pytest.mark.parametrize("name", NAMES)
def test_every_evaluation_explains_itself(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([name, "--help"])
    assert ended.value.code == 0
    module = importlib.import_module(module_of(name))
    assert module.__doc__
    assert capsys.readouterr().out.startswith(f"usage: python -m eval {name} ")


def test_an_error_leaves_the_process_with_1_and_one_line() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "eval", "floors", "a/b"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "'a/b' cannot name a run: letters, digits, dots and hyphens can\n"
