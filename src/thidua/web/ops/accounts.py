"""Accounts and roles, for the administrator. Every change asks for the password again."""

from __future__ import annotations

from typing import Any

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils import timezone
from django.views.decorators.cache import never_cache

from thidua.accounts.domain.manage import (
    NewAccount,
    create_account,
    end_role,
    give_role,
    renew_password,
    set_active,
)
from thidua.accounts.forms import EndRoleForm, NewAccountForm, RoleForm, unit_choices
from thidua.accounts.models import ROLES, RoleAssignment, User
from thidua.commendation.queries import journal_for
from thidua.core.actors import Role
from thidua.core.errors import Refusal
from thidua.core.screens import screen
from thidua.journal.queries import events_of
from thidua.organizations.models import Unit
from thidua.organizations.queries import names_on
from thidua.vietnamese.names import sort_key
from thidua.vietnamese.text import fold
from thidua.web.shared.workbook import response

PAGE_SIZE = 50
STATES = {"dung": "Đang dùng", "khoa": "Đã khóa", "chua-giao": "Chưa giữ vai trò nào"}


def _held() -> Prefetch[Any]:
    """Roles of each account, with nothing to look up per row."""
    return Prefetch("assignments", RoleAssignment.objects.order_by("since", "pk"), to_attr="roles")


def _filtered(request: HttpRequest) -> list[User]:
    """Accounts in Vietnamese order. They are hundreds: sorted and searched here, without keys."""
    return sorted(_found(request), key=lambda user: (sort_key(user.full_name), user.pk))


def _found(request: HttpRequest) -> QuerySet[User]:
    found = User.objects.prefetch_related(_held())
    today = timezone.localdate()
    now_held = Q(until__isnull=True) | Q(until__gt=today)
    if words := fold(request.GET.get("q", "")[:100]):
        rows = User.objects.values_list("pk", "full_name", "email")
        found = found.filter(pk__in=[pk for pk, *texts in rows if words in fold(" ".join(texts))])
    if (role := request.GET.get("vai_tro", "")) in dict(ROLES):
        holders = RoleAssignment.objects.filter(now_held, role=role, since__lte=today)
        found = found.filter(pk__in=holders.values("user_id"))
    match request.GET.get("tinh_trang"):
        case "dung":
            found = found.filter(is_active=True)
        case "khoa":
            found = found.filter(is_active=False)
        case "chua-giao":
            holders = RoleAssignment.objects.filter(now_held, since__lte=today)
            found = found.exclude(pk__in=holders.values("user_id"))
    return found


def _decorate(rows: list[Any]) -> None:
    """The roles held today, in words."""
    today = timezone.localdate()
    names = names_on({held.unit_id for row in rows for held in row.roles}, today)
    for row in rows:
        row.held = [
            {"role": Role(held.role).label, "unit": names.get(held.unit_id, "")}
            for held in row.roles
            if held.since <= today and (held.until is None or held.until > today)
        ]


@screen(Role.ADMINISTRATOR)
def accounts(request: HttpRequest) -> HttpResponse:
    """All accounts, filtered by the address; as a file with the same filters."""
    found = _filtered(request)
    if request.GET.get("xuat") == "xlsx":
        return _export(found)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("trang"))
    _decorate(list(page.object_list))
    return render(
        request,
        "ops/accounts.html",
        {
            "page": page,
            "roles": ROLES,
            "states": STATES.items(),
            "is_filtered": any(request.GET.get(key) for key in ("q", "vai_tro", "tinh_trang")),
        },
    )


def _export(rows: list[Any]) -> HttpResponse:
    _decorate(rows)
    head = ("Họ và tên", "Thư điện tử", "Vai trò đang giữ", "Tình trạng", "Đăng nhập gần nhất")
    return response(
        "tai-khoan",
        "Tài khoản và vai trò",
        head,
        (
            (
                row.full_name,
                row.email,
                "; ".join(f"{held['role']}, {held['unit']}" for held in row.held),
                "Đang dùng" if row.is_active else "Đã khóa",
                f"{timezone.localtime(row.last_login):%d/%m/%Y}" if row.last_login else "",
            )
            for row in rows
        ),
    )


@screen(Role.ADMINISTRATOR, writes=True)
@never_cache
@reauthentication_required(allow_get=True)
def account_new(request: HttpRequest) -> HttpResponse:
    """Make an account; its first password is on the answering page and nowhere else."""
    form = NewAccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = create_account(actor=request.actor, **form.cleaned_data)  # type: ignore[attr-defined]
        except Refusal as refusal:
            form.add_error("email", refusal.reasons[0])
        else:
            return _show_password(request, made)
    return render(request, "ops/account_new.html", {"form": form})


