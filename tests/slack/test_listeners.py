import json
import logging
from dataclasses import replace

import pytest

from assistant.answers import Turn
from assistant.errors import APOLOGY
from assistant.scopes import Scope
from assistant.slack.manifest import suggestions
from assistant.slack.telling import (
    BUSY,
    CLOSED,
    FILE_NOT_READ,
    HELP,
    TOGETHER,
    aside,
    notice,
    patience,
)
from tests.slack.bot import Bot, Disturbed, WatchedWorkers, bot_of
from tests.slack.expected import posted, private, shown_id, status, streamed, whispered
from tests.slack.fake_slack import APP_TOKEN, BOT, BOT_TOKEN, BOT_USER, TEAM, Reply
from tests.slack.payloads import DIRECT, FERRIES, command, event, home_opened, mention, message
from tests.slack.signing import SECRET

FERRY, BARRAGE = "Should the ferry be closed?", "Should the barrage be built?"


def calls(bot: Bot):
    """All calls but the one by which the app learns who it is."""
    return bot.slack.transcript[1:]


def thread_of(bot: Bot, number: int = 0) -> str:
    return str(bot.slack.of("chat.startStream")[number]["thread_ts"])


def stream_ts(bot: Bot, number: int = -1) -> str:
    return str(bot.slack.of("chat.stopStream")[number]["ts"])


def expected(bot: Bot, assistant, question: str, *, channel: str, thread_ts: str, **more):
    """The calls of the answer streamed last."""
    here = {
        "channel": channel,
        "thread_ts": thread_ts,
        "ts": stream_ts(bot),
        "answer_id": shown_id(bot.slack),
    }
    return streamed(assistant, question, **here, **more)


def test_a_mention_is_answered_in_a_thread_under_it(bot, slack, assistant):
    asked = mention(slack, FERRY)
    bot.hear(asked)
    assert calls(bot) == expected(bot, assistant, FERRY, channel=FERRIES, thread_ts=asked["event"]["ts"])


def test_a_mention_inside_a_thread_is_answered_there(bot, slack, assistant):
    root = slack.said(FERRIES, "Let us talk of ferries.", user="U0BO")
    bot.hear(mention(slack, FERRY, thread_ts=root.ts))
    assert calls(bot) == expected(bot, assistant, FERRY, channel=FERRIES, thread_ts=root.ts)


def test_a_direct_message_is_answered_in_a_thread(bot, slack, assistant):
    asked = message(slack, FERRY)
    bot.hear(asked)
    assert calls(bot) == expected(bot, assistant, FERRY, channel=DIRECT, thread_ts=asked["event"]["ts"])


def test_tokens_are_filters_and_shown_back(bot, slack, assistant):
    asked = mention(slack, f"{BARRAGE} by:marrow since:2020")
    bot.hear(asked)
    scope = Scope(people=("marrow",), since="2020")
    here = {"channel": FERRIES, "thread_ts": asked["event"]["ts"]}
    assert calls(bot) == expected(bot, assistant, BARRAGE, scope=scope, **here)
    assert "Your filters: marrow; since 2020." in json.dumps(slack.of("chat.startStream"))


def test_a_follow_up_in_a_joined_thread_needs_no_mention(bot, slack, assistant):
    bot.hear(mention(slack, BARRAGE))
    first, begun = shown_id(slack), len(calls(bot))
    root = thread_of(bot)
    bot.hear(message(slack, "And what does Pellworm say?", channel=FERRIES, thread_ts=root))
    history = (Turn(question=BARRAGE, answer=bot.store.answer(first)),)
    here = {"channel": FERRIES, "thread_ts": root, "history": history}
    assert calls(bot)[begun:] == expected(bot, assistant, "And what does Pellworm say?", **here)


def test_somebody_elses_follow_up_says_that_it_was_read_together_with_another_question(bot, slack, assistant):
    bot.hear(mention(slack, BARRAGE))
    begun, root = len(calls(bot)), thread_of(bot)
    history = (Turn(question=BARRAGE, answer=bot.store.answer(shown_id(slack))),)
    bot.hear(message(slack, "And since 2020?", channel=FERRIES, thread_ts=root, user="U0BO"))
    here = {"channel": FERRIES, "thread_ts": root, "history": history, "user": "U0BO"}
    here["aside"] = (aside(TOGETHER),)
    assert calls(bot)[begun:] == expected(bot, assistant, "And since 2020?", **here)


