"""Whether two names mean the same: in another form, alone or in a joint byline."""

from __future__ import annotations

import re

from assistant.names import folded, names_match

_OF = re.compile(r" (?:of|for|in|from|to|against|at|on|with|who|that) ")


def people(name: str) -> tuple[str, ...]:
    """
    >>> people("Ann Ash, Bo Birk and Cy Cole")
    ('Ann Ash', 'Bo Birk', 'Cy Cole')
    """
    return tuple(part for part in re.split(r", (?:and )?| and ", name.strip()) if part)


def same(one: str, other: str) -> bool:
    """Whether one is the other in the same or a shorter form: no first name, accents, title or article.

    >>> same("Less", "Timothy Less"), same("his critics", "Critics"), same("Ann Birk", "Bo Birk")
    (True, True, False)
    >>> same("critics of Less", "Less"), same("the mayor of Ansel", "mayor of Ansel")
    (False, True)
    """
    (head, rest), (other_head, other_rest) = _parted(one), _parted(other)
    alike = head == other_head or names_match(head, other_head) or names_match(other_head, head)
    return alike and rest == other_rest


def fits(name: str, wanted: str) -> bool:
    """Whether a name shown is the one that is wanted; of joint authors all, in any order.

    >>> fits("Bo Birk and A. Ash", "Ann Ash and Bo Birk"), fits("Ann Ash", "Ann Ash and Bo Birk")
    (True, False)
    """
    shown, expected = people(name), people(wanted)
    return len(shown) == len(expected) and all(any(same(one, other) for other in shown) for one in expected)


def _parted(name: str) -> tuple[str, str]:
    """A description before and after what it is of; a person's name has nothing after."""
    head, _, rest = _OF.sub("\n", folded(name), count=1).partition("\n")
    return head, rest
