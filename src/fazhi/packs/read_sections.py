"""report.toml and cases.toml: sentences in three branches, and the pack's own tests."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from fazhi.kernel.duties import Select
from fazhi.kernel.figures import FIGURE_OPS, FigureRule
from fazhi.kernel.sentences import IF_ANY, OWN_PLACEHOLDERS, PLACEHOLDER, WORDS, Section
from fazhi.packs.keys import Table
from fazhi.packs.pack import Case

EXPECTED = ("verdict", "due", "raw_due", "due_if_rolled", "count", "required", "flags", "force")
UNIVERSAL = ("均", "全部", "无一", "没有一", "未发生", "每名", "每个村", "100%")


def read_sections(file: Table, codes: Mapping[str, Select]) -> tuple[Section, ...]:
    """Every [section."…"] of the file."""
    return tuple(_section(name, table, codes) for name, table in file.named("section"))


def _section(name: str, table: Table, codes: Mapping[str, Select]) -> Section:
    duty = table.raw("duty", (str, list), [])
    year = (table.text("year_field"), table.whole("year_shift"))
    figures = tuple(
        (key, replace(_figure(inner, codes), year_field=year[0], year_shift=year[1]))
        for key, inner in table.named("figures")
    )
    made = Section(
        name,
        table.whole("part", 1, required=True, least=1),
        table.whole("order"),
        table.text("heading", required=True),
        table.text("otherwise", required=True),
        table.text("all_met"),
        table.text("any_missed"),
        (duty,) if isinstance(duty, str) else tuple(duty),
        figures,
        *year,
        table.texts("compare"),
    )
    table.done()
    _check(made, table)
    return made


def _check(made: Section, table: Table) -> None:
    if made.part > 5:
        table.fault("part", "只有五个部分", "1 到 5", "改成 1 到 5", "part must be 1 to 5")
    counted = {name for name, rule in made.figures if rule.op != "distinct"}
    for name in sorted(set(made.compare) - counted):
        allowed = "、".join(sorted(counted))
        table.fault("compare", f"没有 {name} 这个数", allowed, "改成已有的名字", f"unknown figure {name}")
    known = {*OWN_PLACEHOLDERS, *(name for name, _ in made.figures)}
    for word in sorted(made.placeholders() - known):
        table.fault(
            "otherwise",
            f"没有 {{{word}}} 这个数",
            "、".join(sorted(known)),
            "改成已有的名字",
            f"unknown placeholder {word}",
        )
    if (made.all_met or made.any_missed) and not made.duties:
        table.fault("duty", "没有义务就不能分情况说", "", "写 duty，或只写 otherwise", "branches need a duty")
    names = known - set(WORDS)
    for piece in IF_ANY.findall(made.all_met + made.any_missed + made.otherwise):
        if not names & set(PLACEHOLDER.findall(piece)):
            table.fault(
                "otherwise",
                f"方括号里没有数：[{piece}]",
                "、".join(sorted(names)),
                "写一个数，或去掉方括号",
                "a bracketed piece needs a figure",
            )
    for branch in ("any_missed", "otherwise"):
        claimed = [w for w in UNIVERSAL if w in getattr(made, branch)]
        if claimed:
            table.fault(
                branch, f"“{claimed[0]}”是全称判断", "只能写在 all_met", "改成数字", "a universal claim outside all_met"
            )


def _figure(table: Table, codes: Mapping[str, Select]) -> FigureRule:
    op = next((o for o in FIGURE_OPS if o in table.values), "")
    if not op:
        table.fault(
            "count", "没有写怎么数", "、".join(FIGURE_OPS), "写其中一个", "a figure counts, totals or counts distinct"
        )
        return FigureRule("count", Select(""))
    named = table.text(op, required=True)
    step, field = (named, "") if op == "count" else (table.choice("of", codes, required=True), named)
    if op == "count" and step not in codes:
        table.choice("count", codes)
    known = codes.get(step, Select(step))
    where = table.raw("where", (dict,), {})
    table.done()
    return FigureRule(
        op, Select(known.step, tuple(sorted({**dict(known.where), **where}.items())), known.minimum, known.title), field
    )


def read_cases(file: Table) -> tuple[Case, ...]:
    """Every [[case]] of the file."""
    return tuple(_case(table) for table in file.tables("case"))


def _case(table: Table) -> Case:
    expect = table.table("expect", required=True)
    for key in EXPECTED:
        expect.raw(key, (str, date, int, list))
    expect.done()
    made = Case(
        table.text("name", required=True),
        table.text("duty", required=True),
        dict(table.raw("facts", (dict,), {}, required=True)),
        table.day("as_of", required=True) or date(2025, 1, 1),
        dict(expect.values),
    )
    table.done()
    return made
