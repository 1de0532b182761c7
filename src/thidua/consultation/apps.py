from __future__ import annotations

from django.apps import AppConfig


class ConsultationConfig(AppConfig):
    name = "thidua.consultation"
    verbose_name = "Lấy ý kiến, danh sách vi phạm"
