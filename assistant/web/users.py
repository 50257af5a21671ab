"""The file of users: who may log in, with scrypt hashes of their passwords.

One user a line, `NAME:scrypt:LOG2_N:R:P:SALT:HASH`, salt and hash in hexadecimal digits.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import os
import secrets
import stat
import tempfile
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from assistant.errors import AssistantError, SettingsError

Content = TypeVar("Content")
_LOCK_SECONDS = 10
_Version = tuple[int, int, int, int]
"""What changes with a file: device, inode, size and time."""
LONGEST_NAME = 100
PASSWORD_LENGTHS = (8, 1_000)
_SALT, _HASH = 16, 32


class PrivateFile(Generic[Content]):
    """A file, parsed once for each time that it changes, and written as a whole with mode 0600."""

    def __init__(self, path: Path, parse: Callable[[str], Content]) -> None:
        """`parse` raises `SettingsError` for a text that it does not understand."""
        self.path = path
        self._parse = parse
        self._read: tuple[_Version, Content] | None = None

    def content(self) -> Content | None:
        """What the file says now, None where there is no file. Raises `SettingsError`."""
        try:
            if not self._read or self._read[0] != _version(self.path.stat()):
                with self.path.open(encoding="utf-8") as file:
                    version = _version(os.fstat(file.fileno()))
                    self._read = version, self._parse(file.read())
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError) as error:
            why = getattr(error, "strerror", None) or "it is not UTF-8 text"
            raise SettingsError(f"{str(self.path)!r} cannot be read: {why}") from error
        return self._read[1]

    @contextlib.contextmanager
    def changing(self) -> Iterator[None]:
        """Hold the file's lock, so that nobody else changes it between `content` and `write`."""
        from filelock import FileLock, Timeout

        lock = FileLock(self.path.with_name(f"{self.path.name}.lock"), timeout=_LOCK_SECONDS)
        try:
            lock.acquire()
        except Timeout:
            raise SettingsError(f"{str(self.path)!r} is being changed by another process") from None
        except OSError as error:
            raise self._unwritable(error) from error
        try:
            yield
        finally:
            lock.release()

    def write(self, text: str) -> None:
        """Put `text` in place of what the file says: whoever reads finds the old or the new."""
        target = self.path.resolve()  # a link stays a link
        try:
            descriptor, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
            try:
                with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                    if target.exists():
                        # Written by root, it stays readable for the user that the server runs as.
                        before = target.stat()
                        os.chown(descriptor, before.st_uid, before.st_gid)
                    file.write(text)
                    file.flush()
                    os.fsync(descriptor)
                Path(name).replace(target)
            except BaseException:
                Path(name).unlink()
                raise
        except OSError as error:
            raise self._unwritable(error) from error

    def warning(self) -> str | None:
        """A line for whoever runs the server, where others on the machine can read the file."""
        mode = stat.S_IMODE(self.path.stat().st_mode)
        if not mode & 0o077:
            return None
        path = str(self.path)
        return f"others on this machine may open {path!r} (mode {mode:o}): run chmod 600 {path!r}"

    def _unwritable(self, error: OSError) -> SettingsError:
        return SettingsError(f"{str(self.path)!r} cannot be written: {error.strerror or error}")


def _version(status: os.stat_result) -> _Version:
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns


@dataclass(frozen=True, slots=True)
class Cost:
    """The work of one scrypt hash (RFC 7914)."""

    log2_n: int
    r: int
    p: int

    def __post_init__(self) -> None:
        # A damaged line must not ask for more memory (128 · r · N bytes) than a server has.
        if not (1 <= self.log2_n <= 20 and 1 <= self.r <= 16 and 1 <= self.p <= 16):
            raise ValueError(self)


COST = Cost(15, 8, 3)
"""32 MiB and about 0.4 s: one of OWASP's choices for scrypt (Password Storage Cheat Sheet)."""


