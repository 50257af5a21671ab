"""The documents say what the code and the committed baseline say; `python -m eval.docs` writes them anew."""

import re

import pytest

from eval.docs import MEASURED, SETTINGS, settings_page, with_figures
from eval.judging.measures import whole_run
from eval.record import RESULTS, run_folder


def test_the_page_of_settings_is_that_of_the_code():
    assert SETTINGS.read_text(encoding="utf-8") == settings_page()


def test_every_setting_has_a_meaning_and_stands_once():
    rows = re.findall(r"^\| `([A-Z_]+)` \| .+? \| (.*) \|$", settings_page(), re.MULTILINE)
    variables = [variable for variable, _ in rows]
    assert {"ASSISTANT_DOCUMENTS", "OPENAI_API_KEY", "ASSISTANT_HOSTS", "SLACK_BOT_TOKEN"} <= set(variables)
    assert len(set(variables)) == len(variables)
    assert [variable for variable, meaning in rows if not meaning.endswith(".")] == []


@pytest.mark.slow
def test_the_figures_shown_are_those_of_the_baseline():
    run = whole_run(run_folder("baseline", RESULTS))
    assert {path.name: path.read_text(encoding="utf-8") for path in MEASURED} == {
        path.name: with_figures(path, run) for path in MEASURED
    }
