"""我的账号: password, second factor with recovery codes, and how pages look."""

from __future__ import annotations

from base64 import b32encode
from io import BytesIO

import segno
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.forms import PasswordChangeForm
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_POST
from django_otp import match_token
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from fazhi.desk.guard import signed_in
from fazhi.desk.sign_in import PASSWORD, SECOND
from fazhi.store.people import must_change

CODES = 10
LOOKS = ("large", "dark", "english")
YEAR = 365 * 24 * 3600


@signed_in
def account(request: HttpRequest) -> HttpResponse:
    """The page at /account/; POST `do`: password, begin, confirm, off."""
    user = _user(request)
    context: dict[str, object] = {}
    form = PasswordChangeForm(user, request.POST if request.POST.get("do") == "password" else None)
    status = 200
    if request.method == "POST":
        acts = {"begin": _begin, "confirm": _confirm, "off": _off, "mail": _mail_to}
        act = acts.get(request.POST.get("do", ""))
        if act is not None:
            context = act(request, user)
        elif form.is_valid():
            form.save()
            update_session_auth_hash(request, user)
            must_change(user.pk, False)
            request.session.pop(PASSWORD, None)
            context["changed"] = True
            form = PasswordChangeForm(user)
        else:
            status = 422
    context |= {
        "form": form,
        "has_second": TOTPDevice.objects.filter(user=user, confirmed=True).exists(),
        "password_due": bool(request.session.get(PASSWORD)),
        "codes_left": StaticToken.objects.filter(device__user=user).count(),
    }
    return render(request, "desk/account.html", context, status=status)


def _user(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user


def _begin(request: HttpRequest, user: User) -> dict[str, object]:
    """A new key, not in force until a code from it is given."""
    TOTPDevice.objects.filter(user=user, confirmed=False).delete()
    device = TOTPDevice.objects.create(user=user, name="phone", confirmed=False)
    return _key(device)


def _key(device: TOTPDevice) -> dict[str, object]:
    return {"qr": _qr(device.config_url), "key": b32encode(device.bin_key).decode()}


def _confirm(request: HttpRequest, user: User) -> dict[str, object]:
    device = TOTPDevice.objects.filter(user=user, confirmed=False).first()
    if device is None or not device.verify_token(_digits(request)):
        again = _key(device) if device else {}
        return again | {"problem": "验证码不对：输入手机上现在显示的六位数字，并核对手机时间。"}
    TOTPDevice.objects.filter(user=user, confirmed=True).delete()
    device.confirmed = True
    device.save()
    StaticDevice.objects.filter(user=user).delete()
    kept = StaticDevice.objects.create(user=user, name="recovery")
    codes = [StaticToken.random_token() for _ in range(CODES)]
    StaticToken.objects.bulk_create(StaticToken(device=kept, token=c) for c in codes)
    return {"codes": codes}


def _off(request: HttpRequest, user: User) -> dict[str, object]:
    """Only somebody who still has the second factor may turn it off."""
    if match_token(user, _digits(request)) is None:
        return {"problem": "验证码或恢复码不对，二次验证仍然开着。"}
    TOTPDevice.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()
    return {"turned_off": True}


def _mail_to(request: HttpRequest, user: User) -> dict[str, object]:
    """Where the daily digest goes; empty: nowhere."""
    wish = request.POST.get("email", "").strip()
    if wish:
        try:
            validate_email(wish)
        except ValidationError:
            return {"problem": f"“{wish[:60]}”不是邮箱地址。"}
    user.email = wish[:254]
    user.save(update_fields=["email"])
    return {"mail_set": True}


def _digits(request: HttpRequest) -> str:
    return "".join(request.POST.get("token", "").split())[:16]


def _qr(text: str) -> SafeString:
    out = BytesIO()
    segno.make(text, error="m").save(out, kind="svg", scale=5, xmldecl=False, nl=False)
    return mark_safe(out.getvalue().decode())


def second(request: HttpRequest) -> HttpResponse:
    """The second step of signing in: a code from the phone, or a recovery code."""
    if not request.user.is_authenticated or not request.session.get(SECOND):
        return HttpResponseRedirect(reverse("today"))
    problem = ""
    if request.method == "POST":
        if match_token(_user(request), _digits(request)) is not None:
            del request.session[SECOND]
            return HttpResponseRedirect(reverse("today"))
        problem = "验证码不对。输入手机上现在显示的六位数字，或者一个没有用过的恢复码。"
    return render(request, "desk/second.html", {"problem": problem}, status=422 if problem else 200)


@require_POST
def look(request: HttpRequest) -> HttpResponse:
    """Large type or dark colours, on or off; kept in the browser."""
    back = request.POST.get("back", "")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()})
    answer = HttpResponseRedirect(back if safe else reverse("today"))
    now = set(request.COOKIES.get("look", "").split("-")) & set(LOOKS)
    now ^= {request.POST.get("switch", "")} & set(LOOKS)
    answer.set_cookie("look", "-".join(sorted(now)), max_age=YEAR, samesite="Lax", httponly=True)
    return answer