def test_a_question_that_stands_alone_is_not_said_to_be_read_with_another(bot, slack):
    bot.hear(mention(slack, BARRAGE))
    bot.hear(message(slack, FERRY, channel=FERRIES, thread_ts=thread_of(bot), user="U0BO"))
    assert "read together" not in json.dumps(slack.of("chat.stopStream"))


def test_a_mention_in_a_joined_thread_comes_as_two_events_and_is_answered_once(bot, slack):
    bot.hear(mention(slack, BARRAGE))
    again = mention(slack, FERRY, thread_ts=thread_of(bot))
    twin = event({**again["event"], "type": "message", "channel_type": "channel"})
    bot.hear(twin, again, twin)
    assert len(slack.of("chat.startStream")) == 2


def test_a_delivery_that_comes_again_is_answered_once_by_two_processes(bot, slack, assistant, slack_settings):
    asked = mention(slack, FERRY)
    with bot_of(assistant, slack, slack_settings, bot.store) as other:
        bot.hear(asked)
        other.hear(asked)
    bot.hear(asked)
    assert len(slack.of("chat.startStream")) == 1


def test_a_follow_up_that_another_process_hears_finds_the_conversation(bot, slack, assistant, slack_settings):
    bot.hear(mention(slack, BARRAGE))
    with bot_of(assistant, slack, slack_settings, bot.store) as other:
        other.hear(message(slack, "And since 2020?", channel=FERRIES, thread_ts=thread_of(bot)))
    assert "Understood as: Should the barrage be built since 2020?" in json.dumps(
        slack.of("chat.startStream")[1]
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"user": BOT_USER},
        {"bot_id": BOT},
        {"bot_id": "B0OTHER", "user": "U0OTHERBOT"},
        {"subtype": "bot_message", "bot_id": "B0OTHER"},
        {"subtype": "message_changed", "message": {"user": "U0ANNA", "text": FERRY}},
        {"subtype": "message_deleted"},
        {"subtype": "channel_join"},
        {"user": "USLACKBOT"},
        {"edited": {"user": "U0ANNA", "ts": "1790000000.5"}},
        {"text": f"<@U0BO> {FERRY}"},
        {"thread_ts": None},
        {"thread_ts": "1780000000.000001"},
        {"text": "Bo, I still think that the barrage is a bad idea."},
        {"text": "?"},
    ],
)
def test_what_is_not_asked_of_the_bot_is_passed_over_in_silence(bot, slack, changes):
    bot.hear(mention(slack, BARRAGE))
    begun = len(calls(bot))
    heard = message(slack, FERRY, channel=FERRIES, thread_ts=thread_of(bot))
    heard["event"] = {name: value for name, value in {**heard["event"], **changes}.items() if value}
    bot.hear(heard)
    assert calls(bot)[begun:] == []


def test_a_remark_in_a_joined_thread_is_answered_where_there_is_an_answer(bot, slack):
    bot.hear(mention(slack, BARRAGE))
    bot.hear(message(slack, "And since 2020", channel=FERRIES, thread_ts=thread_of(bot)))
    methods = [method for method, _ in calls(bot)]
    answered = ["chat.startStream", "chat.appendStream", "chat.stopStream"]
    assert methods == ["assistant.threads.setStatus", *answered, *answered]


def test_a_question_beyond_doubt_is_told_that_there_is_no_answer(bot, slack):
    bot.hear(mention(slack, BARRAGE))
    bot.hear(message(slack, "What does bread cost on the moon?", channel=FERRIES, thread_ts=thread_of(bot)))
    assert "No article here answers this directly." in json.dumps(slack.of("chat.stopStream")[1])


def test_people_who_talk_in_a_joined_thread_use_up_no_questions(slack, assistant, slack_settings, store):
    settings = slack_settings.model_copy(update={"per_user": 2})
    with bot_of(assistant, slack, settings, store) as bot:
        bot.hear(mention(slack, BARRAGE))
        for _ in range(5):
            bot.hear(message(slack, "I think so too.", channel=FERRIES, thread_ts=thread_of(bot)))
        bot.hear(message(slack, "And since 2020?", channel=FERRIES, thread_ts=thread_of(bot)))
    assert len(slack.of("chat.stopStream")) == 2


