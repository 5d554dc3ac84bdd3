"""账号管理: the county's list in, first passwords out once, accounts locked and opened again."""

from __future__ import annotations

import uuid

from django.core.cache import cache
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header

from fazhi.desk.guard import DeskRequest, acts
from fazhi.kernel.faults import ImportFault, InputFault, Problem
from fazhi.office import clock
from fazhi.office.account_list import accounts_below, reset_password, switch
from fazhi.office.accounts import import_accounts, password_sheet

LARGEST, KEPT_SECONDS = 4 << 20, 900


@acts("accounts")
def accounts(request: DeskRequest) -> HttpResponse:
    """The page at /accounts/; POST `do`: import, reset, switch."""
    context: dict[str, object] = {}
    status = 200
    if request.method == "POST":
        try:
            context = {"import": _import, "reset": _reset, "switch": _switch}[request.POST.get("do", "")](request)
        except (ImportFault, InputFault) as fault:
            context, status = {"problems": fault.problems}, 422
        except KeyError:
            raise Http404 from None
    context["rows"] = accounts_below(request.actor, clock.today())
    return render(request, "desk/accounts.html", context, status=status)


def _import(request: DeskRequest) -> dict[str, object]:
    sent = request.FILES.get("file")
    if sent is None or (sent.size or 0) > LARGEST:
        raise InputFault(Problem("账号名单", "没有选文件，或者文件太大", "4MB 以内的 .xlsx", "重新选", "no file"))
    done = import_accounts(sent.read(), sent.name or "名单.xlsx", clock.today())
    fresh = [a for a in done.made if a.password]
    token = ""
    if fresh:
        token = uuid.uuid4().hex
        cache.set(f"passwords:{request.actor.person}:{token}", password_sheet(fresh, clock.today()), KEPT_SECONDS)
    return {"done": done, "fresh": len(fresh), "token": token}


def _reset(request: DeskRequest) -> dict[str, object]:
    name, password = reset_password(request.actor, request.POST.get("account", ""), clock.today())
    return {"reset_name": name, "reset_word": password}


def _switch(request: DeskRequest) -> dict[str, object]:
    switch(request.actor, request.POST.get("account", ""), clock.today())
    return {}


@acts("accounts")
def passwords(request: DeskRequest, token: str) -> HttpResponse:
    """The sheet of first passwords, once."""
    key = f"passwords:{request.actor.person}:{token}"
    content = cache.get(key)
    if content is None:
        raise Http404("首次密码表只能下载一次")
    cache.delete(key)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    name = str(content_disposition_header(True, "首次密码.xlsx"))
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": name})
