"""What one request asks for again and again is read once: a memo from its beginning to its end, emptied by every write."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

Made = TypeVar("Made")
_kept: ContextVar[dict[Hashable, object] | None] = ContextVar("memo", default=None)


@contextmanager
def remembering() -> Iterator[None]:
    """Within this, `once` remembers. Outside it nothing is kept, so that a long-running caller never sees old rows."""
    token = _kept.set({})
    try:
        yield
    finally:
        _kept.reset(token)


def once(key: Hashable, make: Callable[[], Made]) -> Made:
    """What `make` gave the first time under `key`."""
    kept = _kept.get()
    if kept is None:
        return make()
    if key not in kept:
        kept[key] = make()
    return kept[key]  # type: ignore[return-value]


def forget() -> None:
    """Something was written: nothing remembered holds any more."""
    kept = _kept.get()
    if kept is not None:
        kept.clear()
