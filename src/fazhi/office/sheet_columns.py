"""Which ledger a table of a workbook is, and what each of its columns says: the table of header words at work."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from fazhi.kernel.faults import ImportFault, Problem, nearest
from fazhi.kernel.ledger import Field, Ledger, Step
from fazhi.office.sheet_words import DATE, NOTE, NUMBER, UNIT, plain, same
from fazhi.paper.sheet_read import Column, SheetTable

TITLE_WEIGHT = 2.0
ENOUGH = 0.6


@dataclass(frozen=True, slots=True)
class Target:
    """What a column holds: the day of a step (`field` None), a fact of it, the unit or a note (`step` None)."""

    kind: str
    step: Step | None = None
    field: Field | None = None


@dataclass(frozen=True, slots=True)
class Mapped:
    """A table understood: its ledger, target by column index, and header words nobody knows."""

    ledger: Ledger
    targets: Mapping[int, Target]
    ignored: tuple[str, ...]

    def column_of(self, kind: str, step: str = "", label: str = "") -> int | None:
        """Index of the column that holds this, or None."""
        for index, target in self.targets.items():
            if target.kind != kind or (step and (target.step is None or target.step.id != step)):
                continue
            if not label or (target.field is not None and target.field.label == label):
                return index
        return None


def header(column: Column) -> str:
    """A column's words with the ones above it, as it is shown and remembered."""
    return "·".join(column.path)


def code_of(target: Target | None) -> str:
    """What a column holds, as it is remembered: step:date, step:field, unit, note; empty: nothing."""
    if target is None:
        return ""
    if target.step is None:
        return target.kind
    return f"{target.step.id}:{target.field.id if target.field else 'date'}"


def targets_of(ledger: Ledger) -> dict[str, Target]:
    """Everything a column may hold in a ledger, by its code."""
    found = {kind: Target(kind) for kind in ("unit", "note")}
    for step in ledger.steps:
        for one in (Target("date", step), *(Target("fact", step, f) for f in step.fields if f.type != "file")):
            found[code_of(one)] = one
    return found


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
    known = targets_of(mapped.ledger)
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
    for text in (plain(table.title), plain(hint)):
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
    group = next((s for g in groups for s in ledger.steps if same(g, (s.title, *s.synonyms))), None)
    used = set(taken)
    steps = (group,) if group else ledger.steps
    found = [t for s in steps for t in _of_step(label, s, alone=len(steps) == 1)]
    fresh = next((t for t in found if t not in used), None)
    if fresh is not None:
        return fresh
    for kind, words in (("unit", UNIT), ("note", NOTE)):
        if same(label, words) and Target(kind) not in used:
            return Target(kind)
    return None


def _of_step(label: str, step: Step, alone: bool) -> Iterable[Target]:
    """What `label` may mean in a step; `alone`: no other step competes, so a bare 日期 is its day."""
    for field in step.fields:
        if same(label, (field.label, *field.synonyms)):
            yield Target("fact", step, field)
    dated = (step.title, f"{step.title}日期", f"{step.title}时间", *step.synonyms)
    if same(label, dated) or (alone and same(label, DATE)):
        yield Target("date", step)
