import os
import socket

import pytest


def test_no_test_reaches_beyond_this_machine():
    with pytest.raises(RuntimeError, match=r"a test reached for 'articles.example'"):
        socket.create_connection(("articles.example", 80), timeout=1)
    with socket.socket() as plain, pytest.raises(RuntimeError, match=r"a test reached for '192.0.2.1'"):
        plain.connect(("192.0.2.1", 80))
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname(), timeout=5).close()


def test_settings_from_outside_do_not_reach_the_tests():
    found = {name for name in os.environ if name.startswith(("ASSISTANT_", "OPENAI_"))}
    # Whether a browser must be there is continuous integration's to say.
    assert found <= {"ASSISTANT_BROWSER_REQUIRED"}