@dataclass(frozen=True, slots=True)
class User:
    """One who may log in."""

    name: str
    cost: Cost
    salt: bytes
    hashed: bytes

    @classmethod
    def of(cls, name: str, password: str, cost: Cost = COST) -> User:
        """The user `name` with a fresh salt."""
        salt = secrets.token_bytes(_SALT)
        return cls(name, cost, salt, _hashed(password, salt, cost))

    @classmethod
    def parse(cls, line: str) -> User:
        """Raises `ValueError` for a line that is none of this file's."""
        name, scheme, log2_n, r, p, salt, hashed = line.split(":")
        user = cls(
            valid_name(name), Cost(int(log2_n), int(r), int(p)), bytes.fromhex(salt), bytes.fromhex(hashed)
        )
        if scheme != "scrypt" or len(user.salt) < _SALT or len(user.hashed) != _HASH:
            raise ValueError(line)
        return user

    def __str__(self) -> str:
        cost = self.cost
        return f"{self.name}:scrypt:{cost.log2_n}:{cost.r}:{cost.p}:{self.salt.hex()}:{self.hashed.hex()}"


class Users:
    """The users in a file, as the file stands at each moment."""

    def __init__(self, path: Path, *, cost: Cost = COST) -> None:
        self.file = PrivateFile(path, _parsed)
        self._cost = cost

    def all(self) -> Mapping[str, User]:
        """The users by `folded` name; none where there is no file. Raises `SettingsError`."""
        return self.file.content() or {}

    def add(self, name: str, password: str) -> bool:
        """Let `name` log in with `password`; whether a user of that name was there and has a new one now."""
        user = User.of(valid_name(name), valid_password(password), self._cost)
        with self.file.changing():
            users = self.all()
            self._write({**users, folded(name): user})
        return folded(name) in users

    def remove(self, name: str) -> bool:
        """Let `name` log in no more; whether there was such a user."""
        with self.file.changing():
            users = self.all()
            left = {key: user for key, user in users.items() if key != folded(name)}
            if len(left) < len(users):
                self._write(left)
        return len(left) < len(users)

    def matching(self, name: str, password: str) -> User | None:
        """The user who has this name and password; an unknown name costs one hash as well."""
        users = self.all()
        known = users.get(folded(name))
        # The work must not tell which names exist, in a file with hashes of an earlier cost either.
        like = known or next(iter(users.values()), None)
        salt, cost = (like.salt, like.cost) if like else (bytes(_SALT), self._cost)
        right = hmac.compare_digest(_hashed(password, salt, cost), known.hashed if known else bytes(_HASH))
        return known if right else None

    def _write(self, users: Mapping[str, User]) -> None:
        self.file.write("".join(f"{user}\n" for user in sorted(users.values(), key=lambda user: user.name)))


def folded(name: str) -> str:
    """The name as names are compared: "ANN" is "Ann", and an accent is one however it is written."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def valid_name(name: str) -> str:
    """The name in Unicode's composed form. Raises `ValueError` and `AssistantError` for one that is none."""
    composed = unicodedata.normalize("NFC", name.strip())
    if not composed.isprintable() or ":" in composed or not 1 <= len(composed) <= LONGEST_NAME:
        raise InvalidName(
            f"{name[: LONGEST_NAME + 1]!r} cannot be a user's name: take 1 to {LONGEST_NAME} visible "
            "characters, no colon"
        )
    return composed


def valid_password(password: str) -> str:
    """The password, long enough and not too long. Raises `AssistantError`."""
    shortest, longest = PASSWORD_LENGTHS
    if not shortest <= len(password) <= longest:
        raise AssistantError(f"a password has {shortest} to {longest:,} characters")
    return password


class InvalidName(AssistantError, ValueError):
    """A name that no user may have."""


def _parsed(text: str) -> dict[str, User]:
    users: dict[str, User] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            user = User.parse(line.rstrip("\r"))
        except ValueError:
            raise SettingsError(
                f"line {number} of the file of users in ASSISTANT_AUTH is damaged: remove it, "
                "then run `assistant user add NAME`"
            ) from None
        if folded(user.name) in users:
            raise SettingsError(
                f"line {number} of the file of users in ASSISTANT_AUTH names {user.name!r} a second time: "
                "remove one of the two"
            )
        users[folded(user.name)] = user
    return users


def _hashed(password: str, salt: bytes, cost: Cost) -> bytes:
    n = 2**cost.log2_n
    # Keyboards differ in how they write an accent; bytes that are no text are taken as they come.
    written = unicodedata.normalize("NFC", password).encode("utf-8", "surrogateescape")
    return hashlib.scrypt(
        written, salt=salt, n=n, r=cost.r, p=cost.p, dklen=_HASH, maxmem=256 * cost.r * (n + cost.p)
    )
