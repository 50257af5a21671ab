import re
from dataclasses import replace

import pytest

from assistant.answers import Absence, Answer, Edition, Quote, Viewpoint
from assistant.articles import Record
from assistant.dates import PublicationDate
from assistant.positions import Stance
from assistant.rendering.escaping import escaped
from assistant.rendering.html import exchange_html, link, notice_html
from assistant.scopes import Extent, Scope

RECORD = Record(
    article_id="ash-2018",
    title="The Quay",
    authors=("Ann Ash",),
    publication="Aster Weekly",
    date=PublicationDate("2018-09"),
    date_basis="page",
    url="https://weekly.example/quay",
)
QUOTE = Quote(citation=1, text="Build it.", start=10, end=19)
VIEW = Viewpoint(record=RECORD, speaker="Ann Ash", reported=False, quotes=(QUOTE,))
ANSWER = Answer(
    question="Build the quay?",
    standalone_question="Build the quay?",
    answered=True,
    searched=Extent(2, 1, PublicationDate("2018"), PublicationDate("2018-09")),
    viewpoints=(VIEW,),
)
OPENING = '<article class="exchange" data-turn="3"><h2 class="question">Build the quay?</h2>'
EXTENT = "Searched 2 articles by 1 voice, 2018 to September 2018."
SEARCHED = f'<p class="searched">{EXTENT}</p>'
COUNTED = f'<p class="searched">{EXTENT} 1 article bears on this.</p>'
WHERE = (
    '<p class="where"><span title="page">Aster Weekly, <strong class="date">September 2018</strong></span> · '
    "<cite>The Quay</cite> · "
    '<a href="https://weekly.example/quay#:~:text=Build%20it" target="_blank" rel="noopener noreferrer">'
    "original page</a></p>"
)
WHERE_DIGEST = WHERE.replace("#:~:text=Build%20it", "")
CHIP = ' <span class="chip"><span aria-hidden="true">▲</span> for</span>'
CITE = '<a class="cite" href="#src-3-1" aria-label="Source 1: The Quay">[1]</a>'


def drawn(answer: Answer, **more: str) -> str:
    """An answer but for the buttons that copy its views."""
    return re.sub('<div class="tools".*?</div>', "", exchange_html(answer, turn=3, **more), flags=re.DOTALL)


def shown(viewpoint: Viewpoint) -> str:
    """The viewpoint's own part of an answer that consists of it."""
    html = drawn(replace(ANSWER, viewpoints=(viewpoint,)))
    assert html.startswith(OPENING + COUNTED)
    return html.removeprefix(OPENING + COUNTED).removesuffix("</article>")


def test_an_answer_shows_the_question_what_was_searched_and_each_view_with_its_proof() -> None:
    assert drawn(ANSWER) == (
        OPENING + COUNTED
        + '<section class="viewpoint"><h3 class="who"><strong>Ann Ash</strong></h3>' + WHERE
        + f'<blockquote class="original"><p>“Build it.” {CITE}</p></blockquote></section></article>'
    )  # fmt: skip


def test_a_view_can_be_copied_with_whose_it_is_where_and_when() -> None:
    html = exchange_html(replace(ANSWER, viewpoints=(replace(VIEW, speaker='B"o', reported=True),)), turn=3)
    text = "“Build it.”\n— B&#34;o, as reported by Ann Ash (Aster Weekly, September 2018), “The Quay”, "
    assert (
        f'<div class="tools" aria-live="off"><button type="button" class="copy" '
        f'data-copy="{text}https://weekly.example/quay" '
        'aria-label="Copy this view of B&#34;o, as reported by Ann Ash">Copy</button> '
        '<span role="status"></span></div></section>'
    ) in html


def test_a_reported_view_names_the_speaker_and_who_reports_it() -> None:
    view = replace(VIEW, speaker="Bo Birk", reported=True)
    assert shown(view).startswith(
        '<section class="viewpoint"><h3 class="who"><strong>Bo Birk</strong>, as reported by Ann Ash</h3>'
    )


