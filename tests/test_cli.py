"""The command line as its users meet it: what it prints, where, and with which exit code."""

import contextlib
import json
import os
import pty
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from assistant.answering.refreshing import AWAY, SHRUNK
from assistant.cli import app
from assistant.commands.command import Command
from assistant.scopes import Scope
from assistant.wording.lines import NOTHING_MORE
from assistant.wording.positions import unsorted

KEEP = """\
---
title: Keep the Ferry
authors: [Ann Ash]
publication: The Tide
date: '2019-05-02'
date_basis: page (2 May 2019)
url: https://tide.example/keep
topics: [ferry]
series: islands
---
The ferry to Skerrow should be kept, because three hundred islanders have no other road.
"""
CLOSE = """\
---
title: Close the Line
kind: interview
speakers: [Bo Birk]
authors: [Cy Cole]
publication: Estuary Radio
date: 2021-06
url: https://radio.example/close
form: digest
---
Birk would close the ferry to Skerrow, because every crossing costs more than it earns.
"""
NOTE = """\
A Note

The ferry to Škerrow brings the flour, and nobody has counted what that is worth.
"""
BYTE = "it is not a text but binary data: take it away"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Two articles, a note without front matter, and a file that cannot be read."""
    path = tmp_path_factory.mktemp("documents")
    (path / "keep.md").write_text(KEEP, encoding="utf-8")
    (path / "close.md").write_text(CLOSE, encoding="utf-8")
    (path / "island").mkdir()
    (path / "island/note.txt").write_text(NOTE, encoding="utf-8")
    (path / "broken.md").write_bytes(bytes(64))
    return path


@pytest.fixture(scope="module")
def index(folder, tmp_path_factory):
    """Their index."""
    path = tmp_path_factory.mktemp("index")
    assert run("index", "--documents", folder, "--index", path).exit_code == 0
    return path


@pytest.fixture
def here(folder, index):
    return "--documents", folder, "--index", index


def run(*arguments: object, **options: object):
    return CliRunner().invoke(app, [str(argument) for argument in arguments], **options)


def outcome(*arguments: object, **options: object) -> tuple[int, str, str]:
    result = run(*arguments, **options)
    return result.exit_code, result.stdout, result.stderr


def process(*arguments: object, **options: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "assistant", *map(str, arguments)]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True, **options)


def test_help_names_the_commands():
    code, out, err = outcome("--help")
    commands = [line.split()[0] for line in out.partition("Commands:\n")[2].splitlines()]
    assert (code, commands, err) == (
        0,
        [
            "serve",
            "ask",
            "search",
            "sources",
            "index",
            "check",
            "add",
            "annotate",
            "feedback",
            "forget",
            "slack",
            "mcp",
            "user",
        ],
        "",
    )


def test_index_says_what_it_did_and_what_it_could_not_read(folder, tmp_path):
    arguments = ("index", "--documents", folder, "--index", tmp_path / "index", "--json")
    problems = [{"path": str(folder / "broken.md"), "warning": f"'{folder}/broken.md' is not read: {BYTE}"}]
    first, second = run(*arguments), run(*arguments)
    done = json.loads(first.stdout)
    assert done.pop("embedded") > 3
    assert first.stderr.startswith("Indexing the articles (")
    assert done == {"changed": True, "articles": 3, "passages": 3, "problems": problems}
    assert json.loads(second.stdout) == {**done, "changed": False, "embedded": 0}
    assert second.stderr == ""


def test_index_in_words(here, folder):
    assert outcome("index", *here) == (
        0,
        f"'{folder}/broken.md' is not read: {BYTE}\nThe index is up to date: 3 articles, 3 passages.\n",
        "",
    )


def test_an_answer_names_speaker_place_and_date_of_every_quote(here):
    assert outcome("ask", "Should", "the ferry to Skerrow be kept?", "--person", "Ash", *here) == (
        0,
        """\
Searched 1 article by 1 voice, 2 May 2019.
Your filters: Ash.

1 article bears on this.

Ann Ash (The Tide, 2 May 2019)
  Keep the Ferry
  [1] “The ferry to Skerrow should be kept, because three hundred islanders have no other road.”
  https://tide.example/keep

