"""公开前安检: text and files looked through before they are made public. Of what is sent only the cleaned copy is held, for a while."""

from __future__ import annotations

import uuid

from django.core.cache import cache
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header

from fazhi.desk.guard import DeskRequest, acts
from fazhi.kernel.faults import Fault, InputFault, Problem
from fazhi.office.outside_file import looked_through
from fazhi.proofread.clearance import KINDS, Clearance, check
from fazhi.proofread.read_file import LARGEST
from fazhi.proofread.sensitive import KINDS as WORDS

PASTED, SUFFIX = "粘贴的文字.txt", "（公开版）"
KEPT_MINUTES, SHOWN = 15, 200


@acts("report")
def clear(request: DeskRequest) -> HttpResponse:
    """The page at /clear/. POST `file` or `text` to look; `copy`: the name under which the cleaned file is held, to fetch it."""
    context: dict[str, object] = {"formats": "、".join(KINDS), "accept": ",".join(KINDS), "minutes": KEPT_MINUTES}
    if request.method != "POST":
        return render(request, "desk/clear.html", context)
    try:
        if "copy" in request.POST:
            return _copy(request)
        found = _look(request)
    except Fault as fault:
        return render(request, "desk/clear.html", context | {"problems": fault.problems}, status=422)
    pasted = found.name == PASTED
    context |= {
        "found": found,
        "items": [(i, WORDS[i.kind]) for i in found.items[:SHOWN]],
        "pasted": request.POST.get("text", ""),
        "cleaned": found.cleaned.decode() if pasted and found.cleaned and found.items else "",
        "copy": _hold(request, found) if not pasted else "",
    }
    return render(request, "desk/clear.html", context)


def _look(request: DeskRequest) -> Clearance:
    sent = request.FILES.get("file")
    if sent is not None:
        if (sent.size or 0) > LARGEST:
            raise InputFault(Problem(f"文件 {sent.name}", "太大", "20MB 以内", "拆成几个文件", "file too large"))
        return looked_through(sent.read(), sent.name or "文件")
    text = request.POST.get("text", "")
    if not text.strip():
        raise InputFault(
            Problem("公开前安检", "没有选文件，也没有粘贴文字", "、".join(KINDS), "选文件或者粘贴", "nothing sent")
        )
    return check(text.encode(), PASTED)


def _slot(request: DeskRequest) -> str:
    """Where the copy of this session is held: one at a time, so that little is held, and nobody else's browser finds it."""
    return f"clear:{request.actor.person}:{request.session.session_key}"


def _hold(request: DeskRequest, found: Clearance) -> str:
    """A name for the cleaned copy, to be fetched for a while; empty where none is needed or there is none."""
    cache.delete(_slot(request))
    if found.cleaned is None or found.clear:
        return ""
    token = uuid.uuid4().hex
    stem, _, ends = found.name.rpartition(".")
    cache.set(_slot(request), (token, f"{stem}{SUFFIX}.{ends}", found.cleaned), KEPT_MINUTES * 60)
    return token


def _copy(request: DeskRequest) -> HttpResponse:
    held = cache.get(_slot(request))
    if held is None or held[0] != request.POST["copy"]:
        what = f"已经过了{KEPT_MINUTES}分钟，或者后来又检查了别的文件"
        raise InputFault(Problem("公开版", what, "", "再选一次这个文件，点“检查”", "the copy is no longer held"))
    headers = {"Content-Disposition": str(content_disposition_header(True, held[1]))}
    return HttpResponse(held[2], content_type="application/octet-stream", headers=headers)
