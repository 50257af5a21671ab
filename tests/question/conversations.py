"""Ways to word a follow-up, with what each means, over articles about an invented town and its dam."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.articles import Record
from assistant.dates import PublicationDate
from assistant.scopes import Scope

MARROW, BIRK, QUELL = "Ottoline Marrow", "George Birk", "Greta Quell"
HERALD, GAZETTE = "Oyfar Herald", "Skerrow Gazette"


def record(article_id: str, author: str, date: str, publication: str = HERALD) -> Record:
    return Record(
        article_id=article_id,
        title=article_id,
        authors=(author,),
        publication=publication,
        date=PublicationDate(date),
    )


RECORDS = (
    record("marrow", MARROW, "2018-09-04"),
    record("marrow-later", MARROW, "2025-02", GAZETTE),
    record("birk", BIRK, "2019"),
    record("birk-later", BIRK, "2021-05", GAZETTE),
    record("quell", QUELL, "2020"),
)


@dataclass(frozen=True, slots=True)
class Talk:
    """Earlier questions, a follow-up, and what it means."""

    turns: tuple[str, ...]
    question: str
    scope: Scope
    holds: tuple[str, ...]
    """Words of the stand-alone question."""
    excluded: tuple[str, ...] = ()


DAM = ("What does Birk say about the dam?",)
IN_2018 = ("What did Marrow write about the dam in 2018?",)
PAIR = ("What do Birk and Quell say about the dam?",)
WHO = ("Who writes about the dam?",)
IN_HERALD = ("What did Birk say about the dam in the Oyfar Herald?",)
THREE = ("What does Marrow say about the ferry?", "What does Quell say about the toll?", "And Birk?")


def _each(
    turns: tuple[str, ...],
    wordings: str,
    holds: str,
    *people: str,
    excluded: tuple[str, ...] = (),
    publications: tuple[str, ...] = (),
    since: str | None = None,
    until: str | None = None,
) -> Iterator[Talk]:
    """The same follow-up in several wordings, separated by " | "."""
    scope = Scope(people=people, publications=publications, since=since, until=until)
    for wording in wordings.split(" | "):
        yield Talk(turns, wording.strip(), scope, tuple(holds.split("/")), excluded)


TALKS: dict[str, tuple[Talk, ...]] = {
    "a name alone swaps the person": (
        *_each(
            DAM,
            "And Quell? | Quell too? | Same for Quell please | Now do Quell | Quell - same thing? | "
            "What about Quell? | how about quell | Is Quell any different? | Would Quell go along? | "
            "Does Quell agree? | And according to Quell? | And what would Quell say? | Quell's view? | "
            "same question for quell pls | And Greta Quell, what does she think?",
            "dam",
            QUELL,
        ),
        *_each(DAM, "And Marrow and Quell? | Marrow and Quell too?", "dam", MARROW, QUELL),
    ),
    "a name to compare with is added": (
        *_each(
            DAM,
            "Compare with Quell | Compare that with Quell's view | How does Quell compare? | "
            "How does that differ from Quell's view? | versus Quell? | in contrast to Quell?",
            "dam",
            BIRK,
            QUELL,
        ),
    ),
    "a pronoun stands for the last fitting person": (
        *_each(
            DAM,
            "Why does he fear it? | What are his reasons? | Has he come round? | "
            "Did he ever change his mind? | According to him, who is to blame? | Is he sure of that?",
            "George Birk",
            BIRK,
        ),
        *_each(
            ("What does Birk say about the dam?", "What does Quell say about the toll?"),
            "What does he want instead? | Does he like the ferry?",
            "George Birk",
            BIRK,
        ),
        *_each(
            DAM, "What does he say about the ferry? | And about the ferry, what does he say?", "ferry", BIRK
        ),
    ),
    "a bare period is a filter": (
        *_each(
            IN_2018,
            "And in 2025? | 2025? | in 2025 please | And what about 2025?",
            "dam",
            MARROW,
            since="2025",
            until="2025",
        ),
        *_each(
            IN_2018,
            "Seven years later? | And seven years on? | seven years after that? | "
            "Did she still say so seven years later?",
            "Marrow/2025",
            MARROW,
            since="2025",
            until="2025",
        ),
        *_each(
            IN_2018,
            "since then? | After that? | And afterwards? | Has she said more since? | and since then?",
            "Marrow",
            MARROW,
            since="2019",
        ),
        *_each(
            IN_2018,
            "before that? | And earlier? | And before? | earlier than that? | older ones?",
            "Marrow",
            MARROW,
            until="2017",
        ),
        *_each(
            DAM,
            "Only since 2020 | Only things since 2020 | since 2020 only thx | And from 2020 on? | "
            "just the ones since 2020",
            "dam",
            BIRK,
            since="2020",
        ),
        *_each(DAM, "Between 2020 and 2022? | from 2020 to 2022?", "dam", BIRK, since="2020", until="2022"),
    ),
    "a period to compare with is added": (
        *_each(
            IN_2018,
            "Compare that with 2025 | versus 2025?",
            "dam in 2018 and in 2025",
            MARROW,
            since="2018",
            until="2025",
        ),
    ),
    "a filter taken back is lifted": (
        *_each(
            IN_2018,
            "any year? | for all years | drop the dates | regardless of the date please | "
            "the year doesn't matter | and in other years? | any date? | at any time",
            "dam",
            MARROW,
        ),
        *_each(IN_2018, "any year, but only Birk", "dam", BIRK),
        *_each(IN_2018, "not just Marrow | everybody, please", "dam", since="2018", until="2018"),
        *_each(
            IN_HERALD,
            "any paper | Any paper, not just the Oyfar Herald | forget the Oyfar Herald | "
            "not in the Oyfar Herald",
            "dam",
            BIRK,
        ),
        *_each(
            ("What do people say about the dam, leaving out Birk?",),
            "put Birk back in | ok put Birk back in, I want everybody | including Birk | "
            "OK, you can put Birk back in.",
            "dam",
        ),
        *_each(DAM, "for everyone? | from anybody, I mean, not only Birk", "dam"),
        *_each(IN_2018, "any year is fine | all years | What about the dam, any year?", "dam", MARROW),
        *_each(IN_2018, "any year, about the ferry", "ferry", MARROW),
    ),
    "what is no filter is not lifted, nor anything by an ordinary question": (
        *_each(
            IN_2018,
            "every year? | all the time? | in no time? | any date for it? | not 2016? | and is it older?",
            "dam",
            MARROW,
            since="2018",
            until="2018",
        ),
        *_each(
            ("What does the Oyfar Herald say about the dam?",),
            "not the Skerrow Gazette",
            "dam",
            publications=(HERALD,),
        ),
        *_each(IN_2018, "no date?", "date", MARROW, since="2018", until="2018"),
        *_each(DAM, "would everybody like it? | would anyone want it?", "dam"),
    ),
    "those left out stay out until they are put back in": (
        *_each((*WHO, "not Quell"), "again | as a table", "dam", excluded=(QUELL,)),
        *_each((*WHO, "not Quell", "more"), "again", "dam", excluded=(QUELL,)),
        *_each(
            ("Who is for the dam, except Birk and Quell?", "put Birk back in"),
            "again",
            "dam",
            excluded=(QUELL,),
        ),
        *_each(("Who is for the dam, except Quell?",), "now without Birk", "dam", excluded=(QUELL, BIRK)),
    ),
    "a request about the form asks the same again": (
        *_each(
            IN_2018,
            "Again please? | Can you give her exact words? | In 3 points please | put it in a table for me | "
            "Sorry, I lost the page. Say that again. | her own words, please | "
            "What were her exact words?",
            "dam",
            MARROW,
            since="2018",
            until="2018",
        ),
    ),
    "somebody whom no record names takes the place of the last person": (
        *_each(
            DAM,
            "and Henrik Maas? | What about Henrik Maas? | And what does Henrik Maas say?",
            "Henrik Maas/dam",
        ),
    ),
    "a publication alone is a filter": (
        *_each(
            IN_HERALD,
            "And in the Skerrow Gazette? | the Skerrow Gazette? | Now the Skerrow Gazette. | "
            "for example the Skerrow Gazette? | what about the skerrow gazette | "
            "And what did the Skerrow Gazette print?",
            "dam/Gazette",
            BIRK,
            publications=(GAZETTE,),
        ),
    ),
    "a matter alone swaps the matter": (
        *_each(
            DAM,
            "And the ferry? | the ferry? | What about the ferry? | And on the ferry? | "
            "Same, but for the ferry. | "
            "plus the thing with the ferry | and the ferry pls | now the ferry | Ok, and the ferry? | ferry?",
            "ferry",
            BIRK,
        ),
        *_each(DAM, "the ferry, in Birk's words please", "What does George Birk say about the ferry?", BIRK),
        *_each(("Who in Oyfar opposed the dam?",), "And in Skerrow? | in Skerrow?", "Skerrow/dam"),
        *_each(("Would a dam put Oyfar in danger?",), "And Skerrow? | What about Skerrow?", "Skerrow/dam"),
    ),
    "a question for reasons keeps everything": (
        *_each(
            DAM,
            "Why? | why not | How so? | On what grounds? | What makes him think so? | "
            "Could you explain the reason? | "
            "What is that based on? | Why is that? | How would that work? | Can you tell me more? | "
            "Any examples?",
            "dam",
            BIRK,
        ),
    ),
    "a group stands for the people of the last question": (
        *_each(
            PAIR,
            "Do they agree? | Which of them is in favour? | What do the two have in common? | "
            "Does either of them mention the toll? | How do these two differ? | Do both want it? | "
            "Where do they disagree? | Who of the two is right? | Compare them | "
            "Is there anything they share?",
            "George Birk and Greta Quell",
            BIRK,
            QUELL,
        ),
        *_each(
            (*DAM, "And Quell?"),
            "Do they agree? | How do they differ? | Which of the two is right? | What do both want?",
            "George Birk and Greta Quell",
            BIRK,
            QUELL,
        ),
    ),
    "a question for others leaves the person out": (
        *_each(
            DAM,
            "Who disagrees? | Who disagrees with him? | Who says the opposite? | "
            "Anyone with another opinion? | "
            "Does anyone contradict him? | What do others say? | Who else? | And the others? | "
            "I need someone who would not agree with him. | Give me the ones who think he has it wrong | "
            "Which authors think otherwise?",
            "dam",
            excluded=(BIRK,),
        ),
        *_each(
            DAM,
            "not Birk | minus Birk | without him? | without Birk this time | apart from him | "
            "everyone but Birk, please",
            "dam",
            excluded=(BIRK,),
        ),
        *_each(PAIR, "And without Quell? | not Quell", "What does George Birk/dam", BIRK, excluded=(QUELL,)),
        *_each(WHO, "no Birk please", "dam", excluded=(BIRK,)),
        *_each(DAM, "And the other side? | the opposing view?", "dam", excluded=(BIRK,)),
        *_each(WHO, "except Birk and Quell | not by Birk or Quell", "dam", excluded=(BIRK, QUELL)),
        *_each(PAIR, "Who is against those two? | Who contradicts them?", "dam", excluded=(BIRK, QUELL)),
    ),
    "an earlier question can be gone back to": (
        *_each(
            THREE,
            "Back to the ferry: why does she fear it? | "
            "The ferry again, please. What did she write about it? | "
            "Going back to the first one: what are her reasons? | "
            "I come back to the woman we started with. Why does she think so? | "
            "About the first question again: what does she propose?",
            "ferry",
            MARROW,
        ),
    ),
    "somebody is named by what he is": (
        *_each(DAM, "What does the innkeeper say to that? | How would Skerrow react to that?", "dam"),
        *_each(
            DAM,
            "Do the fishermen believe him? | Would the nurse agree? | What did his opponents reply?",
            "dam",
            excluded=(BIRK,),
        ),
        *_each(DAM, "And his cousin Greta? | And his old opponent Quell?", "Greta Quell/dam", QUELL),
        *_each(DAM, "Does Quell think he was right?", "George Birk/dam", QUELL),
    ),
    "a bare predicate names no matter": (
        *_each(
            PAIR,
            "Where do they clash? | Who is the harsher of the two? | Are they of the same mind?",
            "dam",
            BIRK,
            QUELL,
        ),
        *_each(
            DAM,
            "Based on what? | Why twenty years? | In which valley? | How would he bring it down? | "
            "What proof does he give?",
            "dam",
            BIRK,
        ),
        *_each(DAM, "Who found that out? | Who calls this a mistake?", "dam"),
    ),
    "a question goes back to the person it names": (
        *_each(
            THREE,
            "Returning to Marrow, what made her so cross? | "
            "I was asking about Marrow. Does she give a reason?",
            "Ottoline Marrow",
            MARROW,
        ),
        *_each(THREE, "Back to the one before, what does she say of the mayor?", "mayor", QUELL),
        *_each(THREE, "And Birk on the first topic?", "ferry", BIRK),
    ),
    "a correction swaps the person": (
        *_each(
            DAM,
            "not Birk, Quell | I meant Quell | Quell, not Birk | Oops, I meant Quell | wait, I mean Quell | "
            "no I meant Quell | no Quell",
            "dam",
            QUELL,
        ),
    ),
    "a question for now keeps no year": (
        *_each(IN_2018, "And now? | How did her opinion change?", "dam", MARROW),
    ),
    "a full question takes nothing": (
        *_each(
            IN_2018,
            "How many gulls live in Oyfar? | Is it true that gulls want their own island? | "
            "Should the ferry be sold? | Does the mayor regret his promise? | Will it rain tomorrow? | "
            "Who wrote about the ferry? | If the toll is doubled, who pays it? | "
            "Does any paper print recipes for gulls? | Can the words on the tower be read? | "
            "Which minister said that his country was finished? | Another subject: who owns the ferry? | "
            "Thank you. What happened to the lighthouse of Skerrow?",
            "",
        ),
        *_each(
            IN_2018,
            "What does Quell say about the ferry? | Why does Greta Quell want the ferry?",
            "ferry",
            QUELL,
        ),
    ),
}
