from __future__ import annotations

from django.apps import AppConfig


class RewardsConfig(AppConfig):
    name = "thidua.rewards"
    verbose_name = "Tiền thưởng, phôi bằng, lễ trao"
