from __future__ import annotations

from django.apps import AppConfig


class RewardsConfig(AppConfig):
    name = "thidua.rewards"
    verbose_name = "Tiền thưởng, phôi bằng, lễ trao"

    def ready(self) -> None:
        from thidua.planning.places import KINDS  # noqa: PLC0415 (models ready)
        from thidua.planning.sources import SOURCES  # noqa: PLC0415 (models ready)
        from thidua.rewards.planned import CEREMONY  # noqa: PLC0415 (models ready)
        from thidua.rewards.queries import deadlines  # noqa: PLC0415 (models ready)

        if deadlines not in SOURCES:
            SOURCES.append(deadlines)
        KINDS["ceremony"] = CEREMONY
