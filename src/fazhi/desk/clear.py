"""公开前安检: text and files looked through before they are made public. Nothing that is sent is kept."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header

from fazhi.desk.guard import DeskRequest, acts
from fazhi.kernel.faults import Fault, InputFault, Problem
from fazhi.proofread.clearance import KINDS, Clearance, check
from fazhi.proofread.read_file import LARGEST
from fazhi.proofread.sensitive import KINDS as WORDS

PASTED, SUFFIX = "粘贴的文字.txt", "（公开版）"


@acts("report")
def clear(request: DeskRequest) -> HttpResponse:
    """The page at /clear/. POST `file` or `text`; `give`: page, or copy (the cleaned file)."""
    context: dict[str, object] = {"formats": "、".join(KINDS), "accept": ",".join(KINDS)}
    if request.method != "POST":
        return render(request, "desk/clear.html", context)
    try:
        found = _look(request)
    except Fault as fault:
        return render(request, "desk/clear.html", context | {"problems": fault.problems}, status=422)
    if request.POST.get("give") == "copy" and found.cleaned is not None:
        stem, _, ends = found.name.rpartition(".")
        name = f"{stem}{SUFFIX}.{ends}"
        headers = {"Content-Disposition": str(content_disposition_header(True, name))}
        return HttpResponse(found.cleaned, content_type="application/octet-stream", headers=headers)
    context |= {
        "found": found,
        "items": [(i, WORDS[i.kind]) for i in found.items],
        "pasted": request.POST.get("text", ""),
        "cleaned": found.cleaned.decode() if found.name == PASTED and found.cleaned and found.items else "",
    }
    return render(request, "desk/clear.html", context)


def _look(request: DeskRequest) -> Clearance:
    sent = request.FILES.get("file")
    if sent is not None:
        if (sent.size or 0) > LARGEST:
            raise InputFault(Problem(f"文件 {sent.name}", "太大", "20MB 以内", "拆成几个文件", "file too large"))
        return check(sent.read(), sent.name or "文件")
    text = request.POST.get("text", "")
    if not text.strip():
        raise InputFault(
            Problem("公开前安检", "没有选文件，也没有粘贴文字", "、".join(KINDS), "选文件或者粘贴", "nothing sent")
        )
    return check(text.encode(), PASTED)
