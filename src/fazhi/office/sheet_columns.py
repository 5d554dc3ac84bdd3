"""Which ledger a table of a workbook is, and what each of its columns says: the table of header words at work."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from fazhi.kernel.faults import ImportFault, Problem, nearest
from fazhi.kernel.ledger import Field, Ledger, Step
from fazhi.office.sheet_words import DATE, NOTE, NUMBER, UNIT, alike, plain, same
from fazhi.paper.sheet_read import Column, SheetTable

TITLE_WEIGHT = 2.0
ENOUGH = 0.6
ASIDE = re.compile(r"[（(][^（）()]*[）)]")  # in a title; what follows it still belongs to the title
RUN = re.compile(r"[（(]第(\d{1,3})次[）)]$")  # of a step that is done more than once


@dataclass(frozen=True, slots=True)
class Target:
    """What a column holds: the day of a step (`field` None), a fact of it, the unit or a note (`step` None).

    run: which time, for a step that is done more than once.
    """

    kind: str
    step: Step | None = None
    field: Field | None = None
    run: int = 1


@dataclass(frozen=True, slots=True)
class Mapped:
    """A table understood: its ledger, target by column index, header words nobody knows, and what is to be said of it."""

    ledger: Ledger
    targets: Mapping[int, Target]
    ignored: tuple[str, ...]
    said: tuple[str, ...] = ()

    def column_of(self, kind: str, step: str = "", label: str = "", run: int = 1) -> int | None:
        """Index of the column that holds this, or None."""
        for index, target in self.targets.items():
            if target.kind != kind or target.run != run:
                continue
            if step and (target.step is None or target.step.id != step):
                continue
            if not label or (target.field is not None and target.field.label == label):
                return index
        return None


def header(column: Column) -> str:
    """A column's words with the ones above it, as it is shown and remembered."""
    return "·".join(column.path)


def code_of(target: Target | None) -> str:
    """What a column holds, as it is remembered: step:date, step:field (@2: of its second time), unit, note; empty: nothing."""
    if target is None:
        return ""
    if target.step is None:
        return target.kind
    again = f"@{target.run}" if target.run > 1 else ""
    return f"{target.step.id}:{target.field.id if target.field else 'date'}{again}"


def targets_of(ledger: Ledger, runs: int = 1) -> dict[str, Target]:
    """Everything a column may hold in a ledger, by its code; steps that repeat up to `runs` times."""
    found = {kind: Target(kind) for kind in ("unit", "note")}
    for step in ledger.steps:
        fields = (None, *(f for f in step.fields if f.type != "file"))
        for run in range(1, (runs if step.repeats else 1) + 1):
            for one in (Target("fact" if f else "date", step, f, run) for f in fields):
                found[code_of(one)] = one
    return found


def runs_of(table: SheetTable) -> int:
    """The most times that the header of a table numbers a step, at least 1."""
    return max((int(m[1]) for c in table.columns for w in c.path if (m := RUN.search(w))), default=1)


def understand(
    table: SheetTable, hint: str, ledgers: Iterable[Ledger], chosen: Mapping[str, str] | None = None
) -> Mapped:
    """The ledger whose title and headers fit best. `hint`: more words of the title, such as the file's name.

    chosen: header -> code, put right by a person; it goes before what would be guessed.

    Raises ImportFault when no ledger fits, or when the day of the opening step has no column.
    """
    known = list(ledgers)
    mapped = guess(table, hint, known, chosen)
    best = mapped.ledger
    if not chosen and _titled(table, hint, best) == 0 and _coverage(mapped, table) < ENOUGH:
        titles = [one.title for one in known]
        close = nearest(table.title, titles)
        mend = f"把标题改为“{close}”" if close else "用 --ledger 指明是哪一本台账"
        raise ImportFault(Problem("表格", "看不出是哪一本台账", "、".join(titles), mend, "ledger not recognised"))
    opening = [s for s in best.steps if s.opens]
    if all(mapped.column_of("date", s.id) is None for s in opening):
        words = "、".join(dict.fromkeys(w for s in opening for w in (f"{s.title}日期", *s.synonyms)))
        raise ImportFault(Problem(best.title, "没有日期这一列", words, "加上这一列", "no column holds the opening day"))
    return mapped


