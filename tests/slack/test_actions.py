import json
import time
from dataclasses import replace
from types import SimpleNamespace

import pytest

from assistant import Assistant
from assistant.answers import Turn
from assistant.errors import APOLOGY
from assistant.remarks import WORDING, Feedback
from assistant.rendering.slack import (
    Message,
    following,
    messages,
    person_messages,
    reference_messages,
    timeline_messages,
)
from assistant.rendering.slack_person import person_lines
from assistant.scopes import Scope
from assistant.slack import deliveries
from assistant.slack.telling import CLOSED, EXPIRED, TOGETHER, aside, notice, signed
from assistant.wording.byline import attribution
from assistant.wording.positions import columns
from tests.slack.bot import Disturbed, bot_of
from tests.slack.expected import offered, posted, private, responded, shown_id, streamed, whispered
from tests.slack.fake_slack import TEAM, Reply
from tests.slack.payloads import DIRECT, FERRIES, action, command, mention, message, submission

BARRAGE = "Should the barrage be built?"
THANKS = notice("Thank you. That helps to make the answers better.")
ALREADY = notice("That was done already.")


def element(slack, action_id, *, of="chat.stopStream", number=-1, **chosen):
    """What Slack sends of an element of the blocks of a call."""
    for block in slack.of(of)[number]["blocks"]:
        for each in (*block.get("elements", ()), block.get("accessory", {})):
            if each.get("action_id") == action_id:
                return {"type": each["type"], "action_id": action_id, "block_id": block["block_id"], **chosen}
    raise AssertionError(f"no {action_id} in {of}")


def streamed_message(slack, number=-1):
    return {
        "ts": slack.of("chat.stopStream")[number]["ts"],
        "thread_ts": slack.of("chat.startStream")[number]["thread_ts"],
    }


@pytest.fixture
def answered(bot, slack):
    """A bot that has answered; from here on only later calls are of interest."""
    bot.hear(mention(slack, BARRAGE))
    slack.root = slack.of("chat.startStream")[0]["thread_ts"]
    slack.begun = len(slack.calls)
    return bot


def later(slack):
    return slack.transcript[slack.begun :]


def press(bot, action_id, *, user="U0ANNA", **chosen):
    pressed = element(bot.slack, action_id, **chosen)
    bot.interact(action(bot.slack, pressed, message=streamed_message(bot.slack), user=user))


def said(bot):
    return [replace(entry, id="", date="") for entry in bot.store.entries()]


def entry(bot, answer_id, **more):
    return Feedback(
        id="",
        answer_id=answer_id,
        answer=bot.store.answer(answer_id),
        place="slack",
        date="",
        **{"helpful": False, **more},
    )


def test_a_good_answer_is_kept_as_good_and_its_reader_thanked(answered, slack):
    press(answered, "feedback", value="good")
    press(answered, "feedback", value="good")
    assert said(answered) == [entry(answered, shown_id(slack), helpful=True)]
    assert later(slack) == [whispered(FERRIES, THANKS, slack.root)] * 2


def test_what_was_wrong_is_asked_for_in_a_form_and_kept(answered, slack):
    press(answered, "feedback", value="bad", user="U0BO")
    answer_id = shown_id(slack)
    assert said(answered) == [entry(answered, answer_id)]
    [(method, body)] = later(slack)
    view = body["view"]
    assert (method, body["trigger_id"][:3]) == ("views.open", "133")
    options = view["blocks"][0]["element"]["options"]
    assert [option["value"] for option in options] == list(WORDING)
    values = {
        "reasons": {"reasons": {"type": "checkboxes", "selected_options": [options[3], options[0]]}},
        "comment": {"comment": {"type": "plain_text_input", "value": "Marrow wrote it in 2023."}},
    }
    for _ in range(2):
        answered.interact(submission(slack, view, values, user="U0BO"))
    kept = {"complaints": ("wrong_person", "not_in_source"), "comment": "Marrow wrote it in 2023."}
    assert said(answered) == [entry(answered, answer_id, **kept)]
    assert later(slack)[1:] == [whispered(FERRIES, THANKS, slack.root, "U0BO")] * 2
    # The form opened once more and left: what was said stays.
    press(answered, "feedback", value="bad", user="U0BO")
    assert said(answered) == [entry(answered, answer_id, **kept)]


