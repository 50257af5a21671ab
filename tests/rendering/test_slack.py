"""Answers as Slack messages, compared whole."""

from dataclasses import replace

import pytest

from assistant.answering.library import Library
from assistant.answers import Answer, Quote, Sides, Viewpoint
from assistant.articles import Article, Block, Record
from assistant.citing.cite import cite, cited
from assistant.dates import PublicationDate
from assistant.errors import AssistantError
from assistant.positions import Position
from assistant.rendering.slack import (
    below_blocks,
    following,
    messages,
    person_messages,
    reference_messages,
    timeline_messages,
)
from assistant.rendering.slack_actions import CITE_FORMS, answer_id_of
from assistant.rendering.slack_person import person_lines
from assistant.scopes import Scope
from tests.slack.limits import violations

LANTERN = "https://lantern.example/opinion/the-tide-will-not-thank-us"


def section(*elements):
    return {"type": "rich_text_section", "elements": list(elements)}


def text(words, style=""):
    return {"type": "text", "text": words, **({"style": {style: True}} if style else {})}


def link(words, url):
    return {"type": "link", "url": url, "text": words, "style": {"italic": True}}


def quotation(words):
    return {"type": "rich_text_quote", "elements": [text(words)]}


def block(*elements):
    return {"type": "rich_text", "elements": list(elements)}


def plain(words):
    return {"type": "plain_text", "text": words, "emoji": False}


def option(name):
    return {"text": plain(name), "value": name}


def heading(words):
    return block(section(text(words, "bold")))


def button(action, words, value, label=""):
    spoken = {"accessibility_label": label} if label else {}
    return {"type": "button", "action_id": action, "text": plain(words), "value": value, **spoken}


def buttons(citation, person=None):
    """What can be pressed under a view; of a speaker whom the record knows, also who that is."""
    wrong = f"Something is wrong with the view of [{citation}]: say what"
    elements = [button("doubt", "Something wrong?", str(citation), wrong)]
    if person:
        elements.append(button("person", f"Who is {person}?", person))
    return {"type": "actions", "block_id": f"view-{citation}:k7f3", "elements": elements}


FEEDBACK = {
    "type": "context_actions",
    "block_id": "feedback:k7f3",
    "elements": [
        {
            "type": "feedback_buttons",
            "action_id": "feedback",
            "positive_button": {
                "text": plain("Helpful"),
                "value": "good",
                "accessibility_label": "This answer is helpful",
            },
            "negative_button": {
                "text": plain("Not helpful"),
                "value": "bad",
                "accessibility_label": "This answer is not helpful: say why",
            },
        }
    ],
}


def seen(message):
    """The text that a message shows, a line for each element."""
    lines = []
    for shown in message.blocks:
        for part in shown["elements"] if shown["type"] == "rich_text" else ():
            lines += "".join(leaf["text"] for leaf in part["elements"]).split("\n")
    return lines