def test_a_remark_that_was_not_answered_is_no_part_of_the_conversation(bot, slack):
    bot.hear(mention(slack, BARRAGE))
    root = thread_of(bot)
    bot.hear(message(slack, "I have to leave early today.", channel=FERRIES, thread_ts=root))
    bot.hear(message(slack, "And since 2020?", channel=FERRIES, thread_ts=root))
    assert "Understood as: Should the barrage be built since 2020?" in json.dumps(
        slack.of("chat.startStream")[1]
    )


def edited(slack, said, before, now, **more):
    """A message is changed, as Slack tells of it."""
    ts = said["event"]["ts"]
    old = {"type": "message", "user": "U0ANNA", "text": before, "ts": ts, **more}
    new = {**old, "text": now, "edited": {"user": "U0ANNA", "ts": "1790000000.5"}}
    changed = {"type": "message", "subtype": "message_changed", "channel": said["event"]["channel"]}
    changed |= {"channel_type": "channel", "message": new, "previous_message": old, "ts": "1790000000.6"}
    return event({**changed, "event_ts": "1790000000.6", "hidden": True})


MENTIONED = f"<@{BOT_USER}> {FERRY}"


def test_a_mention_added_by_changing_a_message_is_answered_once(bot, slack, assistant):
    said = message(slack, FERRY, channel=FERRIES)
    bot.hear(said)
    assert calls(bot) == []
    bot.hear(edited(slack, said, FERRY, MENTIONED))
    ts = said["event"]["ts"]
    assert calls(bot) == expected(bot, assistant, FERRY, channel=FERRIES, thread_ts=ts)
    for before, now in ((FERRY, MENTIONED), (MENTIONED, f"{MENTIONED} Now?"), (f"{FERRY}!", MENTIONED)):
        bot.hear(edited(slack, said, before, now))
    assert len(slack.of("chat.startStream")) == 1


def test_a_follow_up_that_was_answered_is_not_answered_again_when_a_mention_is_added(bot, slack):
    bot.hear(mention(slack, BARRAGE))
    root = thread_of(bot)
    follow_up = message(slack, "And since 2020?", channel=FERRIES, thread_ts=root)
    bot.hear(follow_up)
    now = f"<@{BOT_USER}> And since 2020?"
    bot.hear(edited(slack, follow_up, "And since 2020?", now, thread_ts=root))
    assert len(slack.of("chat.startStream")) == 2


def test_a_remark_to_which_there_was_nothing_to_say_is_answered_once_the_bot_is_mentioned(bot, slack):
    bot.hear(mention(slack, BARRAGE))
    root, words = thread_of(bot), "And bread on the moon"
    remark = message(slack, words, channel=FERRIES, thread_ts=root)
    bot.hear(remark)
    assert len(slack.of("chat.startStream")) == 1
    bot.hear(edited(slack, remark, words, f"<@{BOT_USER}> {words}", thread_ts=root))
    assert len(slack.of("chat.startStream")) == 2


@pytest.mark.parametrize(
    ("changes", "message_changes"),
    [
        ({"channel_type": "im"}, {}),
        ({"previous_message": None}, {}),
        ({}, {"bot_id": BOT}),
        ({}, {"user": None}),
        ({}, {"text": f"<@U0BO> {FERRY}"}),
    ],
)
def test_no_other_change_of_a_message_is_answered(bot, slack, changes, message_changes):
    changed = edited(slack, message(slack, FERRY, channel=FERRIES), FERRY, MENTIONED)
    changed["event"]["message"] |= message_changes
    changed["event"] |= changes
    bot.hear(changed)
    assert calls(bot) == []


def test_an_attached_file_is_told_to_be_ignored_beside_the_answer(bot, slack):
    asked = mention(slack, FERRY)
    asked["event"] |= {"subtype": "file_share", "files": [{"id": "F0PLAN", "name": "plan.pdf"}]}
    bot.hear(asked)
    assert len(slack.of("chat.stopStream")) == 1
    assert calls(bot)[-1] == whispered(FERRIES, notice(FILE_NOT_READ), asked["event"]["ts"])


def test_a_file_that_others_share_in_a_joined_thread_is_passed_over_in_silence(bot, slack):
    bot.hear(mention(slack, BARRAGE))
    begun = len(calls(bot))
    shared = message(slack, "And bread on the moon", channel=FERRIES, thread_ts=thread_of(bot))
    shared["event"] |= {"subtype": "file_share", "files": [{"id": "F0PLAN"}]}
    bot.hear(shared)
    assert calls(bot)[begun:] == []


