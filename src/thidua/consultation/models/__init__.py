"""Bodies that are asked, what they were asked and answered, and the lists they send."""

from __future__ import annotations

from thidua.consultation.models.bodies import ConsultedBody
from thidua.consultation.models.consultations import Consultation, ConsultationSubject
from thidua.consultation.models.stop_lists import ListCheck, StopList, StopListRow, StopMatch

__all__ = [
    "Consultation",
    "ConsultationSubject",
    "ConsultedBody",
    "ListCheck",
    "StopList",
    "StopListRow",
    "StopMatch",
]
