from __future__ import annotations

from django.apps import AppConfig


class CouncilsConfig(AppConfig):
    name = "thidua.councils"
    verbose_name = "Hội đồng"

    def ready(self) -> None:
        from thidua.commendation.domain.effects import (  # noqa: PLC0415 (models ready)
            AFTER_SENT_TO_COUNCIL,
        )
        from thidua.councils.domain.arrivals import (  # noqa: PLC0415 (models ready)
            look_for_conflicts,
        )
        from thidua.councils.planned import SESSION  # noqa: PLC0415 (models ready)
        from thidua.councils.queries import deadlines  # noqa: PLC0415 (models ready)
        from thidua.planning.places import KINDS  # noqa: PLC0415 (models ready)
        from thidua.planning.sources import SOURCES  # noqa: PLC0415 (models ready)

        if look_for_conflicts not in AFTER_SENT_TO_COUNCIL:
            AFTER_SENT_TO_COUNCIL.append(look_for_conflicts)
        if deadlines not in SOURCES:
            SOURCES.append(deadlines)
        KINDS["session"] = SESSION
