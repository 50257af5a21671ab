"""Short conversations over the invented articles, with words that their last question stands for."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation whose last question leans on the others."""

    asked: tuple[str, ...]
    holds: tuple[str, ...]
    """Words of the stand-alone question."""
    people: tuple[str, ...] | None = None
    """Whose views are asked for; None where that is left open."""
    lacks: tuple[str, ...] = ()
    """Words that belong to the earlier question alone."""


def talk(*asked: str, holds: str, people: tuple[str, ...] | None = None, lacks: tuple[str, ...] = ()) -> Talk:
    """`holds`: the words, separated by slashes."""
    return Talk(asked, tuple(holds.split("/")), people, lacks)


POINTING = (
    talk(
        "Why does Thrale want the barrage?",
        "How does Marrow answer that?",
        holds="Marrow/barrage",
        people=("Ottoline Marrow",),
    ),
    talk(
        "What does Fennimore write about the cost of the ferry?",
        "What does the captain reply to that?",
        holds="captain/cost of the ferry",
        people=(),
    ),
    talk(
        "How does Kittredge attack the charge for day visitors?",
        "What would the mayor say to that?",
        holds="mayor/charge for day visitors",
    ),
    talk(
        "What does Edric Thaw say about compensation for dead lambs?",
        "Does the biologist agree with this?",
        holds="biologist/compensation",
    ),
    talk(
        "Why does Pellworm call the barrage a bet?",
        "Does Thrale accept that?",
        holds="Thrale/barrage/bet",
        people=("Casimir Thrale",),
    ),
    talk(
        "What does Sool say about poisoned wolves?",
        "Has the judge written anything about it?",
        holds="judge/poisoned wolves",
    ),
    talk(
        "Why did Quillon want the lamps off in 2017?",
        "What made her change her mind about that?",
        holds="Quillon/lamps",
        people=("Marta Quillon",),
    ),
    talk(
        "What does Grandvœux say about the merger?",
        "What do Škárová and Tveitåsen hold against it?",
        holds="Škárová/Tveitåsen/merger",
        people=("Zdena Škárová", "Jørn Tveitåsen"),
    ),
    talk(
        "What does Thaw ask for?",
        "What does Mračić think of that?",
        holds="Mračić/Thaw/ask",
        people=("Zdenka Mračić",),
    ),
    talk(
        "How does Lodge defend the ferry?",
        "What do the papers on the mainland make of this?",
        holds="papers on the mainland/ferry",
    ),
    talk(
        "What does Halloun write about the walk home?",
        "Is that something Quillon mentions?",
        holds="Quillon/walk home",
    ),
    talk(
        "What does Pellworm propose?",
        "What do the engineers say to this?",
        holds="engineers/Pellworm/propose",
    ),
    talk("Why does Lindqvarn keep dogs?", "Could Thaw do that too?", holds="Thaw/dogs"),
    talk(
        "What does Achterberg write about the wolf?",
        "Do his relatives share that opinion?",
        holds="Achterberg/relatives/wolf",
    ),
    talk(
        "What does Thaw say about the ministry's fences?", "What did it recommend?", holds="ministry/fences"
    ),
    talk("Who is against the Skerrow ferry?", "What do they want instead of it?", holds="ferry"),
)
KIN = (
    talk("What does Rosalind Tancred think of street lamps?", "And her cousin?", holds="cousin/street lamps"),
    talk(
        "What does Hugh Tancred want to do about the coaches?",
        "And his cousin Rosalind?",
        holds="Rosalind Tancred/coaches",
        people=("Rosalind Tancred",),
    ),
    talk(
        "What does Marta Quillon say about the lamps in 2022?",
        "Does her colleague Ilse agree?",
        holds="Varnholm/lamps",
        people=("Ilse Varnholm",),
    ),
    talk(
        "What does Thrale say about flooding?",
        "And his old opponent Marrow?",
        holds="Marrow/flooding",
        people=("Ottoline Marrow",),
    ),
    talk(
        "What does Rosalind Tancred say about the evenings?",
        "And what does Hugh think?",
        holds="Hugh Tancred/evenings",
        people=("Hugh Tancred",),
    ),
    talk(
        "What does Kittredge think of the Mayor's card?",
        "And the professor?",
        holds="professor/card",
    ),
    talk("What does Varnholm say about insects?", "Would the nurse agree?", holds="nurse/insects"),
)
SEVERAL_THINGS = (
    talk(
        "What does Mračić say about the rowans?",
        "Does she want them fenced?",
        holds="Mračić/rowans",
        people=("Zdenka Mračić",),
    ),
    talk(
        "What does Thaw say about guarding dogs?",
        "Why doesn't he keep one of them?",
        holds="Thaw/guarding dogs",
    ),
    talk("What does Lindqvarn say about the wolves?", "Were any of them shot?", holds="wolves/shot"),
    talk(
        "How does Škárová describe the two towns?",
        "Should they be merged, according to Grandvœux?",
        holds="towns/Grandvœux",
        people=("Émilie Grandvœux",),
    ),
    talk(
        "What does Quell say about the sluices?",
        "Who should own them, in her view?",
        holds="Quell/sluices",
        people=("Isaura Quell",),
    ),
    talk(
        "What does Kittredge say about the innkeepers?",
        "Why does she not join them?",
        holds="Kittredge/innkeepers",
    ),
)
TWO_ROLES = (
    talk(
        "What does Halloun say about the lamps?",
        "Does Quillon think she was right about them?",
        holds="Halloun/Quillon/lamps",
        people=("Marta Quillon",),
    ),
    talk(
        "What does Marrow fear from the barrage?",
        "Does Øyfar think she was right?",
        holds="Marrow/Øyfar/barrage",
        people=("Magnus Øyfar",),
    ),
    talk(
        "What does Renn say about a small price?",
        "Does Hugh Tancred think he was wrong about that?",
        holds="Renn/Hugh Tancred/small price",
        people=("Hugh Tancred",),
    ),
    talk(
        "How do Fenwick and Brae defend the free Friday?",
        "What does Ngaire Oduya answer them?",
        holds="Oduya/Fenwick/Brae/Friday",
        people=("Ngaire Oduya",),
    ),
    talk(
        "What does Mračić say about Edric Thaw?",
        "Was he exaggerating, in her view?",
        holds="Thaw/Mračić/exaggerating",
        people=("Zdenka Mračić",),
    ),
    talk(
        "What does Rosalind Tancred think of Renn?",
        "What does he think of her?",
        holds="Renn/Rosalind Tancred",
        people=("Tobias Renn",),
    ),
    talk(
        "Does Thrale quote Marrow?",
        "What does he make of her argument?",
        holds="Thrale/Marrow/argument",
        people=("Casimir Thrale",),
    ),
    talk(
        "What do Fenwick and Brae say about the clubs?",
        "Which of the two has doubts now?",
        holds="Fenwick/Brae/doubts",
    ),
    talk(
        "What does Velk report about arithmetic?",
        "What did he himself think of it in 2009?",
        holds="Velk/arithmetic/2009",
    ),
    talk(
        "What does Oduya say about the beekeepers?",
        "And about the choir?",
        holds="Oduya/choir",
        people=("Ngaire Oduya",),
        lacks=("beekeepers",),
    ),
)
WHERE_FROM = (
    talk(
        "What did Marrow write about the mudflats?",
        "When did she publish that?",
        holds="Marrow/mudflats",
        people=("Ottoline Marrow",),
    ),
    talk("What does Lodge say about doctors?", "In which programme did she say so?", holds="Lodge/doctors"),
    talk(
        "What does Velk propose for children under eight?",
        "Where and when did he propose that?",
        holds="Velk/under eight",
    ),
    talk("What does Øyfar say about locks?", "When was that, and who reported it?", holds="Øyfar/locks"),
    talk("What does Renn say about families?", "Where did that appear?", holds="Renn/families"),
)
FURTHER = (
    talk(
        "Why does Grandvœux oppose the barrage?",
        "What would the harbourmaster add to that?",
        holds="harbourmaster/barrage",
    ),
    talk(
        "What does Halloun say about the walk from the ward?",
        "Did Varnholm ever respond to this?",
        holds="Varnholm/walk from the ward",
        people=("Ilse Varnholm",),
    ),
    talk(
        "What does Velk say about the Friday clubs?",
        "And Mr Brae?",
        holds="Brae/Friday clubs",
        people=("Stellan Brae",),
    ),
    talk(
        "What does Velk say about the Friday clubs?",
        "Has his opinion of them changed?",
        holds="Velk/clubs",
        people=("Tomasz Velk",),
    ),
    talk(
        "What does Lindqvarn advise on dogs?",
        "Why did she get them in the first place?",
        holds="Lindqvarn/dogs",
    ),
    talk(
        "What does Renn say about the gate?", "Do the innkeepers believe him?", holds="innkeepers/Renn/gate"
    ),
    talk(
        "What does Quillon write about crime?",
        "Is that still her view in 2022?",
        holds="Quillon/crime/2022",
        people=("Marta Quillon",),
    ),
    talk(
        "What does Pellworm say about half a barrage?",
        "And the engineer Thrale?",
        holds="Thrale/half a barrage",
        people=("Casimir Thrale",),
    ),
    talk("Why does Sool distrust the estimates?", "Who gave them to him?", holds="Sool/estimates"),
    talk(
        "How does Marrow explain her change of mind?", "What did her opponents reply?", holds="Marrow/change"
    ),
    talk(
        "What does Fenwick propose for Fridays?",
        "And Oduya, what does she want instead?",
        holds="Oduya/Friday",
        people=("Ngaire Oduya",),
    ),
    talk("What does Mračić think of the licences?", "And the minister?", holds="minister/licences"),
    talk(
        "What does Quell say about the state owning the sluices?",
        "Why is she in favour of it?",
        holds="Quell/sluices",
        people=("Isaura Quell",),
    ),
    talk(
        "What do Škárová and Tveitåsen say about the merger?",
        "What would it cost, according to them?",
        holds="merger/Škárová/Tveitåsen",
        people=("Zdena Škárová", "Jørn Tveitåsen"),
    ),
    talk("What does Tancred say about the coaches?", "Is he for the gate?", holds="gate"),
    talk(
        "What does the Lantern's leader say about houses?", "Does the mayor know this?", holds="mayor/houses"
    ),
    talk("What does Varnholm say about moths?", "Is there anybody who doubts that?", holds="moths"),
    talk("What does Oduya say about wages?", "In what paper was that?", holds="Oduya/wages"),
)
ALONE = (
    ("What does Renn say about families?", "What does the Hill Farmers' Union say about licences?"),
    ("What does Thrale say about flooding?", "Does Lodge think that the ferry should be closed?"),
    ("What does Sool say about the licences?", "Who is the man that Kittredge calls the Professor?"),
    ("What does Marrow say about eels?", "Is it true that Quillhaven has debts?"),
    ("What does Thaw say about fences?", "What did the minister, Oona Sparre, say on the wireless?"),
    ("What does Thaw say about fences?", "Does Kittredge say that her brother needs a card?"),
    ("What does Thaw say about fences?", "Which of the teachers want that Friday for themselves?"),
    ("What does Thaw say about fences?", "Does Renn think he is right about the gate?"),
    ("What does Thaw say about fences?", "What does Velk think that parents want for their children?"),
    ("What does Thaw say about fences?", "What is the view of the teachers' union?"),
    ("What does Thaw say about fences?", "Does Hugh Tancred defend his cousin's gate?"),
    ("What does Thaw say about fences?", "Do readers of the Herald like the gate, and do they pay for it?"),
    ("What does Oduya say about clubs?", "How does Sool defend the licences that he signed?"),
)
"""An earlier question, and one that needs nothing of it."""

TOLD_IN_A_MONTH = (
    ("What did the harbourmaster tell the assembly in February 2020?", "2020-02"),
    ("What did the mayor say on the radio in October 2020?", "2020-10"),
    ("What did the captain tell the listeners in November 2022?", "2022-11"),
    ("What did the farmer ask the ministry in May 2018?", "2018-05"),
    ("What did the ranger announce in June 2021?", "2021-06"),
    ("What was reported from the fells in June 2021?", "2021-06"),
    ("What did the nurse write to the paper in December 2021?", "2021-12"),
)
"""A question of what was told in a month, and that month."""
DONE_IN_A_MONTH = (
    "Who was elected mayor in October 2020?",
    "What happened at the ferry in August 2020?",
    "How many sheep were lost in May 2018?",
    "What did the council buy in October 2020?",
    "What did the ranger tell the press about the sheep killed in June 2021?",
)
"""Questions whose month is that of a deed."""
