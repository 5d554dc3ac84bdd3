"""What the store hands out and takes in: plain frozen rows, never live model objects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from fazhi.kernel.ledger import Fact


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person and the account that signs in for them (None: they cannot)."""

    id: str
    name: str
    account: int | None


@dataclass(frozen=True, slots=True)
class MatterRow:
    """A matter as lists show it. `n_events` counts what is recorded on it; `last_on` is the day of the last event."""

    id: str
    ledger: str
    unit: str
    unit_name: str
    name: str
    opened_on: date
    key: str = ""
    n_events: int = 0
    last_on: date | None = None


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event with everything a page shows. `corrected_by`: the later event that stands in its place (0: none)."""

    id: int
    matter: str
    matter_name: str
    ledger: str
    unit: str
    step: str
    happened_on: date
    minute: int
    recorded_at: datetime
    recorded_by: str
    recorder: str
    facts: Mapping[str, Fact]
    corrects: int | None
    void: bool
    late_reason: str
    despite: str
    pack_version: str
    source: str
    idempotency_key: str | None
    n_evidence: int
    corrected_by: int


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """A file behind an event, with its three clocks: claimed, the file's own, recorded."""

    id: int
    event: int
    unit: str
    digest: str
    name: str
    size: int
    media_type: str
    claimed_on: date | None
    file_on: date | None
    recorded_at: datetime
    recorded_by: str


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A remark on a matter."""

    id: int
    text: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Stored:
    """A file that is safe on disk: its SHA-256 (hex), size in bytes, and what it calls itself."""

    digest: str
    name: str
    size: int
    media_type: str
    claimed_on: date | None = None
    file_on: date | None = None


@dataclass(frozen=True, slots=True)
class NewMatter:
    """A matter to be opened."""

    id: str
    ledger: str
    unit: str
    name: str
    opened_on: date
    key: str = ""


@dataclass(frozen=True, slots=True)
class NewEvent:
    """An event to be appended; `files` are already on disk. `minute` of the day is -1 when no hour is known."""

    matter: str
    ledger: str
    unit: str
    step: str
    happened_on: date
    recorded_at: datetime
    recorded_by: str
    minute: int = -1
    facts: Mapping[str, Fact] = field(default_factory=dict)
    corrects: int | None = None
    void: bool = False
    late_reason: str = ""
    despite: str = ""
    pack_version: str = ""
    idempotency_key: str | None = None
    source: str = "desk"
    files: tuple[Stored, ...] = ()
