from __future__ import annotations

from django.apps import AppConfig


class TargetsConfig(AppConfig):
    name = "thidua.targets"
    verbose_name = "Chỉ tiêu"

    def ready(self) -> None:
        from thidua.directives.domain.confirming import MAKERS, UNMAKERS  # noqa: PLC0415 (models ready)
        from thidua.targets.domain import from_directive  # noqa: PLC0415 (models ready)

        MAKERS.setdefault("target", from_directive.make_target)
        UNMAKERS.setdefault("target", from_directive.unmake_target)
