"""公开前安检: text and files looked through before they are made public. A file and its cleaned copy are held for a while."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header

from fazhi.desk.guard import DeskRequest, acts
from fazhi.desk.held import MINUTES, drop, held, hold
from fazhi.kernel.faults import Fault, InputFault, Problem
from fazhi.office.outside_file import looked_through
from fazhi.proofread.clearance import KINDS, Clearance, check
from fazhi.proofread.read_file import LARGEST
from fazhi.proofread.sensitive import KINDS as WORDS

PAGE, PASTED, SUFFIX, SHOWN = "clear", "粘贴的文字.txt", "（公开版）", 200


@dataclass(frozen=True, slots=True)
class Sent:
    """A file as it was sent, the keys of what stays in its copy, and the copy."""

    name: str
    content: bytes
    keep: tuple[str, ...]
    copy: bytes | None


@acts("report")
def clear(request: DeskRequest) -> HttpResponse:
    """The page at /clear/. POST `file` or `text` to look; `token` of a held file, perhaps with `keep`, to look again; `copy` to fetch."""
    context: dict[str, object] = {"formats": "、".join(KINDS), "accept": ",".join(KINDS), "minutes": MINUTES}
    if request.method != "POST":
        return render(request, "desk/clear.html", context)
    try:
        if "copy" in request.POST:
            return _copy(request)
        found, token = _look(request)
    except Fault as fault:
        return render(request, "desk/clear.html", context | {"problems": fault.problems}, status=422)
    pasted = found.name == PASTED
    context |= {
        "found": found,
        "items": [(i, WORDS[i.kind]) for i in found.items[:SHOWN]],
        "pasted": request.POST.get("text", ""),
        "cleaned": found.cleaned.decode() if pasted and found.cleaned and found.items else "",
        "token": token,
    }
    return render(request, "desk/clear.html", context)


def _look(request: DeskRequest) -> tuple[Clearance, str]:
    """What was found, and the token under which the file and its copy are held; empty where no copy is needed or there is none."""
    keep = tuple(request.POST.getlist("keep"))
    sent = request.FILES.get("file")
    if sent is not None:
        if (sent.size or 0) > LARGEST:
            raise InputFault(Problem(f"文件 {sent.name}", "太大", "20MB 以内", "拆成几个文件", "file too large"))
        return _kept(request, sent.name or "文件", sent.read(), ())
    if "token" in request.POST:
        before = _held(request, request.POST["token"])
        return _kept(request, before.name, before.content, keep)
    text = request.POST.get("text", "")
    if not text.strip():
        raise InputFault(
            Problem("公开前安检", "没有选文件，也没有粘贴文字", "、".join(KINDS), "选文件或者粘贴", "nothing sent")
        )
    return check(text.encode(), PASTED, keep), ""


def _kept(request: DeskRequest, name: str, content: bytes, keep: tuple[str, ...]) -> tuple[Clearance, str]:
    found = looked_through(content, name, keep)
    if found.cleaned is None or found.clear:
        drop(request, PAGE)
        return found, ""
    return found, hold(request, PAGE, Sent(name, content, keep, found.cleaned))


def _held(request: DeskRequest, token: str) -> Sent:
    before = held(request, PAGE, token)
    if not isinstance(before, Sent):
        what = f"已经过了{MINUTES}分钟，或者后来又检查了别的文件"
        raise InputFault(Problem("公开版", what, "", "再选一次这个文件，点“检查”", "the copy is no longer held"))
    return before


def _copy(request: DeskRequest) -> HttpResponse:
    """The copy in which only what is ticked now is kept, also when it was ticked after the look."""
    before = _held(request, request.POST["copy"])
    keep = tuple(request.POST.getlist("keep"))
    same = set(keep) == set(before.keep)
    copy = before.copy if same else looked_through(before.content, before.name, keep).cleaned
    if copy is None:
        what = "保留这几处，公开版就洗不干净"
        raise InputFault(Problem("公开版", what, "", "去掉勾再下载，或者改原文件", "no clean copy keeps these"))
    stem, _, ends = before.name.rpartition(".")
    headers = {"Content-Disposition": str(content_disposition_header(True, f"{stem}{SUFFIX}.{ends}"))}
    return HttpResponse(copy, content_type="application/octet-stream", headers=headers)