def test_the_role_of_the_speaker_stands_under_the_name() -> None:
    view = replace(VIEW, record=replace(RECORD, author_role="Harbour master & poet"))
    role = '<p class="role">Harbour master &#38; poet</p>'
    assert shown(view).startswith(
        f'<section class="viewpoint"><h3 class="who"><strong>Ann Ash</strong></h3>{role}<p class="where">'
    )


def test_the_name_of_whoever_has_a_page_leads_there() -> None:
    joint = replace(RECORD, authors=("Ann Ash", "Bo Birk/Bay", "Ann Ash Cole"))
    views = (
        replace(VIEW, record=joint, speaker=joint.voice),
        replace(VIEW, record=joint, speaker="realists", reported=True),
    )
    html = exchange_html(
        replace(ANSWER, viewpoints=views), turn=3, has_page=("Bo Birk/Bay", "Ann Ash Cole").__contains__
    )
    birk, cole = (
        f'<a class="here" href="authors/{address}" target="_blank" rel="noopener">{name}</a>'
        for name, address in (("Bo Birk/Bay", "Bo%20Birk%2FBay"), ("Ann Ash Cole", "Ann%20Ash%20Cole"))
    )
    assert f'<h3 class="who"><strong>Ann Ash, {birk} and {cole}</strong></h3>' in html
    assert f"<strong>realists</strong>, as reported by Ann Ash, {birk} and {cole}</h3>" in html


@pytest.mark.parametrize(("stance", "sign"), [("for", "▲"), ("against", "▼"), ("mixed", "◆"), ("none", "")])
def test_a_side_is_told_apart_without_colours(stance: Stance, sign: str) -> None:
    chip = f' <span class="chip"><span aria-hidden="true">{sign}</span> {stance}</span>' if sign else ""
    assert f"<strong>Ann Ash</strong>{chip}</h4>" in exchange_html(
        replace(ANSWER, viewpoints=(replace(VIEW, stance=stance),)), turn=3
    )


def test_a_digest_is_labelled_and_its_words_stand_without_quotation_marks() -> None:
    view = replace(VIEW, record=replace(RECORD, form="digest", coverage="opening"))
    assert shown(view) == (
        f'<section class="viewpoint"><h3 class="who"><strong>Ann Ash</strong></h3>{WHERE_DIGEST}'
        '<p class="label">summary, not the author&#39;s words · '
        "only the opening is available here</p>"
        f'<blockquote class="digest"><p>Build it. {CITE}</p></blockquote></section>'
    )


def test_what_the_record_does_not_say_is_said_to_be_missing() -> None:
    view = Viewpoint(record=Record(article_id="x", title="X"), speaker=None, reported=False, quotes=())
    assert shown(view) == (
        '<section class="viewpoint"><h3 class="who"><strong>author not named</strong></h3>'
        '<p class="where"><span>publication not named, <strong class="date">undated</strong></span> · '
        "<cite>X</cite></p></section>"
    )


def test_a_claim_and_a_stance_of_a_model_are_shown_and_said_to_be_worded_by_it() -> None:
    view = replace(VIEW, claim="She wants the quay built.", stance="for")
    assert drawn(replace(ANSWER, viewpoints=(view,))) == (
        f'{OPENING}<p class="searched">Searched 2 articles by 1 voice, 2018 to September 2018. '
        "Worded by a language model; the quoted passages are the articles&#39; own. "
        "1 article bears on this. Positions, as the model reads them, by voices: 1 for.</p>"
        '<h3 class="position">For (1)</h3><section class="viewpoint">'
        f'<h4 class="who"><strong>Ann Ash</strong>{CHIP}</h4>{WHERE}'
        '<p class="claim">She wants the quay built.</p>'
        f'<blockquote class="original"><p>“Build it.” {CITE}</p></blockquote></section></article>'
    )


def test_the_parts_of_an_elided_quote_are_joined_by_an_ellipsis() -> None:
    quote = Quote(
        citation=1,
        text="Build it, she said, now.",
        start=10,
        end=34,
        verdict="elided",
        parts=((10, 19), (30, 34)),
    )
    assert f"<p>“Build it, … now.” {CITE}</p>" in shown(replace(VIEW, quotes=(quote,)))


