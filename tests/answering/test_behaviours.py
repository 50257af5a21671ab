"""What models and their servers do, good and bad, played over HTTP; a reader sees only what is true."""

import json
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from assistant.answering.assistant import Assistant
from assistant.answers import Answer, Turn, Viewpoint
from assistant.generation.protocol import REFUSAL
from assistant.names import folded
from assistant.reading.sentences import sentences
from tests.model_server import ModelServer, Reply, Script, grades, quoting, sources

SECONDS = 1
"""The budget of an answer here."""
SLACK = 30
"""Seconds that a busy machine may add."""
QUESTION = "Should the tidal barrage be built?"
HISTORY = (Turn(question="What did Marrow write in 2019?", answer="She was against the barrage."),)
INVENTED = ("Vera Vane", "Vane", "Bogus", "Daily Lie", "1999", "31 February", "evil.example", "javascript:")
"""What bad models say and no article does."""
Source = tuple[str, str]


def openings(request: dict[str, Any]) -> list[Source]:
    """Key and first sentence of every source in a request."""
    return [(key, sentences[0][1]) for key, sentences in sources(request)]


def line(source: Source, **more: Any) -> str:
    key, text = source
    return json.dumps({"source": key, "quotes": [text], **more}, ensure_ascii=False) + "\n"


def lines(**more: Any) -> Script:
    """Every source's opening, with the same in every record."""
    return told(lambda given: "".join(line(source, **more) for source in given) + overview("", given))


def overview(text: str, given: list[Source]) -> str:
    return json.dumps({"summary": text.format(*(key for key, _ in given))}) + "\n"


def told(reply: Callable[[list[Source]], str], **more: Any) -> Script:
    """A reply that is made of the sources."""
    return lambda request: Reply(reply(openings(request)), **more)


def good(given: list[Source]) -> str:
    stances = ("for", "against")
    views = (line(source, stance=stances[number % 2]) for number, source in enumerate(given))
    return "".join(views) + overview("Views on the barrage differ [{0}][{1}].", given)


def summed(text: str) -> Script:
    return told(lambda given: "".join(map(line, given)) + overview(text, given))


def changed(change: Callable[[str], str]) -> Script:
    """Quotes that are not quite the article's words."""
    return told(lambda given: "".join(line((key, text), quotes=[change(text)]) for key, text in given))


def swapped(given: list[Source]) -> str:
    """Every quote under the key of the next source."""
    keys = [key for key, _ in (*given[1:], given[0])]
    return "".join(line((key, text)) for key, (_, text) in zip(keys, given, strict=True))


def whole(given: list[Source], **names: str) -> dict[str, Any]:
    """The answer as one object that cites sentences, its keys under other `names`."""
    views = [
        {"cite": [f"{key}.1"], "speaker": None, "claim": "It may be built.", "stance": "for"}
        for key, _ in given
    ]
    return {
        "views": [{names.get(name, name): value for name, value in view.items()} for view in views],
        names.get("summary", "summary"): f"Views on the barrage differ [{given[0][0]}.1].",
    }


def numbered(given: list[Source]) -> str:
    records = "".join(f"{number}. {line(source)}" for number, source in enumerate(given, 1))
    return f"Sure! Below are the views:\n\n{records}\n**Summary:** Views differ [{given[0][0]}].\n"


def nested(given: list[Source]) -> str:
    """Values as objects."""
    views = (
        {"source": {"id": key}, "quotes": [{"text": words}], "speaker": {"name": None}}
        for key, words in given
    )
    return "\n".join(map(json.dumps, views))


