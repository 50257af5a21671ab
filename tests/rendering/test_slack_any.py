"""Whatever an answer holds: no limit is broken, nothing is markup, nothing is lost or shown twice."""

import json
import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from assistant.answers import Absence, Answer, Quote, Viewpoint
from assistant.articles import Record
from assistant.citing.cite import FORMS
from assistant.dates import PublicationDate
from assistant.events import Finished, Searched, SummaryReady, ViewpointReady
from assistant.rendering.slack import (
    Transcript,
    below_blocks,
    following,
    messages,
    reference_messages,
)
from assistant.scopes import Extent, Scope
from assistant.text import one_line
from tests.slack.limits import violations

REASONS = (
    *("empty_question", "empty_index", "unknown_person"),
    *("person_silent", "filtered_out", "not_covered"),
)
TRICKS = (
    "<!channel> <!here|x> <@U024BE7LH> <#C024BE7LR|general> <!subteam^S01|t> <https://evil.example|here>",
    "*b* _i_ ~s~ `c` ```p``` :wave: @here #general www.evil.example https://evil.example &lt;!here&gt;",
    '"}]}, {"type": "rich_text_section", "elements": [{"type": "broadcast", "range": "channel"}',
    "\x00\x1b[31m \u202e reversed \ud800 half \r\n> quoted\n\n- item",
    "word " * 900,
    "x" * 3_100,
    "",
    "   ",
)
TEXT = st.sampled_from(TRICKS) | st.text(max_size=80) | st.just("A sentence of common length, as most are.")
WRITERS = tuple(f"Writer {number}" for number in range(200))
NAMES = st.lists(TEXT, max_size=3).map(tuple) | st.just(WRITERS)
ASKED_FOR = st.lists(TEXT, max_size=3).map(tuple) | st.just(WRITERS[:20])
"""As many as the API takes; each is looked for among all the names of each article."""
DATES = st.sampled_from([None, *map(PublicationDate, ("2018", "2018-09", "2018-09-13"))])
ADDRESSES = st.sampled_from(
    [
        None,
        "https://a.example/x",
        "javascript:alert(1)",
        "https://a.example/" + "y" * 3_000,
        "https://ž.example/ >|",
    ]
)


@st.composite
def records(draw):
    return Record(
        article_id=draw(st.uuids()).hex,
        title=draw(TEXT),
        kind=draw(st.sampled_from(["article", "contribution", "interview", "report"])),
        authors=draw(NAMES),
        speakers=draw(NAMES),
        publication=draw(st.none() | TEXT),
        date=draw(DATES),
        url=draw(ADDRESSES),
        form=draw(st.sampled_from(["original", "digest"])),
        coverage=draw(st.sampled_from(["whole", "opening"])),
    )


@st.composite
def quotes(draw, citation):
    text = draw(TEXT.filter(one_line) | st.just("long " * 8_000))
    quote = Quote(citation=citation, text=text, start=7, end=7 + len(text), context=draw(st.none() | TEXT))
    if len(text) < 3 or not draw(st.booleans()):
        return quote
    return replace(quote, verdict="elided", parts=((7, 8), (9, 7 + len(text))))


@st.composite
def viewpoints(draw, most):
    """Viewpoints as an inquiry numbers them; some grew late."""
    found, citation = [], 0
    for _ in range(draw(st.integers(0, most))):
        count = draw(st.integers(1, 3))
        found.append(
            Viewpoint(
                record=draw(records()),
                speaker=draw(st.none() | TEXT),
                reported=draw(st.booleans()),
                quotes=tuple(draw(quotes(citation + number)) for number in range(1, count + 1)),
                claim=draw(st.none() | TEXT),
                stance=draw(st.sampled_from([None, "for", "against", "mixed", "none"])),
            )
        )
        citation += count
    if found and draw(st.booleans()):
        found[0] = replace(found[0], quotes=(*found[0].quotes, draw(quotes(citation + 1))))
    return tuple(found)


@st.composite
def answers(draw, most=5):
    answered = draw(st.booleans())
    question = draw(TEXT | st.just("why " * 10_000))
    return Answer(
        question=question,
        standalone_question=draw(st.just(question) | TEXT),
        answered=answered,
        reason=None if answered else draw(st.sampled_from(REASONS)),
        scope=Scope(people=draw(ASKED_FOR), until=draw(st.sampled_from([None, "2020"]))),
        understood=Scope(publications=draw(NAMES)),
        searched=Extent(
            draw(st.integers(0, 3_000)), 9, PublicationDate("2018"), PublicationDate("2024-01-29")
        ),
        summary=draw(st.none() | TEXT) if answered else None,
        viewpoints=draw(viewpoints(most)) if answered else (),
        nearest=() if answered else draw(viewpoints(3)),
        absences=tuple(
            Absence(person="P", articles=1, first=None, last=None, text=said)
            for said in draw(st.lists(TEXT, max_size=2))
        ),
        notes=tuple(draw(st.lists(TEXT, max_size=4))),
    )


def leaves(blocks):
    """What the rich text of the blocks is made of."""
    parts = [part for block in blocks if block["type"] == "rich_text" for part in block["elements"]]
    assert all(part["type"] in ("rich_text_section", "rich_text_quote") for part in parts)
    return [leaf for part in parts for leaf in part["elements"]]


