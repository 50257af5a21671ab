"""The command that asks every case, over invented articles."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from assistant.generation.chat_model import DEFAULT_MODEL
from eval.__main__ import main
from eval.record import read_answers, read_run
from tests.model_server import ModelServer, Reply, quoting

CASES = """
- id: bread
  category: factual
  question: How do I bake bread with yeast?
  expect: {answered: true, articles: [ferry]}
- id: ferry
  category: factual
  question: How do I train my dog?
  expect: {answered: true, articles: [ferry]}
- id: doctor
  category: follow_up
  question: Why does she think so?
  conversation: What does Ann Ash say of the ferry to Skerrow?
  expect: {answered: true, articles: [ferry], standalone: [Ash]}
"""
ARTICLE = """---
title: The Ferry
authors: [Ann Ash]
publication: The Skerrow Tide
date: 2020-05-01
---

The ferry to Skerrow should be kept, since nobody else carries the doctor. She comes on Mondays.
"""


@pytest.fixture
def arguments(tmp_path: Path) -> list[str]:
    """Three cases, of which the assistant gets two wrong; "ferry" alone is of the frozen half."""
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "ferry.md").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "cases.yaml").write_text(CASES, encoding="utf-8")
    return [
        *("run", "--cases", str(tmp_path / "cases.yaml"), "--documents", str(tmp_path / "documents")),
        *("--results", str(tmp_path / "results"), "--name", "first"),
    ]


def answers(tmp_path: Path) -> bytes:
    return (tmp_path / "results" / "first" / "answers.jsonl").read_bytes()


def test_the_halves_are_reported_apart(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*arguments, "--json"]) == 0
    every = json.loads(capsys.readouterr().out)["figures"]["every case"]
    assert {half: every[half]["silence"] for half in every} == {
        "frozen": {"value": 0.0, "cases": 1, "ungraded": 0},
        "open": {"value": 0.5, "cases": 2, "ungraded": 0},
        "all": {"value": pytest.approx(1 / 3), "cases": 3, "ungraded": 0},
    }


def test_only_misses_of_the_open_half_are_listed(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*arguments, "--misses"]) == 0
    *_, last = capsys.readouterr().out.splitlines()
    assert last == (
        "bread: viewpoint coverage (missing: ferry); coverage with more (missing: ferry); passage at hand "
        "after a wrong decline (the nearest passages are of: nothing); silence, balanced accuracy (declined "
        "(not_covered)); silence, precision (declined (not_covered)): How do I bake bread with yeast? "
        "[nothing]"
    )


def test_a_run_keeps_answers_and_what_they_were_made_under(arguments: list[str], tmp_path: Path) -> None:
    assert main([*arguments, "--seed", "5"]) == 0
    run = read_run(tmp_path / "results" / "first")
    assert [each.key for each in run.outcomes] == [
        ("documents", "bread"),
        ("documents", "ferry"),
        ("documents", "doctor"),
    ]
    assert (run.name, run.about.engine, run.about.seed, run.unasked) == ("first", "extractive", 5, 0)
    assert run.about.suites[0].documents == (tmp_path / "documents").as_posix()
    doctor = run.outcomes[2].reply
    assert doctor is not None
    assert "Ash" in doctor.answer.standalone_question
    assert doctor.first_seconds is not None
    assert 0 < doctor.first_seconds <= doctor.seconds


def test_a_finished_run_is_printed_again_without_asking(
    arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 0
    printed, written = capsys.readouterr().out, answers(tmp_path)
    assert main(arguments) == 0
    assert (capsys.readouterr().out, answers(tmp_path)) == (printed, written)


def test_a_process_killed_while_asking_leaves_a_run_that_goes_on(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It waits for a model that answers one question and no other, and is killed there."""
    questions = [f"Who carries {whom} to Skerrow?" for whom in ("the doctor", "a doctor", "their doctor")]
    cases = [
        {"id": f"c{number}", "category": "factual", "question": question, "expect": {"answered": "either"}}
        for number, question in enumerate(questions)
    ]
    (tmp_path / "cases.yaml").write_text(json.dumps(cases), encoding="utf-8")
    folder = tmp_path / "results" / "first"
    heard: list[str] = []

    def the_first_alone(request: dict[str, Any]) -> Reply:
        heard.extend(each for each in questions if each in request["messages"][-1]["content"])
        return quoting(request) if heard[-1] == heard[0] else Reply(hang_after=0)

    command = [*arguments, "--engine", "model", "--jobs", "1"]
    with ModelServer() as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        monkeypatch.setenv("ASSISTANT_MODEL", "quoter")
        server.plays(the_first_alone)
        started = subprocess.Popen([sys.executable, "-m", "eval", *command], stdout=subprocess.DEVNULL)
        while started.poll() is None and not ((folder / "run.json").exists() and read_answers(folder)):
            time.sleep(0.01)
        os.kill(started.pid, signal.SIGKILL)
        assert started.wait() == -signal.SIGKILL
        (before,) = read_answers(folder)
        server.plays(quoting)
        assert main(command) == 0
    first, *others = read_answers(folder)
    assert first == before
    assert sorted(line.id for line in (first, *others)) == ["c0", "c1", "c2"]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (["--seed", "1"], "seed (0, 1)"),
        (["--jobs", "2"], "jobs (1, 2)"),
    ],
)
def test_other_conditions_are_refused_and_named(
    arguments: list[str], change: list[str], told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 0
    written = answers(tmp_path)
    assert main([*arguments, *change]) == 1
    assert capsys.readouterr().err == (
        f"the run 'first' was begun under other conditions: {told}; "
        "choose another --name, or --fresh to begin it anew\n"
    )
    assert answers(tmp_path) == written
    assert main([*arguments, *change, "--fresh"]) == 0


def test_changed_cases_articles_and_settings_are_refused(
    arguments: list[str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert main(arguments) == 0
    capsys.readouterr()
    (tmp_path / "cases.yaml").write_text(CASES.replace("train my dog", "train my cat"), encoding="utf-8")
    (tmp_path / "documents" / "ferry.md").write_text(ARTICLE.replace("Mondays", "Fridays"), encoding="utf-8")
    monkeypatch.setenv("ASSISTANT_TEMPERATURE", "0.5")
    assert main(arguments) == 1
    assert (
        "other conditions: setting temperature (None, 0.5), cases of documents, documents of documents;"
        in (capsys.readouterr().err)
    )


def test_no_key_is_written_down(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://user:secret@127.0.0.1:9/v1?token=secret")
    assert main(arguments) == 0
    assert "secret" not in (tmp_path / "results" / "first" / "run.json").read_text(encoding="utf-8")
    run = read_run(tmp_path / "results" / "first")
    assert run.about.settings["openai_base_url"] == "http://127.0.0.1:9"
    assert {each.reply.answer.engine for each in run.outcomes if each.reply} == {"extractive"}


def test_a_configured_model_answers_several_cases_at_a_time(
    arguments: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    with ModelServer() as server:
        server.plays(quoting)
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
        assert main([*arguments, "--engine", "model"]) == 0
    run = read_run(tmp_path / "results" / "first")
    doctor = run.outcomes[2].reply
    assert doctor is not None
    assert (doctor.answer.engine, run.about.jobs) == ("model", 4)
    assert run.about.settings["model"] == DEFAULT_MODEL
    assert run.outcomes[2].scores["tokens"].value is not None
    assert "by extraction" not in capsys.readouterr().out


def test_answers_that_fall_back_to_extraction_are_counted(
    arguments: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    with ModelServer() as server:
        server.plays(Reply(status=401))
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
        monkeypatch.setenv("ASSISTANT_RETRIES", "0")
        assert main([*arguments, "--engine", "model"]) == 0
    assert "1 cases were answered by extraction, wholly or in part, where a model was asked for" in (
        capsys.readouterr().out
    )


def test_a_case_that_failed_is_shown_and_counted_and_told_by_the_exit_code(
    arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 0
    first, *others = answers(tmp_path).splitlines(keepends=True)
    failed = {**json.loads(first), "answer": None, "seconds": None, "error": "KeyError: 'ferry'"}
    file = tmp_path / "results" / "first" / "answers.jsonl"
    file.write_bytes(b"".join((json.dumps(failed).encode() + b"\n", *others)))
    capsys.readouterr()
    assert main(arguments) == 1
    printed = capsys.readouterr().out
    assert "\n1 cases failed and are in no figure\n" in printed
    assert printed.endswith(f"\nfailed: {failed['id']}: KeyError: 'ferry'\n")
    assert main([*arguments, "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["failed"] == {failed["id"]: "KeyError: 'ferry'"}


def test_the_order_of_asking_depends_on_the_seed_alone(arguments: list[str], tmp_path: Path) -> None:
    orders = []
    for seed in ("0", "0", "1"):
        assert main([*arguments, "--fresh", "--seed", seed]) == 0
        orders.append([json.loads(line)["id"] for line in answers(tmp_path).splitlines()])
    assert orders[0] == orders[1] != orders[2]


def test_the_table_fits_the_width_and_ends_with_where_the_run_is_kept(
    arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 0
    *lines, last = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= 100
    assert last == f"kept in {(tmp_path / 'results' / 'first').as_posix()}"


def test_a_group_repeats_nothing_that_stands_under_every_case(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """All three cases are answerable, and one of them is a follow-up."""
    assert main(arguments) == 0
    table = capsys.readouterr().out
    assert "\nanswerable\n" not in table
    assert "viewpoint coverage" in table.split("\nfollow-ups\n")[1]


def test_the_engine_model_without_a_model_is_refused_in_one_line(
    arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*arguments, "--engine", "model"]) == 1
    assert capsys.readouterr().err == (
        "The engine 'model' needs a chat model: set OPENAI_API_KEY, "
        "or ASSISTANT_MODEL and OPENAI_BASE_URL for a server of your own\n"
    )
    assert not (tmp_path / "results").exists()


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (["--cases", "nowhere"], "there is no file or folder 'nowhere'"),
        (["--documents", "documents"], "--documents says where the articles are: say with --cases what"),
        (["--cases", "nowhere", "--documents", "nowhere"], "there is no folder of articles 'nowhere'"),
        (["--name", "../up"], "'../up' cannot name a run"),
    ],
)
def test_what_cannot_be_read_is_told_in_one_line(
    given: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["run", *given]) == 1
    error = capsys.readouterr().err
    assert told in error
    assert error.count("\n") == 1
