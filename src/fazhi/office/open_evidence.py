"""Open an evidence file for somebody who may read its record; bytes that changed are never shown as proof."""

from __future__ import annotations

from pathlib import Path

from fazhi.kernel.faults import AccessFault, EvidenceFault, Problem
from fazhi.office.access import Actor, may
from fazhi.store import files, read
from fazhi.store.rows import EvidenceRow


def open_evidence(actor: Actor, id: int) -> tuple[EvidenceRow, Path]:
    """The row and where its bytes lie. Price: one read of the file, to compare it with its digest.

    Raises AccessFault when there is no such file or it is not the actor's to see, EvidenceFault when it is lost or changed.
    """
    row = read.evidence(id)
    if row is None or not may(actor, "read", row.unit).allowed:
        raise AccessFault(Problem("本附件", "没有这个附件，或不在权限内", "", "从事项里重新打开", "no such file"))
    if not files.is_intact(row.digest):
        raise EvidenceFault(
            Problem(
                row.name,
                "文件丢失，或内容与封存时不同",
                "",
                "联系系统管理员核验并从备份恢复",
                "file is lost or was changed",
            )
        )
    return row, files.path_of(row.digest)
