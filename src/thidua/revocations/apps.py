from __future__ import annotations

from django.apps import AppConfig


class RevocationsConfig(AppConfig):
    name = "thidua.revocations"
    verbose_name = "Hủy bỏ, tước, phục hồi, cấp lại"
