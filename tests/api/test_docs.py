"""The commands of `docs/api.md` work, and the description of the API holds its paths."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import httpx

DOCS = Path(__file__).parents[2] / "docs" / "api.md"


def test_every_curl_works(address: str) -> None:
    text = DOCS.read_text(encoding="utf-8").replace("\\\n", "")
    commands = re.findall(r"^curl .*", text, re.MULTILINE)
    assert len(commands) == 8
    for command in commands:
        here = command.replace("http://127.0.0.1:7860", address).replace("less-2018", "marrow-2019")
        subprocess.run(f"{here} --fail --silent --show-error", shell=True, check=True, capture_output=True)


def test_the_description_has_every_path(client: httpx.Client) -> None:
    described = client.get("/api/openapi.json").json()
    assert described["servers"] == [{"url": "/api"}]
    assert list(described["paths"]) == ["/ask", "/search", "/articles", "/articles/{article_id}"]
    assert "viewpoints" in described["components"]["schemas"]["AnswerForm"]["required"]
    assert list(described["components"]["securitySchemes"]) == ["HTTPBearer"]
