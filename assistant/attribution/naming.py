"""Sources by the names that readers see: a person in full, the voice, a group without its article."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property

from assistant.articles import Article
from assistant.attribution.attribution import Holder
from assistant.attribution.people import People, given_gender, is_addressed, is_courtesy, stands_before_names
from assistant.attribution.posts import POSSESSIVE, is_post, to_head
from assistant.attribution.roles import NARROWED, Roles
from assistant.lexicon import (
    AUXILIARIES,
    CLAUSE_OPENERS,
    COMMON_WORDS,
    DAYS,
    DETERMINERS,
    FUNCTION_WORDS,
    GIVEN_NAME_TITLES,
    NAMES_OF_PLACES,
    PLACES_IN_S,
    POSSESSIVES,
    PREPOSITIONS,
    PRONOUNS,
    ROLES,
    TITLES,
    VIEW_NOUNS,
    WRITINGS,
    either,
    is_role,
    singular_or_past,
    with_plurals,
    word_set,
)
from assistant.names import folded, meant, names_match

_WORD = re.compile(r"[\w&#@](?:[\w&/#@]|[.’'\-](?=\w)|\.(?=[A-Z]\.|\s[A-Z]))*\.?")
_ENDS = re.compile(r"(?<!^)[,;:(“”\"]")
_NAME = r"(?:[A-ZÀ-ÞĀ-Ž][\w’'\-]+ ){1,3}[A-ZÀ-ÞĀ-Ž][\w’'\-]+"
_PAIR = re.compile(rf"({_NAME}) (?:and|or) ({_NAME})")
_FURTHEST_PAIR = 300
_SAYING = word_set("answer argue believe claim hold insist maintain reply say think write")
_ONE_SAYS = re.compile(rf" (?:{singular_or_past(_SAYING)})\b")
_APPOSED = re.compile(rf", (?:the (?:[a-z][\w-]* ){{1,2}})?({_NAME}(?: and {_NAME})?)(?=,)")
_GOES_ON_APART = re.compile(rf"{_APPOSED.pattern}, (?:[A-ZÀ-ÞĀ-Ž]|who\b|[^.!?;:]*,)")
_QUOTING = re.compile(rf", quoting (?:(?:the|a|an) (?:[a-z][\w-]* ){{1,2}})?({_NAME})(?=[.;])")
"""Whose words somebody says: "said the canon, quoting the novelist Ann Ash"."""
_AFTER_QUOTATION = re.compile(r"[”\"] \w+ (?:the )?$")
_ACCORDING = ("According to ", "according to ")
_LEADING = re.compile(
    r"^(?:(?:many|most|some|several|all|both|few) of )?"
    r"(?:the|an?|this|these|that|those|its|his|her|their|my|our|your|both|all)\s+(?=\S)",
    re.IGNORECASE,
)
_TITLES_OF_SEVERAL = re.compile(
    r"^(?:the )?(?:(?:Prime )?Ministers|Presidents|Senators|Governors|Mayors|Bishops|Professors) "
    r"(?=[A-ZÀ-ÞĀ-Ž][^,]* and )",
)
_APART = re.compile(r",|\(| of | for | in | at | who ")
_NAMES_NOBODY = (
    {*PRONOUNS, *POSSESSIVES}
    | word_set("""
