from __future__ import annotations

from django.apps import AppConfig


class ConsultationConfig(AppConfig):
    name = "thidua.consultation"
    verbose_name = "Lấy ý kiến, danh sách vi phạm"

    def ready(self) -> None:
        from thidua.commendation.guards import BEFORE_COUNCIL  # noqa: PLC0415 (models ready)
        from thidua.consultation.guards import lists_are_compared  # noqa: PLC0415 (models ready)
        from thidua.consultation.queries import deadlines  # noqa: PLC0415 (models ready)
        from thidua.planning.sources import SOURCES  # noqa: PLC0415 (models ready)

        if lists_are_compared not in BEFORE_COUNCIL:
            BEFORE_COUNCIL.append(lists_are_compared)
        if deadlines not in SOURCES:
            SOURCES.append(deadlines)
