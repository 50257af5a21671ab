"""Articles read once by a scripted model over the loopback: what it invents is never kept."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from assistant.articles import Article, Record
from assistant.generation.annotating.annotator import Annotator, Summary, annotate, unread
from assistant.generation.annotating.protocol import PositionRecord, Written, read
from assistant.index.annotations import Annotations, annotated, with_annotation
from assistant.reading.article import article_of, parse_article
from assistant.reading.folder import read_folder
from assistant.settings import Settings
from tests.model_server import ModelServer, Reply, grades, sources

DOCUMENTS = Path(__file__).parents[2] / "documents"
Position = dict[str, Any]
ARTICLES = {
    "bridge": "The bridge of Norwick should be mended. It has stood for ninety years.",
    "ferry": "The ferry of Norwick should be kept. It carries the milk. Nobody has counted the milk.",
    "toll": "Norwick should charge a toll on its bridge. Its mayor has promised one twice.",
}


def position(cite: str, on: str, stance: str = "for", holder: str | None = None) -> Position:
    return {"cite": [cite], "on": on, "holder": holder, "stance": stance}


def reply(positions: Iterable[Position], gist: Any = None, topics: Iterable[str] = ()) -> Reply:
    return Reply(json.dumps({"positions": list(positions), "gist": gist, "topics": list(topics)}))


def reading(
    write: Callable[[str, list[tuple[str, str]]], Reply], grade: str = "supported"
) -> Callable[[dict[str, Any]], Reply]:
    """A model that writes of each article what `write` makes of its key and sentences, and its own grader."""

    def script(request: dict[str, Any]) -> Reply:
        if graded := grades(request, lambda statement: grade):
            return graded
        ((key, sentences),) = sources(request)
        return write(key, sentences)

    return script


def quoting(key: str, sentences: list[tuple[str, str]]) -> Reply:
    """Of each article its first sentence is what it is for."""
    first, words = sentences[0]
    return reply(
        [position(first, words)], {"cite": [first], "text": words}, ["Norwick", "Kosovo", "Atlantis"]
    )


def inventing(key: str, sentences: list[tuple[str, str]]) -> Reply:
    """Ids, people, names, figures, sides and quotes that no article has, and one position that it has."""
    first, words = sentences[0]
    invented = [
        position(f"{key}.999", words),
        position("z9z9.1", words),
        position(first, words, holder="Zorbatan Quillfeather"),
        position(first, "Zorbatan Quillfeather should rule Kosovo"),
        position(first, "Zorbatania should be crowned"),
        position(first, "Kosovo should pay 9731 ducats"),
        position(first, words, stance="ecstatic"),
        {"quote": "Nobody ever wrote this sentence.", "on": words, "stance": "for"},
        position(first, words),
    ]
    gist = {"cite": [first], "text": "Zorbatan Quillfeather wins in 9731."}
    return reply(invented, gist, ["Zorbatania"])


def settings(server: ModelServer, **more: Any) -> Settings:
    return Settings(openai_base_url=server.url, openai_api_key="sk-test", model="scripted", retries=0, **more)


def run(folder: Path, index: Path, server: ModelServer, **more: Any) -> Summary:
    annotator = Annotator.of(settings(server, **more))
    store = Annotations(index)
    return annotate(unread(articles(folder), store, annotator.maker), annotator, store)


def articles(folder: Path) -> tuple[Article, ...]:
    return read_folder(folder).articles


def asked_to_read(server: ModelServer) -> int:
    return sum("Voice of this article" in each["messages"][-1]["content"] for each in server.requests)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three articles whose records do not say which sides are taken."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, text in ARTICLES.items():
        (folder / f"{name}.md").write_text(f"---\ntitle: The {name}\n---\n{text}\n", encoding="utf-8")
    return folder


def without_positions(folder: Path, names: Iterable[str]) -> Path:
    folder.mkdir()
    for name in names:
        text = (DOCUMENTS / f"{name}.md").read_text(encoding="utf-8")
        _, front, body = text.split("---\n", 2)
        lines = front.partition("positions:\n")[0]
        (folder / f"{name}.md").write_text(f"---\n{lines}---\n{body}", encoding="utf-8")
    return folder


@pytest.mark.slow
def test_no_position_is_kept_that_does_not_stand_in_its_article(
    tmp_path: Path, model_server: ModelServer
) -> None:
    names = sorted(path.stem for path in DOCUMENTS.glob("*.md") if path.stem != "README")[::3]
    folder = without_positions(tmp_path / "articles", names)
    model_server.plays(reading(inventing))
    done = run(folder, tmp_path / "index", model_server)
    assert (done.read, done.failed) == (len(names), [])
    found = annotated(articles(folder), tmp_path / "index")
    kept = [(each, one) for each in found for one in each.positions]
    assert len(names) / 2 < len(kept) == done.positions <= len(names)
    for article, one in kept:
        assert (one.start, one.end) == article.sentences[0]
        assert one.on == article.plain.words(one.start, one.end).rstrip(".")
        assert (one.stance, one.holder, one.basis) == ("for", None, "model scripted")
    assert all("gist" not in each.extra and "Zorbatania" not in each.topics for each in found)


def test_what_was_read_is_not_asked_again_and_a_changed_article_is_asked_once(
    folder: Path, tmp_path: Path, model_server: ModelServer
) -> None:
    model_server.plays(reading(quoting))
    assert run(folder, tmp_path, model_server).read == asked_to_read(model_server) == 3
    assert run(folder, tmp_path, model_server) == Summary()
    assert asked_to_read(model_server) == 3
    path = folder / "toll.md"
    path.write_text(f"{path.read_text(encoding='utf-8')}\n\nNothing more is said.\n", encoding="utf-8")
    assert run(folder, tmp_path, model_server).read == 1
    assert asked_to_read(model_server) == 4
    assert len(model_server.requests) == 8  # one to read and one to grade


@pytest.mark.parametrize("other", [{"model": "another"}, {"verifier_model": "another"}])
def test_another_model_reads_everything_anew(
    folder: Path, tmp_path: Path, model_server: ModelServer, other: dict[str, str]
) -> None:
    model_server.plays(reading(quoting))
    run(folder, tmp_path, model_server)
    annotator = Annotator.of(settings(model_server).model_copy(update=other))
    assert len(unread(articles(folder), Annotations(tmp_path), annotator.maker)) == 3


def test_an_article_whose_record_states_its_sides_is_not_read(tmp_path: Path) -> None:
    stated = parse_article(
        b"---\ntitle: The toll\npositions: none\n---\nThe toll stays.", "toll", name="toll"
    )
    assert (stated.positions, stated.sides_stated) == ((), True)
    assert unread([stated], Annotations(tmp_path), "") == []


def test_the_record_wins_over_what_a_model_read(
    folder: Path, tmp_path: Path, model_server: ModelServer
) -> None:
    model_server.plays(reading(quoting))
    run(folder, tmp_path, model_server)
    first, *_ = annotated(articles(folder), tmp_path)
    assert (len(first.positions), first.topics) == (1, ("Norwick",))
    (folder / "bridge.yaml").write_text("positions: none\n", encoding="utf-8")
    corrected, *others = annotated(articles(folder), tmp_path)
    assert corrected.positions == ()
    assert all(other.positions for other in others)


def test_a_side_that_no_grader_supports_is_dropped(
    folder: Path, tmp_path: Path, model_server: ModelServer
) -> None:
    model_server.plays(reading(quoting, grade="partly"))
    done = run(folder, tmp_path, model_server)
    assert (done.read, done.positions, done.dropped["side"], done.dropped["gist"]) == (3, 0, 3, 3)
    assert all(not each.positions for each in annotated(articles(folder), tmp_path))


def test_a_failure_of_one_article_does_not_end_the_reading_and_three_in_a_row_do(
    folder: Path, tmp_path: Path, model_server: ModelServer
) -> None:
    model_server.plays(Reply("I would rather not."), reading(quoting))
    done = run(folder, tmp_path, model_server)
    assert (done.read, [name for name, _ in done.failed]) == (2, ["bridge"])
    for number in range(4):
        (folder / f"z{number}.md").write_text(f"---\ntitle: Z\n---\nThe toll of quay {number} stays.")
    model_server.plays(Reply(status=401, error="no such key"))
    done = run(folder, tmp_path, model_server)
    assert (len(done.failed), done.left) == (3, 2)
    assert "refused the key" in done.failed[0][1]


OWN = article_of(
    Record(article_id="toll", title="The toll", authors=("Ada Quist",)),
    "Norwick should charge a toll. The carters of the lower town fear that a toll would ruin them. "
    "She said that the bridge is too old.",
)


TALK = article_of(
    Record(article_id="talk", title="Talk", kind="interview", authors=("Rita Rowe",), speakers=("Bo Birk",)),
    "**Rita Rowe:** I think that Norwick should charge a toll.\n\n**Bo Birk:** The toll of Norwick is fair.",
)


def kept(
    server: ModelServer,
    folder: Path,
    *positions: Position,
    known: Iterable[str] = (),
) -> list[Any]:
    """What is kept of these positions in an article of three sentences, each cited as `KEY.n`."""

    def write(key: str, sentences: list[tuple[str, str]]) -> Reply:
        named = [{**each, "cite": [cite.replace("KEY", key) for cite in each["cite"]]} for each in positions]
        return reply(named, {"cite": [f"{key}.1"], "text": "Norwick should charge a toll."}, ["toll"])

    server.plays(reading(write))
    store = Annotations(folder)
    annotate([OWN], Annotator.of(settings(server)), store, known=known)
    (annotation,) = store.by_content().values()
    found = with_annotation(OWN, annotation)
    assert found.extra["gist"] == "Norwick should charge a toll. (as scripted reads it)"
    assert (found.topics, found.record.basis["topics"]) == (("toll",), "as scripted reads it")
    return [(each.on, each.stance, each.holder, OWN.text[each.start : each.end]) for each in found.positions]


def test_the_voice_and_a_source_are_kept_apart(model_server: ModelServer, tmp_path: Path) -> None:
    toll, ruin = "Norwick should charge a toll", "A toll would ruin the carters"
    carters = "carters of the lower town"
    assert kept(
        model_server,
        tmp_path,
        position("KEY.1", toll),
        position("KEY.2", ruin, holder=f"the {carters}"),
        position("KEY.2", ruin),  # not the writer's own view
        position("KEY.1", toll, stance="against"),  # contradicts the first
        position("KEY.3", "The bridge is too old", holder="She"),
    ) == [
        (toll, "for", None, "Norwick should charge a toll."),
        (ruin, "for", carters, "The carters of the lower town fear that a toll would ruin them."),
    ]


def test_an_interviewers_words_are_nobodys_position(model_server: ModelServer, tmp_path: Path) -> None:
    def write(key: str, sentences: list[tuple[str, str]]) -> Reply:
        assert [words for _, words in sentences] == ["The toll of Norwick is fair."]
        people = ("Rita Rowe", "Bo Birk")
        return reply(position(f"{key}.1", "The toll of Norwick is fair", holder=each) for each in people)

    model_server.plays(reading(write))
    store = Annotations(tmp_path)
    annotate([TALK], Annotator.of(settings(model_server)), store)
    (annotation,) = store.by_content().values()
    found = with_annotation(TALK, annotation).positions
    assert [(each.holder, TALK.text[each.start : each.end]) for each in found] == [
        (None, "The toll of Norwick is fair.")
    ]


def test_the_words_of_a_proposition_that_was_proved_elsewhere_are_used(
    model_server: ModelServer, tmp_path: Path
) -> None:
    elsewhere = "Road users should pay for town crossings"
    assert kept(model_server, tmp_path, position("KEY.1", elsewhere)) == []
    shared = kept(model_server, tmp_path, position("KEY.1", elsewhere), known=[elsewhere, "Whales sing"])
    assert [on for on, *_ in shared] == [elsewhere]
    given = [each["messages"][-1]["content"] for each in model_server.requests]
    assert f"<propositions>\n- {elsewhere}\n</propositions>" in given[2]


def test_a_long_article_is_read_as_far_as_it_fits(
    folder: Path, tmp_path: Path, model_server: ModelServer
) -> None:
    long = " ".join(f"Quay {number} of Norwick should be mended." for number in range(300))
    (folder / "quays.md").write_text(f"---\ntitle: The quays\n---\n{long}\n", encoding="utf-8")
    model_server.plays(reading(quoting))
    done = run(folder, tmp_path, model_server, context_tokens=6_000)
    assert (done.read, done.failed, done.in_part) == (4, [], ["quays"])


def test_a_reply_that_broke_off_keeps_its_whole_records() -> None:
    found = read(
        '{"positions": [{"cite": ["a1b2.1"], "on": "A toll is fair", "stance": "For"}, {"cite": ["a1'
    )
    assert found == Written((PositionRecord(cite=("a1b2.1",), on="A toll is fair", stance="for"),))
    assert read("I cannot read this.") is None
    assert read('{"positions": [{"cite": ["a1b2.1"], "on": "A toll is fair", "stance": "why"}]}') == Written(
        broken=1
    )


def test_cleared_annotations_are_gone_for_good(
    folder: Path, tmp_path: Path, model_server: ModelServer
) -> None:
    model_server.plays(reading(quoting))
    run(folder, tmp_path, model_server)
    assert Annotations(tmp_path).clear() == 3
    assert Annotations(tmp_path).by_content() == {}
    assert Annotations(tmp_path / "elsewhere").clear() == 0
    shutil.rmtree(folder)
