from __future__ import annotations

from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "thidua.planning"
    verbose_name = "Chương trình công tác, lịch"
