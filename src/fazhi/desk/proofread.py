"""报告体检: reports that others wrote, read as a careful reader would. Nothing that is sent is kept."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header

from fazhi.desk.guard import DeskRequest, acts
from fazhi.desk.report import WORD
from fazhi.kernel.faults import Fault, InputFault, Problem
from fazhi.office import clock
from fazhi.office.commented_copies import commented_copies
from fazhi.office.proofread_table import SEVERITIES, Unread, said_same, shared_passages, table_xlsx
from fazhi.office.read_report import RULES, report_text
from fazhi.proofread.batch import Read, read_all, segments
from fazhi.proofread.read_file import KINDS, LARGEST
from fazhi.proofread.report import FAMILIES, Mark

MOST = 60
ZIP = "application/zip"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@acts("report")
def proofread(request: DeskRequest) -> HttpResponse:
    """The page at /proofread/. POST `files`, perhaps `against`; `give`: page, comments (Word, in a zip for several) or table (Excel).

    A file that cannot be read is told by name; the others are read all the same. Price: 0.3 s a Word or PDF file.
    """
    context: dict[str, object] = {"formats": "、".join(KINDS), "accept": ",".join(KINDS), "most": MOST}
    if request.method != "POST":
        return render(request, "desk/proofread.html", context)
    contents, texts, unread = _read(request.FILES.getlist("files"))
    _, against, more = _read(request.FILES.getlist("against"))
    problems = [*unread, *more]
    if not contents and not problems:
        problems = [Problem("报告体检", "没有选文件", "、".join(KINDS), "选一个或者几个文件", "no file")]
    year = request.POST.get("year", "")
    about = int(year) if year.isdigit() and len(year) == 4 else 0
    reads = read_all(texts, RULES, year=about, whole=request.POST.get("part") != "1", against=against)
    give = request.POST.get("give")
    if reads and give == "table":
        unit = request.actor.units[request.actor.home()].name
        return _file("报告体检汇总表.xlsx", table_xlsx(reads, unit, clock.today(), _reasons(unread)), EXCEL)
    if reads and give == "comments":
        name, copy = commented_copies(reads, contents, _reasons(unread))
        return _file(name, copy, WORD if name.endswith(".docx") else ZIP)
    many = len(reads) + len(unread) > 1 and bool(reads)
    context |= {"problems": more if many else problems, "read": [_shown(r) for r in reads], "compared": len(against)}
    if many:
        context |= {
            "many": True,
            "unread": _reasons(unread),
            "families": list(FAMILIES.values()),
            "pairs": [(*row[:3], f"{row[3]:.0%}") for row in shared_passages(reads)],
        }
    return render(request, "desk/proofread.html", context, status=422 if problems and not reads else 200)


def _reasons(unread: Sequence[Problem]) -> list[Unread]:
    return [(p.where.removeprefix("文件 "), f"{p.what}，请{p.mend}" if p.mend else p.what) for p in unread]


def _read(sent: Sequence[UploadedFile]) -> tuple[dict[str, bytes], dict[str, str], list[Problem]]:
    """(bytes by name, text by name, what could not be read)."""
    contents: dict[str, bytes] = {}
    texts: dict[str, str] = {}
    unread: list[Problem] = []
    if len(sent) > MOST:
        what = f"一次选了{len(sent)}个文件"
        raise InputFault(Problem("报告体检", what, f"最多{MOST}个", "分几次", "too many files"))
    for file in sent:
        name = file.name or "报告"
        try:
            if (file.size or 0) > LARGEST:
                raise InputFault(Problem(f"文件 {name}", "太大", "20MB 以内", "拆成几个文件", "file too large"))
            content = file.read()
            text = report_text(content, name)
        except Fault as fault:
            unread += fault.problems
            continue
        shown = name if name not in contents else f"{len(contents)}-{name}"
        contents[shown], texts[shown] = content, text
    return contents, texts, unread


def _shown(read: Read) -> dict[str, object]:
    """A report for the page: pieces with their marks, the marks with their words, counts in the order of the families."""
    counts = read.counts()
    return {
        "read": read,
        "pieces": [
            (piece, [(n, read.marks[n - 1]) for n in numbers]) for piece, numbers in segments(read.text, read.marks)
        ],
        "rows": [_row(n, m, read.text) for n, m in enumerate(read.marks, start=1)],
        "counts": [counts[f] for f in FAMILIES],
        "same": said_same(read),
        "copied": len(read.pairs),
    }


def _row(number: int, mark: Mark, text: str) -> dict[str, object]:
    return {
        "number": number,
        "mark": mark,
        "family": FAMILIES[mark.family],
        "severity": SEVERITIES[mark.severity],
        "shown": text[mark.start : mark.end].strip()[:60],
    }


def _file(name: str, content: bytes, kind: str) -> HttpResponse:
    headers = {"Content-Disposition": str(content_disposition_header(True, name))}
    return HttpResponse(content, content_type=kind, headers=headers)
