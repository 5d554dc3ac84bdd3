"""What of a row is sealed: its plain values, and salted commitments of what people wrote."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from fazhi.kernel.seal import canonical, commit, hash_leaf
from fazhi.store import models

ALGORITHM = "sm3"
Salts = dict[str, str]


@dataclass(frozen=True, slots=True)
class Sealed:
    """A row ready for the seal: `plain` goes in as it is, `written` only as commitments."""

    kind: str
    subject: int
    plain: Mapping[str, object]
    written: Mapping[str, object] = field(default_factory=dict)

    def salts(self) -> Salts:
        """A fresh salt of 16 random bytes (hex) for everything written."""
        return {name: secrets.token_hex(16) for name in self.written}

    def hash(self, salts: Mapping[str, str], algorithm: str) -> bytes:
        """Leaf hash of the row; raises KeyError when a salt is missing."""
        committed = {name: commit(canonical({"value": v}), salts[name], algorithm) for name, v in self.written.items()}
        content = {"algorithm": algorithm, "kind": self.kind, "id": self.subject, **self.plain, "committed": committed}
        return hash_leaf(canonical(content), algorithm)


def of_event(event: models.Event, ledger: str) -> Sealed:
    """An event: who, when, where and which step are plain; facts and reasons are commitments."""
    plain = {
        "unit": event.unit_id,
        "ledger": ledger,
        "matter": event.matter_id,
        "step": event.step,
        "happened_on": event.happened_on.isoformat(),
        "happened_minute": event.happened_minute,
        "recorded_at": _moment(event.recorded_at),
        "recorded_by": event.recorded_by_id,
        "corrects": event.corrects_id,
        "void": event.void,
        "pack_version": event.pack_version,
        "source": event.source,
        "idempotency_key": event.idempotency_key,
    }
    return Sealed(
        "event", event.id, plain, {**event.facts, "late reason": event.late_reason, "despite reason": event.despite}
    )


def of_evidence(evidence: models.Evidence) -> Sealed:
    """A file: its digest and clocks are plain, its name is a commitment."""
    plain = {
        "event": evidence.event_id,
        "digest": evidence.digest,
        "size": evidence.size,
        "media_type": evidence.media_type,
        "claimed_on": _day(evidence.claimed_on),
        "file_on": _day(evidence.file_on),
        "recorded_at": _moment(evidence.recorded_at),
        "recorded_by": evidence.recorded_by_id,
    }
    return Sealed("evidence", evidence.id, plain, {"name": evidence.name})


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
