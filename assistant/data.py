"""Values as JSON: what each field of a dataclass becomes there, and the value that is read back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, dataclass, fields
from functools import cache
from types import NoneType, UnionType
from typing import Any, Self, TypeVar, get_args, get_origin, get_type_hints

from assistant.dates import PublicationDate


@dataclass(frozen=True, slots=True)
class Data:
    """A value with a JSON of its own: each field under its name, or under the `key` of its metadata."""

    def to_dict(self) -> dict[str, Any]:
        return told(self)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """The value in `data`, which may hold other keys beside; a field that it lacks has its default.

        Raises KeyError for one that has none.
        """
        return read(cls, data)


Value = TypeVar("Value", bound=Data)


def told(value: Data) -> dict[str, Any]:
    """The JSON of the fields of a value."""
    return {_key(item): plain(getattr(value, item.name)) for item in fields(value)}


def plain(value: Any) -> Any:
    """A value of a field as JSON has it."""
    if isinstance(value, Data):
        return value.to_dict()
    if isinstance(value, PublicationDate):
        return value.iso
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    return dict(value) if isinstance(value, Mapping) else value


def read(kind: type[Value], data: Mapping[str, Any]) -> Value:
    """The value of a class whose fields `told` made `data` from."""
    own: Any = kind  # mypy holds the class that a type variable stands for to be unhashable
    return kind(
        **{name: made(data[key]) for name, key, made, needed in _readers(own) if needed or key in data}
    )


def _key(item: Field[Any]) -> str:
    key: str = item.metadata.get("key", item.name)
    return key


@cache
def _readers(kind: type[Data]) -> tuple[tuple[str, str, Callable[[Any], Any], bool], ...]:
    """Of each field its name, its key in the JSON, what makes its value of that, and whether it needs one."""
    types = get_type_hints(kind)
    return tuple(
        (
            item.name,
            _key(item),
            _reader(types[item.name]),
            item.default is MISSING and item.default_factory is MISSING,
        )
        for item in fields(kind)
    )


def _reader(kind: Any) -> Callable[[Any], Any]:
    origin, parts = get_origin(kind), get_args(kind)
    if origin is UnionType:
        (own,) = (_reader(part) for part in parts if part is not NoneType)
        return lambda value: None if value is None else own(value)
    if origin is tuple:
        each = _reader(parts[0])
        return lambda value: tuple(map(each, value))
    if origin is Mapping:
        return dict
    if kind is PublicationDate:
        return PublicationDate.read
    return kind.from_dict if isinstance(kind, type) and issubclass(kind, Data) else lambda value: value
