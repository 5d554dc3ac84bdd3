"""Signing in: password, then the second factor where one is set up, then a new password where the first was handed out."""

from __future__ import annotations

from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.models import User
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django_otp import user_has_device

from fazhi.store.people import must_change_of

SECOND, PASSWORD = "second-due", "password-due"


class SignInForm(AuthenticationForm):
    """Django's own form, in our words."""

    error_messages = {  # noqa: RUF012 - Django's own attribute
        "invalid_login": "用户名或密码不对，请重新输入。",
        "inactive": "这个账号已停用，请联系本单位管理员。",
    }


class SignIn(LoginView):
    """The sign-in page."""

    template_name = "desk/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """Sign in, and remember what must be done before anything else."""
        answer = super().form_valid(form)
        user = form.get_user()
        assert isinstance(user, User)
        if user_has_device(user):
            self.request.session[SECOND] = True
        if must_change_of(user.pk):
            self.request.session[PASSWORD] = True
        return answer


def locked_out(request: HttpRequest, response: object, credentials: dict[str, object]) -> HttpResponse:
    """The page while a name is locked."""
    return render(request, "desk/locked_out.html", status=429)
