"""The buttons under an answer, and the form behind one of them; pressed twice, a button does no harm.

A press that a restart cut off is not made up for: the button is still there, and may be pressed again.
"""

from __future__ import annotations

import contextlib
import functools
import logging
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from slack_bolt import Ack, App, BoltContext

from assistant.answers import Answer
from assistant.dates import PublicationDate
from assistant.feedback import FeedbackStore
from assistant.remarks import Complaint
from assistant.rendering.slack import Message, following, messages
from assistant.rendering.slack_actions import CALLBACK, About, answer_id_of, filled_in, form
from assistant.scopes import Scope
from assistant.slack.answers import Workers
from assistant.slack.desk import Desk
from assistant.slack.listeners import begin, team_of
from assistant.slack.posting import TROUBLE, Place, content
from assistant.slack.telling import EXPIRED, Refusal, Whisper, notice, signed, told
from assistant.slack.threads import Pseudonyms, Thread
from assistant.wording.lines import shortened

_logger = logging.getLogger(__name__)

_THANKS = "Thank you. That helps to make the answers better."
_BEFORE = "That was done already."


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """A button that somebody pressed, or a choice from a menu."""

    answer_id: str
    value: str
    message: str
    """The time of the message with the button."""
    thread: Thread
    whisper: Whisper
    trigger: str
    """What opens a form, within three seconds."""


@dataclass(frozen=True, slots=True)
class Presses:
    """Does what is asked for; whatever fails is told to whoever pressed."""

    desk: Desk
    store: FeedbackStore
    pseudonyms: Pseudonyms

    def praise(self, press: Press) -> None:
        """Keep that the answer was helpful."""
        with told(press.whisper):
            if self._answer(press):
                reader = _reader(press.thread, press.whisper)
                self.store.add(press.answer_id, reader=reader, helpful=True)
                self.desk.deliveries.forget(self._complaint(press, reader))
                press.whisper.tell(notice(_THANKS))

    def complain(self, press: Press) -> None:
        """Ask what was wrong; that something was is kept at once, should the form never be sent."""
        whisper = press.whisper
        with told(whisper):
            if not self._answer(press):
                return
            about = About(
                answer_id=press.answer_id,
                channel=whisper.place.channel,
                thread_ts=whisper.place.thread_ts,
                url=whisper.url,
                alone=whisper.alone,
            )
            whisper.place.client.views_open(trigger_id=press.trigger, view=form(about))
            reader = _reader(press.thread, whisper)
            if self.desk.deliveries.first(self._complaint(press, reader)):
                self.store.add(press.answer_id, reader=reader, helpful=False)

    def complained(
        self, answer_id: str, complaints: tuple[Complaint, ...], comment: str, team: str, whisper: Whisper
    ) -> None:
        """Keep what the form says."""
        with told(whisper):
            reader = f"{team} {whisper.user}"
            self.store.add(answer_id, reader=reader, helpful=False, complaints=complaints, comment=comment)
            whisper.tell(notice(_THANKS))

    def show_more(self, press: Press) -> None:
        """Post what did not fit into the message, then the next of what bears on the question."""
        with told(press.whisper):
            if not (answer := self._answer(press)):
                return
            show = press.whisper.tell if press.whisper.alone else press.whisper.place.post
            before = self.desk.threads.exchanges_behind(press.answer_id)
            with self._once("show_more", press) as again:
                for message in following(answer, press.value):
                    show(message)
                if answer.more and self.desk.answer_more(answer, before, press.thread, press.whisper) is None:
                    again()

    def share(self, press: Press) -> None:
        """Post in the channel what one reader alone has seen, and who shared it; follow-ups find it there."""
        with told(press.whisper):
            if not (answer := self._answer(press)):
                return
            with self._once("share", press):
                shared = self._shared(answer, press)
            for ts in shared:
                thread = replace(press.thread, ts=ts)
                user = press.whisper.user
                self.desk.threads.asked(thread, ts, asker=user, question=answer.question)
                self.desk.threads.answered(thread, ts, press.answer_id)
            try:
                press.whisper.respond(delete_original=True)
            except TROUBLE:
                _logger.info("a private answer stays beside the shared one", exc_info=True)

    def ask_until(self, press: Press) -> None:
        """Ask again with the articles up to a day."""
        with told(press.whisper):
            if not (answer := self._answer(press)):
                return
            day, since = PublicationDate(press.value), answer.scope.since
            if since and PublicationDate(since).first > day.last:
                sentence = f"The question asks for articles since {since}: choose a later day."
                press.whisper.tell(notice(sentence))
            else:
                self._ask_again("as_of", answer, replace(answer.scope, until=day.iso), press)

    def ask_only(self, press: Press) -> None:
        """Ask again for one person's views."""
        with told(press.whisper):
            if answer := self._answer(press):
                self._ask_again("only_author", answer, replace(answer.scope, people=(press.value,)), press)

    def _ask_again(self, action: str, answer: Answer, scope: Scope, press: Press) -> None:
        before = self.desk.threads.exchanges_behind(press.answer_id)
        with self._once(action, press) as again:
            if self.desk.answer_again(answer, scope, before, press.thread, press.whisper) is None:
                again()

    def _complaint(self, press: Press, reader: str) -> str:
        """What keeps the form, opened once more, from taking the place of what was said in it."""
        return f"complaint {self.pseudonyms.of(reader, press.answer_id)}"

    def _answer(self, press: Press) -> Answer | None:
        """The answer above the button; where it is no longer kept, that is told."""
        answer = self.store.answer(press.answer_id)
        if answer is None:
            press.whisper.tell(notice(EXPIRED))
        return answer

    @contextlib.contextmanager
    def _once(self, action: str, press: Press) -> Iterator[Callable[[], None]]:
        """`Refusal` where this button was used so before; what fails inside may be tried again.

        So may what is said to have failed, by calling what this yields.
        """
        used = f"{action} {press.answer_id} {press.message} {press.value}"
        if not self.desk.deliveries.first(used):
            raise Refusal(_BEFORE)
        again = functools.partial(self.desk.deliveries.forget, used)
        try:
            yield again
        except Exception:
            again()
            raise

    def _shared(self, answer: Answer, press: Press) -> tuple[str, ...]:
        """The time of the message; none where the bot, not being in the channel, is not told."""
        shown = messages(answer, answer_id=press.answer_id)[0]
        by = signed(press.whisper.user, f"asked and shared: {shortened(answer.question)}")
        whole = Message(f"{by.text} {shown.text}", (*by.blocks, *shown.blocks))
        place = Place(press.whisper.place.client, press.thread.channel)
        try:
            return (place.post(whole),)
        except TROUBLE:
            _logger.info("an answer is shared by the response URL", exc_info=True)
        quiet = {"unfurl_links": False, "unfurl_media": False}
        press.whisper.respond(response_type="in_channel", replace_original=False, **quiet, **content(whole))
        return ()


