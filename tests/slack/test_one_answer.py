"""Slack, the web chat and JSON tell of the same answer: the same views, dates, links and words."""

import re
from html.parser import HTMLParser

import pytest

from assistant.answers import Answer
from assistant.rendering.html import exchange_html
from assistant.rendering.slack import following
from assistant.slack.asking import asking
from tests.slack.expected import shown_id
from tests.slack.payloads import mention

QUESTIONS = (
    "Should the barrage be built?",
    "Should the ferry be closed?",
    "Has Marrow changed her mind about the barrage?",
    "What does Captain Lodge say about the ferry?",
    "What did Fennimore write about the ferry? since:2019 until:2021",
    "by:pellworm Is a barrage a bet?",
    "What does Émilie Grandvœux want?",
    "What is said about the moon landing?",
    "What does Nobody Atall think of the barrage?",
)


def in_json(answer: Answer):
    """Every view: who, when, where to read it, and its numbered words."""
    told = answer.to_dict()
    return [
        (
            view["speaker"],
            view["date_text"],
            view["url"],
            [(quote["citation"], _shown(quote)) for quote in view["quotes"]],
        )
        for view in (*told["viewpoints"], *told["nearest"])
    ]


def _shown(quote):
    parts = quote["parts"] or [[quote["start"], quote["end"]]]
    return _unmarked(
        " … ".join(quote["text"][start - quote["start"] : end - quote["start"]] for start, end in parts)
    )


def in_slack(blocks):
    return [read for block in blocks if (read := _view(block))]


def _view(block):
    parts = block.get("elements", ()) if block["type"] == "rich_text" else ()
    quotes = [part["elements"] for part in parts if part["type"] == "rich_text_quote"]
    if not quotes:
        return None
    about = parts[0]["elements"]
    bold = [each["text"] for each in about if each.get("style", {}).get("bold")]
    url = next((each["url"] for each in about if each["type"] == "link"), None)
    words = ["".join(each["text"] for each in quote) for quote in quotes]
    return bold[0], bold[1], url, [_numbered(each) for each in words]


def _numbered(line):
    words, number = re.fullmatch(r"(.*) \[(\d+)\]", line, re.DOTALL).groups()
    return int(number), _unmarked(words)


def _unmarked(words):
    """Without the quotation marks around: each place sets its own."""
    return words.strip("“”")


class Page(HTMLParser):
    """Reads the views of an exchange as the web chat shows it."""

    def __init__(self, html):
        super().__init__()
        self.views = []
        self._open = []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self._open.append((tag, given.get("class") or ""))
        if "viewpoint" in self._open[-1][1].split():
            self.views.append({"who": "", "date": "", "url": None, "quotes": []})
        if tag == "blockquote":
            self.views[-1]["quotes"].append("")
        if tag == "a" and self._within("where"):
            self.views[-1]["url"] = given["href"].partition("#:~:")[0]

    def handle_endtag(self, tag):
        while self._open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if self._within("who") and self._open[-1][0] == "strong":
            self.views[-1]["who"] += data
        if self._open and self._open[-1] == ("strong", "date"):
            self.views[-1]["date"] += data
        if any(tag == "blockquote" for tag, _ in self._open):
            self.views[-1]["quotes"][-1] += data

    def _within(self, name):
        return any(name in given.split() for _, given in self._open)


def in_web(answer):
    return [
        (view["who"], view["date"], view["url"], [_numbered(quote) for quote in view["quotes"]])
        for view in Page(exchange_html(answer, turn=1)).views
    ]


@pytest.mark.parametrize("question", QUESTIONS)
def test_an_answer_names_the_same_views_dates_and_words_wherever_it_is_read(bot, slack, question):
    bot.hear(mention(slack, question))
    answer = bot.store.answer(shown_id(slack))
    assert answer.scope == asking(question).scope
    calls = [*slack.of("chat.startStream"), *slack.of("chat.appendStream"), *slack.of("chat.stopStream")]
    chunks = [chunk for body in calls for chunk in body.get("chunks", ())]
    blocks = [block for chunk in chunks for block in chunk.get("blocks", ())]
    blocks += slack.of("chat.stopStream")[0]["blocks"]
    rest = [block["elements"] for block in blocks if block["type"] == "actions"]
    for button in (each for elements in rest for each in elements if each["action_id"] == "show_more"):
        blocks += [block for more in following(answer, button["value"]) for block in more.blocks]
    read = in_slack(blocks)
    assert read == in_web(answer)
    named = [(view[0] or shown[0], *view[1:]) for view, shown in zip(in_json(answer), read, strict=True)]
    assert read == named
