import html
import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from assistant.answers import Answer, Quote, Viewpoint
from assistant.articles import Article, Record
from assistant.dates import PublicationDate
from assistant.reading.article import article_of
from assistant.rendering.html_cite import citing_html
from assistant.rendering.html_sources import Sources

RECORD = Record(
    article_id="ash-2018",
    title="The Quay",
    authors=("Ann Ash",),
    publication="Aster Weekly",
    date=PublicationDate("2018-09"),
    date_basis="from the address",
    url="https://weekly.example/quay",
    also_at=("https://mirror.example/quay",),
    coverage_note="whole text",
)
TEXT = "It rains. The quay is old. Build it. Then rest.\n\n## Of <money>\n\nWho pays? Nobody pays."
ARTICLE = article_of(RECORD, TEXT)
OWN = '<a class="here" href="articles/ash-2018" target="_blank" rel="noopener">The article’s page</a> · '
TOP = (
    '<section class="turn" data-turn="2" aria-label="Sources"><details class="source" name="turn-2">'
    '<summary><span class="who"><strong>Ann Ash</strong></span><span class="where">'
    '<span title="from the address">Aster Weekly, <strong class="date">September 2018</strong></span> · '
    "<cite>The Quay</cite></span>"
    f'</summary><div class="record"><p class="links">{OWN}<a href="https://weekly.example/quay#:~:'
)
REST = (
    '" target="_blank" rel="noopener noreferrer">'
    'Open the original page</a> · <a href="https://mirror.example/quay" target="_blank" '
    'rel="noopener noreferrer">Also on mirror.example</a></p>'
    '<details class="about"><summary>About this record</summary>'
    f"<p>Date: September 2018. from the address</p><p>Text: whole text</p></details>"
    f"{citing_html(RECORD)}</div>"
)


def head(*words: str) -> str:
    """A card above its text, with the words that its link to the original leads to."""
    return TOP + "&#38;".join(f"text={each}" for each in words) + REST


def quote(words: str, citation: int, text: str = TEXT) -> Quote:
    start = text.index(words)
    return Quote(citation=citation, text=words, start=start, end=start + len(words))


def cards(*quotes: Quote, article: Article | None = ARTICLE, record: Record = RECORD) -> str:
    views = tuple(Viewpoint(record=record, speaker="Ann Ash", reported=False, quotes=(q,)) for q in quotes)
    answer = Answer(question="?", standalone_question="?", answered=True, viewpoints=views)
    return Sources(2, lambda _: article).html(answer)


def marked(card: str, citation: int) -> str:
    """The words a card marks for a citation."""
    marks = re.findall(r'<mark data-cites="([\d ]+)">(.*?)</mark>', card, re.DOTALL)
    return html.unescape("".join(words for cites, words in marks if str(citation) in cites.split()))


def test_a_card_shows_the_record_and_the_article_with_the_quote_marked_in_its_place() -> None:
    proof = replace(quote("Build it.", 1), before=(10, 26), after=(37, 47))
    assert cards(proof) == (
        head("Build%20it") + '<div class="text"><p>It rains. <span class="context">The quay is old.</span> '
        '<span class="place" id="src-2-1"></span><mark data-cites="1">Build it.</mark> '
        '<span class="context">Then rest.</span></p><p class="heading">Of &#60;money&#62;</p>'
        "<p>Who pays? Nobody pays.</p></div></details></section>"
    )


def test_several_views_of_one_article_share_its_card_and_their_quotes_may_overlap() -> None:
    html = cards(quote("The quay is old. Build it.", 1), quote("Build it. Then rest.", 2))
    assert html.removeprefix(
        head("The%20quay%20is%20old.%20Build%20it", "Build%20it.%20Then%20rest")
    ).startswith(
        '<div class="text"><p>It rains. <span class="place" id="src-2-1"></span>'
        '<mark data-cites="1">The quay is old. </mark>'
        '<span class="place" id="src-2-2"></span><mark data-cites="1 2">Build it.</mark>'
        '<mark data-cites="2"> Then rest.</mark></p>'
    )


def test_the_parts_of_an_elided_quote_are_marked_and_the_words_between_are_not() -> None:
    elided = Quote(citation=1, text=TEXT[0:36], start=0, end=36, verdict="elided", parts=((0, 9), (27, 36)))
    assert marked(cards(elided), 1) == "It rains.Build it."


def test_a_digest_and_an_opening_are_labelled_on_the_card() -> None:
    record = replace(RECORD, form="digest", coverage="opening")
    assert (
        '<span class="label">summary, not the author&#39;s words · '
        "only the opening is available here</span></summary>"
    ) in cards(quote("Build it.", 1), record=record)


