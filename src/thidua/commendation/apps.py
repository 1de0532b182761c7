from __future__ import annotations

from django.apps import AppConfig


class CommendationConfig(AppConfig):
    name = "thidua.commendation"
    verbose_name = "Khen thưởng"