GOOD: dict[str, Script] = {
    "one object": told(lambda given: json.dumps(whole(given))),
    "one object, pretty": told(lambda given: f"```json\n{json.dumps(whole(given), indent=2)}\n```"),
    "keys renamed": told(
        lambda given: json.dumps(whole(given, cite="id", speaker="holder", claim="view", stance="position"))
    ),
    "citations and an overview": told(
        lambda given: json.dumps(whole(given, cite="citations", summary="overview"))
    ),
    "values as objects": told(nested),
    "a numbered list with its summary as text": told(numbered),
    "a thought without its opening tag": told(lambda given: f"{good(given[::-1])}</think>\n{good(given)}"),
    "channels": told(
        lambda given: (
            f"<|channel|>analysis<|message|>{good(given[::-1])}<|end|>"
            f"<|start|>assistant<|channel|>final<|message|>{good(given)}"
        )
    ),
    "one word another": changed(lambda words: words.replace(" the ", " a ", 1)),
    "words left out": changed(lambda words: " ".join((*words.split()[:4], "…", *words.split()[-4:]))),
    "perfect": told(good),
    "only quotes": quoting,
    "in a code fence": told(lambda given: f"```json\n{good(given)}```\n"),
    "between prose": told(lambda given: f"Sure, here you are:\n\n{good(given)}\nI hope this helps!"),
    "thinking aloud": told(lambda given: f"<think>Who is Vera Vane?\n{good(given)}</think>\n{good(given)}"),
    "one array": told(lambda given: "[" + ",\n".join(good(given).strip().split("\n")) + "]"),
    "all on one line": told(lambda given: good(given).replace("\n", " ")),
    "trailing commas": told(lambda given: good(given).replace("}\n", ",}\n")),
    "no line end at the end": told(lambda given: good(given).rstrip()),
    "a chunk a letter": told(good, piece=1),
    "one chunk": told(good, piece=100_000),
    "no usage reported": told(good, usage=None),
    "further keys in the records": lines(author="Vera Vane", date="1999", url="https://evil.example"),
    "a slow start": told(good, piece=100_000, pause=0.1),
}
BAD: dict[str, Script] = {
    # Records that say what is not so.
    "a claim that names a stranger": lines(claim="Vera Vane argues that it must be built."),
    "a claim with a date": lines(claim="In 1999 it was thought a good idea."),
    "a claim that credits everybody": lines(claim="Marrow, Thrale, Pellworm and Grandvœux agree."),
    "a claim with a picture": lines(claim="Yes ![x](http://evil.example/x.png)"),
    "a claim with a script": lines(claim="Yes <a href='javascript:alert(1)'>here</a>"),
    "a speaker from nowhere": lines(speaker="Vera Vane", claim="Vane is for it."),
    "a minister for everybody": lines(speaker="Leopold Strand", claim="Strand is for it."),
    "the author as the speaker": lines(speaker="Ottoline Marrow"),
    "a speaker with a paper and a date": lines(speaker="Vera Vane (Daily Lie, 31 February 1999)"),
    "words changed": changed(lambda words: words.replace(" ", " Bogus ", 1)),
    "words made up": changed(lambda words: "The barrage is Bogus, says the Daily Lie of 1999."),
    "words shouted": changed(str.upper),
    "words joined over gaps": changed(lambda words: f"{words[:20]} … {words[-20:]}"),
    "headers quoted": changed(lambda words: "voice: Ottoline Marrow form: original date: 14 March 2019"),
    "keys swapped": told(swapped),
    "keys counted": told(lambda given: "".join(line((str(n), text)) for n, (_, text) in enumerate(given))),
    "articles as keys": told(lambda given: "".join(line(("marrow-2019", text)) for _, text in given)),
    "the same line for ever": told(lambda given: line(given[0]) * 400),
    # Overviews that say what is not so.
    "an overview that cites nothing": summed("Vera Vane is for it."),
    "an overview that credits a stranger": summed("Vera Vane is for it [{0}]."),
    "an overview with a date": summed("Since 1999 all have been for it [{0}]."),
    "an overview with a link": summed("All are for it [{0}](https://evil.example)."),
    "an overview with false keys": summed("All are for it [z9z9]. Vane too [1]."),
    "an overview that swaps two people": summed("According to Casimir Thrale it is a lid on a pot [{0}]. "
                                                "According to Ottoline Marrow it is safe [{1}]."),
    "an overview that counts": summed("All 412 people asked are for it [{0}]."),
    # Replies that are no answer.
    "prose": Reply("Vera Vane (Daily Lie, 1999) says that it should be built [1]. Others disagree."),
    "markdown": Reply("# Answer\n\n- **Vera Vane**: “Bogus.” ([source](https://evil.example))\n"),
    "a refusal in prose": Reply("I'm sorry, but I can't help with that."),
    "a refusal by its provider": Reply("I", finish="content_filter"),
    "a decline": Reply(json.dumps({"summary": REFUSAL})),
    "a decline after views": told(lambda given: line(given[0]) + overview(REFUSAL, given)),
    "nothing": Reply(),
    "white space": Reply(" \n\n \n"),
    "gibberish": Reply('�7f {{{"a" [} \\ \x00 zxq "" }' * 40),
    "brackets without end": Reply("[" * 20_000),
    "its own prompt": lambda request: Reply(request["messages"][-1]["content"]),
    "cut off by its length": told(lambda given: good(given)[:-30], finish="length"),
    "cut off without a word": told(lambda given: good(given)[:-30], finish=None),
    # Servers that fail.
    "the connection dropped": told(good, drop_after=30),
    "the connection dropped at once": told(good, drop_after=0),
    "silence from the start": told(good, hang_after=0),
    "silence in the middle": told(good, hang_after=30),
    "a drip": told(good, pause=0.2),
    "a wrong key": Reply(status=401, error="Incorrect API key provided: sk-test-secret"),
    "no right to the model": Reply(status=403),
    "an unknown model": Reply(status=404, code="model_not_found"),
    "too many requests": Reply(status=429),
    "too many requests, wait": Reply(status=429, headers={"retry-after": "1"}),
    "too many requests, wait an hour": Reply(status=429, headers={"retry-after": "3600"}),
    "a fault": Reply(status=500),
    "a page of a proxy": Reply(status=502, raw="<html><body>Bad gateway: evil.example</body></html>"),
    "a page in the place of a stream": Reply(raw="<html><body>Vera Vane logs in here</body></html>"),
    "an object in the place of a stream": Reply(raw='{"choices": []}'),
    "a stream of something else": Reply(raw='data: {"Vera": "Vane"}\n\ndata: 1999\n\n'),
    "a context too short": Reply(status=400, error="maximum context length is 100 tokens"),
}  # fmt: skip


