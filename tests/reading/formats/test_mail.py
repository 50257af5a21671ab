import time
from email.message import EmailMessage

import pytest

from assistant.reading.formats.mail import read_mail
from assistant.reading.metadata import Document, Found

HEADER = "the e-mail's header"


def mail(
    text: str, *, sender: str = "Ada Lind <ada@lind.example>", subject: str = "Keep the Mole"
) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["Subject"] = sender, subject
    message["Date"] = "Fri, 03 May 2024 23:30:00 -0800"
    message.set_content(text)
    return message


def test_sender_subject_and_printed_date_are_those_of_the_header():
    assert read_mail(mail("It *sails*.\n\n-- \nAda\n").as_bytes()) == Document(
        "It \\*sails\\*.",
        markdown=True,
        found=(
            Found(
                {
                    "authors": ["Ada Lind"],
                    "title": "Keep the Mole",
                    "date": "Fri, 03 May 2024 23:30:00 -0800",
                },
                HEADER,
            ),
        ),
    )


@pytest.mark.parametrize(
    ("sender", "values"),
    [
        ("Ada Lind from The Tide <ada@tide.example>", {"authors": ["Ada Lind"], "publication": "The Tide"}),
        ("Ada Lind | Tide <ada@tide.example>", {"authors": ["Ada Lind"], "publication": "Tide"}),
        ('"Ada Lind (The Tide)" <ada@tide.example>', {"authors": ["Ada Lind"], "publication": "The Tide"}),
        ("Harbour Post <news@mail.harbourpost.example>", {"publication": "Harbour Post"}),
        ("The Harbour Post <news@harbour-post.example>", {"publication": "The Harbour Post"}),
        ("Harbour Post <news@mailer.example>", {"publication": "Harbour Post"}),
        ("Harbour Lights <hi@harbourlights.example>", {"publication": "Harbour Lights"}),
        ("Ada Lind <hi@adalind.example>", {"authors": ["Ada Lind"]}),
        ("Jorunn Vik <jorunn@jorunnvik.example>", {"authors": ["Jorunn Vik"]}),
        ("Ann Post <ann@post.example>", {"authors": ["Ann Post"]}),
        ("Ann <ann@manning.example>", {"authors": ["Ann"]}),
        ("Ada Lind's Letters <ada@adalind.example>", {"publication": "Ada Lind's Letters"}),
        (
            "Keep Sailing by Ada Lind <x@mailer.example>",
            {"authors": ["Ada Lind"], "publication": "Keep Sailing"},
        ),
        ("'Ada Lind' via The Tide <list@x.example>", {"authors": ["Ada Lind"], "publication": "The Tide"}),
        ("The Rev. Ada Lind <a@mailer.example>", {"authors": ["The Rev. Ada Lind"]}),
        ("Bo Post <bo.post@mailer.example>", {"authors": ["Bo Post"]}),
        ("Harbour Post <post@mailer.example>", {"publication": "Harbour Post"}),
        ("Day by Day News <x@mailer.example>", {"publication": "Day by Day News"}),
        ("Letters by Candle Light <x@mailer.example>", {"publication": "Letters by Candle Light"}),
        ("ada@lind.example", {}),
    ],
)
def test_a_publication_in_the_name_of_the_sender_is_no_author(sender, values):
    found = read_mail(mail("It sails.", sender=sender).as_bytes()).found[0].values
    assert {key: found[key] for key in found if key in ("authors", "publication")} == values


@pytest.mark.parametrize(
    ("subject", "title"),
    [("Re: AW[2]: Tide", "Tide"), ("FW: Tide", "Tide"), ("Tide here: to stay", "Tide here: to stay")],
)
def test_what_a_mail_program_sets_before_a_subject_is_no_part_of_the_title(subject, title):
    assert read_mail(mail("It sails.", subject=subject).as_bytes()).found[0].values["title"] == title


def test_quoted_lines_of_others_are_block_quotes():
    text = "I disagree.\nOn Friday Tom Reyes wrote:\n> It is a ruin.\n>> Is it?\n> It is.\nIt is not.\n"
    assert read_mail(mail(text).as_bytes()).text == (
        "I disagree.\nOn Friday Tom Reyes wrote:\n\n> It is a ruin.\n> > Is it?\n> It is.\n\nIt is not."
    )


def test_a_newsletter_is_read_from_its_html_and_its_attachments_are_named():
    message = mail("Read this in a browser.", subject="Re: AW: Keep the Mole")
    message.add_alternative(
        "<div style='display:none'>A ruin?</div><table><tr><td><p>It sails.</p>"
        "<blockquote>It sank.</blockquote></td></tr></table>",
        subtype="html",
    )
    message.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="mole.pdf")
    document = read_mail(message.as_bytes())
    assert (document.text, document.found[0].values["title"]) == ("It sails.\n\n> It sank.", "Keep the Mole")
    assert document.warnings == ("The attachment 'mole.pdf' is not read.",)


