"""Files that come with a record: which field they answer, and their place on disk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from fazhi.kernel.faults import EvidenceFault, FactFault, Problem
from fazhi.kernel.ledger import Fact, Step
from fazhi.store import files
from fazhi.store.rows import Stored

MAX_FILES = 20


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file somebody sends. `field`: the file field it answers (empty: just evidence); its own date, if known."""

    name: str
    content: BinaryIO | bytes
    field: str = ""
    claimed_on: date | None = None
    file_on: date | None = None


def with_files(step: Step, facts: Mapping[str, object], sent: Sequence[NewFile]) -> dict[str, object]:
    """Facts in which every file field holds the names of the files sent for it; FactFault for a field that is none."""
    filled = dict(facts)
    for file in sent:
        field = step.field(file.field) if file.field else None
        if file.field and (field is None or field.type != "file"):
            allowed = "、".join(f.id for f in step.fields if f.type == "file")
            raise FactFault(
                Problem(f"{step.title}·{file.field}", "不是附件字段", allowed, "换一个字段", "not a file field")
            )
        if field is not None:
            before = filled.get(field.id, ())
            filled[field.id] = (*(before if isinstance(before, tuple) else ()), file.name)
    return filled


def settled(facts: Mapping[str, Fact], sent: Sequence[NewFile], kept: Sequence[Stored]) -> dict[str, Fact]:
    """Facts in which the names of the files sent have become the digests they lie under."""
    done = dict(facts)
    for name in {f.field for f in sent if f.field}:
        before = done.get(name, ())
        mine = [k.digest for f, k in zip(sent, kept, strict=True) if f.field == name]
        earlier = before[: len(before) - len(mine)] if isinstance(before, tuple) else ()
        done[name] = (*earlier, *mine)
    return done


def keep_all(sent: Sequence[NewFile]) -> list[Stored]:
    """Put every file on disk, flushed; raises EvidenceFault for the first that cannot be taken.

    A file whose row never comes is left on disk under its digest: it harms nothing and is found again by the next try.
    """
    if len(sent) > MAX_FILES:
        raise EvidenceFault(
            Problem("附件", f"一次有{len(sent)}个文件", f"{MAX_FILES}个以内", "分几次添加", "too many files")
        )
    return [files.keep(f.content, f.name, f.claimed_on, f.file_on) for f in sent]