def test_a_complaint_looked_at_again_two_days_later_stays_with_what_became_of_it(
    answered, slack, monkeypatch
):
    press(answered, "feedback", value="bad", user="U0BO")
    values = {
        "reasons": {"reasons": {"selected_options": [{"value": "wrong_date"}]}},
        "comment": {"comment": {"value": "The barrage was voted on in 2021."}},
    }
    answered.interact(submission(slack, slack.of("views.open")[0]["view"], values, user="U0BO"))
    answered.store.mark(answered.store.entries()[0].id, "mended", "The date is right now.")
    kept = answered.store.entries()
    now = time.time() + 2 * 24 * 60 * 60
    monkeypatch.setattr(deliveries, "time", SimpleNamespace(time=lambda: now))
    press(answered, "feedback", value="bad", user="U0BO")
    assert answered.store.entries() == kept
    told = slack.of("views.open")[1]["view"]["blocks"][0]["text"]["text"]
    assert told.endswith("What became of it: mended: “The date is right now.”")


def test_a_form_sent_empty_says_only_that_something_was_wrong(answered, slack):
    press(answered, "feedback", value="bad")
    values = {"reasons": {"reasons": {"selected_options": []}}, "comment": {"comment": {"value": None}}}
    answered.interact(submission(slack, slack.of("views.open")[0]["view"], values))
    assert said(answered) == [entry(answered, shown_id(slack))]


@pytest.mark.parametrize(
    ("action_id", "chosen"),
    [
        ("feedback", {"value": "good"}),
        ("feedback", {"value": "bad"}),
        ("as_of", {"selected_date": "2020-01-31"}),
        ("only_author", {"selected_option": {"value": "Ottoline Marrow"}}),
        ("show_more", {"value": "1"}),
        ("share", {"value": "share"}),
        ("doubt", {"value": "1"}),
        ("timeline", {"value": ""}),
    ],
)
def test_an_answer_that_is_no_longer_kept_is_told_kindly(bot, slack, action_id, chosen):
    pressed = {"type": "button", "action_id": action_id, "block_id": f"{action_id}:gone", **chosen}
    bot.interact(action(slack, pressed, message={"ts": "1790000000.5", "thread_ts": "1790000000.4"}))
    assert slack.transcript[1:] == [whispered(FERRIES, notice(EXPIRED), "1790000000.4")]
    assert bot.store.entries() == ()


def asked_again(bot, assistant, scope, words, *, history=(), question=BARRAGE):
    slack = bot.slack
    announced = posted(FERRIES, signed("U0BO", f"asks again, with these filters: {words}."), slack.root)
    answer = streamed(
        assistant,
        question,
        channel=FERRIES,
        thread_ts=slack.root,
        ts=slack.of("chat.stopStream")[-1]["ts"],
        answer_id=shown_id(slack),
        scope=scope,
        history=history,
        user="U0BO",
    )
    return [announced, *answer]


def test_the_question_is_asked_again_as_of_a_date(answered, slack, assistant):
    press(answered, "as_of", user="U0BO", selected_date="2020-12-31")
    scope = Scope(until="2020-12-31")
    assert later(slack) == asked_again(answered, assistant, scope, "until 31 December 2020")


def test_the_question_is_asked_again_of_one_author(answered, slack, assistant):
    press(answered, "only_author", user="U0BO", selected_option={"value": "Thaddeus Pellworm"})
    scope = Scope(people=("Thaddeus Pellworm",))
    assert later(slack) == asked_again(answered, assistant, scope, "Thaddeus Pellworm")


