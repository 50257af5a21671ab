"""`assistant annotate` as its users meet it: what it costs, what it keeps, and answers that use it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from assistant.cli import app
from assistant.dates import PublicationDate
from tests.model_server import ModelServer, Reply, grades, sources

ARTICLES = {
    "ash": ("Ann Ash", "It must be built before the winter. The bridge of Brell should be built at once."),
    "birk": ("Bo Birk", "They talk of the bridge of Brell again. I am against building the bridge of Brell."),
    "cole": ("Cy Cole", "The plans for the bridge of Brell were drawn in 1911. They hang in the town hall."),
}
BRIDGE = "The bridge of Brell should be built"


def reads(request: dict[str, Any]) -> Reply:
    """Who is for the bridge and who against it, by the words of the second sentence."""
    if graded := grades(request):
        return graded
    (((_, sentences),)) = sources(request)
    cite, words = sentences[1]
    side = "against" if "against" in words else "for" if "should" in words else None
    found = [{"cite": [cite], "on": BRIDGE, "holder": None, "stance": side}] if side else []
    return Reply(json.dumps({"positions": found, "gist": {"cite": [cite], "text": words}, "topics": []}))


@pytest.fixture
def here(tmp_path: Path) -> tuple[str, ...]:
    documents = tmp_path / "documents"
    documents.mkdir()
    for name, (author, text) in ARTICLES.items():
        record = f"title: The bridge, by {author}\nauthors: [{author}]\ndate: 2019-05-02"
        (documents / f"{name}.md").write_text(f"---\n{record}\n---\n{text}\n", encoding="utf-8")
    return "--documents", str(documents), "--index", str(tmp_path / "index")


@pytest.fixture
def model(model_server: ModelServer, monkeypatch: pytest.MonkeyPatch) -> ModelServer:
    for name, value in environment(model_server).items():
        monkeypatch.setenv(name, value)
    model_server.plays(reads)
    return model_server


def environment(server: ModelServer) -> dict[str, str]:
    return {"OPENAI_BASE_URL": server.url, "OPENAI_API_KEY": "sk-test", "ASSISTANT_MODEL": "scripted"}


def outcome(*arguments: str, typed: str | None = None) -> tuple[int, str, str]:
    told = CliRunner().invoke(app, list(arguments), input=typed)
    return told.exit_code, told.stdout, told.stderr


def test_without_a_model_one_line_says_what_to_set(here: tuple[str, ...]) -> None:
    line = "articles are read by a chat model: set OPENAI_API_KEY, or OPENAI_BASE_URL and ASSISTANT_MODEL"
    assert outcome("annotate", *here) == (1, "", f"error: {line}\n")


def test_without_a_grader_one_line_says_so(
    here: tuple[str, ...], model: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSISTANT_VERIFIER_MODEL", "none")
    code, _, told = outcome("annotate", "--yes", *here)
    assert (code, told.count("\n"), model.requests) == (1, 1, [])


@pytest.mark.parametrize("command", [("annotate",), ("index", "--annotate")])
def test_the_cost_is_told_and_nothing_is_spent_unasked(
    command: tuple[str, ...], here: tuple[str, ...], model: ModelServer
) -> None:
    code, _, told = outcome(*command, *here)
    assert (code, model.requests) == (1, [])
    assert told.startswith("error: 3 articles to be read by scripted: at most 6 calls, about ")
    assert told.endswith("written: run it with --yes\n")


def test_answers_use_what_was_read_and_make_no_call(
    here: tuple[str, ...], model: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, told, _ = outcome("annotate", "--yes", *here)
    assert (code, told.splitlines()[0]) == (0, "3 articles read: 2 positions kept.")
    calls = len(model.requests)
    assert calls == 6
    again = "Every article that does not state its sides is read already; no call was made."
    assert outcome("annotate", *here)[1].splitlines()[0] == again
    for name in environment(model):
        monkeypatch.delenv(name)
    code, told, _ = outcome("ask", "Who opposes the bridge of Brell?", "--json", *here)
    answer = json.loads(told)
    day = answer["viewpoints"][0]["position"]["read_on"]
    assert [(each["speaker"], each["stance"]) for each in answer["viewpoints"]] == [("Bo Birk", "against")]
    assert (answer["sides"]["on"], answer["sides"]["basis"]) == (BRIDGE, "model scripted")
    assert (answer["sides"]["for"], answer["sides"]["against"]) == (1, 1)
    told = outcome("ask", "Who opposes the bridge of Brell?", *here)[1]
    assert f"On “{BRIDGE}”, by article, as scripted reads it: 1 against, 1 for" in told
    assert f"side read by scripted on {PublicationDate(day).text} · stance: against" in told
    assert outcome("check", *here)[1].endswith("2 positions in 2 articles, as scripted reads them.\n")
    assert len(model.requests) == calls
    kept = "Deleted for good for 3 articles: `assistant index` leaves it out.\n"
    assert outcome("forget", "--annotations", "--yes", *here) == (0, kept, "")
    assert outcome("forget", "--annotations", "--yes", *here)[1] == "Nothing of that is kept.\n"
    outcome("index", *here)
    assert json.loads(outcome("ask", "Who opposes the bridge?", "--json", *here)[1])["sides"] is None


def test_a_run_that_is_killed_goes_on_where_it_was(here: tuple[str, ...], model: ModelServer) -> None:
    model.plays(reads, reads, Reply("{", hang_after=0))
    command = [sys.executable, "-m", "assistant", "annotate", "--yes", *here]
    process = subprocess.Popen(command, env={**os.environ, **environment(model)}, stderr=subprocess.DEVNULL)
    while len(model.requests) < 3 and process.poll() is None:
        time.sleep(0.05)
    process.send_signal(signal.SIGKILL)
    process.wait()
    model.plays(reads)
    code, told, _ = outcome("annotate", "--yes", "--json", *here)
    done = json.loads(told)["annotated"]
    assert (code, done["read"], done["failed"], len(model.requests)) == (0, 2, [], 7)


def test_a_server_that_gives_nothing_ends_the_run_with_one_line(
    here: tuple[str, ...], model: ModelServer
) -> None:
    model.plays(Reply(status=401, error="no"))
    code, _, told = outcome("annotate", "--yes", *here)
    assert code == 1
    assert told.splitlines()[-1] == (
        "error: 3 of 3 articles were not read (The chat model's server refused the key (check "
        "OPENAI_API_KEY)): what was read is kept; run it again when that is mended"
    )