def test_words_that_bring_their_own_quotation_marks_get_no_second_pair() -> None:
    assert f"<p>“Build it,” {CITE}</p>" in shown(
        replace(VIEW, quotes=(replace(QUOTE, text="“Build it,”", end=21),))
    )


def test_the_summary_links_its_citations_and_leaves_unknown_numbers_as_they_are() -> None:
    html = exchange_html(replace(ANSWER, summary="One <is> for it [1, 7].", viewpoints=(VIEW,)), turn=3)
    assert f'<p class="summary">One &#60;is&#62; for it {CITE}[7].</p>' in html


def test_a_declined_question_says_why_and_offers_the_nearest_passages() -> None:
    answer = replace(ANSWER, answered=False, reason="not_covered", viewpoints=(), nearest=(VIEW,))
    assert drawn(answer) == (
        f'{OPENING}{SEARCHED}<p class="declined">No article here answers this directly. '
        f"The nearest passages:</p>{shown(VIEW)}</article>"
    )


def test_a_declined_question_says_who_is_silent_before_what_is_nearest() -> None:
    absence = Absence(person="Bo Birk", articles=1, first=None, last=None, text="Bo Birk: nothing on this.")
    answer = replace(
        ANSWER,
        answered=False,
        reason="person_silent",
        viewpoints=(),
        nearest=(VIEW,),
        absences=(absence,),
        notes=("A note.",),
    )
    assert drawn(answer) == (
        f'{OPENING}{SEARCHED}<p class="declined">Nothing here on this from the person asked about.</p>'
        '<p class="declined">Bo Birk: nothing on this.</p><p class="declined">A note.</p>'
        f'<p class="declined">The nearest passages:</p>{shown(VIEW)}</article>'
    )


def test_absences_and_notes_come_before_the_views_status_and_failure_after() -> None:
    absence = Absence(person="Bo Birk", articles=1, first=None, last=None, text="Bo Birk: nothing on this.")
    answer = replace(ANSWER, absences=(absence,), notes=("One quote was dropped.",))
    assert drawn(answer, status="Searching…", failure="No.") == (
        f'{OPENING}{COUNTED}<p class="absence">Bo Birk: nothing on this.</p>'
        f'<p class="note">One quote was dropped.</p>{shown(VIEW)}<p class="status">Searching…</p>'
        '<p class="notice" role="alert">No.</p></article>'
    )


def read(understood: Scope, *, undoable: bool = True, dropped: Scope = Scope()) -> str:
    """What stands between the extent of the search and the views."""
    answer = replace(ANSWER, understood=understood, viewpoints=())
    html = exchange_html(answer, turn=3, undoable=undoable, dropped=dropped)
    return html.removeprefix(OPENING + SEARCHED).removesuffix("</article>")


def test_the_filters_set_those_read_and_the_question_understood_are_reported() -> None:
    answer = replace(
        ANSWER,
        scope=Scope(people=("Ann Ash", "Bo Birk"), publications=("The Mole",)),
        understood=Scope(since="2018", until="2019"),
        standalone_question="Should the quay be built?",
        viewpoints=(),
    )
    assert exchange_html(answer, turn=3) == (
        f'{OPENING}<p class="searched">Searched 2 articles by 1 voice, 2018 to September 2018. '
        "Your filters: Ann Ash and Bo Birk; The Mole. Understood as: Should the quay be built?</p>"
        '<p class="read">Filters read from the question: 2018 to 2019.</p></article>'
    )


def test_each_filter_read_from_the_question_can_be_taken_away_and_all_of_them() -> None:
    assert read(Scope(people=("Ann <Ash>",), since="2018", until="2018")) == (
        '<p class="read">Filters read from the question: '
        '<button type="button" class="again" data-again="3 0" title="Ask without Ann &#60;Ash&#62;" '
        'aria-label="Ask without Ann &#60;Ash&#62;">Ann &#60;Ash&#62; ×</button> '
        '<button type="button" class="again" data-again="3 1" title="Ask without 2018" '
        'aria-label="Ask without 2018">2018 ×</button> '
        '<button type="button" class="again" data-again="3 all">Ask without these</button></p>'
    )


