from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class CouncilsConfig(AppConfig):
    name = "thidua.councils"
    verbose_name = "Hội đồng"

    def ready(self) -> None:
        import_module("thidua.councils.domain.arrivals")
