"""ledger.toml and the rosters of pack.toml: steps, fields, named selections."""

from __future__ import annotations

from fazhi.kernel.duties import Select
from fazhi.kernel.ledger import FIELD_TYPES, Field, Ledger, Step
from fazhi.kernel.units import ROSTER_SOURCES, RosterRule
from fazhi.packs.keys import Table
from fazhi.packs.pack import Code


def read_ledgers(file: Table, system: str) -> tuple[Ledger, ...]:
    """Every [ledger.…] of the file."""
    return tuple(_ledger(name, table, system) for name, table in file.named("ledger"))


def _ledger(name: str, table: Table, system: str) -> Ledger:
    kinds = table.texts("unit_kinds") or ("township",)
    steps = tuple(_step(step, inner, name) for step, inner in table.named("step"))
    if not steps:
        table.fault("step", "台账没有环节", "", "至少写一个 step", "a ledger needs a step")
    if steps and not any(s.opens for s in steps):
        table.fault(
            "step", "没有一个环节能开立事项", "opens = true", "给第一个环节写 opens = true", "no step opens a matter"
        )
    made = Ledger(
        name,
        system,
        table.text("title", required=True),
        steps,
        kinds,
        table.text("name_field"),
        table.texts("synonyms"),
    )
    if made.name_field and not any(s.field(made.name_field) for s in steps):
        table.fault("name_field", f"环节里没有字段 {made.name_field}", "", "写一个已有的字段", "name_field is no field")
    table.done()
    return made


def _step(name: str, table: Table, ledger: str) -> Step:
    fields = tuple(_field(field, inner) for field, inner in table.named("field"))
    made = Step(
        name,
        ledger,
        table.text("title", required=True),
        fields,
        table.flag("opens"),
        table.flag("repeats"),
        table.texts("synonyms"),
        table.flag("frozen"),
        table.flag("precedes"),
    )
    table.done()
    return made


def _field(name: str, table: Table) -> Field:
    kind = table.choice("type", FIELD_TYPES, "text", required=True)
    of = tuple((key, str(label)) for key, label in table.table("of").values.items())
    if (kind == "choice") != bool(of):
        table.fault(
            "of", "只有 choice 字段要写 of，而且必须写", "", "补上或删去 of", "choice fields, and only they, need `of`"
        )
    default = table.raw("default", (str, int, float, bool))
    if default is not None and of and default not in dict(of):
        table.fault(
            "default", f"“{default}”不在 of 里", "、".join(k for k, _ in of), "改成可选的值", "default is no choice"
        )
    made = Field(
        name,
        table.text("label", required=True),
        kind,
        required=table.flag("required"),
        quick=table.flag("quick"),
        public=table.flag("public"),
        personal=table.flag("personal"),
        evidence=table.flag("evidence"),
        sign_in=table.flag("sign_in"),
        of=of,
        measure=table.text("measure"),
        help=table.text("help"),
        default=default,
        synonyms=table.texts("synonyms"),
        past=table.flag("past"),
    )
    if made.past and kind != "date":
        table.fault("past", "只有 date 字段能写 past", "", "删去 past", "only date fields can be `past`")
    table.done("of")
    return made


def read_codes(file: Table) -> tuple[Code, ...]:
    """Every [code."…"] of the file."""
    return tuple(_code(name, table) for name, table in file.named("code"))


def _code(name: str, table: Table) -> Code:
    title = table.text("title", required=True)
    made = Code(name, title, read_where(table, table.text("step", required=True), title))
    table.done()
    return made


def read_where(table: Table, step: str, title: str = "") -> Select:
    """A selection from the `where` and `minimum` keys of a table."""
    where = tuple(sorted(table.raw("where", (dict,), {}).items()))
    minimum = tuple(
        sorted((k, float(v)) for k, v in table.raw("minimum", (dict,), {}).items() if isinstance(v, int | float))
    )
    return Select(step, where, minimum, title)


def read_rosters(file: Table) -> tuple[RosterRule, ...]:
    """Every [roster.…] of the file."""
    return tuple(_roster(name, table) for name, table in file.named("roster"))


def _roster(name: str, table: Table) -> RosterRule:
    items = tuple((key, str(title)) for key, title in table.raw("items", (dict,), {}).items())
    made = RosterRule(
        name,
        table.text("title", required=True),
        table.choice("of", ROSTER_SOURCES, required=True),
        table.text("kind"),
        items,
    )
    if (made.of == "items") != bool(items):
        table.fault(
            "items",
            "只有 items 名册要写 items，而且必须写",
            "",
            "补上或删去",
            "items rosters, and only they, need items",
        )
    table.done()
    return made