@pytest.fixture(scope="module")
def server() -> Iterator[ModelServer]:
    with ModelServer() as running:
        yield running


@pytest.fixture(scope="module")
def writing(articles_folder: Path, index_folder: Path, server: ModelServer) -> Iterator[Assistant]:
    """An assistant with little time."""
    yield from opened(articles_folder, index_folder, server, SECONDS)


@pytest.fixture(scope="module")
def patient(articles_folder: Path, index_folder: Path, server: ModelServer) -> Iterator[Assistant]:
    """An assistant that waits for any machine."""
    yield from opened(articles_folder, index_folder, server, 120)


def graded(script: Script, *, supported: bool) -> Script:
    """The script, with all it says called supported where that is true; otherwise the grader only chats."""

    def reply(request: dict[str, Any]) -> Reply:
        if found := grades(request):
            return found if supported else Reply("I would rather not say.")
        return script if isinstance(script, Reply) else script(request)

    return reply


def opened(documents: Path, index: Path, server: ModelServer, seconds: int) -> Iterator[Assistant]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("OPENAI_API_KEY", "sk-test-secret")
        patch.setenv("OPENAI_BASE_URL", server.url)
        patch.setenv("ASSISTANT_TIMEOUT", str(seconds))
        patch.setenv("ASSISTANT_RETRIES", "1")
        assistant = Assistant.open(documents=documents, index=index)
    yield assistant
    assistant.close()


@pytest.fixture(scope="module")
def without(assistant: Assistant) -> Callable[..., Answer]:
    """What is answered without a model."""
    return cache(lambda question, history: assistant.ask(question, history=history))


@pytest.mark.parametrize(
    ("behaviour", "history"),
    [
        *((behaviour, ()) for behaviour in (GOOD | BAD)),
        # A follow-up asks the model for its wording, too.
        *((behaviour, HISTORY) for behaviour in [*GOOD, *BAD][::4]),
    ],
)
def test_whatever_a_model_does_a_reader_sees_only_what_the_articles_hold(
    writing: Assistant,
    without: Callable[..., Answer],
    server: ModelServer,
    behaviour: str,
    history: tuple[Turn, ...],
) -> None:
    server.plays(graded((GOOD | BAD)[behaviour], supported=behaviour in GOOD))
    question = "And should it be built?" if history else QUESTION
    start = time.monotonic()
    answer = writing.ask(question, history=history)
    assert time.monotonic() - start < SECONDS + SLACK
    assert held(without(question, history)) <= held(answer)
    assert wrong_quotes(writing, answer) == []
    assert wrong_records(writing, answer) == []
    assert wrong_speakers(writing, answer) == []
    assert wrong_sentences(answer) == []
    shown = json.dumps(answer.to_dict(), ensure_ascii=False)
    assert [words for words in (*INVENTED, "sk-test-secret") if words in shown] == []
    assert sum("was chosen without it" in note for note in answer.notes) >= (answer.engine == "extractive")


