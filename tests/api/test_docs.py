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


def test_articles_and_passages_are_filtered_by_form(client: httpx.Client) -> None:
    listed = client.get("/api/articles", params={"kind": ["interview", "report"]}).json()
    assert [each["kind"] for each in listed["articles"]] == ["interview", "report"]
    found = client.get("/api/search", params={"q": "ferry", "kind": "interview"}).json()
    assert {each["article_id"] for each in found} == {"lodge-interview-2022"}


def test_an_article_has_its_reference_in_every_form(client: httpx.Client) -> None:
    read = client.get("/api/articles/thrale-2019").json()["references"]
    assert read["csl"]["author"] == [{"family": "Thrale", "given": "Casimir"}]
    assert read["bibtex"].startswith("@article{thrale-2019,\n  author = {Thrale, Casimir},\n")
    assert read["ris"].endswith("\nER  - ")
    assert read["mla"] == (
        "Thrale, Casimir. “An Answer to the Birds.” Sundmark Engineering Review, Apr. 2019, "
        "https://review.example/2019/04/an-answer-to-the-birds."
    )
    described = client.get("/api/openapi.json").json()["components"]["schemas"]["ReferencesForm"]
    assert list(read) == list(described["properties"]) == described["required"]
