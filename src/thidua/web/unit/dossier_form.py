"""What a unit fills in about one dossier."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from django import forms

from thidua.commendation.domain.more_claims import MoreClaims, OtherRating
from thidua.commendation.enums import LawGroup
from thidua.commendation.models import Nomination, Round
from thidua.law import RatingLevel, SubjectKind, declarable, known_title
from thidua.law.criteria import vouchable
from thidua.lists.decisions import find_decision
from thidua.organizations.enums import PositionGroup, Sex
from thidua.vietnamese.dates import BadDate, PartialDate, parse_date
from thidua.web.unit.dossier_extras import (
    award_lines,
    kept_besides,
    rating_lines,
    read_award_lines,
    read_rating_lines,
    said_besides,
)

RATINGS = (
    ("", "Chưa có kết quả"),
    (str(int(RatingLevel.HTXS)), "Hoàn thành xuất sắc nhiệm vụ"),
    (str(int(RatingLevel.HTT)), "Hoàn thành tốt nhiệm vụ"),
    (str(int(RatingLevel.HT)), "Hoàn thành nhiệm vụ"),
    (str(int(RatingLevel.KHT)), "Không hoàn thành nhiệm vụ"),
)
SCOPES = (("", "Chưa có xác nhận"), ("1", "Cơ sở"), ("2", "Tỉnh, thành phố"), ("3", "Toàn quốc"))
RECOGNISED = (("", "Chưa rõ"), ("yes", "Đã có quyết định"), ("no", "Không được công nhận"))
PERSONAL = ("birth_words", "sex", "position", "group", "law_group", "initiative_name",
            "initiative_decision", "initiative_recognised", "initiative_scope", "service_months",
            "pending_discipline")  # fmt: skip
LINES = ("earlier_awards", "earlier_ratings", "besides")
COLLECTIVE = ("headcount", "ldtt_part", "ldtt_whole", "cstdcs_count")
KINDS = (
    (SubjectKind.PERSON.value, "Cá nhân"),
    (SubjectKind.COLLECTIVE.value, "Tập thể"),
    (SubjectKind.HOUSEHOLD.value, "Hộ gia đình"),
)


def titles_for(round_: Round, kind: str) -> list[tuple[str, str]]:
    """Titles of the round that may go to such a subject."""
    found = [known_title(code) for code in round_.titles]
    return [(t.code, t.name) for t in found if SubjectKind(kind) in t.subjects]


def achievements(title: str, kind: str, group: str, on: date) -> list[tuple[str, str]]:
    """Achievements that have to be named with their paper: nobody vouches for them by proposing."""
    extra = {"group": group} if group else {}
    asked = declarable(title, SubjectKind(kind), on, **extra) if title else ()
    own = set(vouchable())
    return list({one.criterion: one.sentence for one in asked if one.criterion not in own}.items())


class DossierForm(forms.Form):
    """One dossier. Fields that the kind of subject has no use for are taken away."""

    title_code = forms.ChoiceField(label="Danh hiệu, hình thức đề nghị")
    name = forms.CharField(label="Họ và tên", max_length=200)
    birth_words = forms.CharField(
        label="Ngày sinh hoặc năm sinh", max_length=40, help_text="Ví dụ: 15/8/1985 hoặc 1985."
    )
    sex = forms.ChoiceField(
        label="Giới tính", required=False, choices=[("", "Chưa ghi"), *Sex.choices]
    )
    position = forms.CharField(label="Chức vụ, nơi công tác", max_length=200)
    group = forms.ChoiceField(
        label="Nhóm", required=False, choices=[("", "Chưa ghi"), *PositionGroup.choices]
    )
    law_group = forms.ChoiceField(
        label="Nhóm đối tượng theo Luật",
        required=False,
        choices=[("", "Cán bộ, công chức, viên chức, người lao động"), *LawGroup.choices],
    )
    rating_level = forms.ChoiceField(
        label="Kết quả đánh giá, xếp loại của năm xét", required=False, choices=RATINGS
    )
    earlier_ratings = forms.CharField(
        label="Xếp loại các năm trước",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Mỗi dòng một năm, ví dụ: 2023: Hoàn thành tốt nhiệm vụ. Năm nào sổ đã có kết "
        "quả chính thức thì tính theo sổ.",
    )
    initiative_name = forms.CharField(
        label="Sáng kiến, đề tài",
        required=False,
        max_length=400,
        widget=forms.TextInput(attrs={"list": "sang-kien-chua-dung"}),
    )
    initiative_decision = forms.CharField(
        label="Quyết định công nhận",
        required=False,
        max_length=200,
        help_text="Số, ký hiệu và ngày, ví dụ: 1204/QĐ-UBND ngày 20/5/2024.",
    )
    initiative_recognised = forms.ChoiceField(
        label="Công nhận sáng kiến", required=False, choices=RECOGNISED
    )
    initiative_scope = forms.ChoiceField(
        label="Phạm vi ảnh hưởng đã được xác nhận", required=False, choices=SCOPES
    )
    service_months = forms.IntegerField(
        label="Số tháng công tác trong năm xét",
        required=False,
        min_value=0,
        max_value=12,
        help_text="Chỉ ghi khi dưới 12 tháng. Thời gian nghỉ thai sản được tính là công tác.",
    )
    pending_discipline = forms.CharField(
        label="Đang xem xét kỷ luật, kiểm tra, xác minh",
        required=False,
        max_length=300,
        help_text="Để trống nếu không có.",
    )
    headcount = forms.IntegerField(label="Tổng số người", required=False, min_value=0)
    ldtt_part = forms.IntegerField(label="Số người đạt LĐTT", required=False, min_value=0)
    ldtt_whole = forms.IntegerField(
        label="Trên tổng số người được xét", required=False, min_value=1
    )
    cstdcs_count = forms.IntegerField(label="Số người đạt CSTĐCS", required=False, min_value=0)
    earlier_awards = forms.CharField(
        label="Khen thưởng đã nhận",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Mỗi dòng một loại, kèm năm thành tích, ví dụ: CSTĐCS 2022, 2023. Khen thưởng sổ "
        "đã ghi thì không cần kê.",
    )
    besides = forms.MultipleChoiceField(
        label="Đọc từ danh sách của đơn vị",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Bỏ đánh dấu điều không đúng.",
    )
    declared = forms.MultipleChoiceField(
        label="Thành tích đơn vị xác nhận có, kèm báo cáo",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    achievement = forms.CharField(
        label="Thành tích", required=False, widget=forms.Textarea(attrs={"rows": 5})
    )
    note = forms.CharField(
        label="Ghi chú", required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(
        self,
        *args: Any,
        round_: Round,
        kind: str,
        title: str = "",
        group: str = "",
        row: Nomination | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.year = kind, round_.year
        self.prior_awards = row.prior_awards if row else []
        self.more = MoreClaims.from_json(row.more_claims if row else {})
        self.fields["title_code"].choices = titles_for(round_, kind)
        chosen = (self.data.get("title_code") if self.is_bound else None) or title
        known = dict(self.fields["title_code"].choices)
        first = next(iter(known), "")
        self.fields["declared"].choices = achievements(
            chosen if chosen in known else first, kind, group, round_.considered_on
        )
        unwanted = {
            SubjectKind.PERSON.value: COLLECTIVE,
            SubjectKind.COLLECTIVE.value: PERSONAL,
            SubjectKind.HOUSEHOLD.value: (
                *PERSONAL[4:],
                *COLLECTIVE,
                "sex",
                "group",
                "rating_level",
                "earlier_ratings",
            ),
        }[kind]
        for name in unwanted:
            self.fields.pop(name, None)
        if kind != SubjectKind.PERSON:
            self.fields["name"].label = (
                "Tên tập thể" if kind == SubjectKind.COLLECTIVE else "Chủ hộ, tên hộ gia đình"
            )
        if kind == SubjectKind.HOUSEHOLD:
            self.fields["position"].label = "Địa chỉ"
            self.fields["birth_words"].required = False
        self.fields["besides"].choices = said_besides(self.more)
        for name in ("declared", "besides"):
            if not self.fields[name].choices:
                self.fields.pop(name)

    def clean_birth_words(self) -> str:
        words = self.cleaned_data["birth_words"]
        try:
            found = parse_date(words)
        except BadDate as bad:
            raise forms.ValidationError(str(bad)) from bad
        if words and found is None and " - " not in words:
            raise forms.ValidationError("Ghi ngày sinh như 15/8/1985, hoặc chỉ năm sinh như 1985.")
        return words

    def clean_initiative_decision(self) -> str:
        words = self.cleaned_data["initiative_decision"]
        try:
            find_decision(words)
        except BadDate as bad:
            raise forms.ValidationError(str(bad)) from bad
        return words

    def clean_earlier_awards(self) -> list[dict[str, Any]]:
        return read_award_lines(self.cleaned_data["earlier_awards"], self.kind, self.prior_awards)

    def clean_earlier_ratings(self) -> tuple[OtherRating, ...]:
        return read_rating_lines(self.cleaned_data["earlier_ratings"], self.year, self.more)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        part, whole = data.get("ldtt_part"), data.get("ldtt_whole")
        if part is not None and whole is not None and part > whole:
            self.add_error("ldtt_part", f"Số người đạt LĐTT ({part}) nhiều hơn tổng số ({whole}).")
        return data

    def birth(self) -> PartialDate | None:
        words = self.cleaned_data.get("birth_words", "")
        return parse_date(words.split(" - ")[0]) if words else None

    def claims(self) -> dict[str, Any]:
        """Columns of the dossier, as far as the form is understood; what the kind of subject has
        no field for, and what is still being typed, stay as they are."""
        data = {k: v for k, v in self.cleaned_data.items() if k not in ("title_code", *LINES)}
        if "rating_level" in data and "rating_level" not in self.changed_data:
            # The words of a list ("chưa đánh giá") say more than the level that is missing.
            data.pop("rating_level")
        elif "rating_level" in data:
            level = data["rating_level"]
            data["rating_level"] = int(level) if level else None
            data["rating_words"] = dict(RATINGS)[level] if level else ""
        if "initiative_scope" in data:
            data["initiative_scope"] = int(data["initiative_scope"] or 0) or None
            data["initiative_recognised"] = {"yes": True, "no": False}.get(
                data["initiative_recognised"]
            )
        if "declared" in data:
            data["declared"] = dict.fromkeys(data["declared"], True)
        if "earlier_awards" in self.cleaned_data:
            data["prior_awards"] = self.cleaned_data["earlier_awards"]
        return data | {"more_claims": self._more().to_json()}

    def _more(self) -> MoreClaims:
        more, data = self.more, self.cleaned_data
        if "earlier_ratings" in data:
            more = replace(more, ratings=data["earlier_ratings"])
        if "besides" in data:
            more = kept_besides(more, data["besides"])
        if "initiative_decision" in data and "initiative_decision" in self.changed_data:
            cited = find_decision(data["initiative_decision"])
            year = cited.year if cited else None
            more = replace(more, initiative_year=year if year != self.year else None)
        return more


def initial_of(row: Nomination) -> dict[str, Any]:
    """The form as the dossier stands."""
    more = MoreClaims.from_json(row.more_claims)
    columns = set(DossierForm.base_fields) - {"title_code", *LINES}
    values = {name: getattr(row, name) for name in columns}
    recognised = {True: "yes", False: "no", None: ""}[row.initiative_recognised]
    return values | {
        "title_code": row.title_code,
        "rating_level": "" if row.rating_level is None else str(row.rating_level),
        "initiative_scope": str(row.initiative_scope or ""),
        "initiative_recognised": recognised,
        "declared": [criterion for criterion, value in row.declared.items() if value],
        "earlier_awards": award_lines(row.prior_awards),
        "earlier_ratings": rating_lines(more),
        "besides": [value for value, _ in said_besides(more)],
    }
