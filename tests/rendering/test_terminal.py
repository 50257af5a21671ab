import io
import re
from dataclasses import replace

from rich.console import Console

from assistant.events import Finished, Searched, SummaryReady, ViewpointReady, ViewpointReplaced
from assistant.rendering.terminal import show
from assistant.scopes import Scope

PLAIN = """\
Searched 12 articles by 9 voices, 2018 to 29 January 2024.
Your filters: Marrow and Fennimore; since 2018.
Understood as: Should the Aster barrage be built?

3 articles bear on this. Positions, as the model reads them, by voices: \
1 against, 1 mixed.

Marrow is against it [1, 2]; the council's engineers disagree [3].

Ottoline Marrow (The Vessel Harbour Lantern, 14 March 2019)
  The Tide Will Not Thank Us
  columnist, formerly warden of the Aster mudflats · stance: against
  She would leave the mouth of the river open.
  [1] “Twice a day the Aster empties itself of water and fills itself with birds.”
  [2] “In the estuary it would be a lid on a pot … it should not be built”
  https://lantern.example/opinion/the-tide-will-not-thank-us

The council’s engineers, as reported by Ottoline Marrow (The Vessel Harbour Lantern, 14 March 2019)
  The Tide Will Not Thank Us
  [3] “the mudflats would move rather than vanish”

Alban Fennimore (Aster Weekly, 15 August 2020)
  The Ferry Sums
  reporter · summary, not the author's words · stance: mixed
      (The sentence before [4]: He leaves it open whether the county or the state should pay.)
  [4] What he rejects is the claim that a subsidy is a gift.

author not named (Sundmark Post, 18 June 2021)
  One Estuary, One Town
  [5] “This newspaper favours the merger.”
  https://post.example/leaders/one-estuary-one-town

Perpetua Lodge: 1 article here (8 November 2022), nothing on this.

1 quote could not be found in its article and is not shown.

Worded by a language model; the quoted passages are the articles' own.
"""

ON_A_TERMINAL = """\
\x1b[2mSearched 12 articles by 9 voices, 2018\x1b[0m
\x1b[2mto 29 January 2024.\x1b[0m

No article here answers this directly.
The nearest passages:

\x1b[1mPerpetua Lodge\x1b[0m, interviewed by Alban
Fennimore (Radio Aster, \x1b[1m8 November 2022\x1b[0m)
  \x1b[3mCaptain Lodge: "You cannot post a\x1b[0m
  \x1b[3mdoctor"\x1b[0m
  \x1b[2mcaptain of the Skerrow ferry\x1b[0m
  \x1b[36m[1] \x1b[0m“A ferry is a road.”
  \x1b[2mhttps://radio-aster.example/transcripts/captain-lodge\x1b[0m
"""


def test_where_there_is_no_terminal_an_answer_is_plain_lines_however_long(answered):
    assert printed(Finished(answered)) == PLAIN


def test_on_a_terminal_lines_hang_under_their_beginning_and_addresses_stay_whole(declined):
    assert printed(Finished(declined), width=40) == ON_A_TERMINAL


def grown(answered):
    """The events of an answer of which a model words the first view, in the place of a bare quote."""
    first, *rest = answered.viewpoints
    bare = replace(first, quotes=first.quotes[:1], claim=None, stance=None)
    return (
        Searched(answered.standalone_question, answered.understood, answered.searched),
        *(ViewpointReady(viewpoint) for viewpoint in (bare, *rest)),
        ViewpointReplaced((1,), first),
        SummaryReady(answered.summary),
        Finished(answered),
    )


def test_in_a_pipe_only_the_end_result_is_printed(answered):
    assert printed(*grown(answered), question=answered.question, scope=answered.scope) == PLAIN


def test_on_a_terminal_what_a_model_words_is_drawn_over_what_stood_there(answered):
    bearing = replace(answered, viewpoints=answered.viewpoints[:1])
    before, after = re.split(r"\x1b\[\d+F\x1b\[J", printed(*grown(bearing), width=120))
    assert before.count("Twice a day the Aster empties itself") == 1
    assert "She would leave the mouth of the river open." not in before
    marrow = "She would leave the mouth of the river open."
    assert after.index(bearing.summary) < after.index(marrow) < after.index("Twice a day the Aster")


def test_what_has_left_the_screen_is_not_drawn_over(answered):
    shown = printed(*grown(answered), width=20)
    assert "\x1b[J" not in shown
    assert shown.count("Ottoline Marrow") >= 2


def test_how_many_articles_bear_on_it_comes_first_and_how_to_see_the_others_last(answered):
    extractive = replace(
        answered, summary=None, more=9, notes=(), absences=(), viewpoints=answered.viewpoints[-1:]
    )
    searched = Searched(
        answered.standalone_question, answered.understood, answered.searched, bearing=10, shown=1
    )
    lines = printed(searched, Finished(extractive), more="--all shows everything").splitlines()
    assert [line for line in lines if "bear" in line] == [
        "10 articles bear on this; 1 is shown.",
        "9 more articles bear on this: --all shows everything.",
    ]
    assert lines.index("10 articles bear on this; 1 is shown.") < lines.index("  One Estuary, One Town")
    assert lines[-1] == "9 more articles bear on this: --all shows everything."


def test_the_filters_read_from_the_question_come_with_the_way_to_ask_without(answered):
    read = replace(answered, understood=Scope(people=("Ottoline Marrow",), since="2019", until="2019"))
    assert printed(Finished(read), undo="--literal asks without").splitlines()[3] == (
        "Filters read from the question: Ottoline Marrow; 2019 (--literal asks without)."
    )
    assert printed(Finished(answered), literal=True).splitlines()[3] == (
        "Asked literally: nothing in the question was read as a filter."
    )


def test_a_declined_question_tells_who_is_silent_before_the_nearest_passages(declined, answered):
    silent = replace(declined, reason="person_silent", absences=answered.absences, notes=("A note.",))
    assert (
        printed(Finished(silent))
        == """\
Searched 12 articles by 9 voices, 2018 to 29 January 2024.

Nothing here on this from the person asked about.

Perpetua Lodge: 1 article here (8 November 2022), nothing on this.

A note.

The nearest passages:

Perpetua Lodge, interviewed by Alban Fennimore (Radio Aster, 8 November 2022)
  Captain Lodge: "You cannot post a doctor"
  captain of the Skerrow ferry
  [1] “A ferry is a road.”
  https://radio-aster.example/transcripts/captain-lodge
"""
    )


def test_nothing_from_outside_reaches_the_terminal_but_as_text(hostile):
    shown = printed(Finished(hostile), width=60, color_system=None)
    assert not {char for char in shown if not char.isprintable()} - {"\n"}
    assert shown.count("[31m[red]![x](https://evil.example/p.png) <img src=x>") == 8


def printed(*events, width: int | None = None, color_system="standard", **asked) -> str:
    """What is printed to a file, or, with `width`, on a terminal."""
    file = io.StringIO()
    console = Console(
        file=file, force_terminal=width is not None, width=width, color_system=width and color_system
    )
    show(events, console, **asked)
    return file.getvalue()