them those someone somebody some others many most nobody none anyone everybody everyone one
""")
    | {"the former", "the latter", "the other"}
)
_OF_A_PAIR = {"the former": 0, "the latter": 1}
_QUOTE = re.compile(r"[“”\"]")
_WE = re.compile(r"\b[Ww]e (?:at|in|of|from) (?:the )?$")
"""Of what the writer is part: "We at the | Walkers' League"."""
_GENERATION = re.compile(
    r"(?:the )?(?P<which>elder|older|senior|younger|junior) (?P<surname>[\w’'\-]+)"
    r"|(?P<name>[\w’'\-]+),? (?P<short>[JS]r)\.?",
    re.IGNORECASE,
)
_OF_GENERATION = re.compile(
    r"\b(?:[A-ZÀ-ÞĀ-Ž][\w’'\-.]{0,30} ){1,3}(?P<surname>[A-ZÀ-ÞĀ-Ž][\w’'\-]{1,30}),? (?P<short>[JS]r)\b\.?"
)
_PLACED = re.compile(r"\b(?i:in|at|near|the) ([A-ZÀ-ÞĀ-Ž][\w’'\-]+)")
_FIRM = " Brothers"
_BEFORE = CLAUSE_OPENERS | PREPOSITIONS
_AFTER = CLAUSE_OPENERS | AUXILIARIES
_BODIES = word_set("""
assembly authority board cabinet church city clergy coalition commission committee company congress council
court delegation government industry leadership majority management media minority ministry opposition
parliament people police press public society state town union university village youth
""")
_NAMED_IN_FULL = word_set("board commission committee council ministry society")
"""Bodies of which a text has seldom two: "the committee" after "the Lighting Committee"."""
_FROM = {"by", "from", "of"}
_WRITERS = word_set("author authors writer writers interviewee essayist")
_SELF = word_set("author authors writer writers columnist correspondent editor editors essayist")
_PAPERS = word_set("""
newspaper paper magazine journal gazette weekly review newsletter column leader editorial page pages columns
article essay piece text blog site lines
""")
_WORKS = with_plurals(
    VIEW_NOUNS
    | word_set("""