OTHER = (
    "<p>Look.</p>",
    (
        "<b>From:</b> Bo Birk &lt;bo@birk.example&gt;<br><b>Sent:</b> Thu, 2 May 2024 at 10:00<br>"
        "<b>To:</b> Ada Lind &lt;ada@lind.example&gt;<br><b>Subject:</b> Sell the Mole"
    ),
    "<p>It should be sold.</p>",
)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (
            (
                "See below.\n\n---------- Forwarded message ---------\nVon: Bo Birk <bo@birk.example>\n"
                "Date: Thu, 2 May 2024 at 10:00\nSubject: Sell the Mole\n\nIt should be sold.\n"
            ),
            "",
        ),
        (
            (
                "Begin forwarded message:\n\n> From: Bo Birk <bo@birk.example>\n> Subject: Sell the Mole\n"
                "> Date: Thu, 2 May 2024 at 10:00\n> To: ada@lind.example\n>\n> It should be sold.\n"
            ),
            "",
        ),
        (
            (
                "-----Original Message-----\nFrom: Bo Birk\nSent: Thu, 2 May 2024 at 10:00\n"
                "To: Ada Lind <ada@lind.example>\nSubject: Sell the Mole\n\nIt should be sold.\n"
            ),
            "",
        ),
        (
            (
                "--------- Forwarded message --------\nFrom: Cy Cole <cy@cole.example>\n"
                "Date: Fri, 3 May 2024 at 10:00\nSubject: Fwd: Sell the Mole\n\nLook.\n\n"
                "--------- Forwarded message --------\nFrom: Bo Birk <bo@birk.example>\n"
                "Date: Thu, 2 May 2024 at 10:00\nSubject: Sell the Mole\n\nIt should be sold.\n"
            ),
            "",
        ),
        ("", "{}<div><p>{}</p></div>{}".format(*OTHER)),
        ("", "{}<blockquote><div>{}</div>{}</blockquote>".format(*OTHER).replace("<br>", "</div><div>")),
    ],
)
def test_what_is_forwarded_is_its_writers_and_not_the_forwarders(text, html):
    message = mail(text, subject="Fwd: Sell the Mole")
    if html:
        message.add_alternative(html, subtype="html")
    document = read_mail(message.as_bytes())
    values = {"title": "Sell the Mole", "authors": ["Bo Birk"], "date": "Thu, 2 May 2024 at 10:00"}
    assert (document.text, document.found) == (
        "It should be sold.",
        (Found(values, "the forwarded e-mail's header"),),
    )


@pytest.mark.parametrize(
    ("subject", "text"), [("Re: Mole", "Look.\n\n> It should be sold."), ("Mole", "Look.\n\n**From:**")]
)
def test_what_a_reply_quotes_under_its_head_is_a_block_quote(subject, text):
    message = mail("", subject=subject)
    message.add_alternative("{}<p>{}</p>{}".format(*OTHER), subtype="html")
    document = read_mail(message.as_bytes())
    assert (document.found[0].values["authors"], document.text[: len(text)]) == (["Ada Lind"], text)


HEAD = "From: Bo Birk <bo@birk.example>\nSubject: Sell the Mole"
DATE = "\nDate: Thu, 2 May 2024 at 10:00"


@pytest.mark.parametrize(
    ("head", "date"),
    [
        (HEAD, None),
        (f"{HEAD}\nDate: Thu, 2 May 2024", "Thu, 2 May 2024"),
        (f"{HEAD}\nDate: 2024年5月2日(木) 10:00", "2024年5月2日(木) 10:00"),
        (f"{HEAD}\nTo: ada@lind.example,\n cy@cole.example{DATE}", "Thu, 2 May 2024 at 10:00"),
        (f"{HEAD}\nTo: Ada Lind;\nCy Cole{DATE}", "Thu, 2 May 2024 at 10:00"),
    ],
)
def test_the_head_of_a_forwarded_e_mail_may_be_short_or_have_lines_that_go_on(head, date):
    text = f"Look.\n\n---------- Forwarded message ---------\n{head}\n\nIt should be sold.\n"
    document = read_mail(mail(text, subject="Fwd: Sell the Mole").as_bytes())
    values = document.found[0].values
    assert (document.text, values["authors"], values.get("date")) == ("It should be sold.", ["Bo Birk"], date)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (
            f"Keep it.\n\n----- Original Message -----\n{HEAD}{DATE}\n\nIt should be sold.\n",
            "Keep it.\n\n----- Original Message -----\n\n> It should be sold.",
        ),
        (f"Point: keep it.\n\nTo: Ada\n{HEAD}{DATE}\n\nNo.\n", "Point: keep it.\n\n> No."),
        ("Write: ada@lind.example\nPlace: Mole\nTime: 2 May 2024, 10:30\n\nKeep it.\n", None),
    ],
)
def test_a_reply_is_its_writers_with_what_she_sets_in_it_herself(text, kept):
    document = read_mail(mail(text, subject="Re: Sell the Mole").as_bytes())
    assert (document.text, document.found[0].values["authors"]) == (kept or text.strip(), ["Ada Lind"])


@pytest.mark.parametrize(
    "text",
    ["-" * 100_000 + f"\n{HEAD}{DATE}\n\nNo.\n", f"{HEAD}{DATE}\n\nNo.\n" * 1_000, "To: a,\n" * 20_000],
)
def test_no_head_of_an_e_mail_takes_long(text):
    began = time.perf_counter()
    read_mail(mail(text, subject="Fwd: Sell the Mole").as_bytes())
    assert time.perf_counter() - began < 1


def test_an_e_mail_that_is_forwarded_as_a_whole_is_the_article():
    outer = mail("See below.", sender="Cy Cole <cy@cole.example>")
    outer.add_attachment(mail("It sails."))
    document = read_mail(outer.as_bytes())
    assert (document.text, document.found[0].values["authors"]) == ("It sails.", ["Ada Lind"])


def test_flowed_lines_are_one_and_unknown_charsets_cost_no_more_than_letters():
    flowed = b"From: Ada Lind <a@b.example>\nContent-Type: text/plain; format=flowed; charset=x-none\n\n"
    assert read_mail(flowed + b"It sails \nand sails.\n").text == "It sails and sails."
