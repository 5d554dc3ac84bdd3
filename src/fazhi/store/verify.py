"""Recompute the seal from the rows and the evidence from the disk, and list everything that does not agree."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db import connection
from django.db.models import Exists, OuterRef

from fazhi.kernel.faults import SealFault
from fazhi.kernel.seal import Checkpoint
from fazhi.store import models
from fazhi.store.files import is_intact
from fazhi.store.frontier import Frontier
from fazhi.store.leaves import ALGORITHM, Sealed, of_event, of_evidence
from fazhi.store.sealing import last_checkpoint

CHUNK = 1000
GUARDED = ("store_event", "store_evidence", "store_leaf", "store_checkpoint", "store_reportentry")
KIND_WORDS = {"event": "记录", "evidence": "佐证材料"}


@dataclass(frozen=True, slots=True)
class Tamper:
    """One disagreement. `kind`: changed, missing, added, order, root, truncated, file, trigger, witness."""

    kind: str
    subject: str
    words: str


@dataclass(frozen=True, slots=True)
class Verified:
    """What was checked and what was found; sound when `tampers` is empty."""

    n_leaves: int
    n_files: int
    checkpoint: Checkpoint | None
    tampers: tuple[Tamper, ...]


def verify(witness: Checkpoint | None = None, progress: Callable[[int, int], None] | None = None) -> Verified:
    """Check every leaf, checkpoint, file and trigger.

    witness: a checkpoint kept elsewhere (printed, sent to the county); without one, somebody who rebuilt the whole log
    with all its checkpoints is not seen. progress: called with (leaves done, leaves in all).
    Price: every row is hashed again, every file read once; memory for 1,000 rows.
    """
    tampers: list[Tamper] = list(_missing_triggers())
    frontier = _check_leaves(tampers, {witness.size: witness.root} if witness else {}, progress)
    tampers += _unsealed()
    digests = models.Evidence.objects.order_by("digest").values_list("digest", flat=True).distinct()
    n_files = 0
    for digest in digests:
        n_files += 1
        if not is_intact(digest):
            tampers.append(Tamper("file", digest, "佐证文件不在了，或内容与封存的摘要不符"))
    return Verified(frontier.size, n_files, last_checkpoint(), tuple(tampers))


def _check_leaves(
    tampers: list[Tamper], witness: dict[int, bytes], progress: Callable[[int, int], None] | None
) -> Frontier:
    """Walk the leaves in order; the frontier over their stored hashes at the end."""
    checkpoints = {c.size: c for c in models.Checkpoint.objects.all()}
    total = models.Leaf.objects.count()
    first = next(iter(sorted(checkpoints)), None)
    frontier = Frontier(checkpoints[first].algorithm if first else ALGORITHM)
    for leaf, row in _leaves():
        if leaf.index != frontier.size:
            tampers.append(Tamper("order", str(leaf.index), f"封存序号应为{frontier.size}，实为{leaf.index}"))
        tampers += _compare(leaf, row)
        frontier = frontier.grown(_bytes(leaf.hash))
        checkpoint = checkpoints.pop(frontier.size, None)
        if checkpoint is not None and not _agrees(checkpoint, frontier):
            tampers.append(Tamper("root", str(frontier.size), f"前{frontier.size}条的封存根与记录不符"))
        if witness.pop(frontier.size, frontier.root()) != frontier.root():
            tampers.append(Tamper("witness", str(frontier.size), f"前{frontier.size}条与外部留存的封存根不符"))
        if progress and (frontier.size % CHUNK == 0 or frontier.size == total):
            progress(frontier.size, total)
    for size in sorted(checkpoints) or sorted(witness):
        tampers.append(Tamper("truncated", str(size), f"封存点写明有{size}条，现只有{frontier.size}条"))
    if frontier.size and not models.Checkpoint.objects.filter(size=frontier.size).exists():
        tampers.append(Tamper("added", str(frontier.size), "末尾的封存叶没有封存点"))
    return frontier


def _bytes(text: str) -> bytes:
    try:
        return bytes.fromhex(text)
    except ValueError:
        return text.encode()


def _agrees(checkpoint: models.Checkpoint, frontier: Frontier) -> bool:
    peaks = [p.hex() for p in frontier.peaks]
    return checkpoint.root == frontier.root().hex() and checkpoint.frontier == peaks


def _leaves() -> Iterator[tuple[models.Leaf, Sealed | None]]:
    """Each leaf by index, with the row it seals (None: the row is gone)."""
    last = -1
    while chunk := list(models.Leaf.objects.filter(index__gt=last).order_by("index")[:CHUNK]):
        last = chunk[-1].index
        events = models.Event.objects.select_related("matter").in_bulk([x.subject for x in chunk if x.kind == "event"])
        files = models.Evidence.objects.in_bulk([x.subject for x in chunk if x.kind == "evidence"])
        for leaf in chunk:
            if leaf.kind == "event":
                event = events.get(leaf.subject)
                yield leaf, of_event(event, event.matter.ledger) if event else None
            else:
                file = files.get(leaf.subject)
                yield leaf, of_evidence(file) if file else None


def _compare(leaf: models.Leaf, row: Sealed | None) -> Iterator[Tamper]:
    name = f"{KIND_WORDS.get(leaf.kind, leaf.kind)}{leaf.subject}"
    if row is None:
        yield Tamper("missing", name, f"{name}已封存，现在没有了")
        return
    try:
        same = row.hash(leaf.salts, leaf.algorithm).hex() == leaf.hash and set(leaf.salts) == set(row.written)
    except (KeyError, TypeError, ValueError, SealFault):
        same = False
    if not same:
        yield Tamper("changed", name, f"{name}的内容与封存时不同")


def _unsealed() -> Iterator[Tamper]:
    """Rows that have no leaf."""
    for kind, model in (("event", models.Event), ("evidence", models.Evidence)):
        leaf = models.Leaf.objects.filter(kind=kind, subject=OuterRef("id"))
        for id in model.objects.filter(~Exists(leaf)).values_list("id", flat=True):
            name = f"{KIND_WORDS[kind]}{id}"
            yield Tamper("added", name, f"{name}没有封存，不是经由系统写入的")


def _missing_triggers() -> Iterator[Tamper]:
    """Guards that should refuse changes and are gone or switched off."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "SELECT name FROM sqlite_master WHERE type = 'trigger' AND sql LIKE '%RAISE(ABORT%' AND sql NOT LIKE '% WHEN %'"
            )
        else:
            cursor.execute(
                "SELECT t.tgname FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid WHERE NOT t.tgisinternal"
                " AND t.tgenabled <> 'D' AND t.tgqual IS NULL AND p.prosrc LIKE '%RAISE EXCEPTION%'"
            )
        present = {row[0] for row in cursor.fetchall()}
    for table in GUARDED:
        for act in ("update", "delete"):
            if f"{table}_no_{act}" not in present:
                yield Tamper("trigger", table, f"数据库中防止改动的触发器不见了：{table} {act}")
