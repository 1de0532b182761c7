from __future__ import annotations

from django.apps import AppConfig


class PublicityConfig(AppConfig):
    name = "thidua.publicity"
    verbose_name = "Lấy ý kiến Nhân dân, tuyên truyền"

    def ready(self) -> None:
        from thidua.planning.sources import SOURCES  # noqa: PLC0415 (models ready)
        from thidua.publicity.queries import deadlines  # noqa: PLC0415 (models ready)

        if deadlines not in SOURCES:
            SOURCES.append(deadlines)
