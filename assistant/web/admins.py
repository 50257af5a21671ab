"""Who may see and mark what all readers said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.web.clients import client_of
from assistant.web.perimeter import is_loopback
from assistant.web.users import folded

if TYPE_CHECKING:
    from starlette.types import Scope

    from assistant.web.settings import WebSettings


class Admins:
    """Readers whom a setting names; where nobody logs in, whoever is on this machine.

    Not so where a proxy or a host name is set: then a request from this machine may be anybody's.
    """

    def __init__(self, settings: WebSettings, host: str) -> None:
        self._names = frozenset(map(folded, settings.admins)) - {""}
        self._login = bool(settings.auth or settings.auth_header)
        self._is_local = is_loopback(host) and not (self._login or settings.proxies or settings.hosts)

    def has(self, scope: Scope) -> bool:
        """Whether a request is an admin's."""
        if self._login:
            return folded(scope.get("assistant.reader") or "") in self._names
        return self._is_local and is_loopback(client_of(scope, ()))
