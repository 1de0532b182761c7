"""Choosing a file and the round it is for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q

from thidua.commendation.enums import RoundState
from thidua.commendation.models import Round
from thidua.commendation.queries import rounds
from thidua.core.actors import Actor


def rounds_for(actor: Actor) -> list[Round]:
    """Rounds that take dossiers of the actor's unit now, nearest deadline first."""
    open_ = rounds(actor).filter(state=RoundState.OPEN)
    allowed = open_.filter(Q(nominators__isnull=True) | Q(nominators__in=actor.unit_ids))
    return list(allowed.distinct().order_by("closes_on", "pk"))


class ListForm(forms.Form):
    """A list to hand in."""

    round = forms.ChoiceField(label="Đợt xét")
    file = forms.FileField(
        label="Tệp danh sách",
        help_text="Để nguyên tệp như đang có: dòng tiêu đề, ô gộp, “nt”, dòng cộng đều đọc được.",
        error_messages={
            "required": "Chưa chọn tệp. Chọn tệp danh sách rồi bấm Nộp danh sách.",
            "empty": "Tệp trống, không có nội dung. Kiểm tra lại tệp rồi chọn lại.",
        },
    )

    def __init__(self, *args: Any, open_rounds: list[Round], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.open_rounds = {one.code: one for one in open_rounds}
        self.fields["round"].choices = [(one.code, str(one)) for one in open_rounds]

    def chosen_round(self) -> Round:
        return self.open_rounds[self.cleaned_data["round"]]
