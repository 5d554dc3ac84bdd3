"""Before an import: what each column of a workbook was taken for; what a person puts right is remembered for the same sender's tables."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from fazhi.kernel.faults import ImportFault, InputFault, Problem
from fazhi.kernel.ledger import Ledger
from fazhi.kernel.units import Unit
from fazhi.office import clock
from fazhi.office.access import Actor, require
from fazhi.office.form_kinds import DATED
from fazhi.office.form_meanings import Meaning, known_of
from fazhi.office.form_words import match
from fazhi.office.import_doubt import doubted
from fazhi.office.import_pictures import bring
from fazhi.office.rules import shelf
from fazhi.office.sheet_columns import Mapped, Target, code_of, guess, header, runs_of, targets_of, understand
from fazhi.office.sheet_values import words
from fazhi.office.sheet_words import NUMBER, same
from fazhi.paper.sheet_read import Sheet, SheetTable, find_tables, read_workbook
from fazhi.store import form_mappings, read

SAMPLES = 3
UNDATED = re.compile(r"[\d\s]|[一二三四五六七八九十]+(?=月|季度)")


@dataclass(frozen=True, slots=True)
class ColumnSeen:
    """A column: its header, what it was taken for (a code; empty: nothing), the first values.

    likely: nobody's words for it; proposed because it sounds alike, and taken only once a person sends it.
    unknown: nobody knows it; it is not read unless a person says what it is.
    """

    header: str
    code: str
    samples: tuple[str, ...]
    likely: bool = False
    unknown: bool = False


@dataclass(frozen=True, slots=True)
class TableSeen:
    """A table: where, as which ledger, how many rows, its columns, what they may be, and why it cannot be taken yet.

    pictures: how many come along, and with which rows; empty for none. place: which table of the workbook, from 0.
    """

    place: int
    sheet: str
    ledger: Ledger
    n_rows: int
    columns: tuple[ColumnSeen, ...]
    choices: tuple[tuple[str, str], ...]
    fault: str = ""
    pictures: str = ""


@dataclass(frozen=True, slots=True)
class Preview:
    """The tables of a workbook, and what is to be said about pictures that will not come along."""

    tables: tuple[TableSeen, ...]
    notices: tuple[str, ...]


Put = Mapping[int, tuple[str, Mapping[str, str]]]  # place -> ledger, and what each header was put right to


def preview(
    actor: Actor, content: bytes, name: str, home: str, ledger: str | None = None, put: Put | None = None
) -> Preview:
    """Every table of a workbook as an import would take it; nothing is written. Raises as `import_workbook`."""
    require(actor, "import", home)
    ledgers = ledgers_of(ledger)
    tables = tables_of(content, name)
    if not tables:
        raise ImportFault(nothing_in(name, headed=False))
    brought = bring(content, name, tables)
    units = {u: actor.units[u] for u in read.below(home, actor.units)}
    seen = []
    for place, (sheet, table) in enumerate(tables):
        said, own = "", (put or {}).get(place)
        try:
            mapped = understand_again(sheet, table, name, ledgers, home, units, own)
        except ImportFault as fault:
            of = ledgers_of(own[0]) if own else ledgers
            mapped, said = guess(table, f"{sheet.name}{name}", of, own[1] if own else None), fault.problems[0].chinese()
        held = brought.headers(sheet.name, table)
        columns = _columns(table, mapped, held, own[1] if own else {})
        choices = _choices(mapped.ledger, runs_of(table))
        pictures = brought.words(sheet.name, table)
        seen.append(TableSeen(place, sheet.name, mapped.ledger, len(table.rows), columns, choices, said, pictures))
    return Preview(tuple(seen), brought.notices)


def tables_of(content: bytes, name: str) -> list[tuple[Sheet, SheetTable]]:
    """Every table of a workbook with its sheet, in order. Raises ImportFault as `read_workbook`."""
    return [(sheet, table) for sheet in read_workbook(content, name).sheets for table in find_tables(sheet)]


def _columns(
    table: SheetTable, mapped: Mapped, pictured: Collection[str], chosen: Mapping[str, str]
) -> tuple[ColumnSeen, ...]:
    """pictured: headers of columns that hold pictures only. chosen: what a person said, which nothing is guessed beside."""
    targets = {i: code_of(t) for i, t in mapped.targets.items()}
    likely = {} if chosen else _likely(table, mapped, set(targets.values()))
    return tuple(
        ColumnSeen(
            header(c),
            targets.get(c.index) or likely.get(c.index, ""),
            tuple(words(v) for r in table.rows[:SAMPLES] if (v := r.values[c.index]) is not None),
            c.index in likely,
            header(c) in mapped.ignored and c.index not in likely and header(c) not in pictured,
        )
        for c in table.columns
        if c.path
    )


def _likely(table: SheetTable, mapped: Mapped, held: set[str]) -> dict[int, str]:
    """Column -> code for columns that no synonym knows, by likeness; a lone date column is the day of the opening step."""
    left = [c for c in table.columns if c.path and c.index not in mapped.targets and not same(c.path[-1], NUMBER)]
    near = match([c.path for c in left], known_of(mapped.ledger)).meanings
    opened = any(f"{s.id}:date" in held for s in mapped.ledger.steps if s.opens)
    found = {
        left[n].index: m.code()
        for n, m in near.items()
        if m.code() not in held and _fits(table, left[n].index, m) and _whole(m, held, opened)
    }
    opening = next(f"{s.id}:date" for s in mapped.ledger.steps if s.opens)
    dated = [c for c in left if c.index not in found and DATED.search(c.path[-1])]
    if len(dated) == 1 and opening not in held | set(found.values()):
        found[dated[0].index] = opening
    return found


def _fits(table: SheetTable, index: int, meaning: Meaning) -> bool:
    """Whether the values can be what is proposed: a column of figures names nobody, and a column of words counts nothing."""
    values = [v for r in table.rows if (v := r.values[index]) is not None]
    figures = bool(values) and all(isinstance(v, int | float) or words(v).isdigit() for v in values)
    kind = meaning.field.type if meaning.field else meaning.kind
    return not figures if kind in ("persons", "text", "long_text", "choice", "unit") else kind != "number" or figures


def _whole(meaning: Meaning, held: set[str], opened: bool) -> bool:
    """Whether a day may stand for its step: where a matter is opened already, one that must say more refuses every row."""
    step = meaning.step
    if meaning.kind != "date" or step is None or not opened:
        return True
    return all(f"{step.id}:{f.id}" in held for f in step.fields if f.required)


def _choices(ledger: Ledger, runs: int) -> tuple[tuple[str, str], ...]:
    """(code, words) of everything a column may hold."""
    return tuple((code, _words(target)) for code, target in targets_of(ledger, runs).items())


def _words(target: Target) -> str:
    if target.step is None:
        return {"unit": "单位", "note": "备注"}[target.kind]
    again = f"（第{target.run}次）" if target.run > 1 else ""
    return f"{target.step.title}{again}·{target.field.label if target.field else '日期'}"


def remember(
    actor: Actor, home: str, content: bytes, name: str, place: int, ledger: str, chosen: Mapping[str, str]
) -> None:
    """Keep what a person chose for one table of the workbook: header -> code of a column. Raises as `preview`, and for a choice there is not."""
    require(actor, "import", home)
    tables = tables_of(content, name)
    if not 0 <= place < len(tables):
        raise InputFault(
            Problem(f"第{place + 1}张表", "文件里没有", f"共{len(tables)}张表", "重新选文件", "no such table")
        )
    sheet, table = tables[place]
    one = ledgers_of(ledger)[0]
    own = {header(c): chosen[header(c)] for c in table.columns if header(c) in chosen}
    wrong = set(own.values()) - {"", *targets_of(one, runs_of(table))}
    if wrong:
        words = f"没有“{'、'.join(sorted(wrong))[:60]}”这一栏"
        raise InputFault(Problem(one.title, words, "列出的各栏", "从列表里选", "no such column"))
    form_mappings.keep(_fingerprint(sheet, table, home), one.id, own, actor.person, clock.now())


def understand_again(
    sheet: Sheet,
    table: SheetTable,
    name: str,
    ledgers: Sequence[Ledger],
    home: str,
    units: Mapping[str, Unit],
    put: tuple[str, Mapping[str, str]] | None = None,
) -> Mapped:
    """`understand`, with what is `put` right now, else what was before for a table of the same sender, title and headers.

    What nobody has put right is looked at once more: units are those of `home`.
    """
    hint = f"{sheet.name}{name}"
    if put is not None:
        return understand(table, hint, ledgers_of(put[0]), put[1])
    stored = form_mappings.mapping(_fingerprint(sheet, table, home))
    kept = [x for x in ledgers if stored is not None and x.id == stored["ledger"]]
    if stored is None or not kept:
        return doubted(table, understand(table, hint, ledgers), units, home)
    return understand(table, hint, kept, stored["cells"])


def _fingerprint(sheet: Sheet, table: SheetTable, home: str) -> str:
    """The same for every month's table of one sender: who takes it in, who sent it, its title without its dates, its headers."""
    title = UNDATED.sub("", table.title or sheet.name)
    words = "\n".join((home, sender(table), title, *(header(c) for c in table.columns)))
    return hashlib.sha256(words.encode()).hexdigest()


def sender(table: SheetTable) -> str:
    """The unit that a table's own 填报单位 line names; empty without one."""
    return next((v for k, v in table.context.items() if k.endswith("单位") and v), "")


def nothing_in(name: str, headed: bool) -> Problem:
    """Why nothing can be taken from a workbook: no table, or (`headed`) one without rows."""
    allowed = "有表头和数据行的表格"
    if headed:
        return Problem(f"文件 {name}", "有表头，没有数据行，没有可导入的", allowed, "在表头下面填上数据行", "no rows")
    return Problem(f"文件 {name}", "没有找到台账表格", allowed, "检查文件", "no table")


def ledgers_of(named: str | None) -> list[Ledger]:
    """The ledger called `named` (id or title), else all. Raises InputFault that lists them."""
    known = shelf().ledgers
    if named is None:
        return list(known.values())
    chosen = [one for one in known.values() if named in (one.id, one.title)]
    if not chosen:
        titles = "、".join(f"{one.id} {one.title}" for one in known.values())
        raise InputFault(Problem(f"台账 {named}", "没有这本台账", titles, "从中选一本", f"no such ledger {named}"))
    return chosen
