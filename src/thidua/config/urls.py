"""Addresses, by audience."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("thidua.web.public.urls")),
    path("lam-viec/", include("thidua.web.shared.urls")),
    path("don-vi/", include("thidua.web.unit.urls")),
    path("thuong-truc/", include("thidua.web.office.urls")),
    path("hoi-dong/", include("thidua.web.council.urls")),
    path("van-hanh/", include("thidua.web.ops.urls")),
    path("tai-khoan/", include("allauth.urls")),
]