The views are not sorted by side: no position that the records give was found on just this question.
""",
        "",
    )


def test_what_an_answer_does_not_show_yet_is_shown_by_more_and_all(here):
    first = run("ask", "What do the articles say?", *here)
    assert "3 articles bear on this. The newest come first." in first.stdout.splitlines()
    rest = json.loads(run("ask", "What do the articles say?", "--more", "--json", *here).stdout)
    assert (rest["viewpoints"], len(rest["shown_before"]), rest["notes"][-1]) == ([], 3, NOTHING_MORE)
    whole = json.loads(run("ask", "What do the articles say?", "--all", "--json", *here).stdout)
    assert len({view["article_id"] for view in whole["viewpoints"]}) == 3


def test_filters_read_from_the_question_are_told_with_the_way_to_ask_without(here):
    question = "What does Ann Ash say about the ferry to Skerrow?"
    extent, read, *_ = run("ask", question, *here).stdout.splitlines()
    assert extent == "Searched 1 article by 1 voice, 2 May 2019."
    assert read == "Filters read from the question: Ann Ash (--literal asks without)."
    extent, literal, *_ = run("ask", question, "--literal", *here).stdout.splitlines()
    assert extent == "Searched 3 articles by 2 voices, 2 May 2019 to June 2021."
    assert literal == "Asked literally: nothing in the question was read as a filter."


def test_lines_on_stdin_are_the_turns_of_a_conversation(here):
    told = run("ask", *here, input="What does Ann Ash say about the ferry?\n\nAnd Bo Birk?\n").stdout
    first, second = told.split("\n> And Bo Birk?\n")
    assert first.startswith("\n> What does Ann Ash say about the ferry?\n")
    assert "Filters read from the question: Ann Ash" in first
    assert "Bo Birk" in second and "Part" not in told


def test_a_long_text_on_stdin_with_a_question_behind_it_is_no_conversation(here):
    told = run("ask", *here, input="It rained in Oyfar.\n" * 110 + "Should the ferry be closed?\n").stdout
    assert "\n> " not in told


def test_filters_on_form_and_side_are_those_of_the_assistant(here):
    asked = ("ask", "--side", "for", "--form", "article", "--form", "interview", "--json")
    told = run(*asked, *here, "Should the ferry to Skerrow be closed?")
    scope = Scope(kinds=("article", "interview"), side="for")
    assert json.loads(told.stdout)["scope"] == scope.to_dict()
    found = json.loads(run("search", "--form", "report", "--json", *here, "the ferry").stdout)
    assert found == []  # there is none
    wrong = run("ask", "--form", "speech", *here, "Why?")
    assert (wrong.exit_code, wrong.stderr) == (
        1,
        "error: 'speech' is no form of text: there are article, contribution, interview, report\n",
    )


def test_the_json_of_an_answer_read_from_stdin(here):
    arguments = ("ask", "--literal", "--publication", "estuary radio", "--since", "2021", "--json", *here)
    unfiltered = Scope().to_dict()
    result = run(*arguments, input="Should the ferry to Skerrow be closed?\n")
    answer = json.loads(result.stdout)
    assert set(answer.pop("timings_ms")) >= {"retrieve", "answer"}
    assert [viewpoint["speaker"] for viewpoint in answer.pop("viewpoints")] == ["Bo Birk"]
    assert (result.exit_code, answer) == (
        0,
        {
            "question": "Should the ferry to Skerrow be closed?\n",
            "standalone_question": "Should the ferry to Skerrow be closed?",
            "answered": True,
            "reason": None,
            "engine": "extractive",
            "scope": unfiltered | {"publications": ["estuary radio"], "since": "2021"},
            "understood": unfiltered,
            "searched": {
                "articles": 1,
                "voices": 1,
                "from": "2021-06",
                "to": "2021-06",
                "undated_left_out": 0,
            },
            "summary": None,
            "sides": None,
            "listing": None,
            "more": 0,
            "order": "best",
            "shortened": False,
            "shown_before": [],
            "corrections": [],
            "parts": [],
            "absences": [],
            "nearest": [],
            "notes": [unsorted()],
            "usage": None,
        },
    )


def test_a_publication_that_is_not_here_is_told_with_those_that_may_be_meant(here):
    told = run("ask", "Should the ferry be kept?", "--publication", "The Radio", *here).stdout
    assert "No article here is from 'The Radio'; did you mean Estuary Radio?" in told


def test_a_question_without_an_answer_is_no_error(here):
    assert outcome("ask", "Should the ferry be kept?", "--person", "Zo Zander", *here) == (
        0,
        """\
