"""导入: an Excel ledger as it is, with its pictures, or rows pasted from one; what is refused comes back red in the user's own file."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from io import BytesIO

import xlsxwriter
from django.core.cache import cache
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header

from fazhi.desk.guard import DeskRequest, acts
from fazhi.desk.ledger_choices import ledger_choices
from fazhi.kernel.faults import ImportFault, InputFault, Problem
from fazhi.office.import_preview import Put, preview, remember
from fazhi.office.import_rehearse import rehearse
from fazhi.office.import_sheet import Imported, import_workbook
from fazhi.office.rules import shelf
from fazhi.paper.sheet_read import LARGEST

KEPT_SECONDS = 3600
MOST_ROWS = 2000
SHOWN = 50


@acts("import")
def import_page(request: DeskRequest) -> HttpResponse:
    """The page at /import/. `?ledger=` says which ledger when the file does not.

    POST `give=preview` shows the tables as they would be taken; with `as-<table>` (its ledger) and `col-<table>-…` as put right.
    `give=import` with `table`s takes those, and keeps what was put right.
    """
    context: dict[str, object] = {"ledger_id": request.POST.get("ledger") or request.GET.get("ledger", "")}
    status = 200
    if request.method == "POST":
        try:
            context |= _answer(request)
        except (ImportFault, InputFault) as fault:
            context |= {"problems": fault.problems, "pasted": request.POST.get("pasted", "")} | _still_held(request)
            status = 422
    context["ledger_choices"] = ledger_choices(request.actor)
    return render(request, "desk/import.html", context, status=status)


def _answer(request: DeskRequest) -> dict[str, object]:
    content, name = _content(request)
    ledger, put = request.POST.get("ledger") or None, _put(request)
    if request.POST.get("give") == "preview":
        return _seen(request, content, name, ledger, put) | {"ledger_id": ledger or ""}
    if put:
        return _as_put(request, content, name, ledger, put)
    done = import_workbook(request.actor, content, name, request.actor.home(), ledger)
    context = _told(request, done, name)
    return _seen(request, content, name, ledger, {}, only_faults=True) | context if done.refused else context


def _put(request: DeskRequest) -> dict[int, tuple[str, dict[str, str]]]:
    """Table -> its ledger, and what each of its headers was said to be."""
    found: dict[int, tuple[str, dict[str, str]]] = {}
    for key, value in request.POST.items():
        if key.startswith("as-") and key[3:].isdecimal():
            lead = f"col-{key[3:]}-"
            own = {k.removeprefix(lead): str(v) for k, v in request.POST.items() if k.startswith(lead)}
            found[int(key[3:7])] = (str(value), own)
    return found


def _as_put(request: DeskRequest, content: bytes, name: str, ledger: str | None, put: Put) -> dict[str, object]:
    """Take the tables that are ticked as they were put right; those not taken yet are shown again."""
    actor, home = request.actor, request.actor.home()
    ticked = {int(t[:4]) for t in request.POST.getlist("table") if t.isdecimal()}
    if not ticked:
        raise InputFault(Problem("导入", "一张表也没有勾选", "", "勾选要导入的表", "no table is ticked"))
    for place in ticked:
        remember(actor, home, content, name, place, *put.get(place, ("", {})))
    done = import_workbook(actor, content, name, home, None, ticked)
    tried = ticked if done.refused else set()
    past = {*request.POST.get("past", "").split(","), *(map(str, ticked) if not done.refused else ())}
    return _seen(request, content, name, ledger, put, past=past - {""}, tried=tried) | _told(request, done, name)


def _still_held(request: DeskRequest) -> dict[str, object]:
    """The tables again after a choice that was wrong, so that neither file nor mapping has to be chosen again."""
    held = cache.get(f"import:{request.actor.person}:{request.POST.get('token', '')}")
    if held is None or request.FILES:
        return {}
    try:
        return _seen(request, held[1], held[0], request.POST.get("ledger") or None, {})
    except (ImportFault, InputFault):
        return {}


def _seen(
    request: DeskRequest,
    content: bytes,
    name: str,
    ledger: str | None,
    put: Put,
    *,
    only_faults: bool = False,
    past: Collection[str] = (),
    tried: Collection[int] = (),
) -> dict[str, object]:
    """The tables as they would be taken, but those that are past; what came back of those just tried is told above them."""
    actor, home = request.actor, request.actor.home()
    seen = preview(actor, content, name, home, ledger, put)
    told = rehearse(actor, content, name, home, ledger, put)
    tables = [t for t in seen.tables if (t.fault or not only_faults) and str(t.place) not in past]
    return {
        "tables": [(t, told[t.place], told[t.place].cells[:SHOWN], t.place in tried) for t in tables],
        "takes": any(told[t.place].taken for t in tables),
        "name": name,
        "token": _hold(request, content, name),
        "past": ",".join(sorted(past)),
        "notices": seen.notices[:SHOWN],
        "n_notices": len(seen.notices),
    }


def _told(request: DeskRequest, done: Imported, name: str) -> dict[str, object]:
    """What became of the rows."""
    return {
        "done": done,
        "name": name,
        "shown": done.errors if done.unmarked else done.errors[:SHOWN],
        "marked": _keep(request, done, name),
        "notices": done.notices[:SHOWN],
        "n_notices": len(done.notices),
    }


def _content(request: DeskRequest) -> tuple[bytes, str]:
    """The file sent, else the pasted rows as a workbook."""
    sent = request.FILES.get("file")
    if sent is not None:
        if (sent.size or 0) > LARGEST:
            raise InputFault(Problem(f"文件 {sent.name}", "太大", "50MB 以内", "拆成几个文件", "file too large"))
        return sent.read(), sent.name or "台账.xlsx"
    held = cache.get(f"import:{request.actor.person}:{request.POST.get('token', '')}")
    if held is not None:
        return held[1], held[0]
    rows = [line.split("\t") for line in request.POST.get("pasted", "").splitlines() if line.strip()]
    if len(rows) < 2:
        what = "没有选文件，也没有粘贴内容"
        raise InputFault(
            Problem("导入", what, "一个 Excel 文件，或者连表头一起粘贴的几行", "选文件或者粘贴", "nothing sent")
        )
    if len(rows) > MOST_ROWS:
        raise InputFault(Problem("粘贴", f"有{len(rows)}行", f"最多{MOST_ROWS}行", "改用文件导入", "too many rows"))
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet("粘贴")
        ledger = shelf().ledgers.get(request.POST.get("ledger", ""))
        sheet.write_string(0, 0, f"{ledger.title if ledger else ''}台账")
        for r, row in enumerate(rows, start=1):
            for c, cell in enumerate(row[:100]):
                sheet.write_string(r, c, cell.strip())
    return out.getvalue(), "粘贴的内容.xlsx"


def _hold(request: DeskRequest, content: bytes, name: str) -> str:
    """A name under which what was sent is held for an hour, so that it need not be chosen again."""
    token = uuid.uuid4().hex
    cache.set(f"import:{request.actor.person}:{token}", (name, content), KEPT_SECONDS)
    return token


def _keep(request: DeskRequest, done: Imported, name: str) -> str:
    """A name under which the marked file can be fetched for an hour; empty when nothing was refused."""
    if done.marked is None:
        return ""
    token = uuid.uuid4().hex
    stem = name.removesuffix(".xlsx").removesuffix(".xls").removesuffix("（错误标注）")
    cache.set(f"marked:{request.actor.person}:{token}", (f"{stem}（错误标注）.xlsx", done.marked), KEPT_SECONDS)
    return token


@acts("import")
def marked(request: DeskRequest, token: str) -> HttpResponse:
    """The user's own file with red cells; 404 after an hour, or for somebody else."""
    found = cache.get(f"marked:{request.actor.person}:{token}")
    if found is None:
        raise Http404("错误表只保留一小时，请重新导入")
    name, content = found
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return HttpResponse(
        content, content_type=kind, headers={"Content-Disposition": str(content_disposition_header(True, name))}
    )
