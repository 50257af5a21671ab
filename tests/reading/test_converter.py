import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

import assistant
from assistant.errors import DocumentsError
from assistant.reading.converter import _SHARED, Converter

PACKAGE = Path(assistant.__file__).parent
PAGE = b"<p>It sails.</p>"
SLOW = b"<p>a</p>" * 2_000_000


def text(converter: Converter, data: bytes = PAGE, suffix: str = ".html") -> str:
    ((_, document),) = converter.documents(data, suffix)
    return document.text


def refused(converter: Converter, data: bytes, suffix: str) -> str:
    with pytest.raises(DocumentsError) as error:
        converter.documents(data, suffix)
    return str(error.value)


def readings(memory: Path) -> list[str]:
    with closing(sqlite3.connect(memory)) as database:
        return [json.loads(row[0]).popitem()[0] for row in database.execute("SELECT reply FROM readings")]


def test_a_file_is_read_again_only_when_its_bytes_changed(tmp_path):
    memory = tmp_path / "readings.db"
    with Converter(memory) as converter:
        assert text(converter) == "It sails."
    assert readings(memory) == ["parts"]
    with Converter(memory) as converter:
        assert text(converter) == "It sails."
        assert converter._process is None
        assert text(converter, b"<p>It sank.</p>") == "It sank."
    assert readings(memory) == ["parts", "parts"]


def test_why_a_file_cannot_be_read_is_remembered_too(tmp_path):
    memory = tmp_path / "readings.db"
    for _ in range(2):
        with Converter(memory) as converter:
            assert refused(converter, b"", ".pdf") == "it is no PDF, or a damaged one (PDFSyntaxError)"
    assert readings(memory) == ["error"]


def test_what_was_not_used_for_a_month_is_forgotten(tmp_path):
    memory = tmp_path / "readings.db"
    with Converter(memory) as converter:
        text(converter)
        text(converter, b"<p>It sank.</p>")
    with closing(sqlite3.connect(memory)) as database, database:
        database.execute("UPDATE readings SET day = day - 31")
    with Converter(memory) as converter:
        text(converter)
    assert readings(memory) == ["parts"]


@pytest.mark.parametrize("content", [b"no database", b""])
def test_a_broken_memory_costs_time_alone(tmp_path, content):
    (memory := tmp_path / "readings.db").write_bytes(content)
    with Converter(memory) as converter:
        assert text(converter) == "It sails."


@pytest.mark.parametrize("reply", ["{", "{}", '{"parts": [["", {"text": "It sank."}]]}'])
def test_a_damaged_reading_is_read_again(tmp_path, reply):
    memory = tmp_path / "readings.db"
    for _ in range(2):
        with Converter(memory) as converter:
            assert text(converter) == "It sails."
        with closing(sqlite3.connect(memory)) as database, database:
            database.execute("UPDATE readings SET reply = ?", (reply,))


def test_what_another_version_of_any_reader_read_is_not_used():
    waiting, rests_on = [*PACKAGE.glob("reading/formats/*.py")], set[str]()
    while waiting:
        for name in re.findall(
            r"^ *from (assistant\.[\w.]+) import", waiting.pop().read_text(), re.MULTILINE
        ):
            path = PACKAGE.parent / f"{name.replace('.', '/')}.py"
            if (shared := path.relative_to(PACKAGE).as_posix()) not in rests_on:
                rests_on.add(shared)
                waiting.append(path)
    assert {name for name in rests_on if "formats/" not in name} <= set(_SHARED)


def test_a_file_that_takes_too_long_costs_itself_alone():
    with Converter(seconds=1) as converter:
        assert refused(converter, SLOW, ".html") == "reading it takes longer than 1 seconds"
        assert text(converter) == "It sails."


def test_a_process_that_died_is_started_anew():
    with Converter() as converter:
        text(converter)
        assert converter._process
        converter._process.kill()
        converter._process.wait()
        assert text(converter) == "It sails."


def test_no_process_outlives_its_use():
    with Converter() as converter:
        text(converter)
        process = converter._process
    assert process and process.poll() is not None
