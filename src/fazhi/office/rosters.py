"""名册: who and what the duties count: units, people in post, certificates, venues, enterprises, power items."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from fazhi.kernel.duties import Duty, InForce
from fazhi.kernel.units import Holding, Unit
from fazhi.office.access import Actor
from fazhi.office.prepare import fact_words, names_of
from fazhi.office.rules import shelf
from fazhi.paper.sheet_write import ColumnSpec, LedgerSheet, write_workbook
from fazhi.store import read
from fazhi.store.rows import EventRow

SOON_DAYS = 60
STATE_WORDS = {"valid": "有效", "soon": "快到期", "expired": "已过期", "ended": "已终止"}
LAPSING = ("soon", "expired")


@dataclass(frozen=True, slots=True)
class Entry:
    """One registered thing. `until`: its last valid day (None: no end known).

    `state`: valid, soon (ends within SOON_DAYS), expired (its day has passed and nobody ended it) or ended (on purpose).
    """

    matter: str
    name: str
    unit: str
    words: str
    since: date
    until: date | None
    state: str
    n_evidence: int


@dataclass(frozen=True, slots=True)
class Register:
    """A ledger whose entries are valid for a time."""

    ledger: str
    title: str
    entries: tuple[Entry, ...]

    @property
    def lapsing(self) -> int:
        """Entries that end soon or have expired."""
        return sum(e.state in LAPSING for e in self.entries)


@dataclass(frozen=True, slots=True)
class RosterPage:
    """A roster to look at: units or people, and what is registered as valid. Each register is a ledger of its own."""

    units: tuple[Unit, ...]
    people: tuple[Holding, ...]
    registers: tuple[Register, ...]


def rosters(actor: Actor, as_of: date) -> RosterPage:
    """Everything in the actor's reach as of a day. Price: five queries."""
    scope = actor.scope()
    units = tuple(sorted((actor.units[u] for u in scope), key=lambda u: (u.kind, u.id)))
    held = [h for h in read.holdings(scope) if h.since <= as_of and (h.until is None or as_of <= h.until)]
    return RosterPage(units, tuple(sorted(held, key=lambda h: (h.unit, h.person))), _registers(actor, as_of))


def _registers(actor: Actor, as_of: date) -> tuple[Register, ...]:
    """One register a ledger that some in_force duty looks up."""
    duties = [d for d in shelf().duties if isinstance(d, InForce)]
    steps = {d.what.step: d for d in duties if d.what.step in shelf().steps}
    ends = {d.ends.step for d in duties if d.ends is not None}
    events = read.standing(actor.scope(), {*steps, *ends})
    names = names_of(e.facts for e in events)
    ended = {e.matter: e.happened_on for e in events if e.step in ends}
    made: dict[str, list[Entry]] = {}
    for event in events:
        duty = steps.get(event.step)
        if duty is not None:
            made.setdefault(event.ledger, []).append(_entry(event, duty, ended.get(event.matter), as_of, names))
    order = [x for x in shelf().ledgers if x in made]
    return tuple(Register(x, shelf().ledgers[x].title, tuple(sorted(made[x], key=_by_end))) for x in order)


def _by_end(one: Entry) -> tuple[date, str]:
    return (one.until or date.max, one.name)


def _entry(event: EventRow, duty: Duty, ended: date | None, as_of: date, names: dict[str, str]) -> Entry:
    until = ended
    name = getattr(duty, "until_field", "")
    if until is None and name and event.facts.get(name):
        until = date.fromisoformat(str(event.facts[name])[:10])
    step = shelf().steps[event.step]
    told = (fact_words(f, event.facts[f.id], names) for f in step.fields if f.id in event.facts and f.type != "file")
    state = "ended" if ended is not None and ended <= as_of else "valid"
    if state == "valid" and until is not None:
        state = "expired" if until < as_of else "soon" if until <= as_of + timedelta(days=SOON_DAYS) else "valid"
    return Entry(
        event.matter, event.matter_name, event.unit, "，".join(told), event.happened_on, until, state, event.n_evidence
    )


def roster_workbook(actor: Actor, as_of: date) -> tuple[str, bytes]:
    """(file name, .xlsx): one sheet of people in post, one for each register, in the form people file."""
    page = rosters(actor, as_of)
    home = actor.units[actor.home()].name
    names = {u.id: u.name for u in page.units}
    posts = tuple((n, h.name, names.get(h.unit, ""), h.title, h.since) for n, h in enumerate(page.people, start=1))
    columns = (
        ColumnSpec("序号", "", 6, "number"),
        ColumnSpec("姓名", "", 14),
        ColumnSpec("单位", "", 18),
        ColumnSpec("岗位", "", 20),
        ColumnSpec("到岗日期", "", 12, "date"),
    )
    sheets = [LedgerSheet("在岗人员", f"{home}在岗人员名册", home, as_of.isoformat(), columns, posts, paper="A4")]
    register = (
        ColumnSpec("序号", "", 6, "number"),
        ColumnSpec("名称", "", 24),
        ColumnSpec("内容", "", 36),
        ColumnSpec("起始日期", "", 12, "date"),
        ColumnSpec("有效至", "", 12, "date"),
        ColumnSpec("状态", "", 10),
    )
    for one in page.registers:
        rows = tuple(
            (n, e.name, e.words, e.since, e.until, STATE_WORDS[e.state]) for n, e in enumerate(one.entries, start=1)
        )
        title = f"{home}{one.title}名册"
        sheets.append(LedgerSheet(one.title[:28], title, home, as_of.isoformat(), register, rows, paper="A4"))
    return f"{home}名册.xlsx", write_workbook(sheets)