def guess(table: SheetTable, hint: str, ledgers: Iterable[Ledger], chosen: Mapping[str, str] | None = None) -> Mapped:
    """The same without a look at whether it is enough."""
    best = max(ledgers, key=lambda one: _fit(table, hint, one))
    return _with(_mapped(table, best), table, chosen or {})


def _with(mapped: Mapped, table: SheetTable, chosen: Mapping[str, str]) -> Mapped:
    """The same with the columns that a person put right."""
    known = targets_of(mapped.ledger, runs_of(table))
    targets = dict(mapped.targets)
    for column in table.columns:
        if header(column) in chosen:
            targets.pop(column.index, None)
            wanted = known.get(chosen[header(column)])
            if wanted is not None:
                targets = {i: t for i, t in targets.items() if t != wanted} | {column.index: wanted}
    ignored = tuple(h for h in mapped.ignored if not chosen.get(h))
    return Mapped(mapped.ledger, dict(sorted(targets.items())), ignored)


def _fit(table: SheetTable, hint: str, ledger: Ledger) -> float:
    return TITLE_WEIGHT * _titled(table, hint, ledger) + _coverage(_mapped(table, ledger), table)


def _titled(table: SheetTable, hint: str, ledger: Ledger) -> float:
    """How much of the title the ledger's longest known name is, 0 to 1; the sheet's own title before the file's."""
    for text in (plain(ASIDE.sub("", table.title)), plain(ASIDE.sub("", hint))):
        lengths = [len(plain(n)) for n in (ledger.title, *ledger.synonyms) if n and plain(n) in text]
        if lengths:
            return max(lengths) / len(text)
    return 0.0


def _coverage(mapped: Mapped, table: SheetTable) -> float:
    facts = sum(1 for t in mapped.targets.values() if t.step is not None)
    asked = sum(1 for c in table.columns if c.path and not same(c.path[-1], (*NUMBER, *NOTE)))
    return facts / asked if asked else 0.0


def _mapped(table: SheetTable, ledger: Ledger) -> Mapped:
    targets: dict[int, Target] = {}
    left: list[Column] = []
    for column in table.columns:
        target = _target(column.path, ledger, targets.values())
        if target is not None:
            targets[column.index] = target
        elif column.path and not same(column.path[-1], NUMBER):
            left.append(column)
    opening = next(s for s in ledger.steps if s.opens)
    bare = next((c for c in left if len(c.path) == 1 and same(c.path[0], DATE)), None)
    if bare is not None and Target("date", opening) not in targets.values():
        targets[bare.index] = Target("date", opening)
        left.remove(bare)
    return Mapped(ledger, targets, tuple(header(c) for c in left))


def _target(path: Sequence[str], ledger: Ledger, taken: Iterable[Target]) -> Target | None:
    if not path:
        return None
    label, groups = path[-1], path[:-1]
    group, run = _group(groups, ledger)
    used = set(taken)
    steps = (group,) if group else ledger.steps
    found = [replace(t, run=run) for s in steps for t in _of_step(label, s, alone=len(steps) == 1)]
    exact = [t for t in found if t.field is not None and alike(label, t.field.label)]
    fresh = next((t for t in (*exact, *found) if t not in used), None)
    if fresh is not None:
        return fresh
    for kind, words in (("unit", UNIT), ("note", NOTE)):
        if same(label, words) and Target(kind) not in used:
            return Target(kind)
    return None


def _group(groups: Sequence[str], ledger: Ledger) -> tuple[Step | None, int]:
    """The step that the words above a column name, and which time; the very title goes before one that only sounds so."""
    for words in groups:
        numbered = RUN.search(words)
        name = words[: numbered.start()] if numbered else words
        step = next((s for s in ledger.steps if alike(name, s.title)), None) or next(
            (s for s in ledger.steps if same(name, (s.title, *s.synonyms))), None
        )
        if step is not None:
            return step, int(numbered[1]) if numbered and step.repeats else 1
    return None, 1


def _of_step(label: str, step: Step, alone: bool) -> Iterable[Target]:
    """What `label` may mean in a step; `alone`: no other step competes, so a bare 日期 is its day."""
    for field in step.fields:
        if same(label, (field.label, *field.synonyms)):
            yield Target("fact", step, field)
    dated = (step.title, f"{step.title}日期", f"{step.title}时间", *step.synonyms)
    if same(label, dated) or (alone and same(label, DATE)):
        yield Target("date", step)
