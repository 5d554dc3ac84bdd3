"""A folder of TOML becomes a Pack; all that is wrong in it is told at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from fazhi.kernel.duties import Select
from fazhi.kernel.faults import PackFault, Problem
from fazhi.kernel.units import RosterRule
from fazhi.packs.keys import Table, raise_if, read_toml
from fazhi.packs.pack import Code, Pack
from fazhi.packs.read_duties import read_duties
from fazhi.packs.read_ledgers import read_codes, read_ledgers, read_rosters
from fazhi.packs.read_sections import read_cases, read_sections

FILES = ("pack", "ledger", "duties", "report", "cases", "demo")
OPTIONAL = ("ledger", "report", "demo")


class Files:
    """The files of one folder as tables that share their problems."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: list[Problem] = []
        self.tables = {name: self._table(name) for name in FILES}
        for path in sorted(folder.glob("*.toml")):
            if path.stem not in FILES:
                self.problems.append(
                    Problem(
                        self.shown(path.stem),
                        "不认识的文件",
                        "、".join(f"{f}.toml" for f in FILES),
                        "改名或删去",
                        "unknown file",
                    )
                )

    def shown(self, name: str) -> str:
        """How messages call a file."""
        return f"{self.folder.parent.name}/{self.folder.name}/{name}.toml"

    def _table(self, name: str) -> Table:
        path = self.folder / f"{name}.toml"
        try:
            values = {} if name in OPTIONAL and not path.exists() else read_toml(path, self.shown(name))
        except PackFault as fault:
            self.problems += fault.problems
            values = {}
        return Table(values, self.shown(name), self.problems)


def read_pack_words(files: Files) -> tuple[tuple[Code, ...], tuple[RosterRule, ...]]:
    """The codes and rosters of a pack, which other packs may use."""
    return read_codes(files.tables["ledger"]), read_rosters(files.tables["pack"])


def read_pack(files: Files, codes: Mapping[str, Select]) -> Pack:
    """The whole pack, given the codes of all packs. Problems stay in `files.problems`."""
    tables = files.tables
    head = tables["pack"]
    identity = head.text("id", required=True)
    if identity != files.folder.name and head.values:
        head.fault(
            "id", f"“{identity}”与文件夹名不同", files.folder.name, "改成文件夹名", "id must be the folder's name"
        )
    system = head.text("system", required=True)
    own, rosters = read_pack_words(files)
    made = Pack(
        identity,
        system,
        head.text("title", required=True),
        head.text("version", required=True),
        head.whole("order"),
        str(files.folder),
        read_ledgers(tables["ledger"], system),
        own,
        rosters,
        read_duties(tables["duties"], system, codes),
        read_sections(tables["report"], codes),
        read_cases(tables["cases"]),
        tables["demo"].values,
        head.text("province"),
    )
    head.done()
    for name in ("ledger", "duties", "report", "cases"):
        tables[name].done("ledger", "code") if name == "ledger" else tables[name].done()
    return made


def codes_of(files: Iterable[Files]) -> dict[str, Select]:
    """Every step and every named selection over all packs: what a duty may speak of."""
    known: dict[str, Select] = {}
    derived: list[Code] = []
    for one in files:
        for ledger in read_ledgers(Table(one.tables["ledger"].values, "", []), ""):
            known |= {s.id: Select(s.id, title=s.title) for s in ledger.steps}
        derived += read_codes(Table(one.tables["ledger"].values, "", []))
    return known | {code.id: code.select for code in derived}


def read_shared_rosters(path: Path) -> tuple[RosterRule, ...]:
    """Rosters that belong to no pack (`rosters.toml` beside the packs)."""
    if not path.exists():
        return ()
    problems: list[Problem] = []
    file = Table(read_toml(path, f"{path.parent.name}/{path.name}"), f"{path.parent.name}/{path.name}", problems)
    rosters = read_rosters(file)
    file.done()
    raise_if(problems)
    return rosters
