"""Reports as data: which parts a report has, what fills each of them, its tables and what must tie out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fazhi.kernel.duties import Select
from fazhi.kernel.faults import Problem
from fazhi.kernel.figures import FIGURE_OPS, FigureRule
from fazhi.packs.keys import Table, raise_if, read_toml

PERIODS = ("year", "month")
FILLS = ("sections", "shortfalls", "heads", "leader", "plans", "table", "counts", "change", "todo")


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure of a table; `id` lets the ties name it. `pending`: matters opened by `select` and not yet at that step.

    unheld: no ledger holds it; its place stays empty and the writer is asked for it.
    """

    id: str
    label: str
    rule: FigureRule
    pending: str = ""
    at_begin: bool = False
    measure: str = ""
    unheld: bool = False


@dataclass(frozen=True, slots=True)
class Spread:
    """Columns of a table: the choices of `field` of the event of `step` on the matter that a figure counts."""

    step: str
    field: str


@dataclass(frozen=True, slots=True)
class Tie:
    """The cells of `left` sum to the cells of `right`."""

    left: tuple[str, ...]
    right: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a report: what fills it, in order; `packs`: only of these packs (empty: all); `cells` of its table."""

    title: str
    fills: tuple[str, ...]
    packs: tuple[str, ...] = ()
    numbers: tuple[int, ...] = ()
    words: str = ""
    caption: str = ""
    cells: tuple[Cell, ...] = ()
    ties: tuple[Tie, ...] = ()
    spread: Spread | None = None


@dataclass(frozen=True, slots=True)
class ReportKind:
    """A kind of report. period: year or month; per_leader: one for each first responsible person; ledger, frozen: where it is kept.

    opens, deliberated, after: the steps that open its matter, that are its meeting, and that follow when it is frozen.
    opening: the words before the first part.
    """

    id: str
    name: str
    title: str
    period: str
    addressee: str
    basis: str
    ledger: str
    frozen: str
    parts: tuple[Part, ...]
    opens: str = ""
    deliberated: str = ""
    per_leader: bool = False
    after: tuple[str, ...] = ()
    opening: str = ""


def read_reports(folder: Path, codes: Mapping[str, Select], ledgers: Iterable[str]) -> dict[str, ReportKind]:
    """Every report kind of a folder, by id. Raises PackFault with all that is wrong."""
    problems: list[Problem] = []
    known = set(ledgers)
    found = {}
    for path in sorted(folder.glob("*.toml")):
        file = Table(read_toml(path, path.name), path.name, problems)
        for name, table in file.named("report"):
            found[name] = _kind(name, table, codes, known)
        file.done()
    raise_if(problems)
    return found


def _kind(name: str, table: Table, codes: Mapping[str, Select], ledgers: set[str]) -> ReportKind:
    after = table.texts("after")
    for step in after:
        if step not in codes:
            table.fault("after", f"没有步骤 {step}", "", "写一个已有的步骤", f"unknown step {step}")
    made = ReportKind(
        name,
        table.text("name", required=True),
        table.text("title", required=True),
        table.choice("period", PERIODS, "year"),
        table.text("addressee"),
        table.text("basis"),
        table.choice("ledger", ledgers, required=True),
        table.choice("frozen", codes, required=True),
        tuple(_part(one, codes) for one in table.tables("part")),
        table.text("opens"),
        table.text("deliberated"),
        table.flag("per_leader"),
        after,
        table.text("opening"),
    )
    table.done()
    return made


def _part(table: Table, codes: Mapping[str, Select]) -> Part:
    fills = table.texts("fill")
    for fill in fills:
        if fill not in FILLS:
            table.fault("fill", f"没有“{fill}”", "、".join(FILLS), "改成其中之一", f"unknown fill {fill}")
    cells = tuple(_cell(one, codes) for one in table.tables("cell"))
    ids = {c.id for c in cells}
    ties = []
    for one in table.tables("tie"):
        tie = Tie(one.texts("left"), one.texts("right"))
        one.done()
        for cell in (*tie.left, *tie.right):
            if cell not in ids:
                one.fault("left", f"没有单元格 {cell}", "、".join(sorted(ids)), "改名", f"no cell {cell}")
        ties.append(tie)
    numbers: tuple[Any, ...] = tuple(table.raw("numbers", (list,), []))
    made = Part(
        table.text("title", required=True),
        fills,
        table.texts("packs"),
        numbers,
        table.text("words"),
        table.text("caption"),
        cells,
        tuple(ties),
        _spread(table, codes),
    )
    table.done()
    return made


def _spread(table: Table, codes: Mapping[str, Select]) -> Spread | None:
    if "spread" not in table.values:
        table.asked.append("spread")
        return None
    inner = table.table("spread")
    made = Spread(inner.choice("step", codes, required=True), inner.text("field", required=True))
    inner.done()
    return made


def _cell(table: Table, codes: Mapping[str, Select]) -> Cell:
    if table.flag("unheld"):
        empty = FigureRule("count", Select(""))
        told = (table.text("id", required=True), table.text("label", required=True))
        made = Cell(*told, empty, measure=table.text("measure"), unheld=True)
        table.done()
        return made
    op = next((o for o in FIGURE_OPS if o in table.values), "count")
    named = table.choice("count", codes, required=True) if op == "count" else table.text(op, required=True)
    step, field = (named, "") if op == "count" else (table.choice("of", codes, required=True), named)
    known = codes.get(step, Select(step))
    where = table.raw("where", (dict,), {})
    select = Select(known.step, tuple(sorted({**dict(known.where), **where}.items())), known.minimum, known.title)
    made = Cell(
        table.text("id", required=True),
        table.text("label", required=True),
        FigureRule(op, select, field),
        table.text("pending"),
        table.flag("at_begin"),
        table.text("measure"),
    )
    table.done()
    return made
