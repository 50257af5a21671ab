"""Lines of a printed page and the paragraphs that they make; the pages are written here."""

import pytest

from assistant.reading.formats.pdf import read_pdf

SIZE = 20
FIRST = ["The weir of Tarn should be kept for", "Oda Marl, who paid for its stones.", "It holds."]
SECOND = ["The mill stands on it, and nobody in", "Tarn has another one."]


def printed(lines: list[tuple[float, float, str]]) -> bytes:
    """A PDF of one page with each line of words at its place, x and y."""
    words = "".join(f"BT /F1 {SIZE} Tf {x} {y} Td ({text}) Tj ET\n" for x, y, text in lines)
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        f"<</Length {len(words)}>>stream\n{words}endstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    body = "%PDF-1.4\n"
    places = []
    for number, each in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{each}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = (
        f"xref\n0 6\n0000000000 65535 f \n{table}trailer<</Size 6/Root 1 0 R>>\nstartxref\n{len(body)}\n%%EOF"
    )
    return (body + end).encode("latin-1")


def paragraphs(lines: list[tuple[float, float, str]]) -> list[str]:
    return [" ".join(part.split()) for part in read_pdf(printed(lines)).text.split("\n\n")]


def set_out(height: float) -> list[tuple[float, float, str]]:
    """Two paragraphs, a line's height and a half apart."""
    found, y = [], 700.0
    for part in (FIRST, SECOND):
        for text in part:
            found.append((50.0, y, text))
            y -= height
        y -= height / 2
    return found


@pytest.mark.parametrize("height", [1.2, 1.5, 1.8])
def test_the_lines_of_a_paragraph_belong_together_however_far_apart_they_are_set(height):
    assert paragraphs(set_out(height * SIZE)) == [" ".join(FIRST), " ".join(SECOND)]


def test_words_set_far_apart_in_a_justified_line_are_one_line():
    lines = [
        (50.0, 700.0, "What"),
        (118.0, 700.0, "is"),
        (155.0, 700.0, "taught here"),
        (50.0, 664.0, "is remembered by us."),
    ]
    assert paragraphs(lines) == ["What is taught here is remembered by us."]


def test_lines_in_two_columns_are_not_put_together():
    rows = enumerate(zip(FIRST[:2], SECOND, strict=True))
    lines = [
        each
        for row, (left, right) in rows
        for each in ((10.0, 700.0 - 24 * row, left[:24]), (330.0, 700.0 - 24 * row, right[:21]))
    ]
    assert " ".join(paragraphs(lines)) == (
        "The weir of Tarn should Oda Marl, who paid for i The mill stands on it Tarn has another one."
    )
