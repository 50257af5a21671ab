from typing import Any

import pytest

from assistant.errors import SettingsError
from assistant.web.clients import client_of, networks, through_proxy


def scope(peer: str | None, *forwarded: str) -> dict[str, Any]:
    headers = [(b"x-forwarded-for", value.encode("latin-1")) for value in forwarded]
    return {"type": "http", "client": (peer, 50_000) if peer else None, "headers": headers}


PROXIES = ("10.0.0.7", "10.1.0.0/16", "2001:db8::/64")


@pytest.mark.parametrize(
    ("peer", "forwarded", "client"),
    [
        ("192.0.2.1", (), "192.0.2.1"),
        ("192.0.2.1", ("198.51.100.9",), "192.0.2.1"),
        ("10.0.0.7", (), "10.0.0.7"),
        ("10.0.0.7", ("198.51.100.9",), "198.51.100.9"),
        ("10.0.0.7", ("203.0.113.5, 198.51.100.9",), "198.51.100.9"),
        ("10.0.0.7", ("203.0.113.5", "198.51.100.9"), "198.51.100.9"),
        ("10.0.0.7", ("203.0.113.5, 198.51.100.9, 10.1.2.3, 10.0.0.7",), "198.51.100.9"),
        ("10.0.0.7", ("10.1.2.3, 10.1.2.4",), "10.1.2.3"),
        ("10.1.255.255", ("198.51.100.9:443",), "198.51.100.9"),
        ("2001:db8::1", ("2001:db8:1::2",), "2001:db8:1::2"),
        ("2001:db8::1", ("[2001:DB8:1::2]:443",), "2001:db8:1::2"),
        ("::ffff:10.0.0.7", ("::ffff:198.51.100.9",), "198.51.100.9"),
        ("::ffff:192.0.2.1", (), "192.0.2.1"),
    ],
)
def test_the_client_is_the_last_address_that_no_trusted_proxy_has(
    peer: str, forwarded: tuple[str, ...], client: str
) -> None:
    assert client_of(scope(peer, *forwarded), PROXIES) == client


@pytest.mark.parametrize("entry", ["unknown", "", "_hidden", "1.2.3.4.5", "\xff", "[", "198.51.100.9/8"])
def test_nothing_before_an_entry_that_is_no_address_is_believed(entry: str) -> None:
    assert client_of(scope("10.0.0.7", f"198.51.100.9, {entry}"), PROXIES) == "10.0.0.7"
    assert client_of(scope("10.0.0.7", f"198.51.100.9, {entry}, 10.1.2.3"), PROXIES) == "10.1.2.3"
    assert client_of(scope("10.0.0.7", f"{entry}, 198.51.100.9"), PROXIES) == "198.51.100.9"


def test_without_trusted_proxies_the_client_is_the_peer() -> None:
    assert client_of(scope("10.0.0.7", "198.51.100.9"), ()) == "10.0.0.7"


def test_a_peer_without_an_address_has_one_name_and_is_no_proxy() -> None:
    assert client_of(scope(None, "198.51.100.9"), PROXIES) == "unknown"
    assert not through_proxy(scope(None), ("0.0.0.0/0",))


def test_only_an_address_in_the_setting_is_a_proxy() -> None:
    peers = ("10.0.0.7", "10.0.0.8", "10.1.9.9", "2001:db8::9", "2001:db8:0:1::9")
    assert [through_proxy(scope(peer), PROXIES) for peer in peers] == [True, False, True, True, False]


def test_a_chain_of_any_length_is_read_from_its_near_end() -> None:
    chain = "198.51.100.9, " + ", ".join(["10.1.2.3"] * 100_000)
    assert client_of(scope("10.0.0.7", chain), PROXIES) == "10.1.2.3"


def test_a_proxy_that_is_no_address_is_refused_in_one_line() -> None:
    with pytest.raises(SettingsError) as caught:
        networks(("10.0.0.7", "proxy.example"))
    assert str(caught.value) == (
        "ASSISTANT_PROXIES names 'proxy.example': give addresses or networks, such as 10.0.0.0/24"
    )
