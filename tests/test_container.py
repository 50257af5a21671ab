"""The files that make the image and start its services."""

import re
from pathlib import Path

import yaml

from assistant.settings import Settings

ROOT = Path(__file__).parents[1]
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
SERVICES = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))["services"]


def test_what_the_image_is_made_of_is_let_through_by_dockerignore():
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", DOCKERFILE, re.MULTILINE)
    ignore = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
    assert [name for line in copied for name in line.split() if f"!{name}" not in ignore] == []


def test_no_process_of_the_image_is_root():
    assert re.findall(r"^USER (\S+)$", DOCKERFILE, re.MULTILINE) == ["10001:10001"]


def test_the_image_keeps_index_and_answers_in_volumes(monkeypatch):
    for name, value in re.findall(r"(ASSISTANT_\w+)=(\S+)", DOCKERFILE):
        monkeypatch.setenv(name, value)
    settings = Settings.read()
    assert (settings.documents, settings.index_folder, settings.state_file.parent) == (
        Path("/documents"),
        Path("/index"),
        Path("/state"),
    )
    for service in ("chat", "slack"):
        assert SERVICES[service]["volumes"] == ["./documents:/documents:ro", "index:/index", "state:/state"]


def test_no_service_is_reached_from_another_machine():
    ports = [port for service in SERVICES.values() for port in service.get("ports", ())]
    assert ports == ["127.0.0.1:7860:7860"]
