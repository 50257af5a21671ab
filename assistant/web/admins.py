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
    """Readers whom a setting names; where the chat is this machine's alone, whoever is on it."""

    def __init__(self, settings: WebSettings, host: str, root_path: str) -> None:
        self._names = frozenset(map(folded, settings.admins)) - {""}
        self._login = settings.has_login
        self._is_local = settings.is_private(host, root_path)

    def has(self, scope: Scope) -> bool:
        """Whether a request is an admin's."""
        if self._login:
            return folded(scope.get("assistant.reader") or "") in self._names
        return self._is_local and is_loopback(client_of(scope, ()))
