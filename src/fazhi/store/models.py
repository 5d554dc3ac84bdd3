"""Tables. Events, evidence, leaves, checkpoints and words of reports are append-only: the database refuses to change them."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Unit(models.Model):
    """A county, township, village or station. `until` is inclusive."""

    id = models.SlugField(primary_key=True, max_length=64)
    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=30)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    since = models.DateField()
    until = models.DateField(null=True)

    def __str__(self) -> str:
        return self.name


class Person(models.Model):
    """Someone who holds posts; `account` lets them sign in."""

    id = models.SlugField(primary_key=True, max_length=64)
    name = models.CharField(max_length=100)
    account = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="person")

    def __str__(self) -> str:
        return self.name


class Post(models.Model):
    """A person holds a post of a unit; `tags` say what it is (leader, liaison, clerk ...). `until` is inclusive."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="posts")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="posts")
    title = models.CharField(max_length=100)
    tags = models.JSONField(default=list)
    since = models.DateField()
    until = models.DateField(null=True)

    def __str__(self) -> str:
        return f"{self.person_id} {self.title}"


class Account(models.Model):
    """What signing in needs beyond the framework's user: `must_change`: the first password was handed out and must be changed."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="account")
    must_change = models.BooleanField(default=False)

    def __str__(self) -> str:
        return str(self.user)


class SignSheet(models.Model):
    """A session people sign in to: open until `closed_at`; `step` is the record it will become."""

    id = models.CharField(primary_key=True, max_length=32)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="sign_sheets")
    step = models.CharField(max_length=100)
    title = models.CharField(max_length=120)
    held_on = models.DateField()
    secret = models.CharField(max_length=64)
    opened_by = models.ForeignKey(Person, models.PROTECT, related_name="opened_sheets")
    opened_at = models.DateTimeField()
    begins_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.title


class SignRow(models.Model):
    """Somebody signed; nothing else is kept: no place, no device."""

    sheet = models.ForeignKey(SignSheet, models.CASCADE, related_name="rows")
    person = models.ForeignKey(Person, models.PROTECT, related_name="signed")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sheet", "person"], name="signed_once")]

    def __str__(self) -> str:
        return f"{self.sheet_id} {self.person_id}"


class Matter(models.Model):
    """One thread of events. `key` makes an import idempotent: the same key of a unit's ledger is the same matter."""

    id = models.CharField(primary_key=True, max_length=32)
    ledger = models.CharField(max_length=64)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="matters")
    name = models.CharField(max_length=500)
    opened_on = models.DateField()
    key = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "ledger", "key"], condition=~models.Q(key=""), name="matter_key_once_per_ledger"
            )
        ]
        indexes = [models.Index(fields=["unit", "ledger", "opened_on"], name="matter_by_ledger")]

    def __str__(self) -> str:
        return self.name


class Event(models.Model):
    """One dated fact on a step. `id` is the total order, without gaps; `happened_minute` of the day is -1 when not known.

    `late_reason`: why it is recorded late, or why it corrects; `despite`: why it was recorded against a gate.
    """

    id = models.BigIntegerField(primary_key=True)
    matter = models.ForeignKey(Matter, models.PROTECT, related_name="events")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="events")
    step = models.CharField(max_length=100)
    happened_on = models.DateField()
    happened_minute = models.SmallIntegerField(default=-1)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="recorded")
    facts = models.JSONField(default=dict)
    corrects = models.OneToOneField("self", models.PROTECT, null=True, related_name="correction")
    void = models.BooleanField(default=False)
    late_reason = models.CharField(max_length=500, blank=True)
    despite = models.CharField(max_length=500, blank=True)
    pack_version = models.CharField(max_length=60, blank=True)
    idempotency_key = models.CharField(max_length=100, null=True, unique=True)  # noqa: DJ001 - null is "no key"
    source = models.CharField(max_length=20, default="desk")

    class Meta:
        indexes = [models.Index(fields=["unit", "step"], name="event_by_unit_step")]

    def __str__(self) -> str:
        return f"{self.id} {self.step}"