def _reader(thread: Thread, whisper: Whisper) -> str:
    """The same for the same person, whatever the channel."""
    return f"{thread.team} {whisper.user}"


def act(app: App, presses: Presses, workers: Workers) -> None:
    """Register the listeners for buttons."""

    def taken_on(work: Callable[[Press], None]) -> Callable[..., None]:
        def listener(ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
            ack()
            press = _press(body, context)
            begin(workers, lambda: work(press), press.whisper)

        return listener

    def feedback(ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        ack()
        press = _press(body, context)
        if press.value == "good":
            begin(workers, lambda: presses.praise(press), press.whisper)
        else:
            presses.complain(press)  # at once: the form opens within three seconds or not at all

    def complaints(ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        ack()
        about, said = About.of(body["view"]), filled_in(body["view"])
        place = Place(context.client, about.channel, about.thread_ts)
        whisper = Whisper(place=place, user=body["user"]["id"], url=about.url, alone=about.alone)
        team = team_of(context)
        begin(workers, lambda: presses.complained(about.answer_id, *said, team, whisper), whisper)

    app.action("feedback")(feedback)
    app.action("show_more")(taken_on(presses.show_more))
    app.action("share")(taken_on(presses.share))
    app.action("as_of")(taken_on(presses.ask_until))
    app.action("only_author")(taken_on(presses.ask_only))
    app.view(CALLBACK)(complaints)


def _press(body: Mapping[str, Any], context: BoltContext) -> Press:
    action, container = body["actions"][0], body["container"]
    ts, alone = container["message_ts"], bool(container.get("is_ephemeral"))
    root = container.get("thread_ts") or body.get("message", {}).get("thread_ts")
    channel = container["channel_id"]
    place = Place(context.client, channel, root if alone else root or ts)
    return Press(
        answer_id=answer_id_of(action["block_id"]),
        value=_value(action),
        message=ts,
        thread=Thread(team_of(context), channel, root or ts),
        whisper=Whisper(place=place, user=body["user"]["id"], url=body.get("response_url"), alone=alone),
        trigger=body["trigger_id"],
    )


def _value(action: Mapping[str, Any]) -> str:
    """What was pressed or chosen."""
    option = action.get("selected_option") or {}
    return str(action.get("value") or action.get("selected_date") or option.get("value") or "")
