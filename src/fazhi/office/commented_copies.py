"""Reports given back as Word files with a comment at every mark: one file, or a zip of many."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence

from fazhi.kernel.faults import InputFault
from fazhi.office.outside_file import with_comments
from fazhi.office.proofread_table import Unread
from fazhi.proofread.batch import Read
from fazhi.proofread.word_comments import as_word

LEFT_OUT, ALL = "没有批注的文件.txt", "报告体检（批注）.zip"


def commented_copies(
    reads: Sequence[Read], contents: Mapping[str, bytes], unread: Sequence[Unread]
) -> tuple[str, bytes]:
    """(name, content): the Word file of the one report, or a zip with one for each, and with the reasons why some have none.

    A report that is no Word file becomes one, a paragraph a line. Raises InputFault where the only report cannot be commented.
    Price: 0.5 s a report.
    """
    names, left, out = _names(reads), list(unread), io.BytesIO()
    if len(reads) == 1 and not unread:
        return names[0], _commented(reads[0], contents)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for read, name in zip(reads, names, strict=True):
            try:
                made.writestr(name, _commented(read, contents))
            except InputFault as fault:
                left.append((read.name, fault.problems[0].what))
        if left:
            made.writestr(LEFT_OUT, "".join(f"{name}：{why}\r\n" for name, why in left).encode("utf-8-sig"))
    return ALL, out.getvalue()


def _names(reads: Sequence[Read]) -> list[str]:
    """Names for the copies; the kind of the file stays in it where two have the same name without it."""
    stems = [r.name.rpartition(".")[0] for r in reads]
    return [
        f"{stem if stems.count(stem) == 1 else read.name}（批注）.docx" for stem, read in zip(stems, reads, strict=True)
    ]


def _commented(read: Read, contents: Mapping[str, bytes]) -> bytes:
    word = contents[read.name] if read.name.lower().endswith(".docx") else as_word(read.text)
    return with_comments(word, read.name, read.marks)
