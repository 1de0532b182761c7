from __future__ import annotations

from django.apps import AppConfig


class MovementsConfig(AppConfig):
    name = "thidua.movements"
    verbose_name = "Phong trào thi đua"

    def ready(self) -> None:
        from thidua.directives.domain.making import MAKERS, UNMAKERS  # noqa: PLC0415 (apps load)
        from thidua.directives.enums import FindingKind  # noqa: PLC0415 (apps load)
        from thidua.movements.domain.from_findings import (  # noqa: PLC0415 (apps load)
            make_movement,
            unmake_movement,
        )

        MAKERS[FindingKind.MOVEMENT] = make_movement
        UNMAKERS[FindingKind.MOVEMENT] = unmake_movement
