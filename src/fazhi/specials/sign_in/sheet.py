"""A session's sign-in: a code that changes every half minute, names to pick, late joiners marked; no place, no device."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from fazhi.kernel.faults import AccessFault, InputFault, Problem
from fazhi.kernel.ledger import Field, Step
from fazhi.office import clock
from fazhi.office.access import Actor, require
from fazhi.office.choices import people_of
from fazhi.office.requests import step_of
from fazhi.office.rules import shelf
from fazhi.store import sign_sheets
from fazhi.store.sign_sheets import Sheet, Signed

TURN = 30
GRACE = 2
LATE = timedelta(minutes=10)
TITLE_LIMIT = 120


@dataclass(frozen=True, slots=True)
class Attendance:
    """One signature with its mark."""

    signed: Signed
    late: bool


def sign_steps() -> list[Step]:
    """Steps with a sign-in list of persons, in the order of the packs."""
    return [s for s in shelf().steps.values() if sign_field(s) is not None and s.opens]


def sign_field(step: Step) -> Field | None:
    """The field of a step that lists who was there."""
    return next((f for f in step.fields if f.sign_in), None)


def begin(actor: Actor, unit: str, step: str, title: str, begins_at: datetime) -> Sheet:
    """Open a sheet for a session of `unit`. Raises AccessFault, InputFault."""
    require(actor, "record", unit)
    if sign_field(step_of(step)) is None:
        raise InputFault(Problem(step_of(step).title, "没有签到名单", "", "换一种活动", "step has no sign-in list"))
    words = title.strip()[:TITLE_LIMIT]
    if not words:
        raise InputFault(Problem("名称", "没有填", "", "写上这次活动的名称", "a title is needed"))
    made = Sheet(
        uuid.uuid4().hex,
        unit,
        step,
        words,
        begins_at.astimezone(clock.SHANGHAI).date(),
        secrets.token_hex(16),
        actor.person,
        begins_at,
        None,
    )
    sign_sheets.open_sheet(made, clock.now())
    return made


def sheet_for(actor: Actor, id: str) -> Sheet:
    """The sheet, for who may record in its unit. Raises AccessFault."""
    found = sign_sheets.sheet_of(id)
    require(actor, "record", found.unit if found else "")
    assert found is not None
    return found


def code(sheet: Sheet, at: datetime, back: int = 0) -> str:
    """The code shown at a moment: it changes every TURN seconds and cannot be guessed from an older one."""
    turn = int(at.timestamp()) // TURN - back
    return hmac.new(sheet.secret.encode(), str(turn).encode(), hashlib.sha256).hexdigest()[:16]


def names_for(id: str, given: str) -> tuple[Sheet, tuple[tuple[str, str], ...]]:
    """The sheet and the names still to sign, for somebody who opened the code. Raises AccessFault for an old code."""
    sheet = _open_sheet(id, given)
    done = {s.person for s in sign_sheets.signatures(id)}
    people = people_of(sheet.unit, sheet.held_on)
    return sheet, tuple((p, words) for p, words in people if p not in done)


def sign(id: str, given: str, person: str) -> bool:
    """Sign for `person`; False when that person signed before. Raises AccessFault, InputFault."""
    sheet = _open_sheet(id, given)
    if person not in dict(people_of(sheet.unit, sheet.held_on)):
        raise InputFault(Problem("姓名", "不在名单里", "", "从名单里选自己的名字", "not on the list"))
    return sign_sheets.sign(id, person, clock.now())


def _open_sheet(id: str, given: str) -> Sheet:
    sheet = sign_sheets.sheet_of(id)
    now = clock.now()
    known = sheet is not None and any(hmac.compare_digest(code(sheet, now, b), given) for b in range(GRACE + 1))
    if sheet is None or not known:
        raise AccessFault(Problem("签到", "二维码已经换了", "", "请重新扫屏幕上的二维码", "the code is old"))
    if sheet.closed_at is not None:
        raise AccessFault(Problem("签到", "已经结束", "", "请在纸质签到表上签名", "the sheet is closed"))
    return sheet


def attendance(sheet: Sheet) -> list[Attendance]:
    """Who signed; more than ten minutes after the beginning is late."""
    return [Attendance(s, s.at > sheet.begins_at + LATE) for s in sign_sheets.signatures(sheet.id)]


def finish(actor: Actor, id: str) -> tuple[Sheet, dict[str, object]]:
    """Close the sheet; what the record form of its step is filled with. Raises AccessFault."""
    sheet = sheet_for(actor, id)
    sign_sheets.close(id, clock.now())
    field = sign_field(step_of(sheet.step))
    assert field is not None
    people = [s.person for s in sign_sheets.signatures(id)]
    ledger = shelf().ledgers[step_of(sheet.step).ledger]
    return sheet, {field.id: people, ledger.name_field: sheet.title}
