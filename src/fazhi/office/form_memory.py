"""What a township put right in how a superior's form is filled: kept for its own next copy of the form, and for nobody else's."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping

from fazhi.kernel.faults import InputFault, Problem
from fazhi.kernel.ledger import Ledger
from fazhi.office import clock
from fazhi.office.access import Actor, require
from fazhi.office.form_meanings import Meaning, counted_of, known_of
from fazhi.office.rules import shelf
from fazhi.paper.form_read import Blank
from fazhi.store import form_mappings

NUMERAL = "[\\d〇零一二三四五六七八九十_]"
HEAD_END = re.compile("填报|填表|制表|报送|单位[:(]|日期:|时间:|\\(?(?:金额)?单位:")  # what follows a title
CHANGING = re.compile(f"附件{NUMERAL}*[:.、]?|第?{NUMERAL}*(?:年度|年|月份|月|季度|期|号)|[上下]半年|[\\W\\d_]")


def fingerprint(blank: Blank, unit: str) -> str:
    """The same for every copy of a form that township `unit` fills, this year's and the next: its title, its headings, their places."""
    title = CHANGING.sub("", HEAD_END.split(unicodedata.normalize("NFKC", blank.title or blank.sheet))[0])
    words = "\n".join((f"{unit}\t{title}", *(f"{h.cell}\t{'/'.join(h.path)}" for h in blank.headings)))
    return hashlib.sha256(words.encode()).hexdigest()


def ledger_called(id: str) -> Ledger | None:
    """The ledger of this id, None for an empty one. Raises InputFault for one there is not."""
    if id and id not in shelf().ledgers:
        raise InputFault(Problem(f"台账 {id[:60]}", "没有这本台账", "列出的台账", "从列表里选", "no such ledger"))
    return shelf().ledgers.get(id)


def remembered(blank: Blank, unit: str) -> tuple[str, Mapping[str, str]]:
    """(ledger, cell of a heading -> code) of the last correction by `unit`; an empty ledger for none."""
    stored = form_mappings.mapping(fingerprint(blank, unit))
    return (stored["ledger"], stored["cells"]) if stored and stored["ledger"] in shelf().ledgers else ("", {})


def put_right(ledger: Ledger, meanings: Mapping[str, Meaning], cells: Mapping[str, str]) -> dict[str, Meaning]:
    """The meanings with what was put right; a code without a step (序号, 单位) leaves what was understood."""
    codes = _codes(ledger)
    changed = {cell: code for cell, code in cells.items() if not code or code in codes}
    kept = {cell: meaning for cell, meaning in meanings.items() if cell not in changed}
    return kept | {cell: codes[code] for cell, code in changed.items() if code}


def remember(actor: Actor, blank: Blank, unit: str, ledger: str, cells: Mapping[str, str]) -> None:
    """Keep what a person put right for the forms of `unit`. cells: cell of a heading -> code, empty for nothing.

    Raises AccessFault where the actor may not record, InputFault for a ledger, a heading or a code there is not.
    """
    require(actor, "record", unit)
    one = ledger_called(ledger)
    if one is None:
        raise InputFault(Problem("台账", "没有选", "列出的台账", "从列表里选", "no ledger chosen"))
    special = {"", "sequence", "unit", "village", "month"}
    wrong = [*(c for c in cells if c not in {h.cell for h in blank.headings})]
    wrong += [code for code in cells.values() if code not in special and code not in _codes(one)]
    if wrong:
        words = f"没有“{'、'.join(wrong)[:60]}”"
        raise InputFault(Problem(one.title, words, "列出的各栏", "从列表里选", "no such heading or column"))
    form_mappings.keep(fingerprint(blank, unit), one.id, cells, actor.person, clock.now())


def _codes(ledger: Ledger) -> dict[str, Meaning]:
    return {k.meaning.code(): k.meaning for k in (*known_of(ledger, files=True), *counted_of(ledger))}