def test_a_colon_in_a_sentence_is_no_filter(bot, slack, assistant):
    text = "Written by: who? And since: 2018?"
    asked = mention(slack, text)
    bot.hear(asked)
    assert "needs its value" not in json.dumps(slack.transcript)
    assert len(slack.of("chat.stopStream")) == 1


@pytest.mark.parametrize("text", ["", " ", "?", "help", "Help me!", "by:marrow", "thank you!"])
def test_a_mention_without_a_question_gets_a_short_help(bot, slack, text):
    asked = mention(slack, text)
    ts = asked["event"]["ts"]
    bot.hear(asked)
    polite = text == "thank you!"
    told = (
        [status(FERRIES, ts), posted(FERRIES, notice(HELP), ts)]
        if polite
        else [whispered(FERRIES, notice(HELP), ts)]
    )
    assert calls(bot) == told


def test_a_wrong_token_is_told_to_its_writer_alone(bot, slack):
    asked = mention(slack, "since:soon Ferries?")
    bot.hear(asked)
    told = notice("since: does not understand 'soon'; write since:2022, since:2022-05 or since:2022-05-31.")
    assert calls(bot) == [whispered(FERRIES, told, asked["event"]["ts"])]


def test_what_cannot_be_whispered_is_posted_in_a_direct_conversation(bot, slack):
    asked = message(slack, "")
    bot.hear(asked)
    assert calls(bot) == [posted(DIRECT, notice(HELP), asked["event"]["ts"])]


def test_the_command_is_acknowledged_with_the_question_and_answered_in_private(bot, slack, assistant):
    acknowledged = bot.command(command(slack, f"{BARRAGE} since:2020"))
    told = notice(f"Searching the articles for: {BARRAGE}")
    assert acknowledged == {"response_type": "ephemeral", "text": told.text, "blocks": list(told.blocks)}
    answer_id = shown_id(slack, "response_url")
    answer = bot.store.answer(answer_id)
    assert calls(bot) == [private(assistant, answer, answer_id)]
    assert replace(answer, timings_ms={}) == replace(
        assistant.ask(BARRAGE, scope=Scope(since="2020")), timings_ms={}
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", HELP),
        ("by:marrow", HELP),
        ("help", HELP),
        ("Help me?", HELP),
        ('by:"" x', 'by: needs its value right after the colon, as in by:surname or by:"Full Name".'),
    ],
)
def test_a_command_that_asks_nothing_explains_itself(bot, slack, text, told):
    acknowledged = bot.command(command(slack, text))
    assert acknowledged["text"] == notice(told).text
    assert calls(bot) == []


def test_a_private_answer_the_response_url_does_not_take_is_told_by_name(bot, slack):
    slack.plays("response_url", Reply(404))
    bot.command(command(slack, BARRAGE))
    methods = [method for method, _ in calls(bot)]
    assert methods == ["response_url", "chat.postEphemeral"]
    assert slack.of("chat.postEphemeral")[0]["blocks"] == slack.of("response_url")[0]["blocks"]


def test_the_agents_page_offers_questions_about_the_articles_that_are_there(bot, slack, assistant):
    bot.hear(home_opened())
    prompts = [{"title": each, "message": each} for each in suggestions(assistant.records)]
    body = {"channel_id": DIRECT, "prompts": prompts, "team_id": TEAM}
    assert calls(bot) == [("assistant.threads.setSuggestedPrompts", body)]
    assert [each["title"] for each in prompts] == [
        "What did Isaura Quell write in January 2024?",
        "What did Ottoline Marrow write in October 2023?",
        "What did Perpetua Lodge say in November 2022?",
        "What did Alban Fennimore write in August 2020?",
    ]
    assert all(assistant.ask(each["message"]).answered for each in prompts)


def test_another_page_of_the_app_offers_nothing(bot, slack):
    bot.hear(home_opened(tab="home"))
    assert calls(bot) == []


