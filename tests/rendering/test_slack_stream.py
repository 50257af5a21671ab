"""Answers streamed into Slack: the chunks of each event, and what ends the message."""

from dataclasses import replace

from assistant.answers import Answer
from assistant.events import Finished, Searched, SummaryReady, ViewpointReady, ViewpointReplaced
from assistant.rendering.slack import Transcript, messages
from assistant.rendering.slack_blocks import heading_blocks
from assistant.scopes import Scope
from assistant.wording.lines import counted_line
from assistant.wording.positions import arranged


def begun(answer: Answer) -> tuple[Transcript, tuple]:
    transcript = Transcript(question=answer.question, scope=answer.scope)
    event = Searched(answer.standalone_question, answer.understood, answer.searched)
    return transcript, transcript.chunks(event)


def seen(blocks):
    """The text that blocks show, a line for each element."""
    lines = []
    for shown in blocks:
        for part in shown["elements"] if shown["type"] == "rich_text" else ():
            lines += "".join(leaf["text"] for leaf in part["elements"]).split("\n")
    return lines


def test_a_stream_begins_with_what_is_searched(answered):
    _, chunks = begun(replace(answered, understood=Scope(people=("Marrow",))))
    text, blocks = chunks
    assert text == {
        "type": "markdown_text",
        "text": "Searched 12 articles by 9 voices, 2018 to 29 January 2024.",
    }
    assert blocks["type"] == "blocks"
    assert seen(blocks["blocks"]) == [
        "Your filters: Marrow and Fennimore; since 2018.",
        "Understood as: Should the Aster barrage be built?",
        "Filters read from the question: Marrow.",
    ]


def test_without_filters_only_the_text_begins_it(declined):
    _, chunks = begun(declined)
    assert [chunk["type"] for chunk in chunks] == ["markdown_text"]


def test_each_viewpoint_is_streamed_as_it_stands_in_the_message(answered):
    transcript, _ = begun(answered)
    streamed = [transcript.chunks(ViewpointReady(view)) for view in answered.viewpoints]
    titles = heading_blocks(arranged(answered))
    views = [block for block in messages(answered)[0].blocks[2:-1] if block not in titles]
    assert [blocks for chunk in streamed for blocks in chunk[0]["blocks"]] == views


def test_the_button_of_a_view_is_streamed_with_it(answered):
    transcript = Transcript(question=answered.question, scope=answered.scope, answer_id="k7f3")
    [chunk] = transcript.chunks(ViewpointReady(answered.viewpoints[1]))
    assert [block.get("block_id") for block in chunk["blocks"]] == [None, "view-3:k7f3"]


def test_of_a_viewpoint_that_grew_only_what_is_new_is_streamed(answered):
    transcript, _ = begun(answered)
    marrow = answered.viewpoints[0]
    transcript.chunks(ViewpointReady(replace(marrow, quotes=marrow.quotes[:1])))
    [chunk] = transcript.chunks(ViewpointReady(marrow))
    assert seen(chunk["blocks"]) == [
        "Ottoline Marrow (The Vessel Harbour Lantern, 14 March 2019)",
        "The Tide Will Not Thank Us",
        "columnist, formerly warden of the Aster mudflats · stance: against",
        "“In the estuary it would be a lid on a pot … it should not be built” [2]",
    ]
    assert transcript.chunks(ViewpointReady(marrow)) == ()


def test_the_overview_is_streamed_before_the_views_and_not_again_at_the_end(answered):
    transcript, _ = begun(answered)
    [chunk] = transcript.chunks(SummaryReady(answered.summary))
    assert seen(chunk["blocks"]) == [answered.summary]
    assert answered.summary not in seen(transcript.closing(answered, answer_id="k7f3")[0])


def test_what_takes_the_place_of_something_and_the_end_stream_nothing(answered):
    transcript, _ = begun(answered)
    assert transcript.chunks(ViewpointReplaced((1,), answered.viewpoints[0])) == ()
    assert transcript.chunks(Finished(answered)) == ()


def test_what_ends_a_stream_repeats_nothing_of_it(answered):
    transcript, _ = begun(answered)
    for view in answered.viewpoints:
        transcript.chunks(ViewpointReady(view))
    closing, _ = transcript.closing(answered, answer_id="k7f3")
    whole = messages(answered, answer_id="k7f3")[0].blocks
    assert seen(closing)[0] == counted_line(answered)
    assert closing[1:] == (whole[1], *whole[-3:])


def test_a_stream_begins_with_how_many_articles_bear_on_the_question(answered):
    extractive = replace(
        answered, viewpoints=tuple(replace(view, stance=None) for view in answered.viewpoints), more=5
    )
    transcript = Transcript(question=answered.question, scope=answered.scope)
    searched = Searched(
        answered.standalone_question, answered.understood, answered.searched, bearing=8, shown=3
    )
    chunks = transcript.chunks(searched)
    assert seen(chunks[-1]["blocks"])[-1] == counted_line(extractive)
    closing, _ = transcript.closing(extractive, answer_id="k7f3")
    assert counted_line(extractive) not in seen(closing), "said once"


def test_a_declined_question_ends_with_the_reason_and_the_nearest_passages(declined):
    transcript, _ = begun(declined)
    assert transcript.closing(declined, answer_id="k7f3")[0] == (
        {
            "type": "rich_text",
            "elements": [
                {
                    "type": "rich_text_section",
                    "elements": [
                        {
                            "type": "text",
                            "text": "No article here answers this directly. The nearest passages:",
                        }
                    ],
                }
            ],
        },
        *messages(declined, answer_id="k7f3")[0].blocks[1:],
    )


def test_viewpoints_beyond_the_room_kept_free_come_at_the_end_where_there_is_room(answered):
    view = answered.viewpoints[0]
    views = tuple(
        replace(
            view,
            record=replace(view.record, article_id=f"a{number}", title="x" * 400),
            quotes=(replace(view.quotes[0], citation=number),),
        )
        for number in range(1, 8)
    )
    answer = replace(answered, viewpoints=views, summary=None)
    transcript, _ = begun(answer)
    live = [len(transcript.chunks(ViewpointReady(view))) for view in views]
    assert live == sorted(live, reverse=True)
    assert 0 < sum(live) < 7
    closing = seen(transcript.closing(answer, answer_id="k7f3")[0])
    assert [line[-4:] for line in closing if line.startswith("“")] == [
        f" [{number}]" for number in range(sum(live) + 1, 8)
    ]
