"""Keeping the index up to date behind the questions, without keeping the readers waiting."""

from __future__ import annotations

import logging
import math
import threading
from dataclasses import dataclass, field
from time import monotonic

from assistant.errors import AssistantError, DocumentsError, IndexBusy, IndexUnreachable
from assistant.index.build import Progress, Shrunk, TooLong, Update, fingerprint, is_current, update
from assistant.index.index import Index
from assistant.index.pieces import Check, unchecked
from assistant.settings import Settings

PATIENCE = 5.0
"""Seconds that an answer waits for changed articles; what takes longer goes on beside it."""
SECONDS_TO_UPDATE = 8.0
"""Where nothing goes on beside an answer: a change is indexed before it when that takes no longer."""
_LONG_LOOK = 0.05
"""Seconds that a look at a folder of thousands of files takes: it is not repeated at once…"""
_LOOKS_APART = 10.0
"""…but after so many times as long, so that looking takes a tenth of the time at most."""
_SECONDS_TO_RETRY = 60.0
_SECONDS_WHILE_BUSY = 2.0
_SECONDS_TO_END = 10.0

AWAY = "The folder of articles cannot be opened at the moment; they are here as last indexed."
SHRUNK = "Most of the articles are missing from their folder at the moment; they are here as last indexed."
BEGUN = "Articles have changed and are being brought in; until then they are here as last indexed."
FAILED = "Articles have changed and cannot be brought in at the moment; they are here as last indexed."
OUTDATED = "Articles have changed since they were indexed; run `assistant index` to bring them in."

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Work:
    state: str
    """Of the documents folder."""
    began: float
    done: threading.Event = field(default_factory=threading.Event)
    note: str | None = None
    """What readers are told of an update that did not bring the articles in."""
    ended: float = 0.0
    retry: float = 0.0
    """Seconds after its end until another one for the same state is worth while."""

    def may_be_repeated(self) -> bool:
        return monotonic() >= self.ended + self.retry


class _Ended(Exception):
    """The update is not wanted any more."""


class Refresher:
    """Brings an index up to date, one update at a time, in a thread of its own; safe to share.

    With `once`, for a process that ends after an answer, the update runs before the answer instead, and one
    that would take long is not begun.
    """

    def __init__(self, index: Index, settings: Settings, *, once: bool = False) -> None:
        self._index = index
        self._settings = settings
        self._once = once
        self._lock = threading.Lock()
        self._work: _Work | None = None
        self._thread: threading.Thread | None = None
        self._closing = threading.Event()
        self._looking = threading.Lock()
        self._seen = ""
        """The folder's state at the last look."""
        self._looked = -math.inf
        self._seen_until = 0.0
        self._told = ""

    def notes(self) -> tuple[str, ...]:
        """Bring the index up to date where that takes seconds; otherwise say why not, for readers."""
        until = monotonic() + PATIENCE
        try:
            while not is_current(self._index.folder, state := self._state()) and not self._closing.is_set():
                work = self._working_on(state)
                if not work.done.wait(max(0.0, min(until, work.began + PATIENCE) - monotonic())):
                    return (BEGUN,)
                if work.state == state:
                    return (work.note,) if work.note else ()
        except (DocumentsError, IndexUnreachable) as error:
            self._tell(error)
            return (AWAY,)
        return ()

    def update(
        self,
        *,
        progress: Progress | None = None,
        rebuild: bool = False,
        wait: float = 0.0,
        at_most: float | None = None,
        check: Check = unchecked,
    ) -> Update:
        """Bring the index up to date now; see `index.build.update`."""
        return update(
            self._settings.documents,
            self._index.folder,
            self._index.encoder,
            chroma_url=self._settings.chroma_url,
            follow_links=self._settings.follow_links,
            progress=progress,
            rebuild=rebuild,
            in_use=self._index.articles_in_use,
            wait=wait,
            at_most=at_most,
            check=check,
        )

    def close(self) -> None:
        """Have an update under way end, wait for that a while, and begin no other."""
        with self._lock:
            self._closing.set()
        if self._thread:
            self._thread.join(_SECONDS_TO_END)

    def _state(self) -> str:
        """The state of the documents folder, of a large one as it was a moment ago.

        Who waits while another looks takes what he sees, if he began to look later.
        """
        asked = monotonic()
        with self._looking:
            began = monotonic()
            if began >= self._seen_until and self._looked < asked:
                self._seen = fingerprint(self._settings.documents, follow_links=self._settings.follow_links)
                took = monotonic() - began
                self._looked = began
                self._seen_until = monotonic() + _LOOKS_APART * took if took > _LONG_LOOK else 0.0
            return self._seen

    def _working_on(self, state: str) -> _Work:
        """The update to wait for: the one under way, else the last of this state, else one begun now.

        Where the last of this state is worth repeating, that is done beside, and nobody waits for it.
        """
        with self._lock:
            last = self._work
            if last and not last.done.is_set():
                return last
            repeated = last is not None and last.state == state
            if last and repeated and (self._closing.is_set() or not last.may_be_repeated()):
                return last
            self._work = work = _Work(state, monotonic())
            if self._once:
                self._run(work)
            else:
                # No daemon: a process that ends while one embeds in compiled code is aborted.
                self._thread = threading.Thread(
                    target=self._run, args=(work,), name="index update", daemon=False
                )
                self._thread.start()
            return last if last and repeated and last.retry else work

    def _run(self, work: _Work) -> None:
        work.retry = _SECONDS_TO_RETRY
        try:
            done = self.update(at_most=SECONDS_TO_UPDATE if self._once else None, check=self._check)
            work.retry = 0.0 if done.complete else _SECONDS_TO_RETRY
            self._told = ""
        except _Ended:
            _log.info("the update of the index was ended; what it embedded is kept")
        except TooLong:
            work.note, work.retry = OUTDATED, math.inf
        except Shrunk as error:
            work.note, work.retry = SHRUNK, math.inf
            self._tell(error)
        except IndexBusy:
            work.note, work.retry = BEGUN, _SECONDS_WHILE_BUSY
        except AssistantError as error:
            work.note = FAILED
            self._tell(error)
        except Exception:
            work.note = FAILED
            _log.exception("the index could not be brought up to date")
        finally:
            work.ended = monotonic()
            work.done.set()

    def _check(self) -> None:
        # Python waits for this thread when a process ends, after the main one: it need not be closed before.
        if self._closing.is_set() or not threading.main_thread().is_alive():
            raise _Ended

    def _tell(self, error: AssistantError) -> None:
        """Log an error, once for as long as it lasts."""
        if self._told != str(error):
            self._told = str(error)
            _log.warning("%s", error)