def long_answer(views: int, length: int = 400) -> Answer:
    """So many views of one invented writer, a quote of so many characters in each."""
    record = Record(article_id="a", title="The Sluice", authors=("Ann Ash",), date=PublicationDate("2018"))
    return Answer(
        question="Why?",
        standalone_question="Why?",
        answered=True,
        viewpoints=tuple(
            Viewpoint(
                record=replace(record, article_id=f"a{number}"),
                speaker="Ann Ash",
                reported=False,
                quotes=(Quote(citation=number, text="word " * (length // 5), start=0, end=length),),
            )
            for number in range(1, views + 1)
        ),
    )


def test_an_answer_shows_each_viewpoint_with_its_words_and_its_date(answered):
    [message] = messages(answered, answer_id="k7f3")
    assert message.blocks == (
        block(
            section(
                text(
                    "Searched 12 articles by 9 voices, 2018 to 29 January 2024.\n"
                    "Your filters: Marrow and Fennimore; since 2018.\n"
                    "Understood as: Should the Aster barrage be built?\n"
                    "3 articles bear on this. "
                    "Positions, as the model reads them, by voices: 1 against, 1 mixed."
                )
            )
        ),
        block(section(text("Marrow is against it [1, 2]; the council's engineers disagree [3]."))),
        heading("Marrow"),
        block(
            section(
                text("Ottoline Marrow", "bold"),
                text(" (The Vessel Harbour Lantern, "),
                text("14 March 2019", "bold"),
                text(")\n"),
                link("The Tide Will Not Thank Us", LANTERN),
                text("\ncolumnist, formerly warden of the Aster mudflats · stance: against\n", "italic"),
                text("She would leave the mouth of the river open."),
            ),
            quotation("“Twice a day the Aster empties itself of water and fills itself with birds.” [1]"),
            quotation("“In the estuary it would be a lid on a pot … it should not be built” [2]"),
        ),
        buttons(1, "Ottoline Marrow"),
        block(
            section(
                text("The council’s engineers", "bold"),
                text(", as reported by Ottoline Marrow (The Vessel Harbour Lantern, "),
                text("14 March 2019", "bold"),
                text(")\n"),
                link("The Tide Will Not Thank Us", LANTERN),
            ),
            quotation("“the mudflats would move rather than vanish” [3]"),
        ),
        buttons(3),
        heading("Fennimore"),
        block(
            section(
                text("Alban Fennimore", "bold"),
                text(" (Aster Weekly, "),
                text("15 August 2020", "bold"),
                text(")\n"),
                text(
                    "The Ferry Sums\nreporter · summary, not the author's words · stance: mixed\n", "italic"
                ),
                text(
                    "(The sentence before [4]: He leaves it open whether the county or the state should pay.)"
                ),
            ),
            quotation("What he rejects is the claim that a subsidy is a gift. [4]"),
        ),
        buttons(4, "Alban Fennimore"),
        heading("Others"),
        block(
            section(
                text("author not named", "bold"),
                text(" (Sundmark Post, "),
                text("18 June 2021", "bold"),
                text(")\n"),
                link("One Estuary, One Town", "https://post.example/leaders/one-estuary-one-town"),
            ),
            quotation("“This newspaper favours the merger.” [5]"),
        ),
        buttons(5),
        block(
            section(
                text(
                    "Perpetua Lodge: 1 article here (8 November 2022), nothing on this.\n"
                    "1 quote could not be found in its article and is not shown.\n"
                    "Worded by a language model; the quoted passages are the articles' own."
                )
            )
        ),
        {
            "type": "actions",
            "block_id": "actions:k7f3",
            "elements": [
                {
                    "type": "button",
                    "action_id": "timeline",
                    "text": plain("Timeline"),
                    "accessibility_label": "The articles of this answer by date",
                },
                {
                    "type": "button",
                    "action_id": "references",
                    "text": plain("References"),
                    "accessibility_label": "The references to what this answer shows",
                },
                {"type": "datepicker", "action_id": "as_of", "placeholder": plain("As of …")},
                {
                    "type": "static_select",
                    "action_id": "only_author",
                    "placeholder": plain("Only this author …"),
                    "options": [option("Ottoline Marrow"), option("Alban Fennimore")],
                },
            ],
        },
        FEEDBACK,
    )


def test_the_fallback_says_how_many_views_there_are_and_who_says_what(answered):
    [message] = messages(answered)
    assert message.text.replace("\u2060", "") == (
        "3 articles bear on this. "
        "Positions, as the model reads them, by voices: 1 against, 1 mixed.\n"
        "Marrow is against it [1, 2]; the council's engineers disagree [3].\n"
        "Ottoline Marrow (The Vessel Harbour Lantern, 14 March 2019): "
        "She would leave the mouth of the river open.\n"
        "The council’s engineers, as reported by Ottoline Marrow "
        "(The Vessel Harbour Lantern, 14 March 2019): “the mudflats would move rather than vanish”\n"
        "Alban Fennimore (Aster Weekly, 15 August 2020): "
        "What he rejects is the claim that a subsidy is a gift.\n"
        "author not named (Sundmark Post, 18 June 2021): “This newspaper favours the merger.”"
    )


def test_a_declined_question_shows_the_nearest_passages_and_no_filters(declined):
    [message] = messages(declined, answer_id="k7f3")
    assert seen(message) == [
        "Searched 12 articles by 9 voices, 2018 to 29 January 2024.",
        "No article here answers this directly. The nearest passages:",
        "Perpetua Lodge, interviewed by Alban Fennimore (Radio Aster, 8 November 2022)",
        'Captain Lodge: "You cannot post a doctor"',
        "captain of the Skerrow ferry",
        "“A ferry is a road.” [1]",
    ]
    assert message.blocks[2:] == (buttons(1, "Perpetua Lodge"), FEEDBACK)


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("empty_question", ["There is no question here."]),
        ("empty_index", ["There are no articles here yet, so there is nothing to answer from."]),
        ("unknown_person", ["Nobody of that name writes or speaks in these articles."]),
        ("person_silent", ["Nothing here on this from the person asked about."]),
        ("filtered_out", ["Nothing within these filters answers this; without them there is an answer."]),
        ("not_covered", ["No article here answers this directly."]),
    ],
)
def test_every_reason_for_no_answer_is_told(declined, reason, said):
    [message] = messages(replace(declined, reason=reason, nearest=()))
    searched = ["Searched 12 articles by 9 voices, 2018 to 29 January 2024."]
    assert seen(message) == [*([] if reason.startswith("empty") else searched), *said]
    assert message.text == said[0]


def test_who_is_silent_and_the_notes_stand_before_the_nearest_passages(answered, declined):
    silent = replace(declined, reason="person_silent", absences=answered.absences, notes=("A note.",))
    [message] = messages(silent)
    assert seen(message)[1:5] == [
        "Nothing here on this from the person asked about.",
        "Perpetua Lodge: 1 article here (8 November 2022), nothing on this.",
        "A note.",
        "The nearest passages:",
    ]


def test_what_does_not_fit_waits_behind_a_button_cut_between_viewpoints():
    answer = long_answer(30)
    first, *others = messages(answer, answer_id="k7f3")
    quotes = [[line for line in seen(message) if line.startswith("“")] for message in (first, *others)]
    numbers = [[int(line.rpartition("[")[2][:-1]) for line in lines] for lines in quotes]
    assert [number for page in numbers for number in page] == list(range(1, 31))
    assert seen(first)[-1] == f"{len(numbers[0])} of 30 views fit here; “Show more” brings the rest."
    button = first.blocks[-2]["elements"][0]
    assert button == {
        "type": "button",
        "action_id": "show_more",
        "text": plain("Show more"),
        "accessibility_label": "Show more of what bears on this question",
        "value": f"2 0 {len(numbers[0])} 0",
    }
    assert following(answer, button["value"], answer_id="k7f3") == tuple(others)
    assert others[0].text.startswith(f"More of the answer, 1 of {len(others)}:\nAnn Ash (")


def test_more_of_what_bears_on_the_question_stands_behind_the_same_button(answered):
    [message] = messages(replace(answered, more=3), answer_id="k7f3")
    buttons = [each for block in message.blocks for each in block.get("elements", ())]
    [button] = [each for each in buttons if each.get("action_id") == "show_more"]
    assert following(answered, button["value"]) == ()
    assert "6 articles bear on this; 3 are shown." in seen(message)[3]


def test_without_an_id_there_are_no_buttons_and_the_rest_follows_by_itself():
    first, *others = messages(long_answer(30))
    assert {shown["type"] for message in (first, *others) for shown in message.blocks} == {"rich_text"}
    assert seen(first)[-1].endswith(" of 30 views fit here; the rest follows.")


def test_a_quote_longer_than_a_message_is_divided_over_several_and_loses_no_character():
    words = "".join(f"{number} " for number in range(10_000))[:40_000].strip()
    answer = long_answer(1)
    quote = Quote(citation=1, text=words, start=0, end=len(words))
    answer = replace(answer, viewpoints=(replace(answer.viewpoints[0], quotes=(quote,)),))
    first, *others = messages(answer, answer_id="k7f3")
    assert "0 of 1 view fit here" in seen(first)[-1]
    parts = [
        leaf["text"]
        for message in others
        for shown in message.blocks
        for part in shown["elements"]
        if part["type"] == "rich_text_quote"
        for leaf in part["elements"]
    ]
    assert "".join(parts) == f"“{words}” [1]"
    assert len(others) > 3


def test_a_viewpoint_that_grew_late_is_cut_at_the_citation_that_was_shown():
    """What joined a viewpoint under a later number stands apart only where it does not fit."""
    answer = long_answer(30)
    late = Quote(citation=31, text="late", start=0, end=4)
    grown = replace(answer.viewpoints[0], quotes=(*answer.viewpoints[0].quotes, late))
    answer = replace(answer, viewpoints=(grown, *answer.viewpoints[1:]))
    first, *others = messages(answer, answer_id="k7f3")
    assert "“late” [31]" not in seen(first)
    assert "“late” [31]" in [line for message in others for line in seen(message)]
    short = replace(answer, viewpoints=answer.viewpoints[:2])
    [message] = messages(short, answer_id="k7f3")
    assert [line[-4:] for line in seen(message) if line.startswith("“")] == [" [1]", "[31]", " [2]"]


def test_an_answer_that_one_reader_sees_can_be_shared(answered):
    [message] = messages(answered, answer_id="k7f3", share=True)
    row = message.blocks[-2]["elements"]
    assert [each["action_id"] for each in row] == ["share", "timeline", "references", "as_of", "only_author"]
    assert row[0] == {
        "type": "button",
        "action_id": "share",
        "text": plain("Share with channel"),
        "accessibility_label": "Share this answer with everyone in the channel",
    }


def test_the_date_menu_begins_at_the_readers_own_limit(answered):
    limited = replace(answered, scope=Scope(until="2020-02"))
    row = messages(limited, answer_id="k7f3")[0].blocks[-2]["elements"]
    assert row[2]["initial_date"] == "2020-02-29"


def test_the_menu_of_names_keeps_to_its_limits(answered):
    names = ("A" * 75, "B" * 76, "C" * 150, "D" * 151, *(f"Writer {number}" for number in range(200)))
    view = replace(answered.viewpoints[0], record=replace(answered.viewpoints[0].record, authors=names))
    row = messages(replace(answered, viewpoints=(view,)), answer_id="k7f3")[0].blocks[-2]["elements"]
    options = row[-1]["options"]
    assert [(item["text"]["text"], item["value"]) for item in options[:3]] == [
        ("A" * 75, "A" * 75),
        ("B" * 73 + " …", "B" * 76),
        ("C" * 73 + " …", "C" * 150),
    ]
    assert [item["value"] for item in options[3:5]] == ["Writer 0", "Writer 1"]


def test_one_person_alone_needs_no_menu(answered):
    alone = replace(answered, viewpoints=answered.viewpoints[:2])
    row = messages(alone, answer_id="k7f3")[0].blocks[-2]["elements"]
    assert [item["action_id"] for item in row] == ["references", "as_of"]


def test_the_id_of_an_answer_is_read_from_every_block_of_buttons(answered):
    [message] = messages(answered, answer_id="a:b")
    ids = [item["block_id"] for item in message.blocks if "block_id" in item]
    assert ids == ["view-1:a:b", "view-3:a:b", "view-4:a:b", "view-5:a:b", "actions:a:b", "feedback:a:b"]
    assert {answer_id_of(each) for each in ids} == {"a:b"}


@pytest.mark.parametrize("value", ["", "1", "1 2 3", "a b c d", "1 0 x 1", "all 0 1 1"])
def test_a_value_that_no_button_has_is_refused(answered, value):
    with pytest.raises(AssistantError, match="does not tell what is shown"):
        following(answered, value)


def test_an_undated_report_without_names_says_what_is_missing():
    record = Record(article_id="r", title="", kind="report")
    view = Viewpoint(record=record, speaker=None, reported=True, quotes=())
    quote = Quote(citation=1, text="a<b", start=0, end=3)
    answer = Answer(
        question="?",
        standalone_question="?",
        answered=True,
        viewpoints=(replace(view, quotes=(quote,)),),
    )
    [message] = messages(answer)
    assert seen(message)[1:] == [
        "1 article bears on this.",
        "someone not named, as reported by a writer not named (publication not named, undated)",
        "“a<b” [1]",
    ]


def test_a_fallback_leaves_out_whole_what_is_too_long_and_says_so(answered):
    """Nothing that is told is cut."""
    crowd = tuple(f"Writer {number}" for number in range(300))
    first, *others = answered.viewpoints
    long = replace(first, speaker=", ".join(crowd), record=replace(first.record, authors=crowd))
    [message] = messages(
        replace(answered, viewpoints=(long, *others[1:]), summary=None, absences=(), notes=())
    )
    lines = message.text.replace("\u2060", "").split("\n")
    assert [line.partition(" (")[0] for line in lines[1:]] == [
        "Alban Fennimore",
        "author not named",
        "And 1 more.",
    ]


def test_an_answer_of_which_nothing_can_be_told_says_that(answered):
    view = replace(answered.viewpoints[0], speaker="x" * 4_000)
    found = messages(replace(answered, answered=False, viewpoints=(), nearest=(view,), summary=None))
    assert {message.text for message in found} == {"The answer is too long to be told here."}


def test_a_note_too_long_for_the_first_message_follows_it(declined):
    first, other = messages(replace(declined, reason="unknown_person", notes=("x" * 2_800,), nearest=()))
    declined_line = "Nobody of that name writes or speaks in these articles."
    assert seen(first)[1:] == [declined_line, "Not everything fits here; the rest follows."]
    assert seen(other) == ["x" * 2_800]
    assert (first.text, other.text) == (declined_line + "\n" + "x" * 2_800, "More of the answer, 1 of 1.")


def told(message):
    return [line for line in seen(message) if line]


def test_views_on_a_side_stand_together_under_their_side_and_its_count():
    answer = long_answer(5, length=20)
    stances = ("against", "for", None, "against", "for")
    views = tuple(
        replace(view, stance=stance) for view, stance in zip(answer.viewpoints, stances, strict=True)
    )
    sides = Sides(on="The ferry should stay", asked="for", for_=2, against=2, not_read=1)
    [message] = messages(replace(answer, viewpoints=views, sides=sides), answer_id="k7f3")
    lines = [line for line in told(message) if line.startswith(("For", "Against", "Not", "“"))]
    assert [line.removeprefix("“word word word word ”").strip() for line in lines] == [
        *("For (2)", "[2]", "[5]", "Against (2)", "[1]", "[4]", "Not read (1)", "[3]"),
    ]


def test_what_does_not_fit_stands_under_its_heading_in_the_next_message():
    answer = long_answer(30)
    views = tuple(
        replace(view, stance="for" if number % 2 else "against")
        for number, view in enumerate(answer.viewpoints)
    )
    answer = replace(answer, viewpoints=views, sides=Sides(on="It should stay", for_=15, against=15))
    found = messages(answer, answer_id="k7f3")
    for message in found:
        call = {"channel": "C1", "text": message.text, "blocks": list(message.blocks)}
        assert violations("chat.postMessage", call) == ()
    numbers = [
        int(line.rpartition("[")[2][:-1]) for each in found for line in told(each) if line[:5] == "“word"
    ]
    assert sorted(numbers) == list(range(1, 31))
    headings = [line for each in found[1:] for line in told(each) if line.endswith("(15)")]
    assert headings == ["For (15)", "Against (15)"]


def test_articles_by_date_are_told_one_line_a_date(answered):
    [message] = timeline_messages(answered)
    assert seen(message) == [
        "14 March 2019: Ottoline Marrow, “The Tide Will Not Thank Us” (against)",
        "15 August 2020: Alban Fennimore, “The Ferry Sums” (mixed)",
        "18 June 2021: author not named, “One Estuary, One Town”",
    ]
    assert timeline_messages(replace(answered, viewpoints=answered.viewpoints[:2])) == ()


def test_references_are_told_in_a_style_with_italics_and_the_own_address_as_a_link(answered):
    [message] = reference_messages(answered, "chicago", "k7f3")
    assert message.text == "References as Chicago"
    [menu] = message.blocks[-1]["elements"]
    assert (message.blocks[-1]["block_id"], menu["action_id"]) == ("cite:k7f3", "cite")
    assert [each["value"] for each in menu["options"]] == list(CITE_FORMS)
    assert message.blocks[1] == block(
        section(
            text("Marrow, Ottoline. 2019. “The Tide Will Not Thank Us.” "),
            text("The Vessel Harbour Lantern", "italic"),
            text(", March 14, 2019. "),
            {"type": "link", "url": LANTERN, "text": LANTERN},
            text("."),
        )
    )
    call = {"channel": "C1", "text": message.text, "blocks": list(message.blocks)}
    assert violations("chat.postMessage", call) == ()


@pytest.mark.parametrize("form", ["bibtex", "ris", "csl"])
def test_references_for_programs_stand_as_they_are_read(answered, form):
    [message] = reference_messages(answered, form, "k7f3")
    told = [shown["elements"][0] for shown in message.blocks[:-1]]
    assert {each["type"] for each in told} == {"rich_text_preformatted"}
    words = [each["elements"][0]["text"] for each in told]
    records = cited(answered)
    assert words == [cite(record, form).strip("\n") for record in records]


def test_what_can_be_asked_next_stands_as_buttons_that_carry_the_whole_question(answered):
    long = "What does Ottoline Marrow say about the long promised barrage on the upper Aster?"
    questions = ("And who is for it?", long, "x" * 200)
    below = below_blocks(questions, "k7f3", person="Ottoline Marrow")
    [message] = messages(answered, answer_id="k7f3", below=below)
    assert (
        message.blocks[-3:-2]
        == below
        == (
            {
                "type": "actions",
                "block_id": "next:k7f3",
                "elements": [
                    button(
                        "ask_next_1", "And who is for it?", "And who is for it?", "Ask: And who is for it?"
                    ),
                    button("ask_next_2", f"{long[:73]} …", long, f"Ask: {long[:68].rstrip()} …"),
                    button("person", "All on Ottoline Marrow", "Ottoline Marrow", "Who Ottoline Marrow is"),
                ],
            },
        )
    )
    assert below_blocks(questions, None) == below_blocks((), "k7f3") == ()


def test_a_person_s_card_tells_role_counts_dates_articles_and_positions():
    first, last = (
        Record(
            article_id=name,
            title=name.title(),
            authors=("Ann Ash",),
            author_role="Ferryman",
            publication=paper,
            date=PublicationDate(date),
            url=f"https://tide.example/{name}",
            form="digest",
        )
        for name, paper, date in (("sluice", "The Tide", "2018-05"), ("lock", "The Wave", "2020"))
    )
    words = "The ferry must stay."
    kept = Position(on="The ferry should stay", stance="for", start=0, end=20, read_by="a language model")
    plain_blocks = (Block("paragraph", 0, len(words)),)
    articles = {each.article_id: Article(each, words, blocks=plain_blocks) for each in (first, last)}
    library = Library((first, last), warnings={}, taken=[(first, kept)])
    person = library.person("Ann Ash")
    [message] = person_messages(person_lines(person, library.positions(person), articles.get))
    assert seen(message) == [
        "Ann Ash",
        "Ferryman",
        "2 articles. First heard: May 2018. Last heard: 2020. In: The Tide, The Wave.",
        "Articles",
        "• “Lock”, Ann Ash (The Wave, 2020)",
        "• “Sluice”, Ann Ash (The Tide, May 2018)",
        "Positions",
        "summary, not the author's words",
        "for “The ferry should stay”: The Tide, May 2018",
        "The ferry must stay.",
        "Side read by a language model",
    ]
    call = {"channel": "C1", "text": message.text, "blocks": list(message.blocks)}
    assert violations("chat.postMessage", call) == ()