def test_a_choice_made_twice_is_answered_once(answered, slack):
    pressed = element(slack, "as_of", selected_date="2020-12-31")
    payload = action(slack, pressed, message=streamed_message(slack))
    for _ in range(2):
        answered.interact(payload)
    assert len(slack.of("chat.startStream")) == 2
    assert later(slack)[-1] == whispered(FERRIES, ALREADY, slack.root)


def test_a_choice_that_was_refused_or_failed_may_be_made_again(slack, assistant, slack_settings, store):
    settings = slack_settings.model_copy(update={"per_user": 1})
    failing = Disturbed(assistant, 0)
    failing.go_on.set()
    with bot_of(failing, slack, settings, store) as bot:
        bot.hear(mention(slack, BARRAGE))
        payload = action(
            slack, element(slack, "as_of", selected_date="2020-12-31"), message=streamed_message(slack)
        )
        bot.interact(payload)
        failing.failure = ZeroDivisionError("secret detail")
        bot.interact({**payload, "user": {**payload["user"], "id": "U0BO"}})
        failing.failure = None
        bot.interact({**payload, "user": {**payload["user"], "id": "U0CY"}})
        bot.interact({**payload, "user": {**payload["user"], "id": "U0DI"}})
    whispers = [body["text"] for body in slack.of("chat.postEphemeral")]
    assert whispers[0].startswith("That is many questions in a short time.")
    assert whispers[1:] == [ALREADY.text]
    assert [body["text"] for body in slack.of("chat.postMessage")][1] == notice(APOLOGY).text
    assert len(slack.of("chat.stopStream")) == 2


def test_viewpoints_that_slack_did_not_take_are_shown_when_asked_for_again(bot, slack, assistant):
    answer = long_answer(assistant)
    answer_id = bot.store.keep(answer, place="slack")
    button = pressed_more(answer, answer_id)
    slack.plays("chat.postMessage", Reply(error="fatal_error"))
    for _ in range(2):
        bot.interact(action(slack, button, message={"ts": "1790000000.4"}))
    pages = following(answer, button["value"], answer_id=answer_id)
    assert [body["text"] for body in slack.of("chat.postMessage")[1:]] == [page.text for page in pages]
    assert [body["text"] for body in slack.of("chat.postEphemeral")] == [notice(APOLOGY).text]


def test_what_was_posted_is_not_posted_again_where_only_the_answer_to_more_failed(
    slack, assistant, slack_settings, store
):
    failing = Disturbed(assistant, 0, failure=ZeroDivisionError("secret detail"))
    answer = replace(long_answer(assistant), more=1)
    with bot_of(failing, slack, slack_settings, store) as bot:
        answer_id = store.keep(answer, place="slack")
        pressed = pressed_more(answer, answer_id)
        bot.interact(action(slack, pressed, message={"ts": "1790000000.4"}))
        failing.failure = None
        failing.go_on.set()
        bot.interact(action(slack, pressed, message={"ts": "1790000000.4"}))
        bot.interact(action(slack, pressed, message={"ts": "1790000000.4"}))
    pages = [page.text for page in following(answer, pressed["value"], answer_id=answer_id)]
    again = signed("U0ANNA", "asks for more.").text
    assert [body["text"] for body in slack.of("chat.postMessage")] == [
        *(*pages, again, notice(APOLOGY).text, again),
    ]
    assert len(slack.of("chat.stopStream")) == 1
    assert [body["text"] for body in slack.of("chat.postEphemeral")] == [ALREADY.text]


def pressed_more(answer, answer_id):
    """What Slack sends of the button for more under a posted answer."""
    [button] = [
        each | {"block_id": block["block_id"]}
        for block in messages(answer, answer_id=answer_id)[0].blocks
        for each in block.get("elements", ())
        if each.get("action_id") == "show_more"
    ]
    return button