def test_filters_of_the_channel_hold_and_are_shown_back(slack, assistant, slack_settings, store, tmp_path):
    file = tmp_path / "channels.yaml"
    file.write_text("channels:\n  '#ferries': {since: 2020}\n  '#tolls': {ask: false}\n")
    settings = slack_settings.model_copy(update={"channels": file})
    with bot_of(assistant, slack, settings, store) as bot:
        asked, refused = mention(slack, BARRAGE), mention(slack, BARRAGE, channel="C0TOLLS")
        bot.hear(asked)
        name = calls(bot)[0]
        assert name == ("conversations.info", {"channel": FERRIES, "team_id": TEAM})
        here = {"channel": FERRIES, "thread_ts": asked["event"]["ts"], "scope": Scope(since="2020")}
        assert calls(bot)[1:] == expected(bot, assistant, BARRAGE, **here)
        bot.hear(refused)
        assert slack.of("conversations.info")[1]["channel"] == "C0TOLLS"
        assert calls(bot)[-1] == whispered("C0TOLLS", notice(CLOSED), refused["event"]["ts"])


@pytest.mark.parametrize(
    ("error", "told"),
    [("channel_not_found", None), ("missing_scope", None), ("internal_error", APOLOGY)],
)
def test_a_channel_whose_name_slack_cannot_tell_just_now_is_not_taken_for_an_open_one(
    slack, assistant, slack_settings, store, tmp_path, error, told
):
    file = tmp_path / "channels.yaml"
    file.write_text("channels:\n  '#ferries': {ask: false}\n")
    settings = slack_settings.model_copy(update={"channels": file})
    slack.plays("conversations.info", Reply(error=error))
    with bot_of(assistant, slack, settings, store) as bot:
        asked = mention(slack, BARRAGE)
        bot.hear(asked)
    assert len(slack.of("chat.stopStream")) == (0 if told else 1)
    whispers = [whispered(FERRIES, notice(told), asked["event"]["ts"])[1]] if told else []
    assert slack.of("chat.postEphemeral") == whispers


def test_a_file_that_cannot_be_used_is_the_admins_trouble_and_named_to_no_reader(
    slack, assistant, slack_settings, store, caplog
):
    slack_settings.state.write_text("This is no database. " * 100)
    with bot_of(assistant, slack, slack_settings, store) as bot, caplog.at_level(logging.ERROR):
        asked = mention(slack, BARRAGE)
        bot.hear(asked)
    assert calls(bot) == [whispered(FERRIES, notice(APOLOGY), asked["event"]["ts"])]
    assert f"{str(slack_settings.state)!r} is damaged or no database" in caplog.text


def test_who_asks_too_fast_is_told_when_to_ask_again(slack, assistant, slack_settings, store):
    settings = slack_settings.model_copy(update={"per_user": 1})
    with bot_of(assistant, slack, settings, store) as bot:
        asked = mention(slack, FERRY)
        bot.hear(mention(slack, BARRAGE))
        bot.hear(asked)
        bot.command(command(slack, FERRY))
    [(_, body)] = [each for each in calls(bot) if each[0] == "chat.postEphemeral"]
    told = [
        whispered(FERRIES, notice(patience(seconds)), asked["event"]["ts"])[1] for seconds in range(1, 61)
    ]
    assert body in told
    assert "Please ask again in" in slack.of("response_url")[0]["text"]


def test_more_questions_than_can_wait_are_declined_with_a_word(slack, assistant, slack_settings, store):
    waiting = Disturbed(assistant)
    with bot_of(waiting, slack, slack_settings, store, workers=WatchedWorkers(1, 0)) as bot:
        bot.deliver(mention(slack, FERRY))
        slack.wait("chat.startStream")
        one_more = mention(slack, BARRAGE)
        bot.deliver(one_more)
        slack.wait("chat.postEphemeral")
        waiting.go_on.set()
        bot.workers.wait_until_idle()
    assert slack.of("chat.postEphemeral") == [whispered(FERRIES, notice(BUSY), one_more["event"]["ts"])[1]]
    assert len(slack.of("chat.stopStream")) == 1


def test_a_question_of_forty_thousand_characters_is_answered(bot, slack):
    bot.hear(mention(slack, f"{BARRAGE} {'The tide is high. ' * 2_220}"))
    assert "characters were read." in json.dumps(slack.of("chat.stopStream"))


def test_no_token_is_in_the_logs(bot, slack, caplog):
    slack.plays("chat.startStream", Reply(error="not_allowed_token_type"))
    with caplog.at_level(logging.DEBUG):
        bot.hear(mention(slack, FERRY))
    assert "not_allowed_token_type" in caplog.text
    assert [secret for secret in (BOT_TOKEN, APP_TOKEN, SECRET) if secret in caplog.text] == []
