from __future__ import annotations

from django.apps import AppConfig


class DirectivesConfig(AppConfig):
    name = "thidua.directives"
    verbose_name = "Chỉ thị, nhiệm vụ"