def test_a_single_filter_read_from_the_question_has_one_button() -> None:
    assert read(Scope(since="2018")) == (
        '<p class="read">Filters read from the question: since 2018 '
        '<button type="button" class="again" data-again="3 all">Ask without it</button></p>'
    )
    assert read(Scope()) == ""


def test_a_question_asked_without_filters_read_from_it_says_so() -> None:
    assert read(Scope(since="2018"), undoable=False, dropped=Scope(people=("Ann Ash",))) == (
        '<p class="read">Filters read from the question: since 2018.</p>'
        '<p class="read">Asked again, literally, without: Ann Ash.</p>'
    )


def test_the_articles_that_bear_on_the_question_are_counted_on_top() -> None:
    answer = replace(ANSWER, viewpoints=(VIEW, replace(VIEW, speaker="Bo Birk", reported=True)))
    html = exchange_html(answer, turn=3)
    assert html.startswith(f'{OPENING}{COUNTED}<section class="viewpoint">')


def test_the_next_articles_are_offered_under_an_answer_that_does_not_show_all() -> None:
    more = replace(ANSWER, more=9)
    html = exchange_html(more, turn=3, extendable=True)
    assert f'<p class="searched">{EXTENT} 10 articles bear on this; 1 is shown.</p>' in html
    button = '<button type="button" class="again" data-again="3 more">Show {} more</button>'
    assert html.endswith(f'</section><p class="more">{button.format(6)}</p></article>')
    assert button.format(2) in exchange_html(replace(more, more=2), turn=3, extendable=True)
    assert "data-again" not in exchange_html(more, turn=3)
    assert "data-again" not in exchange_html(ANSWER, turn=3, extendable=True)


def test_an_answer_that_still_grows_is_not_counted() -> None:
    assert SEARCHED in exchange_html(ANSWER, turn=3, whole=False)


def test_the_sentence_before_a_quote_stands_outside_it() -> None:
    view = replace(VIEW, quotes=(replace(QUOTE, context="The <quay> is gone."),))
    assert (
        '<p class="before">(The sentence before [1]: The &#60;quay&#62; is gone.)</p>'
        f'<blockquote class="original"><p>“Build it.” {CITE}</p></blockquote>'
    ) in shown(view)


def test_a_very_long_question_is_shown_by_its_beginning() -> None:
    answer = replace(ANSWER, question="why " * 25_000, standalone_question="why", viewpoints=())
    assert f'<h2 class="question">{"why " * 149}why … (99,999 characters)</h2>' in exchange_html(
        answer, turn=1
    )


def test_nothing_of_a_text_is_markup_or_a_template() -> None:
    assert notice_html("<img src=x onerror=\"alert('a')\">${b}{{c}}`d`&amp;") == (
        '<p class="notice" role="alert">&#60;img src=x onerror=&#34;alert(&#39;a&#39;)&#34;&#62;'
        "&#36;&#123;b&#125;&#123;&#123;c&#125;&#125;&#96;d&#96;&#38;amp;</p>"
    )


def test_controls_and_turned_writing_are_made_visible_and_line_ends_kept() -> None:
    assert escaped("a\x00b\u202ec\ud800d\ne\tf") == "a�b�c�d\ne\tf"


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        "data:text/html,x",
        "//weekly.example",
        "file:///etc",
        None,
    ],
)
def test_what_is_no_address_of_the_web_is_no_link(url: str | None) -> None:
    assert link(url, "page") == ""


def test_a_link_cannot_leave_its_attribute() -> None:
    assert link("http://weekly.example/'\"><b> onclick=x", "<page>") == (
        '<a href="http://weekly.example/&#39;%22%3E%3Cb%3E%20onclick=x" target="_blank" '
        'rel="noopener noreferrer">&#60;page&#62;</a>'
    )


def test_where_else_the_same_text_was_published_stands_with_the_view():
    also = Edition(article_id="copy", publication="Tide & Co", date=PublicationDate("2019-05"), url=None)
    shown = exchange_html(replace(ANSWER, viewpoints=(replace(VIEW, also_in=(also,)),)), turn=3)
    assert '<p class="label">also published in Tide &#38; Co (May 2019)</p>' in shown
