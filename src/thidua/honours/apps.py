from __future__ import annotations

from django.apps import AppConfig


class HonoursConfig(AppConfig):
    name = "thidua.honours"
    verbose_name = "Hồ sơ tồn đọng, khen đột xuất"

    def ready(self) -> None:
        from thidua.honours.case_queries import deadlines  # noqa: PLC0415 (models ready)
        from thidua.planning.sources import SOURCES  # noqa: PLC0415 (models ready)

        if deadlines not in SOURCES:
            SOURCES.append(deadlines)
