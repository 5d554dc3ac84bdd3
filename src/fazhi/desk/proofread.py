"""报告体检: reports that others wrote, read as a careful reader would. They are held for a while, so that they are chosen once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header

from fazhi.desk.guard import DeskRequest, acts
from fazhi.desk.held import MINUTES, drop, held, hold
from fazhi.desk.report import WORD
from fazhi.kernel.faults import Fault, InputFault, Problem
from fazhi.office import clock
from fazhi.office.commented_copies import commented_copies
from fazhi.office.proofread_table import SEVERITIES, Unread, said_same, shared_passages, table_xlsx
from fazhi.office.read_report import RULES, report_text
from fazhi.proofread.batch import Read, read_all, segments
from fazhi.proofread.read_file import KINDS, LARGEST
from fazhi.proofread.report import FAMILIES, Mark

PAGE, MOST, MOST_HELD = "proofread", 60, 60_000_000  # files; bytes of all of them
ZIP = "application/zip"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Sent:
    """Files as they were sent: their bytes and their texts by name, and what could not be read."""

    contents: Mapping[str, bytes]
    texts: Mapping[str, str]
    unread: Sequence[Problem]

    @property
    def shown(self) -> str:
        """The name of the one, or how many there are."""
        return next(iter(self.texts)) if len(self.texts) == 1 else f"刚才的{len(self.texts)}份"


@acts("report")
def proofread(request: DeskRequest) -> HttpResponse:
    """The page at /proofread/. POST `files` (or the `token` of those sent before), perhaps `against`.

    `give`: page, comments (Word, in a zip for several) or table (Excel). A file that cannot be read is told by name; the others are
    read all the same. Price: 0.3 s a Word or PDF file.
    """
    context: dict[str, object] = {
        "formats": "、".join(KINDS),
        "accept": ",".join(KINDS),
        "most": MOST,
        "minutes": MINUTES,
    }
    if request.method != "POST":
        return render(request, "desk/proofread.html", context)
    sent, against, token = _sent(request)
    if not sent.contents and not sent.unread:
        what = f"没有选文件，或者已经过了{MINUTES}分钟，或者后来又看了别的文件"
        sent = Sent({}, {}, [Problem("报告体检", what, "、".join(KINDS), "选一个或者几个文件", "no file")])
    year, part = request.POST.get("year", ""), request.POST.get("part") == "1"
    about = int(year) if year.isdigit() and len(year) == 4 else 0
    reads = read_all(sent.texts, RULES, year=about, whole=not part, against=against.texts)
    give = request.POST.get("give")
    if reads and give == "table":
        unit = request.actor.units[request.actor.home()].name
        return _file("报告体检汇总表.xlsx", table_xlsx(reads, unit, clock.today(), _reasons(sent.unread)), EXCEL)
    if reads and give == "comments":
        name, copy = commented_copies(reads, sent.contents, _reasons(sent.unread))
        return _file(name, copy, WORD if name.endswith(".docx") else ZIP)
    context |= {"token": token, "held": sent.shown, "year": year, "part": part}
    context |= _found(reads, sent, against)
    return render(request, "desk/proofread.html", context, status=200 if reads else 422)


def _sent(request: DeskRequest) -> tuple[Sent, Sent, str]:
    """The reports, what they are compared with, and the token under which both are held; empty where they are too large to hold."""
    now, with_now = request.FILES.getlist("files"), request.FILES.getlist("against")
    token = request.POST.get("token", "")
    before = held(request, PAGE, token)
    if isinstance(before, tuple) and not now and not with_now:
        return *before, token  # a download leaves the page as it is, with its token
    sent, against = before if isinstance(before, tuple) and not now else (_read(now), Sent({}, {}, ()))
    if with_now:
        against = _read(with_now)
    size = sum(map(len, (*sent.contents.values(), *against.contents.values())))
    if not sent.texts or size > MOST_HELD:
        drop(request, PAGE)
        return sent, against, ""
    return sent, against, hold(request, PAGE, (sent, against))


def _found(reads: Sequence[Read], sent: Sent, against: Sent) -> dict[str, object]:
    """What the page shows of the reports."""
    many = len(reads) + len(sent.unread) > 1 and bool(reads)
    problems = against.unread if many else (*sent.unread, *against.unread)
    said: dict[str, object] = {"problems": problems, "read": [_shown(r) for r in reads], "compared": len(against.texts)}
    if many:
        said |= {
            "many": True,
            "unread": _reasons(sent.unread),
            "families": list(FAMILIES.values()),
            "pairs": [(*row[:3], f"{row[3]:.0%}") for row in shared_passages(reads)],
        }
    return said


def _reasons(unread: Sequence[Problem]) -> list[Unread]:
    return [(p.where.removeprefix("文件 "), f"{p.what}，请{p.mend}" if p.mend else p.what) for p in unread]


def _read(sent: Sequence[UploadedFile]) -> Sent:
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
    return Sent(contents, texts, unread)


def _shown(read: Read) -> dict[str, object]:
    """A report for the page: pieces with their marks, the marks with their words, counts in the order of the families."""
    counts = read.counts()
    return {
        "read": read,
        "pieces": [
            (piece, read.marks[numbers[0] - 1].severity if numbers else "", ends)
            for piece, numbers, ends in segments(read.text, read.marks)
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
