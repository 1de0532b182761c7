from __future__ import annotations

from django.apps import AppConfig


class InitiativesConfig(AppConfig):
    name = "thidua.initiatives"
    verbose_name = "Sáng kiến"

    def ready(self) -> None:
        from thidua.initiatives.queries import deadlines  # noqa: PLC0415 (models ready)
        from thidua.planning.sources import SOURCES  # noqa: PLC0415 (models ready)

        if deadlines not in SOURCES:
            SOURCES.append(deadlines)
