from __future__ import annotations

from django.apps import AppConfig


class PublicityConfig(AppConfig):
    name = "thidua.publicity"
    verbose_name = "Lấy ý kiến Nhân dân, tuyên truyền"
