"""What the packs cover, as a table to read: every duty with its pack, kind, force, sources and cases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from fazhi.kernel.duties import Duty
from fazhi.packs.shelf import Shelf

FORCES = {"statute": "法定", "by_reference": "参照", "policy": "政策", "local": "本地承诺"}
STATES = {
    "verified": "已核",
    "verified_secondary": "转引",
    "partial": "部分",
    "unverified": "**未核**",
    "seed": "本地文件",
}
HEAD = """# Coverage: what the packs know

Made from the packs by `fazhi check --packs --coverage-table docs/coverage.md`; do not edit by hand. What is left out, and why:
[`not-built.md`](not-built.md).
"""


def coverage_table(shelf: Shelf) -> str:
    """Markdown: one table a pack, one row a version of a duty, and the sums."""
    cases = Counter(c.duty for p in shelf.packs for c in p.cases)
    parts = [HEAD, _sums(shelf, cases)]
    for pack in shelf.packs:
        rows = [_row(d, cases[d.id]) for d in sorted(pack.duties, key=lambda d: (d.id, d.since))]
        head = "| 义务 | 标题 | 种类 | 效力 | 起止 | 出处 | 核对 | 案例 |\n|---|---|---|---|---|---|---|---|"
        where = "/".join(Path(pack.folder).parts[-2:]).removeprefix("packs/")
        parts.append(f"## {pack.system} {pack.title}（`packs/{where}`）\n\n{head}\n" + "\n".join(rows) + "\n")
    return "\n".join(parts)


def _sums(shelf: Shelf, cases: Counter[str]) -> str:
    duties = {d.id for d in shelf.duties}
    forces = Counter(FORCES[d.force] for d in _newest(shelf.duties))
    words = "、".join(f"{word}{n}" for word, n in forces.items())
    unread = sum(d.unverified for d in shelf.duties)
    return (
        f"{len(shelf.packs)} packs, {len(duties)} duties in {len(shelf.duties)} versions, {cases.total()} cases. "
        f"Force of the newest version: {words}. Versions none of whose sources could be read: {unread}.\n"
    )


def _newest(duties: Iterable[Duty]) -> list[Duty]:
    return list({d.id: d for d in sorted(duties, key=lambda d: d.since)}.values())


def _row(duty: Duty, cases: int) -> str:
    sources = "；".join(f"{s.document} {s.article}" for s in duty.sources)
    states = "、".join(dict.fromkeys(STATES[s.status] for s in duty.sources))
    span = f"{duty.since}—{duty.until or ''}"
    kind = getattr(duty, "kind", "")
    return f"| `{duty.id}` | {duty.title} | {kind} | {FORCES[duty.force]} | {span} | {sources} | {states} | {cases} |"