@pytest.mark.parametrize("behaviour", GOOD)
def test_a_model_that_keeps_to_the_form_writes_the_whole_answer(
    patient: Assistant, server: ModelServer, behaviour: str
) -> None:
    server.plays(graded(GOOD[behaviour], supported=True))
    answer = patient.ask(QUESTION)
    assert answer.engine != "extractive"
    assert len(answer.viewpoints) > 3


def held(answer: Answer) -> set[tuple[str, str | None]]:
    """Whose views an answer shows, and in which article."""
    return {(view.record.article_id, view.speaker) for view in answer.viewpoints}


def wrong_quotes(assistant: Assistant, answer: Answer) -> list[str]:
    """Quotes that are not the stored slice of their article."""
    wrong = []
    for view in answer.viewpoints:
        article = assistant.article(view.record.article_id)
        assert article is not None
        for quote in view.quotes:
            parts = quote.parts or ((quote.start, quote.end),)
            stored = " … ".join(article.text[start:end] for start, end in parts)
            if quote.text != article.text[quote.start : quote.end] or quote.shown != stored:
                wrong.append(quote.text)
    return wrong


def wrong_records(assistant: Assistant, answer: Answer) -> list[str]:
    """Articles whose author, date, title or address is not the one in the folder."""
    stored = {record.article_id: record for record in assistant.records}
    return [
        view.record.article_id for view in answer.viewpoints if view.record != stored[view.record.article_id]
    ]


def wrong_speakers(assistant: Assistant, answer: Answer) -> list[str]:
    """Speakers who are not the article's voice and do not stand in its text."""
    wrong = []
    for view in answer.viewpoints:
        article = assistant.article(view.record.article_id)
        assert article is not None
        own = (view.record.voice, *view.record.people)
        named = folded(view.speaker or "") in folded(article.text) if view.reported else view.speaker in own
        if not named:
            wrong.append(str(view.speaker))
    return wrong


def wrong_sentences(answer: Answer) -> list[str]:
    """Sentences that credit a voice of these articles without its cited words, or cite nothing shown."""
    voices = {folded(name).split()[-1] for view in answer.viewpoints for name in view.record.people}
    by_number = {quote.citation: view for view in answer.viewpoints for quote in view.quotes}
    claimed = ((view, view.claim or "") for view in answer.viewpoints)
    wrong = [claim for view, claim in claimed if named(claim) & voices - owned(view)]
    for start, end in sentences(answer.summary or ""):
        sentence = str(answer.summary)[start:end]
        cited = [by_number.get(int(number)) for number in re.findall(r"\[(\d+)\]", sentence)]
        backed = set().union(*(owned(view) for view in cited if view))
        if not cited or None in cited or named(sentence) & voices - backed:
            wrong.append(sentence)
    return wrong


def named(text: str) -> set[str]:
    return set(folded(text).split())


def owned(view: Viewpoint) -> set[str]:
    """The words of the names of those whose view is quoted, or who report it."""
    return named(" ".join((view.speaker or "", *view.record.people)))


def test_the_checks_of_this_module_can_fail(patient: Assistant, server: ModelServer) -> None:
    server.plays(graded(GOOD["perfect"], supported=True))
    answer = patient.ask(QUESTION)
    first, *others = answer.viewpoints
    second = next(view for view in others if view.record.people and view.record != first.record)
    other = folded(second.record.people[0]).split()[-1]
    broken = replace(
        answer,
        viewpoints=(
            replace(
                first,
                record=replace(first.record, authors=("Vera Vane",)),
                speaker="Vera Bogus",
                reported=True,
                quotes=(replace(first.quotes[0], text="Bogus"),),
                claim=f"{other} agrees.",
            ),
            second,
        ),
        summary="All agree. Some agree [99].",
    )
    assert wrong_quotes(patient, broken) == ["Bogus"]
    assert wrong_records(patient, broken) == [first.record.article_id]
    assert wrong_speakers(patient, broken) == ["Vera Bogus"]
    assert wrong_sentences(broken) == [f"{other} agrees.", "All agree.", "Some agree [99]."]