account assessment diagnosis evidence finding forecast interpretation judgement judgment lecture letter memoir
paper poem prediction recommendation research solution testimony text theory thesis tweet
""")
)
_TALKS = {"interview", "conversation"}
_POINTING = {"this", "these"}
_SOMEBODYS = re.compile(rf"\b(?:{ROLES}) (?:of|for|to) $")
"""What makes somebody else of a name behind it: "the | son of | Ann Ash"."""
_LONGEST_OWNER = 30
_MOST_INITIALS = 3
_SUFFIX = re.compile(r" (?:Jr|Sr)\b\.?")
_CAPITAL = re.compile(r"(?<=[\w,;’'] )[A-ZÀ-ÞĀ-Ž]\w+")
_LOWER_CASE = re.compile(r"\b[^\W\d_A-Z]\w+")
_SMALL = {"the", "a", "an", "of", "and", "for", "in", "at"}


class Naming:
    """The names in an article's text."""

    def __init__(self, article: Article) -> None:
        self.record = article.record
        self._text = article.plain.text
        self._sought: dict[str, bool] = {}
        self._blocks = blocks = [block for block in article.blocks for _ in block.sentences]
        self._sentences = article.plain.sentences
        self._starts = [start for start, _ in article.plain.sentences]
        self._labelled = [block.speaker is not None for block in blocks]
        self._labels = dict.fromkeys(block.speaker for block in blocks if block.speaker)
        self._openings = {start + shift for start, _ in article.plain.sentences for shift in (0, 1)}
        """Where a sentence begins, with or without a quotation mark."""

    def holder(self, start: int, end: int) -> Holder:
        """Who is meant by the words from `start` to `end` that name a source: the voice, or another.

        A person is named in full; a group without its article; the first word of a sentence without its
        capital, unless it is a name. None where the words name nobody.
        """
        start, end = self._trimmed(start, end)
        phrase = self._text[start:end]
        record = self.record
        if phrase.lower() in _OF_A_PAIR:
            return self._of_pair(start, end), True
        if not phrase or phrase.lower() in _NAMES_NOBODY:
            return None, True
        if self._means_voice(phrase) or self._is_ours(start):
            return self._voice(phrase), False
        name = self._in_full(phrase, end)
        bare = self._bare(name, at_start=start in self._openings or name != phrase)
        if self._names_voices(bare):
            fuller = _name_at_head(name)
            longer = " " in bare and fuller.endswith(f" {bare}") and not self._in_third_person
            if longer and self._are_given(fuller.removesuffix(bare).split()):
                return fuller, True  # "Lu Ann Birk" is not Ann Birk
            return self._voice(bare), False
        authors = meant(bare, [author for author in record.authors if self._names(bare, (author,))])
        return (authors[0] if len(authors) == 1 else bare), True

    def is_outside_turns(self, at: int) -> bool:
        """Whether a place stands in a sentence that is nobody's by a label."""
        number = bisect_right(self._starts, at) - 1
        return number >= 0 and not self._labelled[number]

    def of_subject(self, start: int, end: int) -> str | None:
        """The source that the subject of a verb of saying names: a person with a full name here, or a role.

        None for other words, and for who may be the voice: by surname or role, in a text that tells of it.
        """
        phrase = self._text[start:end]
        noun = phrase.removeprefix("the ")
        if noun != phrase and not is_role(noun) and noun not in _BODIES:
            return None  # "the story"
        if noun == phrase and not self._is_name(phrase):
            return None
        if self._in_third_person:
            safe = noun == phrase and not any(
                names_match(phrase.split()[-1], voice) for voice in self.record.voices
            )
        else:
            safe = noun not in _SELF
        speaker, reported = self.holder(start, end)
        return speaker if safe and reported else None

    def _is_name(self, phrase: str) -> bool:
        """Whether words are somebody's full name in the text, or the end of one: not "Surely Birk"."""
        words = [word for word in phrase.split() if not is_courtesy(word)]
        name = self._people.named(phrase)
        if not self._people.knows(phrase) or words != name.split()[-len(words) :]:
            return False
        first = name.split()[0]
        low = first.lower()
        common = low in COMMON_WORDS | self._lower_case or low.endswith(("ing", "ed"))  # "Doubting Thomas"
        known = given_gender(first) or first[1:] == "." or (len(words) == 1 and not common)
        return bool(known) or self._has(rf"[\w,;’'] {re.escape(name)}")

    def _has(self, pattern: str) -> bool:
        """Whether a pattern stands somewhere in the text; each is looked for once."""
        if pattern not in self._sought:
            self._sought[pattern] = re.search(pattern, self._text) is not None
        return self._sought[pattern]

    def _is_ours(self, start: int) -> bool:
        """Whether "We at the" stands before words in a sentence of the voice's own."""
        number = bisect_right(self._starts, start) - 1
        before = self._text[max(0, start - _LONGEST_OWNER, self._starts[number]) : start]
        quoted = self._labelled[number] or self._blocks[number].kind == "quote" or _QUOTE.search(before)
        return not quoted and _WE.search(before) is not None

    def of_label(self, label: str) -> str:
        """The person on the label of a turn, in full where the text names him so."""
        words = label.split()
        if label.isupper() and len(label) <= _MOST_INITIALS and label.title() not in self._text:
            return label
        if label.isupper() or not any(word.isupper() and len(word) > 1 for word in words):
            return self._people.named(label.title() if label.isupper() else label) or label
        spelt = " ".join(word.title() if word.isupper() else word for word in words)
        person = self._people.named(spelt)
        addressed = is_courtesy(words[0])
        return person if " " in person else spelt if addressed else label  # "Mr. BIRK", "The SPEAKER"

    def _trimmed(self, start: int, end: int) -> tuple[int, int]:
        """The noun phrase without what leads to it, and without possessive, clause or apposition."""
        if owner := _SOMEBODYS.search(self._text, max(0, start - _LONGEST_OWNER), start):
            start = owner.start()
        if suffix := _SUFFIX.match(self._text, end):
            end = suffix.end()
        phrase = self._text[start:end]
        if cut := _ENDS.search(phrase):
            end = start + cut.start()
        words = list(_WORD.finditer(self._text, start, end))
        while words and (_small(words[0].group(), _BEFORE) or self._is_day(words)):
            words.pop(0)
        while words and not words[-1].group()[0].isupper() and _small(words[-1].group(), _AFTER):
            words.pop()
        if not words:
            return start, start
        last = words[-1].group()
        return words[0].start(), words[-1].end() - len(last) + len(POSSESSIVE.sub("", last))

    @staticmethod
    def _is_day(words: list[re.Match[str]]) -> bool:
        return len(words) > 1 and words[0].group().lower() in DAYS

    def _in_full(self, phrase: str, end: int) -> str:
        """The name beside a description, the full name for a bare surname, else the phrase itself."""
        apposed = _APPOSED.match(self._text, end)
        if apposed and self._may_be_one(phrase, end) and not self._people.knows(phrase):
            return apposed.group(1)
        start = end - len(phrase)
        quoted = _QUOTING.match(self._text, end)
        if quoted and _AFTER_QUOTATION.search(self._text, max(0, start - _LONGEST_OWNER), start):
            return quoted.group(1)
        if fuller := self._roles.holder(start, end) or self._body(phrase, start):
            return fuller
        if fuller := self._of_generation(phrase):
            return fuller
        if " " in phrase:
            return self._with_surname(phrase) or phrase
        return self._by_opening(phrase, start) or self._people.named(phrase) or phrase

    def _body(self, phrase: str, start: int) -> str:
        """The body that "the committee" means right after its full name: "the Lighting Committee"."""
        noun = phrase.lower().removeprefix("the ")
        bodies = self._people.by_surname.get(noun.title(), []) if noun in _NAMED_IN_FULL else []
        if noun == phrase.lower() or len(bodies) != 1 or self._roles.has_several(noun):
            return ""
        follows = self._roles.continues(bodies[0], noun, start)
        return bodies[0] if follows and not NARROWED.match(self._text, start + len(phrase)) else ""

    def _with_surname(self, phrase: str) -> str:
        """The one person whom a title and a given name mean: "Dame Ann", of whom the text has the surname."""
        title, _, given = phrase.partition(" ")
        found = self._by_start.get(given, []) if title.lower() in GIVEN_NAME_TITLES else []
        return found[0] if len(found) == 1 and f"{title} {found[0]}" in self._text else ""

    def _by_opening(self, phrase: str, before: int) -> str:
        """The one person with a given name, or a firm, of whose full name a word is the first.

        Empty where it may mean a place, or somebody whom the text calls so alone: "my sister Ann".
        """
        person = given_gender(phrase) and phrase.lower() not in NAMES_OF_PLACES
        found = [
            name
            for name in self._by_start.get(phrase, [])
            if name.endswith(_FIRM) or (person and name.split()[-1].lower() not in self._lower_case)
        ]
        if len(found) != 1 or len(self._by_start[phrase]) != 1 or phrase in self._people.by_surname:
            return ""
        if phrase in self._maybe_places or any(
            voice.startswith(f"{phrase} ") for voice in self.record.voices
        ):
            return ""
        alone = self._has(
            rf"\b(?i:{either(POSSESSIVES)}|your|the|a) (?:[a-z][\w-]* ){{0,2}}{re.escape(phrase)}\b(?! [A-Z])"
            rf"|\b(?:[A-Z]\w* |St\. ){re.escape(phrase)}\b(?! [A-Z])"
            rf"|\b{re.escape(phrase)}(?: the| of|, (?:{either(POSSESSIVES)}|who|the|an?))\b"
        )
        return found[0] if not alone and 0 <= self._text.find(found[0]) < before else ""

    def _of_generation(self, phrase: str) -> str:
        """The father or the son of one name: "Bo Birk Sr." for "the elder Birk"."""
        found = _GENERATION.fullmatch(phrase)
        if not found:
            return ""
        surname = found["surname"] or found["name"]
        short = found["short"] or ("Jr" if found["which"].lower() in ("younger", "junior") else "Sr")
        each = {of: self._generations.get((surname, of), set()) for of in ("Jr", "Sr")}
        names = each[short.title()]
        both = (
            all(len(names) == 1 for names in each.values())
            and len(self._people.by_surname.get(surname, ())) < 2
        )
        return next(iter(names)) if len(names) == 1 and (both or found["short"]) else ""

    def _of_pair(self, start: int, end: int) -> str | None:
        """Of the two people whom the words before name together, the first or the second.

        None where another pair stands between, several speak, or the sentence sets both against each other.
        Between the pair and "The latter" only "The former" may open a sentence.
        """
        before = max(0, start - _FURTHEST_PAIR)
        pairs = list(_PAIR.finditer(self._text, before, start))
        number = bisect_right(self._starts, start) - 1
        sentence = self._text[slice(*self._sentences[number])].lower()
        named = bisect_right(self._starts, pairs[-1].start()) - 1 if pairs else -1
        between = self._text[slice(*self._sentences[number - 1])].startswith("The former ")
        if (
            number - named != (2 if between else 1)
            or re.search(r"\b(?:and|or|nor|than|from|to|with)\b", self._text[pairs[-1].end() : start])
            or all(each in sentence for each in _OF_A_PAIR)
            or not _ONE_SAYS.match(self._text, end)
        ):
            return None
        names = [self._people.named(pairs[-1][part]) for part in (1, 2)]
        place = _OF_A_PAIR[self._text[start:end].lower()]
        return names[place] if all(map(self._people.knows, names)) else None

    def _may_be_one(self, phrase: str, end: int) -> bool:
        """Whether a phrase before a name may describe that person: no body, after "according to" a role."""
        noun = _noun(phrase)
        if self._text.endswith(_ACCORDING, 0, end - len(phrase)):  # the comma may close it, not open another
            works = noun.lower() in _BODIES | _PAPERS or _is_of_its_author(noun)
            return is_role(noun) or not (works or _GOES_ON_APART.match(self._text, end))
        return noun.lower() not in _BODIES

    def _bare(self, name: str, *, at_start: bool) -> str:
        """A name without article and title; `at_start`: its first capital may be that of a sentence."""
        name = _TITLES_OF_SEVERAL.sub("", name)
        if person := self._person_at_end(name):
            return person
        bare = _LEADING.sub("", name)
        words = bare.split()
        titled = len(words) > 1 and words[1][:1].isupper()
        if at_start and bare == name and not titled and words[0][1:].islower() and self._is_common(words[0]):
            return bare[:1].lower() + bare[1:]
        return bare

    def _person_at_end(self, name: str) -> str:
        """The person whom a phrase ends with: "Kosovo's President | Hashim Thaçi", "the poet | Ann Ash"."""
        if " and " in name:
            return ""
        words = name.split()
        at = next((at for at in range(len(words) - 1, 0, -1) if not given_gender(words[at - 1])), 0)
        last = self._people.named(" ".join(words[at:]))
        if at < len(words) - 1 and last in name and last != name:  # "Secretary of State | Mary Ann Ash"
            # "a spokesman for Ann Ash" is somebody else, "an essay by Ann Ash" is hers.
            before = words[at - 1].lower()
            noun = _noun(name)
            own = (before in _FROM and _is_of_its_author(noun)) or (
                before == "with" and noun.lower() in _TALKS
            )
            another = before in PREPOSITIONS and not own
            return "" if another else last
        words = _APART.split(name)[0].split()
        tail: list[str] = []
        while words and words[-1][:1].isupper() and words[-1].lower().rstrip(".") not in TITLES | DETERMINERS:
            if POSSESSIVE.search(words[-1]):
                break
            tail.insert(0, words.pop())
        if not tail or not words:
            return ""
        addressed = words[-1:] if is_courtesy(words[-1]) else []
        person = self._people.named(" ".join((*addressed, *tail)))
        known = bool(self._people.by_surname.get(tail[-1])) or len(tail) > 1
        return person if known and len(person.split()) > 1 and is_addressed(name, person) else ""

    def _are_given(self, further: Sequence[str]) -> bool:
        """Whether the words before a full name are given names: "Lu", not "Nobel Laureate"."""
        alone = len(further) == 1 and further[0].lower() not in self._lower_case
        return alone or any(map(given_gender, further))

    def _is_common(self, word: str) -> bool:
        """Whether a word with a capital at the start of a sentence is no name."""
        word = POSSESSIVE.sub("", word)
        low = word.lower()
        if low in DETERMINERS:
            return True
        if not self._capitals.isdisjoint((word[:-1], word[:-2])):  # "Ukrainians" where "Ukrainian" is a name
            return False
        if word in self._capitals:
            return low in self._lower_case
        several = low.endswith("s") and low not in TITLES | PLACES_IN_S
        return low in self._lower_case or low in _BODIES or several or is_role(low)

    def _means_voice(self, phrase: str) -> bool:
        """Whether a noun phrase is the voice by name or post, or its own paper: "this newspaper"."""
        words = [match.group() for match in _WORD.finditer(phrase)]
        noun = _noun(phrase)
        record = self.record
        if self._names_voices(phrase):
            return True
        low = [word.lower() for word in words]
        if self._in_third_person:
            role = record.speaker_role if record.speakers else record.author_role
            return noun.lower() in _WRITERS or (is_role(noun) and is_post(phrase, role or ""))
        if low[0] in _POINTING:
            return noun.lower() in _PAPERS | {"writer", "columnist", "correspondent"}
        if noun.lower() in _SELF:
            of_this = low[-3:-2] == ["of"] and low[-2] in _POINTING and low[-1] in _PAPERS
            return of_this or low[:2] == ["the", "present"]
        return not record.people and self._is_own_paper(words)

    def _names_voices(self, phrase: str) -> bool:
        """Whether a phrase names voices, each by a name that nobody else has."""
        return all(self._names(part, self.record.voices) for part in phrase.split(" and "))

    def _voice(self, phrase: str) -> str | None:
        """The voices that a phrase names: of those who answer in turn the one, of joint authors all."""
        if self.record.kind not in ("interview", "report"):
            return self.record.voice
        one = meant(phrase, self.record.voices)
        return one[0] if len(one) == 1 else self.record.voice

    def _names(self, phrase: str, persons: Sequence[str]) -> bool:
        """Whether a phrase names one of the persons, by a surname only where the text has no other of it."""
        name = _name_at_head(phrase)
        named = any(
            is_addressed(phrase, person, subject=self._in_third_person)
            and any(names_match(one, person) for one in (phrase, name))
            for person in persons
        )
        return named and not self._people.names_other(name, persons)

    @property
    def _in_third_person(self) -> bool:
        """Whether the text tells of its voices, who do not write it."""
        return self.record.form == "digest" or self.record.kind in ("interview", "report")

    def _is_own_paper(self, words: list[str]) -> bool:
        """Whether the words are the paper's name, or its last ones: "the Courier" for "The Lund Courier"."""
        named = all(word[:1].isupper() or word in _SMALL for word in words)
        own = [part for word in words for part in folded(word).split() if part not in _SMALL]
        paper = folded(self.record.publication or "").split()
        return named and bool(own) and paper[-len(own) :] == own

    @cached_property
    def _people(self) -> People:
        return People.of("\n".join((self._text, *self._labels)))

    @cached_property
    def _roles(self) -> Roles:
        return Roles(self._text, self._sentences, self._people)

    @cached_property
    def _by_start(self) -> dict[str, list[str]]:
        """Full names by their first word."""
        found: dict[str, list[str]] = {}
        for name in (name for names in self._people.by_surname.values() for name in names):
            found.setdefault(name.split()[0], []).append(name)
        return found

    @cached_property
    def _maybe_places(self) -> frozenset[str]:
        """Words that may be places by what stands before them: "in Tarn"."""
        return frozenset(_PLACED.findall(self._text))

    @cached_property
    def _generations(self) -> dict[tuple[str, str], set[str]]:
        """Full names with "Jr." or "Sr.", by surname and that."""
        found: dict[tuple[str, str], set[str]] = {}
        for match in _OF_GENERATION.finditer(self._text):
            words = match[0].split()
            given = next((at for at, word in enumerate(words) if given_gender(word)), len(words) - 3)
            low = words[max(given, 0)].lower()
            opens = low in FUNCTION_WORDS | DAYS | TITLES | self._lower_case or low.endswith("ly")
            if given >= 0 and not opens:  # "Yesterday | Bo Birk Jr.", and no "Later Birk Jr."
                found.setdefault((match["surname"], match["short"]), set()).add(" ".join(words[given:]))
        return found

    @cached_property
    def _lower_case(self) -> frozenset[str]:
        """Every word that stands somewhere without a capital."""
        return frozenset(_LOWER_CASE.findall(self._text))

    @cached_property
    def _capitals(self) -> frozenset[str]:
        """Every word that has a capital inside a sentence."""
        return frozenset(_CAPITAL.findall(self._text))


def _small(word: str, words: frozenset[str]) -> bool:
    low = word.lower()
    return low in words or (low.endswith("ly") and not word[0].isupper())


def _is_of_its_author(noun: str) -> bool:
    """Whether what a noun means says what its author says: "essay", "view", "research"."""
    low = noun.lower()
    return low in _WORKS or re.fullmatch(WRITINGS, low) is not None


def _noun(phrase: str) -> str:
    """The head of a noun phrase: "the | farmers | of Hesk"."""
    words = to_head([match.group() for match in _WORD.finditer(phrase)])
    return POSSESSIVE.sub("", words[-1])


def _name_at_head(phrase: str) -> str:
    """The name that ends at the head of a noun phrase: "Governor | Bo Birk | of Hesk", "Lund's | Birk"."""
    words = to_head([match.group() for match in _WORD.finditer(phrase)])
    name = [POSSESSIVE.sub("", word) for word in words[-1:]]
    for word in reversed(words[:-1]):
        if not word[0].isupper() or POSSESSIVE.search(word) or stands_before_names(word):
            break
        name.insert(0, word)
    return " ".join(name)
