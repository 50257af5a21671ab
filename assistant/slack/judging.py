"""What readers in Slack say of an answer or of one view in it: the buttons, and the form behind them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from slack_bolt import Ack, App, BoltContext

from assistant.answers import Answer, Viewpoint
from assistant.feedback import FeedbackStore
from assistant.remarks import Complaint, cited, outcome_line
from assistant.rendering.slack_actions import CALLBACK, About, filled_in, form
from assistant.rendering.slack_blocks import DOUBT
from assistant.slack.answers import Workers
from assistant.slack.listeners import begin, team_of
from assistant.slack.posting import Place
from assistant.slack.press import Press, answering, press_of
from assistant.slack.telling import Whisper, notice, told
from assistant.slack.threads import Thread

_THANKS = "Thank you. That helps to make the answers better."


@dataclass(frozen=True, slots=True)
class Judging:
    """Keeps what is said."""

    store: FeedbackStore

    def praise(self, press: Press, _: Answer) -> None:
        """Keep that the answer was helpful."""
        self.store.add(press.answer_id, reader=_reader(press.thread, press.whisper), helpful=True)
        press.whisper.tell(notice(_THANKS))

    def complain(self, press: Press, _: Answer) -> None:
        """Ask what was wrong; that something was is kept at once, should the form never be sent."""
        self._open_form(press)
        reader = _reader(press.thread, press.whisper)
        said = self.store.said_of([press.answer_id], reader=reader)
        # What was said in the form before stays as it is.
        if not any(each.viewpoint is None and not each.helpful for each in said):
            self.store.add(press.answer_id, reader=reader, helpful=False)

    def doubt(self, press: Press, answer: Answer) -> None:
        """Ask what is wrong with one view."""
        self._open_form(press, cited(answer, int(press.value)))

    def _open_form(self, press: Press, view: Viewpoint | None = None) -> None:
        """With what became of what the reader said of the same before."""
        whisper, first = press.whisper, view.quotes[0].citation if view else None
        before = self.store.said_of([press.answer_id], reader=_reader(press.thread, whisper))
        about = About(
            answer_id=press.answer_id,
            channel=whisper.place.channel,
            thread_ts=whisper.place.thread_ts,
            url=whisper.url,
            alone=whisper.alone,
            viewpoint=first,
        )
        became = "".join(outcome_line(said) for said in before if said.viewpoint == first)
        opened = form(about, view=view, became=became)
        whisper.place.client.views_open(trigger_id=press.trigger, view=opened)

    def complained(
        self, about: About, complaints: tuple[Complaint, ...], comment: str, team: str, whisper: Whisper
    ) -> None:
        """Keep what the form says."""
        with told(whisper):
            self.store.add(
                about.answer_id,
                reader=f"{team} {whisper.user}",
                helpful=False,
                complaints=complaints,
                comment=comment,
                viewpoint=about.viewpoint,
            )
            whisper.tell(notice(_THANKS))


def _reader(thread: Thread, whisper: Whisper) -> str:
    """The same for the same person, whatever the channel."""
    return f"{thread.team} {whisper.user}"


def judge(app: App, judging: Judging, workers: Workers) -> None:
    """Register the listeners for what readers say."""
    praise, complain, doubt = (
        answering(judging.store, work) for work in (judging.praise, judging.complain, judging.doubt)
    )

    def feedback(ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        ack()
        press = press_of(body, context)
        if press.value == "good":
            begin(workers, lambda: praise(press), press.whisper)
        else:
            complain(press)  # at once: the form opens within three seconds or not at all

    def complaints(ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        ack()
        about, said = About.of(body["view"]), filled_in(body["view"])
        place = Place(context.client, about.channel, about.thread_ts)
        whisper = Whisper(place=place, user=body["user"]["id"], url=about.url, alone=about.alone)
        team = team_of(context)
        begin(workers, lambda: judging.complained(about, *said, team, whisper), whisper)

    def doubtful(ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        ack()
        doubt(press_of(body, context))  # at once, too

    app.action("feedback")(feedback)
    app.action(DOUBT)(doubtful)
    app.view(CALLBACK)(complaints)
