"""The core without the libraries of the extras, as `pip install assistant` leaves it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.answering.assistant import Assistant

WITHOUT = """
import sys
from importlib.machinery import PathFinder

class Core(PathFinder):
    @classmethod
    def find_spec(cls, name, path=None, target=None):
        web = {"fastapi", "gradio", "prometheus_client", "uvicorn"}
        absent = {*web, "mcp", "slack_bolt", "slack_sdk", "starlette"}
        return None if name.partition(".")[0] in absent else super().find_spec(name, path, target)

sys.meta_path = [Core if finder is PathFinder else finder for finder in sys.meta_path]
import json
from typer.testing import CliRunner
from assistant.cli import app
told = [CliRunner().invoke(app, command) for command in json.loads(sys.argv[1])]
print(json.dumps([(each.exit_code, each.stdout, each.stderr) for each in told]))
"""
COMMANDS = {
    "ask": ["ask", "Should the Skerrow ferry be closed?"],
    "serve": ["serve", "--no-open"],
    "slack": ["slack"],
    "mcp": ["mcp"],
    "manifest": ["slack", "manifest"],
}


@pytest.fixture(scope="module")
def core(
    articles_folder: Path,
    index_folder: Path,
    assistant: Assistant,
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[str, list[object]]:
    """What commands told in a process that finds none of those libraries: exit code, output, errors."""
    environment = {
        **os.environ,
        "ASSISTANT_DOCUMENTS": str(articles_folder),
        "ASSISTANT_INDEX": str(index_folder),
        "ASSISTANT_STATE": str(tmp_path_factory.mktemp("core") / "assistant.db"),
        "SLACK_BOT_TOKEN": "xoxb-invented",
        "SLACK_APP_TOKEN": "xapp-invented",
        "SLACK_SIGNING_SECRET": "invented",
    }

    command = [sys.executable, "-c", WITHOUT, json.dumps(list(COMMANDS.values()))]
    done = subprocess.run(command, env=environment, capture_output=True, check=True)
    return dict(zip(COMMANDS, json.loads(done.stdout), strict=True))


def test_the_core_answers_a_question(core):
    code, out, err = core["ask"]
    assert (code, err) == (0, "")
    assert out.startswith("Searched ")


@pytest.mark.parametrize(
    ("command", "part", "modules", "extra"),
    [
        ("serve", "the web chat", "fastapi, gradio, prometheus_client, uvicorn", "web"),
        ("slack", "the Slack bot", "slack_bolt, slack_sdk, starlette", "slack"),
        ("mcp", "the MCP server", "mcp", "mcp"),
    ],
)
def test_a_part_that_is_not_installed_says_in_one_line_what_to_install(core, command, part, modules, extra):
    message = f"error: {part} needs {modules}: install it with pip install 'assistant[{extra}]'\n"
    assert core[command] == [1, "", message]


def test_the_manifest_of_the_slack_app_needs_no_extra(core):
    code, out, err = core["manifest"]
    assert (code, err) == (0, "")
    assert "display_information:" in out
