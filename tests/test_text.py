import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import DocumentsError
from assistant.text import cleaned, decoded, invisible, one_line, removals, text_of, visible


def test_every_line_break_becomes_one_newline():
    assert cleaned("a\r\nb\rc\x0bd\x0ce\x85f\u2028g\u2029h\n\ni") == "a\nb\nc\nd\ne\nf\ng\nh\n\ni"


def test_control_direction_and_tag_characters_are_taken_out():
    assert cleaned("a\x00b\x1b[31m\x7f \u202egnp\u202c \u2066x\u2069 y\U000e0041") == "ab[31m gnp x y"


def test_tabs_accents_joiners_and_right_to_left_marks_stay():
    text = "a\tb é é می\u200cخواهم \u200fשלום 👩\u200d🚀 … —"
    assert cleaned(text) == text


def test_what_is_taken_out_is_counted():
    assert removals("a\x00b\r\nc\u202e\u202c") == (
        "1 control character was removed.",
        "2 invisible or direction-changing characters were removed.",
    )
    assert removals("nothing\r\nhere") == ()


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text):
    once = cleaned(text)
    assert cleaned(once) == once
    assert removals(once) == ()
    once.encode()


@pytest.mark.parametrize(
    "hidden",
    ["\u00ad", "\u034f", "\u061c", "\u200b", "\u200c", "\u200d", "\u200e", "\u2060", "\u3164", "\ufe0f"],
)
def test_what_nobody_sees_in_a_name_is_taken_out_and_counted(hidden):
    for name in (f"Ann{hidden} Ash", f"{hidden}Ann Ash", f"Ann Ash{hidden * 3}", f"Ann {hidden}Ash"):
        assert visible(name) == "Ann Ash"
        assert invisible(name) == name.count(hidden)
    assert visible(f"Zoe\u0308{hidden}") == "Zoë"


@pytest.mark.parametrize(
    "text",
    ["می\u200cخواهم", "क्\u200dष", "👩\u200d🚀", "👍🏽", "❤\ufe0f", "1\ufe0f\u20e3", "ភាសា\u200bខ្មែរ", "שלום"],
)
def test_what_a_script_or_an_emoji_needs_stays(text):
    assert (visible(text), invisible(text)) == (text, 0)


@given(st.text())
def test_what_is_made_visible_has_nothing_unseen_and_stays_as_it_is(text):
    line = visible(one_line(text))
    assert visible(line) == line
    assert invisible(line) == 0


@given(st.text())
def test_one_line_is_one_line(text):
    line = one_line(text)
    assert line.splitlines() in ([], [line])
    assert line == line.strip()


@given(st.text(st.characters(exclude_categories=("Cs", "Cc"))))
def test_utf8_is_decoded_and_its_byte_order_marks_are_dropped(text):
    assert decoded(("\ufeff" + text).encode()) == text.replace("\ufeff", "")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"\x89PNG\r\n\x1a\n", "it is not a text but binary data: take it away"),
        (bytes(64), "it is not a text but binary data: take it away"),
        (b"\x7fELF\x02\x01\x01" + bytes(9), "it is not a text but binary data: take it away"),
    ],
)
def test_what_is_not_text_is_refused(data, message):
    with pytest.raises(DocumentsError) as error:
        decoded(data)
    assert str(error.value) == message


CAFE = "Café crème on the quay, “our café”."
CABLE = "Žičara iznad čaršije mora ostati, jer đaci i starci nemaju čime gore."
BRIDGE = "Директор је рекао да ће град платити мост. Нико му не верује, а најмање они који плаћају."


@pytest.mark.parametrize(
    ("data", "text", "told"),
    [
        (CAFE.encode("utf-16"), CAFE, ()),
        (codecs.BOM_UTF16_BE + CAFE.encode("utf-16-be"), CAFE, ()),
        (CAFE.encode("utf-32"), CAFE, ()),
        (CAFE.encode("utf-8-sig"), CAFE, ()),
        (b"\xef\xbb\xbfcaf\xe9", "caf\ufffd", ("1 character is no UTF-8 and shown as \ufffd.",)),
        (CAFE.encode("utf-16-le"), CAFE, ("It was read as utf-16-le.",)),
        ("The quay".encode("utf-16-le"), "The quay", ("It was read as utf-16-le.",)),
        ("The quay".encode("utf-16-be"), "The quay", ("It was read as utf-16-be.",)),
        (CAFE.encode("cp1252"), CAFE, ("It is not UTF-8: it was read as windows-1252.",)),
        (CABLE.encode("cp1250"), CABLE, ("It is not UTF-8: it was read as windows-1250.",)),
        (BRIDGE.encode("cp1251"), BRIDGE, ("It is not UTF-8: it was read as cp1251.",)),
        (
            CAFE.encode().replace(b"quay", b"qu\xe9y"),
            CAFE.replace("quay", "qu\ufffdy"),
            ("1 character is no UTF-8 and shown as \ufffd.",),
        ),
    ],
)
def test_a_mark_then_utf16_then_utf8_then_the_likeliest_encoding_is_read_and_a_guess_is_told(
    data, text, told
):
    assert text_of(data) == (text, told)


@given(st.binary())
def test_any_bytes_give_text_or_a_one_line_error(data):
    try:
        decoded(data)
    except DocumentsError as error:
        assert len(str(error).splitlines()) == 1