@pytest.mark.parametrize("action_id", ["as_of", "only_author"])
def test_in_a_channel_that_was_closed_nothing_is_asked_by_a_menu_either(
    slack, assistant, slack_settings, store, tmp_path, action_id
):
    with bot_of(assistant, slack, slack_settings, store) as bot:
        bot.hear(mention(slack, BARRAGE))
    file = tmp_path / "channels.yaml"
    file.write_text(f"channels:\n  {FERRIES}: {{ask: false}}\n")
    settings = slack_settings.model_copy(update={"channels": file})
    chosen = {"selected_date": "2020-12-31", "selected_option": {"value": "Alban Fennimore"}}
    with bot_of(assistant, slack, settings, store) as bot:
        press(bot, action_id, **chosen)
    assert [body["text"] for body in slack.of("chat.postEphemeral")] == [notice(CLOSED).text]
    assert len(slack.of("chat.stopStream")) == 1


def test_who_changes_their_mind_twice_is_kept_by_the_last_word(answered):
    for value in ("bad", "good", "bad"):
        press(answered, "feedback", value=value)
    assert [entry.helpful for entry in answered.store.entries()] == [False]


def test_a_follow_up_is_asked_again_in_the_light_of_what_was_before_it(answered, slack, assistant):
    history = (Turn(question=BARRAGE, answer=answered.store.answer(shown_id(slack))),)
    question = "And what does Marrow say?"
    answered.hear(message(slack, question, channel=FERRIES, thread_ts=slack.root, user="U0BO"))
    slack.begun = len(slack.calls)
    press(answered, "as_of", user="U0BO", selected_date="2020-12-31")
    calls = later(slack)
    closing = slack.of("chat.stopStream")[-1]["blocks"]
    expected = asked_again(
        answered,
        assistant,
        Scope(until="2020-12-31"),
        "until 31 December 2020",
        history=history,
        question=question,
    )
    expected[-1][1]["blocks"] = [
        *expected[-1][1]["blocks"],
        aside(TOGETHER),
    ]
    assert (calls, closing) == (expected, expected[-1][1]["blocks"])


def test_a_day_before_the_articles_that_were_asked_for_is_told(bot, slack):
    bot.hear(mention(slack, f"{BARRAGE} since:2021"))
    press(bot, "as_of", selected_date="2020-12-31")
    told = notice("The question asks for articles since 2021: choose a later day.")
    assert slack.of("chat.postEphemeral") == [
        whispered(FERRIES, told, slack.of("chat.startStream")[0]["thread_ts"])[1]
    ]


def test_all_viewpoints_are_shown_in_the_thread_once(bot, slack, assistant):
    answer = long_answer(assistant)
    answer_id = bot.store.keep(answer, place="slack")
    first, *rest = messages(answer, answer_id=answer_id)
    assert rest
    ts = bot.app.client.chat_postMessage(channel=FERRIES, text=first.text, blocks=list(first.blocks))["ts"]
    button = pressed_more(answer, answer_id)
    payload = action(slack, button, message={"ts": ts})
    begun = len(slack.calls)
    for _ in range(2):
        bot.interact(payload)
    shown = [posted(FERRIES, each, ts) for each in following(answer, button["value"], answer_id=answer_id)]
    assert shown == [posted(FERRIES, each, ts) for each in rest]
    assert slack.transcript[begun:] == [*shown, whispered(FERRIES, ALREADY, ts)]


def more_button(slack):
    """What Slack sends of the button for more under the last answer."""
    [(row, button)] = [
        (row, button)
        for row in slack.of("chat.stopStream")[-1]["blocks"]
        for button in row["elements"]
        if button.get("action_id") == "show_more"
    ]
    return {"type": "button", "action_id": "show_more", "block_id": row["block_id"], "value": button["value"]}


def test_more_of_what_bears_on_a_question_is_answered_in_the_thread_once(answered, slack):
    first = answered.store.answer(shown_id(slack))
    assert (len(first.articles), first.more) == (6, 1)
    payload = action(slack, more_button(slack), message=streamed_message(slack))
    for _ in range(2):
        answered.interact(payload)
    second = answered.store.answer(shown_id(slack))
    assert (second.question, second.shown_before, second.more) == (BARRAGE, first.articles, 0)
    assert not {*second.articles} & {*first.articles}
    assert later(slack)[0] == posted(FERRIES, signed("U0ANNA", "asks for more."), slack.root)
    assert later(slack)[-1] == whispered(FERRIES, ALREADY, slack.root)


