"""The kinds that things read are told apart by."""

from __future__ import annotations

from enum import StrEnum


class Confidence(StrEnum):
    """How far a proposal may be trusted without looking."""

    SURE = "sure"
    LIKELY = "likely"
    DOUBTFUL = "doubtful"


class PhraseKind(StrEnum):
    """What a quoted phrase names."""

    MOVEMENT = "movement"
    THEME = "theme"
    HONOUR = "honour"
    SLOGAN = "slogan"
    OTHER = "other"


class Role(StrEnum):
    """What a body has to do with a task."""

    LEAD = "lead"
    """Chủ trì."""
    CARRY_OUT = "carry_out"
    """Giao, yêu cầu, chỉ đạo thực hiện."""
    REQUESTED = "requested"
    """Đề nghị: a body that the issuer cannot order."""
    COORDINATE = "coordinate"
    """Phối hợp."""


class Comparison(StrEnum):
    """How a result is held against the value of a target."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    ALL = "all"
    COMPLETE = "complete"
    """The paper says "hoàn thành" and gives no number."""
    INCREASE = "increase"
    DECREASE = "decrease"
    NONE = "none"
    """Nothing that can be measured is said."""


class DueKind(StrEnum):
    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    WITHIN = "within"
    """So many days from an event."""
    RECURRING = "recurring"
    """Monthly, quarterly, yearly."""
    ONGOING = "ongoing"
    """Thường xuyên."""


class RepairKind(StrEnum):
    PHRASE = "phrase"
    UNIT = "unit"
    RARE_FORM = "rare_form"
    DIGITS = "digits"
    CUT_PARAGRAPH = "cut_paragraph"