No article lies within these filters.
Your filters: Zo Zander.

Nobody of that name writes or speaks in these articles.

No author or speaker named 'Zo Zander' is in these articles.
""",
        "",
    )


def test_search_prints_whole_passages(here):
    filters = ("--until", "2020", "--person", "ann ash")
    assert outcome("search", "boat to the island", *filters, *here) == (
        0,
        """\
 1 “Keep the Ferry”, Ann Ash (The Tide, 2 May 2019)
   The ferry to Skerrow should be kept, because three hundred islanders have no other road.
""",
        "",
    )
    assert outcome("search", "boat", "--until", "1900", *here) == (0, "No passage was found.\n", "")


def test_the_json_of_a_search(here):
    hits = json.loads(run("search", "ferry", "--limit", "2", "--json", *here).stdout)
    assert [hit["rank"] for hit in hits] == [1, 2]
    (hit,) = json.loads(run("search", "ferry", "--person", "Birk", "--json", *here).stdout)
    assert isinstance(hit.pop("score"), float)
    assert hit == {
        "rank": 1,
        "article_id": "close",
        "title": "Close the Line",
        "authors": ["Cy Cole"],
        "speakers": ["Bo Birk"],
        "publication": "Estuary Radio",
        "date": "2021-06",
        "start": 0,
        "end": 87,
        "text": "Birk would close the ferry to Skerrow, because every crossing costs more than it earns.",
    }


def test_sources_lists_every_article(here):
    assert outcome("sources", *here) == (
        0,
        """\
close
  “Close the Line”, Bo Birk, interviewed by Cy Cole (Estuary Radio, June 2021)
  summary, not the author's words · 1 passage · 1 warning
island/note
  “A Note”, author not named (publication not named, undated)
  1 passage · 5 warnings
keep
  “Keep the Ferry”, Ann Ash (The Tide, 2 May 2019)
  1 passage

3 articles, 2 voices, 3 passages. What is missing or doubtful: `assistant check`.
1 file was passed over: broken.md; `assistant check` says why.
""",
        "",
    )


def test_the_json_of_sources_is_the_front_matter_with_passages_and_warnings(here):
    *_, keep = json.loads(run("sources", "--json", *here).stdout)
    assert keep == {
        "article_id": "keep",
        "title": "Keep the Ferry",
        "kind": "article",
        "authors": ["Ann Ash"],
        "author_role": None,
        "speakers": [],
        "speaker_role": None,
        "publication": "The Tide",
        "publication_note": None,
        "date": "2019-05-02",
        "date_basis": "page (2 May 2019)",
        "url": "https://tide.example/keep",
        "also_at": [],
        "language": "en",
        "original_language": None,
        "form": "original",
        "coverage": "whole",
        "coverage_note": None,
        "url_kind": "original",
        "pseudonym_of": None,
        "authorship": None,
        "written_by": None,
        "basis": {"language": "detected"},
        "topics": ["ferry"],
        "passages": 1,
        "warnings": [],
        "series": "islands",
    }


def test_check_lists_what_is_missing_and_why(folder):
    assert outcome("check", "--documents", folder) == (
        0,
        f"""\
close
  Of the date only the month is known (June 2021).

island/note
  No title is given: the first line stands in for it.
  The author is not named.
  The article is undated.
  The publication is not named.
  No address (URL) is given.

Passed over
  '{folder}/broken.md' is not read: {BYTE}

