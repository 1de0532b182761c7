from __future__ import annotations

from django.apps import AppConfig


class ForwardingConfig(AppConfig):
    name = "thidua.forwarding"
    verbose_name = "Trình cấp trên"

    def ready(self) -> None:
        from thidua.forwarding.due import deadlines  # noqa: PLC0415 (models ready)
        from thidua.planning.sources import SOURCES  # noqa: PLC0415 (models ready)

        if deadlines not in SOURCES:
            SOURCES.append(deadlines)
