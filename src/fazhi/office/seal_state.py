"""封存状态: the newest checkpoint, and the whole seal recomputed on demand."""

from __future__ import annotations

from fazhi.kernel.seal import Checkpoint
from fazhi.store.sealing import last_checkpoint
from fazhi.store.verify import Verified, verify


def last_seal() -> Checkpoint | None:
    """The newest checkpoint; None while nothing is sealed."""
    return last_checkpoint()


def verified() -> Verified:
    """Everything recomputed. Price: every row hashed again, every file read once."""
    return verify()
