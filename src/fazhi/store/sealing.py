"""The sealed log grows: leaves, and one checkpoint per transaction. O(log n) per leaf, from the last checkpoint on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from fazhi.kernel.faults import SealFault
from fazhi.kernel.seal import Checkpoint
from fazhi.store import models
from fazhi.store.frontier import Frontier
from fazhi.store.leaves import ALGORITHM, Sealed

BATCH = 500
ORIGIN = "fazhi"


def seal(rows: Sequence[Sealed], at: datetime) -> None:
    """Append a leaf for each row and a checkpoint over all; must run inside `turn.writing`, with the rows' INSERT.

    at: the moment the checkpoint carries.
    """
    frontier = last_frontier()
    first, leaves = frontier.size, []
    for i, row in enumerate(rows):
        salts = row.salts()
        digest = row.hash(salts, frontier.algorithm)
        frontier = frontier.grown(digest)
        leaves.append(
            models.Leaf(
                index=first + i,
                kind=row.kind,
                subject=row.subject,
                algorithm=frontier.algorithm,
                hash=digest.hex(),
                salts=salts,
            )
        )
    models.Leaf.objects.bulk_create(leaves, batch_size=BATCH)
    models.Checkpoint.objects.create(
        size=frontier.size,
        root=frontier.root().hex(),
        algorithm=frontier.algorithm,
        frontier=[peak.hex() for peak in frontier.peaks],
        at=at,
    )


def last_frontier() -> Frontier:
    """Where the sealed log stands, from its last checkpoint. Price: one index look-up."""
    last = models.Checkpoint.objects.order_by("-size").first()
    if last is None:
        return Frontier(ALGORITHM)
    return Frontier(last.algorithm, last.size, tuple(bytes.fromhex(p) for p in last.frontier))


def last_checkpoint() -> Checkpoint | None:
    """The newest checkpoint, to print or to hand to a witness; None while nothing is sealed or when it is unreadable."""
    last = models.Checkpoint.objects.order_by("-size").first()
    if last is None:
        return None
    try:
        return Checkpoint(ORIGIN, last.size, bytes.fromhex(last.root), last.algorithm, last.at)
    except (ValueError, SealFault):
        return None