3 articles read, 2 of them with 6 warnings; 1 file passed over.
""",
        "",
    )


def test_the_json_of_check_is_the_warnings_alone(folder):
    warnings = json.loads(run("check", "--json", "--documents", folder).stdout)
    assert len(warnings) == 7
    assert warnings[0] == {
        "article_id": "close",
        "warning": "Of the date only the month is known (June 2021).",
    }
    assert warnings[-1] == {
        "path": str(folder / "broken.md"),
        "warning": f"'{folder}/broken.md' is not read: {BYTE}",
    }


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("ask", " "), "the question is empty: write one after `assistant ask`"),
        (("ask", "Why?", "--more", "--all"), "--more and --all exclude each other: choose one"),
        (("search", ""), "there is nothing to look for: write some words after `assistant search`"),
        (
            ("ask", "Why?", "--since", "2018-13"),
            "'2018-13' is not a date: month must be in 1..12",
        ),
        (
            ("search", "x", "--until", "soon\x1b[31m"),
            "'soon\\x1b[31m' is not a date: write YYYY, YYYY-MM or YYYY-MM-DD",
        ),
    ],
)
def test_a_users_error_is_one_line_and_with_json_an_object_too(arguments, message):
    assert outcome(*arguments) == (1, "", f"error: {message}\n")
    assert outcome(*arguments, "--json") == (
        1,
        json.dumps({"error": message}, ensure_ascii=False) + "\n",
        f"error: {message}\n",
    )


@pytest.mark.parametrize("command", [("ask", "Why?"), ("search", "x"), ("sources",), ("index",), ("check",)])
def test_a_folder_that_does_not_exist_is_a_users_error(command, tmp_path):
    index = () if command == ("check",) else ("--index", tmp_path / "index")
    code, out, err = outcome(*command, "--documents", tmp_path / "nowhere", *index)
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert err.startswith("error: ") and str(tmp_path / "nowhere") in err


@pytest.fixture
def town(tmp_path):
    """Four articles, indexed elsewhere, in a folder to be changed."""
    documents = tmp_path / "town"
    documents.mkdir()
    for number in range(4):
        (documents / f"a{number}.md").write_text(f"The ferry of town {number} should be kept.")
    here = ("--documents", documents, "--index", tmp_path / "index")
    assert run("index", *here).exit_code == 0
    return documents, here


def test_a_folder_that_is_gone_leaves_answers_search_and_sources_from_its_index(town):
    documents, here = town
    documents.rename(documents.with_name("away"))
    asked = run("ask", "Should the ferry be kept?", *here, "--json")
    assert (asked.exit_code, json.loads(asked.stdout)["searched"]["articles"]) == (0, 4)
    assert json.loads(asked.stdout)["notes"][0] == AWAY
    code, out, err = outcome("search", "ferry", *here, "--json")
    assert (code, len(json.loads(out)), err) == (0, 4, f"{AWAY}\n")
    code, out, err = outcome("sources", *here, "--json")
    assert (code, len(json.loads(out)), err) == (
        *(0, 4),
        (
            f"The list may be out of date: The documents folder {str(documents)!r} does not exist: "
            "create it, or name another with --documents.\n"
        ),
    )
    assert not documents.exists()


def test_index_drops_most_articles_only_when_told_to(town):
    documents, here = town
    for number in range(3):
        (documents / f"a{number}.md").unlink()
    refused = "4 articles are indexed, the folder holds 1: if that is right, run `assistant index --yes`"
    for more in ((), ("--rebuild",)):
        assert outcome("index", *here, *more) == (1, "", f"error: {refused}\n")
    asked = run("ask", "Should the ferry be kept?", *here, "--json")
    assert json.loads(asked.stdout)["notes"][0] == SHRUNK
    code, out, err = outcome("sources", *here, "--json")
    assert (code, len(json.loads(out)), err) == (0, 4, f"The list may be out of date: {refused}.\n")
    assert outcome("index", *here, "--yes")[:2] == (
        0,
        "Indexed 1 article, 1 passage; 0 texts newly embedded.\n",
    )


@pytest.mark.parametrize(("typed", "code", "left"), [(b"y\n", 0, 1), (b"n\n", 1, 4)])
def test_index_asks_on_a_terminal_before_most_articles_are_dropped(town, typed, code, left):
    documents, here = town
    for number in range(3):
        (documents / f"a{number}.md").unlink()
    ours, theirs = pty.openpty()
    with process("index", *here, stdin=theirs, stdout=subprocess.PIPE) as indexing:
        os.close(theirs)
        os.write(ours, typed)
        _, err = indexing.communicate()
    os.close(ours)
    assert indexing.returncode == code
    assert "4 articles are indexed, the folder holds 1: replace? [y/N]:" in err
    assert len(json.loads(run("sources", *here, "--json").stdout)) == left


def test_index_tells_a_broken_seal(town, tmp_path):
    _, here = town
    (generation,) = (tmp_path / "index").glob("generation-*")
    with (generation / "articles.db").open("ab") as file:
        file.write(b"\0")
    assert outcome("index", *here) == (
        1,
        "",
        (
            f"error: the index in {str(generation)!r} is damaged (articles.db has changed): "
            "run `assistant index --rebuild`\n"
        ),
    )
    assert run("index", *here, "--rebuild").exit_code == 0


def test_an_embeddings_server_that_is_down_is_one_line(tmp_path, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:1/v1")
    monkeypatch.setenv("ASSISTANT_EMBEDDINGS", "openai:small")
    monkeypatch.setenv("ASSISTANT_RETRIES", "0")
    (tmp_path / "a.md").write_text("The ferry should be kept.")
    for command in (("index",), ("ask", "Why?"), ("serve", "--no-open")):
        code, out, err = outcome(*command, "--documents", tmp_path)
        assert (code, out) == (1, "")
        assert err.splitlines()[-1] == (
            "error: the embeddings server cannot be reached: see that it runs, and check OPENAI_BASE_URL"
        )
        assert "Traceback" not in err


def test_a_temporary_folder_that_cannot_be_used_is_one_line(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    (tmp_path / "empty").mkdir()
    code, out, err = outcome("ask", "Why?", "--documents", tmp_path / "empty")
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert err.startswith("error: No such file or directory: ") and str(tmp_path / "nowhere") in err


def test_links_out_of_the_folder_are_read_where_the_settings_allow_it(tmp_path, monkeypatch):
    (tmp_path / "docs").mkdir()
    (tmp_path / "outside.md").write_text("The ferry should be kept.")
    (tmp_path / "docs/a.md").symlink_to(tmp_path / "outside.md")
    arguments = ("index", "--documents", tmp_path / "docs", "--json")
    done = json.loads(run(*arguments).stdout)
    assert (done["articles"], len(done["problems"])) == (0, 1)
    assert json.loads(run("check", *arguments[1:]).stdout) == done["problems"]
    monkeypatch.setenv("ASSISTANT_FOLLOW_LINKS", "1")
    done = json.loads(run(*arguments).stdout)
    assert (done["articles"], done["problems"]) == (1, [])


def test_check_tells_of_copies(tmp_path):
    for name in ("a", "b"):
        (tmp_path / f"{name}.md").write_text("---\ntitle: T\n---\nThe boat sails at noon, fog or none.")
    warnings = json.loads(run("check", "--documents", tmp_path, "--json").stdout)
    assert {
        "article_id": "b",
        "warning": "The text is that of 'a': answers show that one, and that it stands here, too.",
    } in warnings


def test_check_names_authors_who_look_alike(tmp_path):
    for name, author in (("a", "Ann Ash"), ("b", "\u0410nn Ash")):
        (tmp_path / f"{name}.md").write_text(f"---\ntitle: T\nauthors: {author}\n---\nIt sails.")
    warnings = json.loads(run("check", "--documents", tmp_path, "--json").stdout)
    assert {
        "article_id": "b",
        "warning": "The name '\u0410nn Ash' looks like 'Ann Ash' of 'a', "
        "but is written with other characters (cyrillic capital letter a).",
    } in warnings


def test_an_empty_folder_is_an_answer(tmp_path):
    assert outcome("ask", "Why?", "--documents", tmp_path, "--index", tmp_path / "index") == (
        0,
        "There are no articles here yet, so there is nothing to answer from.\n",
        "",
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ("ask", "Why?", "--nonsense"),
        ("search", "x", "--limit", "0"),
        ("bake",),
        ("search",),
    ],
)
def test_wrong_usage_is_told_from_a_users_error(arguments):
    assert outcome(*arguments)[:2] == (2, "")


def test_an_unforeseen_error_is_an_apology_and_its_traceback_is_for_those_who_ask(monkeypatch):
    broken = typer.Typer()

    @broken.command(cls=Command)
    def fail(as_json: bool = False) -> None:
        raise KeyError("the cause")

    apology = (
        "error: sorry, something went wrong that should not (KeyError): "
        "run it again with ASSISTANT_DEBUG=1 to see more\n"
    )
    result = CliRunner().invoke(broken)
    assert (result.exit_code, result.stdout, result.stderr) == (1, "", apology)
    monkeypatch.setenv("ASSISTANT_DEBUG", "1")
    result = CliRunner().invoke(broken)
    assert result.stderr.startswith("Traceback ")
    assert result.stderr.endswith(f"KeyError: 'the cause'\n{apology}")


def test_a_real_process_ends_as_its_users_expect(folder):
    with process("ask", "", "--json", stdout=subprocess.PIPE) as asked:
        out, err = asked.communicate()
    assert (asked.returncode, json.loads(out), err.count("\n")) == (1, {"error": err[7:-1]}, 1)
    reader, writer = os.pipe()
    os.close(reader)
    with process("check", "--documents", folder, stdout=writer) as checked:
        os.close(writer)
        assert (checked.wait(), checked.stderr.read()) == (141, "")


def test_letters_that_stdout_does_not_know_do_not_end_the_program(tmp_path):
    (tmp_path / "škarpa.md").write_text(CLOSE, encoding="utf-8")
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    shown = []
    for more in ((), ("--json",)):
        with process(
            "check", "--documents", tmp_path, *more, stdout=subprocess.PIPE, env=environment
        ) as done:
            shown.append(done.communicate()[0])
    assert shown[0].startswith("?karpa\n  Of the date only the month is known (June 2021).\n")
    assert json.loads(shown[1])[0]["article_id"] == "škarpa"


@pytest.mark.parametrize(("ending", "code"), [(b"quit\n", 0), (b"\x04", 0), (signal.SIGINT, 130)])
def test_a_conversation_on_a_terminal_ends_quietly(here, ending, code):
    ours, theirs = pty.openpty()
    with process("ask", *here, stdin=theirs, stdout=theirs) as talk:
        os.close(theirs)
        seen = b""
        while not seen.endswith(b"> "):
            seen += os.read(ours, 1_000)
        if isinstance(ending, bytes):
            os.write(ours, ending)
        else:
            talk.send_signal(ending)
            with contextlib.suppress(subprocess.TimeoutExpired):
                talk.wait(timeout=10)
            talk.send_signal(ending)  # one that came before the line was waited for is lost
        assert (talk.wait(), talk.stderr.read()) == (code, "")
    os.close(ours)
    assert b"Ask a question, then follow-ups." in seen


def test_the_package_runs_as_a_module():
    with process("--version", stdout=subprocess.PIPE) as version:
        assert version.communicate() == ("assistant 0.1.0\n", "")
    assert Path(sys.executable).with_name("assistant").exists()


def test_the_references_to_what_an_answer_shows(here):
    asked = ("ask", "Should the ferry to Skerrow be closed?", "--literal", "--publication", "Tide", *here)
    assert outcome(*asked, "--cite", "mla") == (
        0,
        "Ash, Ann. “Keep the Ferry.” The Tide, 2 May 2019, https://tide.example/keep.\n",
        "",
    )
    assert run(*asked, "--cite", "ris").stdout.startswith("TY  - NEWS\nID  - keep\nAU  - Ash, Ann\n")
    told = run(*asked, "--markdown").stdout
    assert told.startswith("# Should the ferry to Skerrow be closed?\n")
    assert told.endswith(
        "## References\n\n- Ash, Ann. 2019. “Keep the Ferry.” *The Tide*, May 2, 2019. "
        "<https://tide.example/keep>.\n"
    )


def test_the_references_to_all_articles(here):
    assert run("sources", "--cite", "chicago", *here).stdout == (
        "“A Note.” n.d.\n"
        "Ash, Ann. 2019. “Keep the Ferry.” The Tide, May 2, 2019. https://tide.example/keep.\n"
        "Birk, Bo. 2021. “Close the Line.” Interview by Cy Cole. Estuary Radio, June 2021. "
        "https://radio.example/close.\n"
    )
    assert [item["id"] for item in json.loads(run("sources", "--cite", "csl", *here).stdout)] == [
        *("close", "island/note", "keep")
    ]


@pytest.mark.parametrize(
    ("command", "named"),
    [
        (("ask", "Why?", "--json", "--cite", "mla"), "--json, --markdown and --cite"),
        (("ask", "Why?", "--markdown", "--json"), "--json, --markdown and --cite"),
        (("sources", "--json", "--cite", "ris"), "--json and --cite"),
    ],
)
def test_an_answer_is_printed_in_one_form(here, command, named):
    result = run(*command, *here)
    line = f"{named} exclude each other: choose one"
    assert (result.exit_code, result.stderr) == (1, f"error: {line}\n")
