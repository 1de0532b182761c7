from __future__ import annotations

from django.apps import AppConfig


class HonoursConfig(AppConfig):
    name = "thidua.honours"
    verbose_name = "Hồ sơ tồn đọng, khen đột xuất"
