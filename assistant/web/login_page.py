"""The login page and the log-out button: plain HTML that works without JavaScript."""

from __future__ import annotations

import base64
import hashlib
import html
from string import Template

from assistant.web.page import TITLE

LOGIN, LOGOUT = "/login", "/logout"
_STYLE = """\
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 22rem; margin: 12vh auto 0; padding: 0 1rem;
  background: Canvas; color: CanvasText; }
h1 { font-size: 1.4rem; }
label, input, button { display: block; width: 100%; box-sizing: border-box; font: inherit; }
input { margin: .25rem 0 1rem; padding: .5rem; }
button { padding: .6rem; }
.error { border-left: 4px solid; padding-left: .75rem; font-weight: 600; }
"""
_PAGE = Template("""\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Log in: $title</title>
<link rel="icon" href="data:,">
<style>$style</style>
</head>
<body>
<main>
<h1>$title</h1>
$error<form method="post" action="$action">
<input type="hidden" name="next" value="$next">
<label for="name">Name</label>
<input id="name" name="name" value="$name" autocomplete="username" autocapitalize="none" spellcheck="false"
 maxlength="100" required autofocus$described>
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" maxlength="1000"
 required$described>
<button>Log in</button>
</form>
</main>
</body>
</html>
""")
_STYLE_HASH = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
HEADERS = {
    "content-security-policy": f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; img-src data:; "
    "form-action 'self'; base-uri 'none'",
    "cache-control": "no-store",
}
"""What goes with the page: no script, nothing loaded, nothing kept by the browser."""


def login_html(*, after: str, name: str = "", error: str = "") -> str:
    """The page; `after` is the path to go on to, `error` why the last try failed."""
    alert = f'<p class="error" id="error" role="alert">{html.escape(error)}</p>\n' if error else ""
    return _PAGE.substitute(
        title=html.escape(TITLE),
        style=_STYLE,
        action=LOGIN,
        next=html.escape(after),
        name=html.escape(name),
        error=alert,
        described=' aria-describedby="error"' if error else "",
    )


def reader_html(reader: str, *, can_log_out: bool) -> str:
    """The reader's name for the chat page, with a button where the chat itself has logged the reader in."""
    button = " <button>Log out</button>" if can_log_out else ""
    return f'<form method="post" action="{LOGOUT}"><span>{html.escape(reader)}</span>{button}</form>'


def local(path: str) -> str:
    """The path if it is one of this server's, otherwise "/".

    >>> local("/?q=1"), local("//evil.example"), local("https://evil.example"), local("/" + chr(9) + "/evil")
    ('/?q=1', '/', '/', '/')
    """
    # Browsers read \\ as /, and leave out tabs and line breaks.
    here = path.startswith("/") and not path.startswith("//") and "\\" not in path
    return path if here and path.isascii() and path.isprintable() and len(path) <= 2_000 else "/"