def shown(blocks):
    return "".join(leaf["text"] for leaf in leaves(blocks))


def posts(found):
    return [{"channel": "C1", "text": message.text, "blocks": list(message.blocks)} for message in found]


def texts(answer):
    """Every text of the viewpoints that a reader is to see."""
    for view in answer.viewpoints or answer.nearest:
        yield from filter(None, (view.speaker, view.record.title, view.claim))
        for quote in view.quotes:
            yield from (quote.shown, quote.context or "")


OFFERED = below_blocks(["?" * 150, "“" * 150, "\\" * 150], "k7f3", person="“" * 150)


def streamed(answer):
    """The chunks and the closing blocks of an answer whose events come as an inquiry sends them."""
    transcript = Transcript(question=answer.question, scope=answer.scope)
    events = [
        Searched(answer.standalone_question, answer.understood, answer.searched),
        *(ViewpointReady(replace(view, quotes=early(view))) for view in answer.viewpoints),
        *(ViewpointReady(view) for view in answer.viewpoints if early(view) != view.quotes),
        *([SummaryReady(answer.summary)] if answer.summary else []),
        Finished(answer),
    ]
    chunks = [transcript.chunks(event) for event in events]
    return chunks, transcript.closing(answer, answer_id="k7f3", below=OFFERED)[0]


def early(view):
    """The quotes without those that joined under later numbers."""
    first = view.quotes[0].citation
    return tuple(quote for number, quote in enumerate(view.quotes) if quote.citation == first + number)


@given(answers(), st.booleans(), st.sampled_from([None, "k7f3"]), st.sampled_from(FORMS))
def test_no_message_breaks_a_limit(answer, share, answer_id, form):
    below = OFFERED if answer_id else ()
    found = messages(answer, answer_id=answer_id, share=share, below=below)
    references = reference_messages(answer, form, "k7f3")
    for post in posts((*found, *references)):
        assert violations("chat.postMessage", post) == ()
        assert violations("chat.update", {**post, "ts": "1.2"}) == ()
        assert violations("chat.postEphemeral", {**post, "user": "U1"}) == ()
        assert len(json.dumps(post["blocks"], ensure_ascii=False, separators=(",", ":"))) <= 12_000
        assert len(post["text"].encode()) <= 3_100


@given(answers())
def test_no_stream_breaks_a_limit(answer):
    chunks, closing = streamed(answer)
    call = {"channel": "C1", "ts": "1.2"}
    for sent in filter(None, chunks):
        assert violations("chat.startStream", {**call, "thread_ts": "1.2", "chunks": list(sent)}) == ()
    whole = [chunk for sent in chunks for chunk in sent]
    assert violations("chat.stopStream", {**call, "chunks": whole, "blocks": list(closing)}) == ()
    assert sum(len(chunk.get("blocks", ())) for chunk in whole) + len(closing) <= 50
    blocks = [block for chunk in whole for block in chunk.get("blocks", (chunk,))]
    assert len(json.dumps([*blocks, *closing], ensure_ascii=False, separators=(",", ":"))) <= 12_100


@given(answers(), st.booleans())
def test_only_text_and_links_to_the_articles_are_shown(answer, share):
    addresses = {None, "https://a.example/x", "https://%C5%BE.example/%20%3E%7C"}
    for message in messages(answer, answer_id="k7f3", share=share):
        for leaf in leaves(message.blocks):
            assert leaf["type"] in ("text", "link")
            assert leaf.get("url") in addresses
            assert leaf["text"]
        assert not re.search(r"[<>]|[@#:]\w|://", message.text)
        kinds = {block["type"] for block in message.blocks}
        assert kinds <= {"rich_text", "actions", "context_actions"}


@given(answers())
def test_every_text_of_every_viewpoint_is_shown_as_it_was_written(answer):
    found = messages(answer, answer_id="k7f3")
    everything = shown([block for message in found for block in message.blocks])
    for text in texts(answer):
        assert one_line(text) in everything


@given(answers())
def test_every_quote_is_shown_once_whether_posted_or_streamed(answer):
    numbers = sorted(
        quote.citation for view in (answer.viewpoints or answer.nearest) for quote in view.quotes
    )
    found = messages(answer, answer_id="k7f3")
    chunks, closing = streamed(answer)
    stream = [block for sent in chunks for chunk in sent for block in chunk.get("blocks", ())]
    rest = (
        [block for message in following(answer, value) for block in message.blocks]
        if (value := button(closing))
        else []
    )
    for blocks in ([block for message in found for block in message.blocks], [*stream, *closing, *rest]):
        assert cited(blocks) == numbers


def button(blocks):
    """What "Show more" remembers, None where it does not stand there."""
    items = [item for block in blocks if block["type"] == "actions" for item in block["elements"]]
    return next((item["value"] for item in items if item["action_id"] == "show_more"), None)


def cited(blocks):
    """The citation numbers at the ends of the quotes."""
    parts = [part for block in blocks if block["type"] == "rich_text" for part in block["elements"]]
    quoted = [
        "".join(leaf["text"] for leaf in part["elements"])
        for part in parts
        if part["type"] == "rich_text_quote"
    ]
    return sorted(int(match[1]) for words in quoted if (match := re.search(r" \[(\d+)\]$", words)))
