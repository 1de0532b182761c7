"""Addresses, by audience."""

from __future__ import annotations

from django.urls import include, path

from thidua.web.shared.roles import sign_in

urlpatterns = [
    path("", include("thidua.web.public.urls")),
    path("lam-viec/", include("thidua.web.shared.urls")),
    path("don-vi/", include("thidua.web.unit.urls")),
    path("thuong-truc/", include("thidua.web.office.urls")),
    path("hoi-dong/", include("thidua.web.council.urls")),
    path("van-hanh/", include("thidua.web.ops.urls")),
    # Before the library's own page of the same address: it also lists a demo's accounts.
    path("tai-khoan/login/", sign_in),
    path("tai-khoan/", include("allauth.urls")),
]
