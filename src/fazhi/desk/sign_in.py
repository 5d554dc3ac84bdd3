"""Signing in: five wrong passwords for one name from one address, and it waits a quarter of an hour."""

from __future__ import annotations

from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpResponse

FAILURES, SECONDS = 5, 15 * 60


class SignInForm(AuthenticationForm):
    """Django's own form; it refuses while the name and address are locked."""

    error_messages = {  # noqa: RUF012 - Django's own attribute
        "invalid_login": "用户名或密码不对，请重新输入。",
        "inactive": "这个账号已停用，请联系本单位管理员。",
    }

    def clean(self) -> dict[str, object]:
        """Raises ValidationError when locked, before any password is looked at."""
        if int(cache.get(self._key(), 0)) >= FAILURES:
            raise ValidationError("密码连续输错5次，请15分钟后再试，或联系本单位管理员重置。")
        return super().clean()

    def _key(self) -> str:
        address = self.request.META.get("REMOTE_ADDR", "") if self.request else ""
        return f"sign-in:{address}:{self.data.get('username', '')[:150].encode().hex()}"

    def failed(self) -> None:
        """Count one failure."""
        cache.set(self._key(), int(cache.get(self._key(), 0)) + 1, SECONDS)

    def passed(self) -> None:
        """Forget the failures."""
        cache.delete(self._key())


class SignIn(LoginView):
    """The sign-in page."""

    template_name = "desk/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        """Count the failure and show the form again."""
        if isinstance(form, SignInForm) and form.cleaned_data.get("password"):
            form.failed()
        return super().form_invalid(form)

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """Forget failures and go on."""
        if isinstance(form, SignInForm):
            form.passed()
        return super().form_valid(form)
