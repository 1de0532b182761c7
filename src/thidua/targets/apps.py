from __future__ import annotations

from django.apps import AppConfig


class TargetsConfig(AppConfig):
    name = "thidua.targets"
    verbose_name = "Chỉ tiêu"

    def ready(self) -> None:
        from thidua.directives.domain.confirming import MAKERS  # noqa: PLC0415 (models ready)
        from thidua.targets.domain.from_directive import make_target  # noqa: PLC0415 (models ready)

        MAKERS.setdefault("target", make_target)
