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
HEAD = (
    '<section class="turn" data-turn="2" aria-label="Sources"><details class="source" name="turn-2">'
    '<summary><span class="who"><strong>Ann Ash</strong></span><span class="where">'
    '<span title="from the address">Aster Weekly, <strong class="date">September 2018</strong></span> · '
    "<cite>The Quay</cite></span>"
    "</summary>"
    f'<p class="links">{OWN}<a href="https://weekly.example/quay" target="_blank" rel="noopener noreferrer">'
    'Open the original page</a> · <a href="https://mirror.example/quay" target="_blank" '
    'rel="noopener noreferrer">Also on mirror.example</a></p>'
    '<details class="about"><summary>About this record</summary>'
    "<p>Date: September 2018. from the address</p><p>Text: whole text</p></details>"
) + citing_html(RECORD)


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
        HEAD + '<div class="text"><p>It rains. <span class="context">The quay is old.</span> '
        '<span class="place" id="src-2-1"></span><mark data-cites="1">Build it.</mark> '
        '<span class="context">Then rest.</span></p><p class="heading">Of &#60;money&#62;</p>'
        "<p>Who pays? Nobody pays.</p></div></details></section>"
    )


def test_several_views_of_one_article_share_its_card_and_their_quotes_may_overlap() -> None:
    html = cards(quote("The quay is old. Build it.", 1), quote("Build it. Then rest.", 2))
    assert html.removeprefix(HEAD).startswith(
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
    assert shown == [HEAD.replace(OWN, "") + alone, HEAD + alone]


def test_of_a_long_article_the_surroundings_of_each_quote_are_shown() -> None:
    text = "A first word. " + "x" * 30_000 + " Build it. " + "y" * 30_000 + " Rest."
    shown = cards(quote("Build it.", 1, text), quote("Rest.", 2, text), article=article_of(RECORD, text))
    gap = '<p class="gap">…</p>'
    place = '<span class="place" id="src-2-{0}"></span><mark data-cites="{0}">{1}</mark>'
    assert shown.removeprefix(HEAD) == (
        f'<div class="text">{gap}<p>{"x" * 3_999} {place.format(1, "Build it.")} {"y" * 3_999}</p>'
        f"{gap}<p>{'y' * 3_999} {place.format(2, 'Rest.')}</p></div></details></section>"
    )


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
