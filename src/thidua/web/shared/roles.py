"""Signing in, and changing between the roles that one person holds."""

from __future__ import annotations

from typing import Any

from allauth.account.views import LoginView
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone

from thidua.accounts.domain.demo import demo_accounts
from thidua.accounts.middleware import SESSION_KEY
from thidua.core.actors import Role
from thidua.core.screens import public_screen, screen


@screen(reads=False, writes=True)
def switch_role(request: HttpRequest, pk: int) -> HttpResponse:
    """Act in another of one's own roles from the next page on."""
    held = next((one for one in request.assignments if one.pk == pk), None)  # type: ignore[attr-defined]
    if held is None:
        raise Http404
    request.session[SESSION_KEY] = held.pk
    messages.success(request, f"Đang làm việc với vai trò: {Role(held.role).label}.")
    return redirect("web:desk")


class SignInView(LoginView):
    """allauth's sign-in. In a demo it lists the demo's accounts; on the very first sign-in it leads
    to the page where the first password is replaced."""

    first_time = False

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        if settings.DEMO:
            context["demo_accounts"] = demo_accounts(timezone.localdate())
        return context

    def get_initial(self) -> dict[str, Any]:
        return {"login": self.request.GET.get("as", "")}

    def form_valid(self, form: Any) -> HttpResponse:
        self.first_time = form.user.last_login is None and not settings.DEMO
        answer: HttpResponse = super().form_valid(form)
        return answer

    def get_success_url(self) -> str:
        if self.first_time:
            return reverse("account_change_password")
        address: str = super().get_success_url()
        return address


sign_in = public_screen(writes=True)(SignInView.as_view())

urlpatterns = [path("vai-tro/<int:pk>/", switch_role, name="switch_role")]