def test_the_card_of_an_interview_names_the_person_interviewed_and_the_asker() -> None:
    record = replace(RECORD, kind="interview", speakers=("Bo Birk",))
    assert "<strong>Bo Birk</strong>, interviewed by Ann Ash</span>" in cards(
        quote("Build it.", 1), record=record
    )


def test_an_article_that_has_changed_or_gone_shows_the_quoted_words_alone() -> None:
    alone = (
        '<div class="text"><p class="note">The article has changed or gone since it was quoted; '
        'these are the words quoted.</p><p><span class="place" id="src-2-1"></span>'
        '<mark data-cites="1">Build it.</mark></p></div></details></section>'
    )
    changed = article_of(RECORD, "Now " + TEXT)
    shown = [cards(quote("Build it.", 1), article=article) for article in (None, changed)]
    assert shown == [head("Build%20it").replace(OWN, "") + alone, head("Build%20it") + alone]


def test_of_a_long_article_the_surroundings_of_each_quote_are_shown() -> None:
    text = "A first word. " + "x" * 30_000 + " Build it. " + "y" * 30_000 + " Rest."
    shown = cards(quote("Build it.", 1, text), quote("Rest.", 2, text), article=article_of(RECORD, text))
    gap = '<p class="gap">…</p>'
    place = '<span class="place" id="src-2-{0}"></span><mark data-cites="{0}">{1}</mark>'
    assert shown.removeprefix(head("Build%20it", "Rest")) == (
        f'<div class="text">{gap}<p>{"x" * 3_999} {place.format(1, "Build it.")} {"y" * 3_999}</p>'
        f"{gap}<p>{'y' * 3_999} {place.format(2, 'Rest.')}</p></div></details></section>"
    )


def test_a_card_leads_to_what_else_its_voices_are_quoted_of() -> None:
    own = [replace(RECORD, article_id=name, title=name, date=None) for name in ("one", "two", "three")]
    other = replace(RECORD, article_id="other", authors=("Bo Birk",))
    joint = replace(RECORD, article_id="joint", authors=("Ann Ash", "Cy Cole"))
    views = [
        Viewpoint(record=record, speaker=None, reported=False, quotes=(quote("Build it.", number),))
        for number, record in enumerate((own[0], other, own[1], joint), 1)
    ]
    views.append(replace(views[0], reported=True, quotes=(quote("It rains.", 5),)))
    answer = Answer(question="?", standalone_question="?", answered=True, viewpoints=tuple(views))
    lines = re.findall(
        '<p class="passages">.*?</p>|<details class="source"', Sources(2, lambda _: None).html(answer)
    )

    def cite(number: int, title: str) -> str:
        return f'<a class="cite" href="#src-2-{number}" aria-label="Source {number}: {title}">[{number}]</a>'

    elsewhere = '<p class="passages">Ann Ash elsewhere in this answer: '
    one = f"undated {cite(1, 'one')} {cite(5, 'one')}"
    two = f"undated {cite(3, 'two')}"
    third = f"September 2018 {cite(4, 'The Quay')}"
    card = '<details class="source"'
    assert lines == [
        *(card, f"{elsewhere}{two} · {third}</p>"),
        card,
        *(card, f"{elsewhere}{one} · {third}</p>"),
        *(card, f"{elsewhere}{one} · {two}</p>"),
    ]


def test_a_card_drawn_before_learns_what_comes_later_of_its_voice() -> None:
    sources = Sources(2, lambda _: ARTICLE)
    later = replace(RECORD, article_id="later")
    first, second = (
        Viewpoint(record=record, speaker="Ann Ash", reported=False, quotes=(quote("Build it.", number),))
        for number, record in enumerate((RECORD, later), 1)
    )
    answer = Answer(question="?", standalone_question="?", answered=True, viewpoints=(first,))
    assert "elsewhere" not in sources.html(answer)
    assert sources.html(replace(answer, viewpoints=(first, second))).count("elsewhere in this answer") == 2


def test_an_answer_without_quotes_has_no_cards() -> None:
    assert cards() == ""


@given(st.text(alphabet="ab .\n<#é&", min_size=1), st.data())
def test_the_words_marked_are_the_words_quoted(text: str, data: st.DataObject) -> None:
    def span() -> tuple[int, int]:
        start = data.draw(st.integers(0, len(text) - 1))
        return start, data.draw(st.integers(start + 1, len(text)))

    spans = [span(), span()]
    quotes = [Quote(citation=n, text=text[a:b], start=a, end=b) for n, (a, b) in enumerate(spans, 1)]
    card = cards(*quotes, article=article_of(RECORD, text))
    # White space between paragraphs and the signs of a heading are layout, not words.
    assert [re.sub(r"[\s#]", "", marked(card, q.citation)) for q in quotes] == [
        re.sub(r"[\s#]", "", q.text) for q in quotes
    ]