def test_a_private_answer_is_shared_with_the_channel_and_joins_it(bot, slack, assistant):
    bot.command(command(slack, BARRAGE))
    answer_id = shown_id(slack, "response_url")
    answer = bot.store.answer(answer_id)
    pressed = element(slack, "share", of="response_url", value="share")
    payload = action(slack, pressed, message={"ts": "1790000000.7"}, ephemeral=True, user="U0BO")
    for _ in range(2):
        bot.interact(payload)
    below = offered(assistant, answer, answer_id)
    by, shown = (
        signed("U0BO", f"asked and shared: {BARRAGE}"),
        messages(answer, answer_id=answer_id, below=below)[0],
    )
    shared = Message(f"{by.text} {shown.text}", (*by.blocks, *shown.blocks))
    assert slack.transcript[2:] == [
        posted(FERRIES, shared),
        ("response_url", {"delete_original": True}),
        responded(ALREADY),
    ]
    root = slack.messages[-1].ts
    bot.hear(message(slack, "And since 2020?", channel=FERRIES, thread_ts=root))
    assert "Understood as: Should the barrage be built since 2020?" in json.dumps(
        slack.of("chat.startStream")
    )


def test_where_the_bot_is_not_in_the_channel_an_answer_is_shared_by_its_response_url(bot, slack):
    slack.plays("chat.postMessage", Reply(error="not_in_channel"))
    bot.command(command(slack, BARRAGE))
    pressed = element(slack, "share", of="response_url", value="share")
    bot.interact(action(slack, pressed, message={"ts": "1790000000.7"}, ephemeral=True))
    refused = slack.of("chat.postMessage")[0]
    assert slack.of("response_url")[1:] == [
        {
            "response_type": "in_channel",
            "replace_original": False,
            "unfurl_links": False,
            "unfurl_media": False,
            "text": refused["text"],
            "blocks": refused["blocks"],
        },
        {"delete_original": True},
    ]


def test_a_private_answer_asked_again_stays_private(bot, slack, assistant):
    bot.command(command(slack, BARRAGE))
    pressed = element(slack, "as_of", of="response_url", selected_date="2020-12-31")
    bot.interact(action(slack, pressed, message={"ts": "1790000000.7"}, ephemeral=True))
    answer_id = shown_id(slack, "response_url")
    answer = bot.store.answer(answer_id)
    assert answer.scope == Scope(until="2020-12-31")
    assert slack.transcript[2:] == [private(assistant, answer, answer_id)]


def test_thanks_for_a_private_answer_are_private_too(bot, slack):
    bot.command(command(slack, BARRAGE))
    pressed = element(slack, "feedback", of="response_url", value="good")
    bot.interact(action(slack, pressed, message={"ts": "1790000000.7"}, ephemeral=True))
    assert slack.transcript[2:] == [responded(THANKS)]


def test_in_a_direct_conversation_thanks_are_posted(bot, slack):
    bot.hear(message(slack, BARRAGE))
    pressed = element(slack, "feedback", value="good")
    bot.interact(action(slack, pressed, message=streamed_message(slack), channel=DIRECT))
    assert slack.transcript[-1] == posted(DIRECT, THANKS, streamed_message(slack)["thread_ts"])


def test_a_press_whose_work_fails_ends_in_a_word(slack, assistant, slack_settings, store):
    with bot_of(assistant, slack, slack_settings, store) as bot:
        bot.hear(mention(slack, BARRAGE))
        slack.plays("views.open", Reply(error="expired_trigger_id"))
        press(bot, "feedback", value="bad")
    body = slack.of("chat.postEphemeral")[0]
    assert body["text"].startswith("Something went wrong here")
    assert body["team_id"] == TEAM


