"""Signs that another program read in a wrong encoding are mended; what may be meant so stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.reading.article import parse_article
from assistant.reading.converter import Converter
from assistant.reading.mojibake import mended

NONE: tuple[str, ...] = ()


def misread(text: str) -> str:
    """UTF-8 read as Windows-1252; bytes without a character there as Latin-1."""
    return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in text.encode())


@pytest.mark.parametrize(
    "text",
    [
        "“It’s late,” said Zoë — à la carte… Österreich",
        "“Türkiye” Ağrı ışık 10 °C",
        "Čuvajte trajekt „Žurba“, šuma, ćup: 5 €",
        "Трајект је стар",
        "The ferry 🚢 sails",
    ],
)
def test_utf_8_read_as_windows_1252_is_mended(text: str) -> None:
    assert mended(misread(text))[0] == text


def test_a_text_of_which_only_a_part_was_misread_keeps_the_rest() -> None:
    found = mended(f"“The café’s ferry” {misread('isn’t')} late — {misread('Škoda')}…")

    assert found == ("“The café’s ferry” isn’t late — Škoda…", _told(2))


def test_a_text_misread_twice_is_mended() -> None:
    assert mended(misread(misread("It’s “so” late"))) == ("It’s “so” late", _told(3))


def test_a_closing_mark_whose_last_byte_was_lost_is_mended() -> None:
    assert mended("â€œKeep itâ€ she said.") == ("“Keep it” she said.", _told(2))


@pytest.mark.parametrize(
    "text",
    [
        "IL Y MARQUÉ… CAFÉ” “É” café…” AMANHÃ… “IRMÃ” «IRMÃ»",
        "Ã is a letter of SÃO PAULO, â of âme, Ð of Ðorđe.",
        "voilà — là… à…  NIÑO™ naïve",
        "¡Viva el ferry! ¡Xavi! ¿Qué?",
        "¡Vamos! cried Bo; § 5, ¨ and ¦ stand here.",
        "He wrote ¡Viva! and freedom¡Xnow, ¡§so¡¨.",
    ],
)
def test_what_may_be_meant_so_stays(text: str) -> None:
    assert mended(text) == (text, NONE)


@given(st.text(alphabet=st.sampled_from("aeÉéñÑüßŠšžćčđĄą“”‘’–—… .,!¿€°§АПж")))
def test_a_text_read_rightly_stays(text: str) -> None:
    assert mended(text) == (text, NONE)


def test_punctuation_of_big5_is_mended() -> None:
    text = "The port¡¦s ferry¡Xand its pier¡Xmatter. ¡§Keep it¡¨¡Xthey say ¡K"

    assert mended(text) == ("The port’s ferry—and its pier—matter. “Keep it”—they say …", _told(7))


def test_the_article_is_mended_with_its_record_and_the_reader_is_told() -> None:
    data = "---\ntitle: The townâ€™s ferry\nauthor: Zoë Ash\n---\nItâ€™s ours. Keep the cafÃ©.\n".encode()

    article = parse_article(data, "ferry", name="ferry")

    assert article.record.title == "The town’s ferry"
    assert [article.text[start:end] for start, end in article.sentences] == ["It’s ours.", "Keep the café."]
    assert article.warnings[0] == _told(3)[0]


@pytest.mark.parametrize(
    ("suffix", "data"),
    [
        (".html", "<html><body><article><p>{}</p></article></body></html>"),
        (".eml", "From: Zoe Ash <zoe@ash.example>\nContent-Type: text/plain; charset=utf-8\n\n{}\n"),
        (
            ".rss",
            '<rss version="2.0"><channel><item><description>{}</description></item></channel></rss>',
        ),
        (".csv", "title,text\nA,{}\n"),
        (".jsonl", '{{"title": "A", "text": "{}"}}\n'),
    ],
)
def test_other_formats_are_mended_too(suffix: str, data: str) -> None:
    words = "Itâ€™s our ferry and the townâ€™s pier and nobody elseâ€™s today."

    with Converter() as converter:
        ((_, document),) = converter.documents(data.format(words).encode(), suffix)

    assert "It’s our ferry and the town’s pier and nobody else’s today." in document.text
    assert document.warnings == _told(3)


def _told(count: int) -> tuple[str, ...]:
    return (f"{count} signs were read in a wrong encoding and are mended.",)
