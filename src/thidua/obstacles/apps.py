from __future__ import annotations

from django.apps import AppConfig


class ObstaclesConfig(AppConfig):
    name = "thidua.obstacles"
    verbose_name = "Vướng mắc, điểm nóng"