def doubt_button(slack, number=0):
    """What Slack sends of the button under a view of the last answer."""
    shown = [block for call in slack.calls for block in blocks_of(call.body)]
    block = [block for block in shown if block.get("block_id", "").startswith("view-")][number]
    return {"type": "button", "action_id": "doubt", "block_id": block["block_id"]} | {
        "value": block["elements"][0]["value"]
    }


def blocks_of(body):
    chunks = [block for chunk in body.get("chunks", ()) for block in chunk.get("blocks", ())]
    return [*chunks, *body.get("blocks", ())]


def test_what_is_wrong_with_one_view_is_asked_for_kept_and_its_outcome_told(answered, slack):
    pressed = action(slack, doubt_button(slack, 1), message=streamed_message(slack), user="U0BO")
    answered.interact(pressed)
    answer_id, answer = shown_id(slack), answered.store.answer(shown_id(slack))
    view = answer.viewpoints[1]
    assert answered.store.entries() == (), "nothing is said before the form is sent"
    form = slack.of("views.open")[0]["view"]
    asked, reasons, _ = form["blocks"]
    assert asked["text"]["text"] == attribution(view)
    options = reasons["element"]["options"]
    assert [option["value"] for option in options] == [each for each in WORDING if each != "not_answered"]
    values = {
        "reasons": {"reasons": {"selected_options": [options[2]]}},
        "comment": {"comment": {"value": "She is against it."}},
    }
    answered.interact(submission(slack, form, values, user="U0BO"))
    [said] = answered.store.entries()
    assert (said.answer_id, said.view, said.complaints, said.comment) == (
        *(answer_id, view, ("wrong_side",), "She is against it."),
    )
    assert later(slack)[-1] == whispered(FERRIES, THANKS, slack.root, "U0BO")
    answered.store.mark(said.id, "mended", "It stands so now.")
    answered.interact(pressed)
    answered.interact({**pressed, "user": {**pressed["user"], "id": "U0ANNA"}})
    again, of_another = (body["view"]["blocks"] for body in slack.of("views.open")[1:])
    assert again[1]["text"]["text"] == (
        "You said: not right (wrong side). What became of it: mended: “It stands so now.”"
    )
    assert len(of_another) == 3, "what one reader said is not another's"


def test_the_articles_of_an_answer_are_told_by_date_to_whoever_asks(answered, slack):
    press(answered, "timeline")
    [message] = timeline_messages(answered.store.answer(shown_id(slack)))
    assert later(slack) == [whispered(FERRIES, message, slack.root)]


def test_who_somebody_is_is_told_from_the_records_with_the_articles(bot, slack):
    bot.hear(mention(slack, "Who is Ottoline Marrow?"))
    answer = bot.store.answer(shown_id(slack, "chat.postMessage"))
    assert answer.listing.kind == "person"
    shown = json.dumps(slack.transcript, ensure_ascii=False)
    assert answer.listing.text in shown
    assert answer.listing.articles
    for record in answer.listing.articles:
        assert record.title in shown and record.date_text in shown


def test_two_people_asked_about_stand_apart_each_under_a_heading(bot, slack):
    bot.hear(mention(slack, f"{BARRAGE} by:Marrow by:Fennimore"))
    answer = bot.store.answer(shown_id(slack))
    groups = columns(answer, answer.shown)
    assert [person for person, _ in groups] == ["Marrow", "Fennimore"]
    shown = json.dumps(slack.of("chat.stopStream")[-1]["blocks"], ensure_ascii=False)
    places = [shown.index(f'"text": "{person}"') for person, _ in groups]
    for place, end, (_, views) in zip(places, [places[1], len(shown)], groups, strict=True):
        for view in views:
            assert all(place < shown.index(f"[{quote.citation}]") < end for quote in view.quotes)


def long_answer(assistant):
    """An answer with far more viewpoints than a message holds, all of invented articles."""
    answer = assistant.ask(BARRAGE)
    views = [
        replace(
            view,
            record=replace(view.record, article_id=f"{view.record.article_id}-{number}"),
            quotes=tuple(replace(quote, citation=quote.citation + 100 * number) for quote in view.quotes),
        )
        for number in range(12)
        for view in answer.viewpoints
    ]
    return replace(answer, viewpoints=tuple(views), more=0)


