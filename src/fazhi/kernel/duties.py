"""Duties: six kinds as frozen values, nothing else. Law, terms and options; no evaluation here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from fazhi.kernel.terms import Term

FORCES = ("statute", "by_reference", "policy", "local")
SOURCE_STATES = ("verified", "verified_secondary", "partial", "unverified", "seed")
Bound = str | int | float | bool


@dataclass(frozen=True, slots=True)
class Source:
    """Where a duty comes from. `status` says how far the text was checked; `since`/`until` are its days in force."""

    document: str
    article: str
    number: str = ""
    status: str = "unverified"
    since: date | None = None
    until: date | None = None
    read_on: date | None = None


@dataclass(frozen=True, slots=True)
class Select:
    """Events of one step whose facts equal `where`; `minimum` holds numeric lower bounds (inclusive).

    `title` is what sentences call such an event; it takes no part in comparison.
    """

    step: str
    where: tuple[tuple[str, Bound], ...] = ()
    minimum: tuple[tuple[str, float], ...] = ()
    title: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Toll:
    """Days after an event of `start` up to and including the next of `stop` do not count."""

    start: Select
    stop: Select


@dataclass(frozen=True, slots=True)
class Extension:
    """`number` more units of the term, if an event of `by` lies on or before the day the term would end."""

    by: Select
    number: int


@dataclass(frozen=True, slots=True)
class Profile:
    """Matters whose opening record has one of `values` in `field` (`but`: any other, or none): 程序档案.

    A field of administration with its own procedure (农业, 交通运输, 住建) changes units and rolling of the same duty.
    """

    field: str
    values: tuple[Bound, ...]
    but: bool = False


@dataclass(frozen=True, slots=True)
class Duty:
    """What every kind shares. `since`/`until` (inclusive): the rules of a day are chosen by the event's date.

    `tightens`: the duty that this one, a promise of a county, asks more than. `profile`: which matters the version is for.
    `lacking`: what a report says of a subject that falls short of a count, with {count} and {required}.
    """

    id: str
    title: str
    system: str
    force: str
    since: date
    until: date | None = None
    sources: tuple[Source, ...] = ()
    weight: float = 1.0
    gate: bool = False
    owner: str = ""
    says: str = ""
    lacking: str = ""
    parameter: bool = False
    tightens: str = ""
    profile: Profile | None = None

    @property
    def unverified(self) -> bool:
        """True when no source of the duty could be read anywhere."""
        return not any(s.status != "unverified" for s in self.sources)


WINDOWS = ("year", "half_year", "quarter", "month", "two_years")


@dataclass(frozen=True, slots=True)
class Window:
    """A recurring period.

    `year_field`: the fact that names the year an event is about, `year_shift` later than it (a report on 2025 is due in
    the window of 2026: shift 1). `around` = (month, day, days): only that span counts.
    Both make sense for `every` = "year" only; the pack loader refuses them elsewhere.
    """

    every: str = "year"
    year_field: str = ""
    year_shift: int = 0
    around: tuple[int, int, int] | None = None


@dataclass(frozen=True, slots=True)
class Times(Duty):
    """At least n events of `what` in each window, per member of `subject`; `per` names the field that lists members.

    `subject` "matters": at least n on each matter, without windows (open until then).

    Verdict: met, open (window runs), violated (window over). `prorate`: months held / months of the window, rounded up.
    """

    kind = "times"
    what: Select = Select("")
    subject: str = "townships"
    at_least: int = 1
    window: Window = Window()
    per: str = ""
    prorate: bool = False


@dataclass(frozen=True, slots=True)
class After(Duty):
    """`answer` within `term` of `trigger` on the same matter; with `window`, the start of each window is the trigger.

    `term` None: no number in the law; open until `closes` happens, then violated. `restart`: the clock starts anew.
    """

    kind = "after"
    trigger: Select | None = None
    answer: Select = Select("")
    term: Term | None = None
    window: Window | None = None
    subject: str = "townships"
    closes: Select | None = None
    restart: Select | None = None
    tolls: tuple[Toll, ...] = ()
    extension: Extension | None = None
    unless: Select | None = None
    on_expiry: str = ""


@dataclass(frozen=True, slots=True)
class Before(Duty):
    """No `act` without an earlier `needs` on the same matter, `lead` before it.

    `anytime`: it must merely exist, and the act itself may be it.

    `lead_from`: "act" counts back from the act (听证7日前), "needs" forward from the earlier event (不少于30日).
    """

    kind = "before"
    act: Select = Select("")
    needs: Select = Select("")
    lead: Term | None = None
    lead_from: str = "needs"
    anytime: bool = False
    unless: Select | None = None


IN_FORCE_ON = ("every_day", "act", "year_end")


@dataclass(frozen=True, slots=True)
class InForce(Duty):
    """Every member of `subject` has at least n valid `what`; on each day, on the day of `act`, or at the year's end.

    `per` names the field that lists members (else the event's unit is the member). Valid for `valid_for` from the event, or
    until the date fact `until_field`, or until an event of `ends` on the same matter. `persons_field`: with on="act", those the act names.
    """

    kind = "in_force"
    what: Select = Select("")
    subject: str = "townships"
    per: str = ""
    on: str = "every_day"
    act: Select | None = None
    persons_field: str = ""
    at_least: int = 1
    valid_for: Term | None = None
    until_field: str = ""
    ends: Select | None = None


@dataclass(frozen=True, slots=True)
class NoneOf(Duty):
    """No event of `what` in the window (per unit), or on the matter of `act`; met only if `zero` was checked and sourced.

    `subject` "matters": none on any matter. Found: violated. Window over without a zero report: unproven. While the window runs: open.
    """

    kind = "none"
    what: Select = Select("")
    zero: Select | None = None
    act: Select | None = None
    subject: str = "townships"
    window: Window = Window()


@dataclass(frozen=True, slots=True)
class Apart(Duty):
    """Persons of the fields of one event differ (`rule`: disjoint, not_same), or at least n distinct persons are named."""

    kind = "apart"
    what: Select = Select("")
    fields: tuple[str, ...] = ()
    rule: str = "disjoint"
    at_least: int = 0


KINDS = (Times, After, Before, InForce, NoneOf, Apart)
APART_RULES = ("disjoint", "not_same", "at_least")


def selects_of(duty: Duty) -> Iterator[tuple[str, Select]]:
    """(option, selection) of every selection of a duty."""
    for option in ("what", "trigger", "answer", "closes", "restart", "unless", "act", "needs", "zero", "ends"):
        select = getattr(duty, option, None)
        if isinstance(select, Select):
            yield option, select
    if isinstance(duty, After):
        yield from ((f"tolls.{n}", s) for t in duty.tolls for n, s in (("start", t.start), ("stop", t.stop)))
        if duty.extension is not None:
            yield "extension.by", duty.extension.by