class Evidence(models.Model):
    """A file that proves an event; its bytes lie on disk under `digest` (SHA-256, hex)."""

    id = models.BigIntegerField(primary_key=True)
    event = models.ForeignKey(Event, models.PROTECT, related_name="evidence")
    digest = models.CharField(max_length=64, db_index=True)
    name = models.CharField(max_length=255)
    size = models.BigIntegerField()
    media_type = models.CharField(max_length=100)
    claimed_on = models.DateField(null=True)
    file_on = models.DateField(null=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="attached")

    def __str__(self) -> str:
        return self.name


class Leaf(models.Model):
    """Leaf number `index` (from 0, without gaps) of the sealed log: the hash of one event or one piece of evidence.

    `salts`: per sealed fact, what its commitment was salted with; with a salt gone the fact can be erased, the proof stays.
    """

    index = models.BigIntegerField(primary_key=True)
    kind = models.CharField(max_length=20)
    subject = models.BigIntegerField()
    algorithm = models.CharField(max_length=20)
    hash = models.CharField(max_length=64)
    salts = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "subject"], name="one_leaf_per_row")]

    def __str__(self) -> str:
        return f"{self.index} {self.kind} {self.subject}"


class Checkpoint(models.Model):
    """Root of the first `size` leaves, written with each transaction; `frontier` lets the next one go on from here."""

    size = models.BigIntegerField(primary_key=True)
    root = models.CharField(max_length=64)
    algorithm = models.CharField(max_length=20)
    frontier = models.JSONField(default=list)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.size} {self.root}"


class Publication(models.Model):
    """What was deliberately published: frozen words and fields, never a live record."""

    kind = models.CharField(max_length=30)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="publications")
    matter = models.ForeignKey(Matter, models.PROTECT, null=True, related_name="publications")
    event = models.ForeignKey(Event, models.PROTECT, null=True, related_name="publications")
    frozen = models.JSONField()
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(Person, models.PROTECT, related_name="published")

    def __str__(self) -> str:
        return f"{self.kind} {self.published_at:%Y-%m-%d}"


class Note(models.Model):
    """A remark on a matter; it counts for no duty."""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="notes")
    text = models.CharField(max_length=2000)
    by = models.ForeignKey(Person, models.PROTECT, related_name="notes")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.text[:40]


class ReportEntry(models.Model):
    """What somebody wrote into a report before it was frozen; append-only. `key`: the sentence; `act`: what it is.

    over: the sentence as the records gave it when these words were written in its place; of a remark the sentence as it stood,
    of an approval the digest of the draft; null where nobody kept it.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="report_entries")
    kind = models.CharField(max_length=32)
    period = models.CharField(max_length=80)
    act = models.CharField(max_length=12)
    key = models.CharField(max_length=120, blank=True)
    text = models.TextField(blank=True)
    over = models.TextField(blank=True, null=True)  # noqa: DJ001 -- a column with a default would rebuild the guarded table
    by = models.ForeignKey(Person, models.PROTECT, related_name="report_entries")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["unit", "kind", "period"], name="entry_by_report")]

    def __str__(self) -> str:
        return f"{self.kind} {self.period} {self.act}"


class FormMapping(models.Model):
    """What the headings of a superior's form mean: `cells`: cell of a heading -> meaning; empty text: leave it."""

    fingerprint = models.CharField(primary_key=True, max_length=64)
    ledger = models.CharField(max_length=64)
    cells = models.JSONField(default=dict)
    by = models.ForeignKey(Person, models.PROTECT, related_name="form_mappings")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.ledger} {self.fingerprint[:12]}"


class ImportRun(models.Model):
    """One workbook that was imported: which bytes, and how many rows were taken and refused."""

    digest = models.CharField(max_length=64, db_index=True)
    name = models.CharField(max_length=255)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="imports")
    n_taken = models.IntegerField()
    n_known = models.IntegerField()
    n_refused = models.IntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="imports")

    def __str__(self) -> str:
        return self.name
