"""Nouns to JSON and back. Each becomes the list of its fields, so a row holds data and never code."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

Noun = TypeVar("Noun")
Convert = Callable[[Any], Any]


def pack(noun: object) -> bytes:
    """A frozen noun as compressed JSON."""
    text = json.dumps(to_lists(noun), ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode("utf-8", "surrogatepass"), 1)


def unpack(kind: type[Noun], data: bytes) -> Noun:
    """The noun that ``pack`` was given. Raises ValueError where the bytes are not such a noun."""
    try:
        lists = json.loads(zlib.decompress(data).decode("utf-8", "surrogatepass"))
        convert: Convert = noun_converter(hashable(kind))
        noun: Noun = convert(lists)
    except (zlib.error, UnicodeDecodeError, TypeError, LookupError) as error:
        raise ValueError(f"not a packed {kind.__name__}") from error
    return noun


def to_lists(value: Any) -> Any:
    """A value in the forms that JSON has."""
    if isinstance(value, str | int | float | None):
        return value.value if isinstance(value, Enum) else value
    if is_dataclass(value):
        return [to_lists(getattr(value, field)) for field in field_names(hashable(type(value)))]
    if isinstance(value, Mapping):
        return {key: to_lists(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [to_lists(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} cannot be kept")


def hashable(kind: Any) -> Any:
    """A class as the caches below take it (mypy does not count a class as hashable)."""
    return kind


@cache
def field_names(kind: Any) -> tuple[str, ...]:
    """The fields of a noun, in order."""
    return tuple(field.name for field in fields(kind))


@cache
def converter(kind: Any) -> Convert | None:
    """What turns a JSON value into ``kind``; ``None`` where it is that already."""
    if is_dataclass(kind) and isinstance(kind, type):
        return noun_converter(kind)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    if kind is date:
        return date.fromisoformat
    if get_origin(kind) is tuple:
        return tuple_converter(get_args(kind))
    if get_origin(kind) in (Union, UnionType):
        return optional_converter(get_args(kind))
    return None


@cache
def noun_converter(kind: Any) -> Convert:
    """A list of fields to a noun."""
    count = len(field_names(kind))

    def convert(row: list[Any]) -> Any:
        if len(row) != count:
            raise TypeError(f"{kind.__name__} has {count} fields, not {len(row)}")
        for i, step in field_converters(kind):
            row[i] = step(row[i])
        return kind(*row)

    return convert


@cache
def field_converters(kind: Any) -> tuple[tuple[int, Convert], ...]:
    """The fields that JSON does not bring as they are, by place. Looked up late: a provision has provisions in it."""
    hints = get_type_hints(kind)
    return tuple((i, step) for i, name in enumerate(field_names(kind)) if (step := converter(hints[name])) is not None)


def tuple_converter(items: tuple[Any, ...]) -> Convert:
    """A list to a tuple of one kind of item."""
    inner = converter(items[0])
    if inner is None:
        return tuple
    return lambda values: tuple(map(inner, values))


def optional_converter(kinds: tuple[Any, ...]) -> Convert | None:
    """A value or nothing."""
    inner = next((found for kind in kinds if (found := converter(kind)) is not None), None)
    if inner is None:
        return None
    return lambda value: None if value is None else inner(value)
