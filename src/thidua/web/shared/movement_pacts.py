"""The form of a registration with its pact: lines that can be measured, members, signatories.

Plain fields and plain rows: it works without script, on a telephone.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils import timezone

from thidua.core.errors import Refusal
from thidua.movements.domain.registering import MOST_LINES, Member, Pact, Promise, in_force
from thidua.movements.models import Movement, MovementRegistration
from thidua.organizations.models import Unit
from thidua.organizations.queries import names_on
from thidua.vietnamese.numbers import format_number, parse_number

SHOWN, SPARE = 3, 7
"""Rows that stand open, and further ones folded under them."""
PLACES = 3
"""Decimal places that the columns keep."""
DAY_WRONG = "Ngày này không có trong lịch. Nhập theo mẫu 20/12/2024."


class NumberField(forms.CharField):
    """A number as it is written in Vietnamese: 1.234,5."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(max_length=30, widget=widget, **kwargs)

    def clean(self, value: Any) -> Decimal | None:
        text = super().clean(value).strip()
        if not text:
            return None
        try:
            number = parse_number(text)
        except ValueError:
            number = None
        if number is None or number < 0 or -number.as_tuple().exponent > PLACES:
            raise forms.ValidationError("Nhập một con số, ví dụ 95 hoặc 1.234,5.")
        return number

    def prepare_value(self, value: Any) -> Any:
        return format_number(value.normalize()) if isinstance(value, Decimal) else value


class PromiseForm(forms.Form):
    words = forms.CharField(label="Cam kết", max_length=500, required=False)
    amount = NumberField(label="Con số", required=False)
    measure = forms.CharField(label="Đơn vị tính", max_length=40, required=False)


class MainForm(forms.Form):
    """What stands once: words, members by line, signatories by line, the reason of a change."""

    words = forms.CharField(
        label="Nội dung hưởng ứng", max_length=5000, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    signatories = forms.CharField(
        label="Người ký giao ước",
        max_length=2000,
        help_text="Mỗi dòng một người: họ tên; chức vụ, đại diện cho ai.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    persons = forms.CharField(
        label="Cá nhân tham gia", max_length=20_000, required=False,
        help_text="Mỗi dòng một người: họ tên; chức vụ, nơi công tác.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip
    collectives = forms.CharField(
        label="Tập thể tham gia", max_length=20_000, required=False,
        help_text="Mỗi dòng một tập thể.", widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    households = forms.CharField(
        label="Hộ gia đình tham gia", max_length=20_000, required=False,
        help_text="Mỗi dòng một hộ: tên chủ hộ; nơi ở.", widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    reason = forms.CharField(
        label="Lý do thay đổi", max_length=500,
        help_text="Bản trước vẫn được giữ và xem lại được.",
    )  # fmt: skip
    received_on = forms.DateField(
        label="Ngày nhận bản giấy",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": DAY_WRONG},
    )


MEMBERS = {"persons": "person", "collectives": "collective", "households": "household"}
PromiseRows = forms.formset_factory(
    PromiseForm, extra=SHOWN + SPARE, max_num=MOST_LINES, validate_max=True
)


def pairs(text: str) -> list[tuple[str, str]]:
    """(what stands before the first semicolon or tab, the rest) of every line that is not empty."""
    found = []
    for line in text.replace("\t", ";").splitlines():
        first, _, rest = line.partition(";")
        if first.strip():
            found.append((first.strip(), rest.strip(" ;")))
    return found


def _joined(rows: list[tuple[str, str]]) -> str:
    return "\n".join("; ".join(filter(None, row)) for row in rows)


class PactForms:
    """The main form and its rows, filled from the registration in force."""

    def __init__(
        self, request: HttpRequest, movement: Movement, unit: Unit, *, on_paper: bool = False
    ) -> None:
        self.before = in_force(movement, unit)
        data = request.POST if request.method == "POST" else None
        self.main = MainForm(data, initial=_initial(self.before))
        if self.before is None:
            del self.main.fields["reason"]
        if not on_paper:
            del self.main.fields["received_on"]
        for field, kind in MEMBERS.items():
            if kind not in movement.subjects and not self.main.initial.get(field):
                del self.main.fields[field]
        self.rows = PromiseRows(data, initial=_lines(self.before), prefix="dong")

    @property
    def is_bound(self) -> bool:
        return self.main.is_bound

    @property
    def open_rows(self) -> list[Any]:
        return list(self.rows)[: self._open]

    @property
    def spare_rows(self) -> list[Any]:
        return list(self.rows)[self._open :]

    @property
    def _open(self) -> int:
        return max(SHOWN, len(_lines(self.before)) + 1)

    def is_valid(self) -> bool:
        return all([self.main.is_valid(), self.rows.is_valid()])

    def refuse(self, refusal: Refusal) -> None:
        self.main.add_error(None, list(refusal.reasons))

    def given(self) -> dict[str, Any]:
        """What `register` takes beside actor, movement and unit."""
        data = self.main.cleaned_data
        promises = [
            Promise(row["words"], row["amount"], row["measure"])
            for row in (form.cleaned_data for form in self.rows)
            if row and (row["words"] or row["amount"] is not None)
        ]
        members = [
            Member(kind, name, rest)
            for field, kind in MEMBERS.items()
            for name, rest in pairs(data.get(field, ""))
        ]
        pact = Pact(
            promises=promises,
            signatories=pairs(data["signatories"]),
            members=members,
            words=data["words"],
        )
        found: dict[str, Any] = {"pact": pact, "reason": data.get("reason", "")}
        if data.get("received_on"):
            found["received_on"] = data["received_on"]
        return found


def _initial(before: MovementRegistration | None) -> dict[str, Any]:
    if before is None:
        return {}
    members = list(before.members.all())
    lists = {
        field: _joined([(one.name, one.position) for one in members if one.kind == kind])
        for field, kind in MEMBERS.items()
    }
    signed = _joined([(one.name, one.post) for one in before.signatories.all()])
    return lists | {
        "words": before.words,
        "signatories": signed,
        "received_on": before.received_on,
    }


def _lines(before: MovementRegistration | None) -> list[dict[str, Any]]:
    if before is None:
        return []
    return [
        {"words": one.words, "amount": one.amount, "measure": one.measure}
        for one in before.pledges.all()
    ]


def pact_context(movement: Movement, unit: Unit, given: PactForms) -> dict[str, Any]:
    name = names_on([unit.pk], timezone.localdate()).get(unit.pk, "")
    return {"movement": movement, "unit": unit, "unit_name": name, "forms": given}
