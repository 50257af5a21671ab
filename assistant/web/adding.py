"""Adding articles: a reader gives a file, a text or an address, corrects what was read of it, and confirms.

Until then the files wait as a draft beside the state. Nothing of it needs a script.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.responses import HTMLResponse, RedirectResponse, Response

from assistant.errors import DocumentsError
from assistant.reading.adding import Addition, AlreadyThere, fetched, kept, pasted, read_again, uploaded
from assistant.reading.converter import Converter
from assistant.reading.corrections import FIELDS, corrected, corrections
from assistant.reading.download import LARGEST
from assistant.reading.drafts import Drafts
from assistant.reading.folder import MEMORY
from assistant.rendering.pages.adding import Given, added_html, review_html, start_html
from assistant.rendering.pages.frame import ADD, Site
from assistant.text import shortened
from assistant.web.clients import Tries, asker
from assistant.web.perimeter import Refusal
from assistant.web.posted import give_token, has_token, token_of, typed, with_file

if TYPE_CHECKING:
    from fastapi import FastAPI
    from starlette.requests import Request

    from assistant.answering.assistant import Assistant
    from assistant.settings import Settings
    from assistant.web.plain_pages import PlainPages
    from assistant.web.settings import WebSettings

_log = logging.getLogger(__name__)

_LARGEST_FORM = 5 * LARGEST
"""Bytes of a form that are taken at all, so that a file over the limit is told and the rest stays."""
_LONGEST = 1_000_000
"""Characters of a text that is pasted, as many as a thick book has."""
_LONGEST_FIELD, _LONGEST_VALUE = 4 * _LONGEST, 20_000
"""Bytes of a box for a text, and of one for a value of a record."""
_READ_AT_ONCE = 2
_LONGEST_NAME = 100


def add_adding(
    app: FastAPI, assistant: Assistant, pages: PlainPages, web: WebSettings, settings: Settings
) -> None:
    """Let readers add articles through `app` to the folder of the `settings`."""
    adding = _Adding(assistant, pages, web, settings)

    async def page(request: Request) -> Response:
        with_key = "key" in request.path_params

        async def drawn(site: Site) -> Response:
            if request.method != "POST":
                draw = adding.review if with_key else adding.start
                return await run_in_threadpool(draw, request, site)
            longest = _LONGEST_VALUE if with_key else _LONGEST_FIELD
            form = await with_file(request, largest=_LARGEST_FORM, longest=longest)
            try:
                post = adding.confirmed if with_key else adding.read
                return await run_in_threadpool(post, form, request, site)
            finally:
                await form.close()

        return await pages.answered(request, drawn)

    for path in (ADD, f"{ADD}/{{key}}"):
        app.router.add_route(path, page, methods=["GET", "HEAD", "POST"])


class _Adding:
    """What each address shows and does."""

    def __init__(self, assistant: Assistant, pages: PlainPages, web: WebSettings, settings: Settings) -> None:
        self._assistant = assistant
        self._pages = pages
        self._settings = settings
        self._drafts = Drafts(settings.state_file)
        self._proxies = web.proxies
        self._words = web.words
        self._tries = Tries(web.per_minute)
        self._reading = threading.BoundedSemaphore(_READ_AT_ONCE)
        self._confirming = threading.Lock()

    def start(self, request: Request, site: Site) -> Response:
        """The page that asks for an article, or tells that one was added."""
        if "added" in request.query_params:
            return self._page(request, self._added(request.query_params["added"], site))
        token = token_of(request)
        return self._page(request, start_html(site, token=token, most=LARGEST), token=token)

    def read(self, form: FormData, request: Request, site: Site) -> Response:
        """What was given is read and kept as a draft."""
        given = Given(
            text=typed(form, "text"), markdown="markdown" in form, address=typed(form, "address").strip()
        )
        file = form.get("file")
        file = file if isinstance(file, UploadFile) and (file.filename or file.size) else None
        try:
            self._admit(request, form)
            key = self._drafted(self._read(file, given))
        except (Refusal, DocumentsError) as error:
            token = token_of(request)
            page = start_html(site, token=token, most=LARGEST, given=given, error=_sentence(error))
            return self._page(request, page, token=token, status=_status(error))
        return RedirectResponse(f"{ADD}/{key}", 303, {"cache-control": "no-store"})

    def review(self, request: Request, site: Site) -> Response:
        """What was read of a draft, to be corrected and confirmed."""
        key = request.path_params["key"]
        if article_id := self._drafts.became(key):
            return _to_added(article_id)
        with self._converter() as converter:
            page = partial(review_html, site, self._draft(key, converter), key=key)
        token = token_of(request)
        return self._page(request, page(token=token), token=token)

    def confirmed(self, form: FormData, request: Request, site: Site) -> Response:
        """The draft, corrected, is an article of the folder; or it is dropped.

        Of two presses of the button, the second finds what the first has done.
        """
        with self._confirming:
            if article_id := self._drafts.became(request.path_params["key"]):
                return _to_added(article_id)
            return self._confirmed(form, request, site)

    def _confirmed(self, form: FormData, request: Request, site: Site) -> Response:
        key, token = request.path_params["key"], token_of(request)
        given = {field: typed(form, field) for field in FIELDS}
        with self._converter() as converter:
            addition = self._draft(key, converter)
            again = partial(review_html, site, addition, token=token, key=key, given=given)
            try:
                self._admit(request, form)
                if form.get("act") == "drop":
                    self._drafts.drop(key)
                    return RedirectResponse(ADD, 303, {"cache-control": "no-store"})
                if addition.correctable:
                    found = corrections(addition.articles[0].record, given)
                    if found.wrong:
                        return self._page(request, again(wrong=found.wrong), token=token, status=400)
                    addition = corrected(addition, found.values, converter)
                article_id = self._kept(addition)
            except (Refusal, DocumentsError) as error:
                return self._page(request, again(error=_sentence(error)), token=token, status=_status(error))
        try:
            self._drafts.added(key, article_id)
        except DocumentsError:
            _log.exception("what became of a draft cannot be kept")
        _log.info("%r was added by %r", article_id, request.scope.get("assistant.reader"))
        self._assistant.refresh()
        return _to_added(article_id)

    def _admit(self, request: Request, form: FormData) -> None:
        """Raise `Refusal` where the form is not of this browser's page, or comes too soon after others."""
        if not has_token(request, form):
            raise Refusal(403, self._words("adding.outdated"))
        seconds = self._tries.take(asker(request.scope, self._proxies))
        if seconds is not None:
            raise Refusal(429, self._words("adding.too_many", seconds=seconds), wait=seconds)

    def _read(self, file: UploadFile | None, given: Given) -> Addition:
        words = self._words
        if (count := sum(map(bool, (file, given.text.strip(), given.address)))) != 1:
            raise Refusal(400, words("adding.too_much" if count else "adding.nothing"))
        if len(given.text) > _LONGEST:
            raise Refusal(413, words("adding.too_long", number=_LONGEST))
        if file and (file.size or 0) > LARGEST:
            raise Refusal(413, words("adding.too_large", most=LARGEST // 1_000_000))
        named = repr(shortened(file.filename or "file", _LONGEST_NAME)) if file else ""
        with self._converter() as converter:
            if given.address:
                return fetched(given.address, converter, private=self._settings.add_private)
            try:
                if file:
                    return uploaded(file.filename or "file", file.file.read(), converter)
                return pasted(given.text, converter, markdown=given.markdown)
            except DocumentsError as error:
                what = named or words("adding.the_text")
                raise Refusal(400, words("adding.not_added", what=what, why=error)) from None

    @contextmanager
    def _converter(self) -> Iterator[Converter]:
        """The reader of files, lent to so many at once; raises `Refusal`."""
        if not self._reading.acquire(blocking=False):
            raise Refusal(503, self._words("adding.busy"), wait=5)
        try:
            with Converter(self._settings.index_folder / MEMORY) as converter:
                yield converter
        finally:
            self._reading.release()

    def _draft(self, key: str, converter: Converter) -> Addition:
        """A draft, read as it will be in the folder; raises `Refusal`."""
        files = self._drafts.files(key)
        if files is None:
            raise Refusal(404, self._words("adding.gone"))
        return read_again(files, converter)

    def _drafted(self, addition: Addition) -> str:
        """The key of the draft as which an addition is kept; raises `Refusal`."""
        try:
            return self._drafts.put(addition.files)
        except DocumentsError as error:
            _log.exception("a draft cannot be kept")
            raise Refusal(503, self._words("adding.broken")) from error

    def _kept(self, addition: Addition) -> str:
        """The id of what is now in the folder; raises `Refusal`, which names no path of the server."""
        try:
            path = kept(addition, self._settings.documents)
        except AlreadyThere as error:
            raise Refusal(409, self._words("adding.same", id=repr(error.article_id))) from None
        except DocumentsError as error:
            _log.exception("an article cannot be kept")
            raise Refusal(503, self._words("adding.broken")) from error
        return path.name.rpartition(".")[0]

    def _added(self, article_id: str, site: Site) -> str:
        notes = self._assistant.refresh()
        inside = f"{article_id}/"
        records = [
            record
            for record in self._assistant.records
            if record.article_id == article_id or record.article_id.startswith(inside)
        ]
        return added_html(site, records, warnings=self._assistant.library.warnings, notes=notes)

    def _page(self, request: Request, page: str, *, token: str = "", status: int = 200) -> Response:
        response = HTMLResponse(page, status, self._pages.headers)
        if token:
            give_token(response, request, token)
        return response


def _to_added(article_id: str) -> Response:
    """On to the page that tells what was added."""
    address = f"{ADD}?{urlencode({'added': article_id})}"
    return RedirectResponse(address, 303, {"cache-control": "no-store"})


def _status(error: Exception) -> int:
    return error.status if isinstance(error, Refusal) else 400


def _sentence(error: Exception) -> str:
    told = str(error)
    return told if told.endswith(".") else f"{told}."