def test_references_are_told_and_then_in_the_form_that_is_chosen(answered, slack):
    answer_id = shown_id(slack)
    press(answered, "references")
    chosen = element(slack, "cite", of="chat.postEphemeral")
    for form in ("bibtex", "folklore"):
        choice = {**chosen, "selected_option": {"value": form}}
        answered.interact(action(slack, choice, message=streamed_message(slack)))
    told = (
        *(
            reference_messages(answered.store.answer(answer_id), form, answer_id)[0]
            for form in ("chicago", "bibtex")
        ),
        notice("References are not given in this form: choose another."),
    )
    assert later(slack) == [whispered(FERRIES, each, slack.root) for each in told]


def test_who_somebody_is_stands_behind_a_button_under_the_view(answered, slack, assistant):
    [(block, button), *_] = [
        (block, button)
        for _, body in slack.transcript
        for chunk in body.get("chunks", ())
        for block in chunk.get("blocks", ())
        for button in block["elements"]
        if button.get("action_id") == "person"
    ]
    pressed = {**button, "block_id": block["block_id"]}
    for value in (button["value"], "Nobody Known"):
        answered.interact(action(slack, {**pressed, "value": value}, message=streamed_message(slack)))
    library = assistant.library
    person = library.person(button["value"])
    [card] = person_messages(person_lines(person, library.positions(person), assistant.article))
    gone = notice("No article here is by or with this person any more.")
    assert later(slack) == [whispered(FERRIES, each, slack.root) for each in (card, gone)]


def test_a_question_that_is_offered_is_asked_once_in_the_light_of_the_answer(slack, assistant, bot):
    bot.hear(mention(slack, "What does Marrow say about the barrage?"))
    first = bot.store.answer(shown_id(slack))
    [row] = [
        each
        for each in slack.of("chat.stopStream")[-1]["blocks"]
        if each.get("block_id", "").startswith("next:")
    ]
    [button, *_] = row["elements"]
    assert [row] == list(offered(assistant, first, shown_id(slack)))
    pressed = {**button, "block_id": row["block_id"]}
    payload = action(slack, pressed, message=streamed_message(slack), user="U0BO")
    for _ in range(2):
        bot.interact(payload)
    second = bot.store.answer(shown_id(slack))
    turn = Turn(question=first.question, answer=first)
    asked = assistant.ask(button["value"], history=(turn,))
    assert replace(second, timings_ms={}) == replace(asked, timings_ms={})
    told = [body["text"] for body in slack.of("chat.postMessage")]
    assert told == [signed("U0BO", f"asks: {button['value']}").text]
    assert (
        slack.of("chat.postEphemeral")[-1]
        == whispered(FERRIES, ALREADY, slack.of("chat.startStream")[0]["thread_ts"], "U0BO")[1]
    )


def test_under_who_somebody_is_stand_the_positions(slack, slack_settings, store, tmp_path):
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "ferry.md").write_text(
        "---\ntitle: The Ferry\nauthors: [Ora Lindqvar]\npublication: The Tide\ndate: 2021-05\npositions:\n"
        "- {on: The ferry should stay, stance: for, quote: The ferry to Skerrow must stay.}\n---\n"
        "The ferry to Skerrow must stay. Nobody else carries the doctor.\n",
        encoding="utf-8",
    )
    own = Assistant.open(documents=tmp_path / "articles", index=tmp_path / "index")
    with bot_of(own, slack, slack_settings, store) as bot:
        bot.hear(mention(slack, "Who is Ora Lindqvar?"))
    shown = json.dumps(slack.of("chat.postMessage")[-1]["blocks"], ensure_ascii=False)
    assert "for “The ferry should stay”" in shown
    assert "“The ferry to Skerrow must stay.”" in shown