def _show_password(request: HttpRequest, made: NewAccount) -> HttpResponse:
    """Not a redirect, on purpose: the password would have to be kept somewhere on the way."""
    return render(request, "ops/account_password.html", {"made": made})


@screen(Role.ADMINISTRATOR)
def account(request: HttpRequest, pk: int) -> HttpResponse:
    """One account: roles past and present, what was done to it, what can be done."""
    user = get_object_or_404(User, pk=pk)
    return _account_page(request, user, _role_form(request))


def _role_form(request: HttpRequest, data: Any = None) -> RoleForm:
    authority = request.actor.authority_id  # type: ignore[attr-defined]
    return RoleForm(data, units=unit_choices(authority, timezone.localdate()))


def _account_page(
    request: HttpRequest, user: User, form: RoleForm, end_form: EndRoleForm | None = None
) -> HttpResponse:
    today = timezone.localdate()
    held = list(user.assignments.order_by("-since", "pk"))
    names = names_on({one.unit_id for one in held}, today)
    rows = [
        {
            "pk": one.pk,
            "role": Role(one.role).label,
            "unit": names.get(one.unit_id, ""),
            "since": one.since,
            "until": one.until,
            "is_open": one.until is None or one.until > today,
        }
        for one in held
    ]
    context = {
        "user_row": user,
        "rows": rows,
        "form": form,
        "end_form": end_form or EndRoleForm(initial={"on": today}),
        "events": journal_for(request.actor, events_of(user))[:20],
        "is_me": user.pk == request.actor.user_id,  # type: ignore[attr-defined]
    }
    return render(request, "ops/account.html", context)


@screen(Role.ADMINISTRATOR, reads=False, writes=True)
@reauthentication_required
def role_give(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the account a role in a unit."""
    user = get_object_or_404(User, pk=pk)
    form = _role_form(request, request.POST)
    if not form.is_valid():
        return _account_page(request, user, form)
    data = form.cleaned_data
    actor = request.actor  # type: ignore[attr-defined]
    unit = get_object_or_404(Unit, authority_id=actor.authority_id, code=data.pop("unit"))
    try:
        give_role(actor=actor, user=user, unit=unit, **data)
    except Refusal as refusal:
        form.add_error(None, list(refusal.reasons))
        return _account_page(request, user, form)
    messages.success(request, f"Đã giao vai trò “{Role(data['role']).label}” cho {user.full_name}.")
    return redirect("ops:account", pk=pk)


@screen(Role.ADMINISTRATOR, reads=False, writes=True)
@reauthentication_required
def role_end(request: HttpRequest, pk: int, role: int) -> HttpResponse:
    """End a role from a day."""
    held = get_object_or_404(RoleAssignment.objects.select_related("user"), pk=role, user_id=pk)
    form = EndRoleForm(request.POST)
    if not form.is_valid():
        return _account_page(request, held.user, _role_form(request), form)
    end_role(actor=request.actor, assignment=held, on=form.cleaned_data["on"])  # type: ignore[attr-defined]
    label, day = Role(held.role).label, form.cleaned_data["on"]
    messages.success(request, f"{held.user.full_name} thôi vai trò “{label}” từ {day:%d/%m/%Y}.")
    return redirect("ops:account", pk=pk)


@screen(Role.ADMINISTRATOR, reads=False, writes=True)
@reauthentication_required
def account_active(request: HttpRequest, pk: int) -> HttpResponse:
    """Close the account, or open it again."""
    user = get_object_or_404(User, pk=pk)
    active = request.POST.get("viec") == "mo"
    set_active(actor=request.actor, user=user, active=active)  # type: ignore[attr-defined]
    done = "Đã mở lại" if active else "Đã khóa"
    messages.success(request, f"{done} tài khoản {user.email}.")
    return redirect("ops:account", pk=pk)


@screen(Role.ADMINISTRATOR, reads=False, writes=True)
@never_cache
@reauthentication_required
def account_password(request: HttpRequest, pk: int) -> HttpResponse:
    """A new first password; the old one stops at once."""
    user = get_object_or_404(User, pk=pk)
    return _show_password(request, renew_password(actor=request.actor, user=user))  # type: ignore[attr-defined]


urlpatterns = [
    path("tai-khoan/", accounts, name="accounts"),
    path("tai-khoan/moi/", account_new, name="account_new"),
    path("tai-khoan/<int:pk>/", account, name="account"),
    path("tai-khoan/<int:pk>/vai-tro/", role_give, name="role_give"),
    path("tai-khoan/<int:pk>/vai-tro/<int:role>/thoi/", role_end, name="role_end"),
    path("tai-khoan/<int:pk>/tinh-trang/", account_active, name="account_active"),
    path("tai-khoan/<int:pk>/mat-khau/", account_password, name="account_password"),
]
