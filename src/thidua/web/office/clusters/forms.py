"""Forms of clusters."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet

from thidua.clusters.domain.trees import NodePlan, TreePlan, targets_for
from thidua.clusters.domain.years import ClusterPlan, YearPlan
from thidua.clusters.enums import ClusterKind, Method, NodeKind, Organiser, TargetRule
from thidua.clusters.models import Cluster, ClusterYear, CriteriaTree, TreeNode
from thidua.clusters.typing_in import plain
from thidua.vietnamese.numbers import parse_number

YEARS = {"min_value": 2000, "max_value": 2100}
CENT = Decimal("0.01")
LARGEST = Decimal(1_000_000)


class PointsField(forms.CharField):
    """A number in the Vietnamese notation: 62,5 or 1.000."""

    def __init__(self, *, label: str, required: bool = True, help_text: str = "") -> None:
        super().__init__(
            label=label,
            required=required,
            max_length=20,
            help_text=help_text,
            widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        )

    def clean(self, value: Any) -> Decimal | None:
        text = super().clean(value)
        if not text:
            return None
        number = parse_number(text)
        if number is None or abs(number) >= LARGEST or number != number.quantize(CENT):
            raise forms.ValidationError(
                f"“{text}” không phải số điểm. Ghi như 62,5 hoặc 1.000, tối đa hai số lẻ."
            )
        return number

    def prepare_value(self, value: Any) -> Any:
        return plain(value) if isinstance(value, Decimal) else value


def _day(label: str, help_text: str = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        required=False,
        help_text=help_text,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Ngày này không có trong lịch. Nhập theo mẫu 12/12/2024."},
    )


class ClusterForm(forms.Form):
    """What a cluster is."""

    name = forms.CharField(label="Tên cụm, khối", max_length=200)
    kind = forms.ChoiceField(label="Loại", choices=ClusterKind.choices)
    organiser = forms.ChoiceField(
        label="Cấp tổ chức",
        choices=[("", "Chọn cấp tổ chức"), *Organiser.choices],
        help_text="Quyết định đơn vị dẫn đầu được xem xét cờ thi đua nào.",
    )
    organiser_name = forms.CharField(
        label="Cơ quan tổ chức",
        required=False,
        max_length=200,
        help_text="Ghi vào biên bản, ví dụ UBND thành phố Hải Phòng.",
    )
    basis = forms.CharField(
        label="Văn bản chia cụm, khối",
        required=False,
        max_length=300,
        help_text="Số, ngày quyết định của cơ quan mình.",
    )
    flag_name = forms.CharField(
        label="Đơn vị dẫn đầu được đề nghị tặng",
        required=False,
        max_length=200,
        help_text="Chỉ ghi khi quy định của địa phương có. Luật không đặt cờ cấp huyện, xã.",
    )
    flag_basis = forms.CharField(label="Căn cứ của quy định đó", required=False, max_length=300)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("flag_name") and not data.get("flag_basis"):
            self.add_error("flag_basis", "Ghi văn bản quy định hình thức đề nghị này.")
        if data.get("flag_basis") and not data.get("flag_name"):
            self.add_error("flag_name", "Ghi hình thức mà văn bản đó quy định.")
        return data

    def plan(self) -> ClusterPlan:
        return ClusterPlan(**{k: self.cleaned_data[k] for k in ClusterForm.base_fields})


class NewClusterForm(ClusterForm):
    """A cluster and its first year."""

    year = forms.IntegerField(label="Năm", **YEARS)


class NewYearForm(forms.Form):
    """Another year of a cluster."""

    cluster = forms.ModelChoiceField(
        label="Cụm, khối", queryset=Cluster.objects.none(), empty_label=None
    )
    year = forms.IntegerField(label="Năm", **YEARS)
    keep_members = forms.BooleanField(
        label="Giữ danh sách thành viên của năm gần nhất",
        required=False,
        initial=True,
        help_text="Trưởng, phó được đề xuất luân phiên, không chép sang.",
    )

    def __init__(self, *args: Any, clusters: QuerySet[Cluster], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cluster"].queryset = clusters


class YearForm(forms.Form):
    """Timetable, pact, public page."""

    self_due_on = _day("Hạn tự chấm")
    cross_due_on = _day("Hạn chấm chéo")
    panel_due_on = _day("Hạn thẩm định")
    objections_due_on = _day(
        "Hạn kiến nghị",
        "Ngày cuối các đơn vị được kiến nghị về dự thảo. Luật không đặt hạn này: theo quy chế của "
        "cụm, khối.",
    )
    pact_signed_on = _day("Ngày ký giao ước thi đua")
    pact_words = forms.CharField(
        label="Nội dung giao ước",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    file = forms.FileField(label="Bản giao ước đã ký", required=False)
    is_public = forms.BooleanField(
        label="Đăng kết quả xếp hạng cho Nhân dân xem sau khi công bố", required=False
    )

    def plan(self) -> YearPlan:
        data = {k: v for k, v in self.cleaned_data.items() if k != "file"}
        return YearPlan(**data)

    @staticmethod
    def initial_of(row: ClusterYear) -> dict[str, Any]:
        return {k: getattr(row, k) for k in YearForm.base_fields if k != "file"}


class TreeForm(forms.Form):
    """What a table of criteria says of itself."""

    year = forms.IntegerField(label="Năm", **YEARS)
    name = forms.CharField(label="Tên bảng điểm", max_length=200)
    basis = forms.CharField(label="Văn bản quy định", required=False, max_length=300)
    stated_total = PointsField(
        label="Tổng điểm công bố", help_text="Tổng mà quy định của cụm, khối nêu, ví dụ 1.000."
    )
    bonus_in_total = forms.BooleanField(
        label="Tổng điểm gồm cả điểm thưởng", required=False, initial=True
    )
    difference_note = forms.CharField(
        label="Vì sao tổng các tiêu chí không khớp (nếu có)",
        required=False,
        max_length=300,
        help_text="Chỉ ghi khi quy định thật sự như vậy; để trống thì hệ thống đòi tổng phải khớp.",
    )

    def clean_stated_total(self) -> Decimal:
        number: Decimal = self.cleaned_data["stated_total"]
        if number <= 0:
            raise forms.ValidationError("Tổng điểm phải lớn hơn 0.")
        return number

    def plan(self) -> TreePlan:
        return TreePlan(**self.cleaned_data)

    @staticmethod
    def initial_of(row: CriteriaTree) -> dict[str, Any]:
        return {k: getattr(row, k) for k in TreeForm.base_fields}


class CopyForm(forms.Form):
    """The same table for another year, or a new version."""

    year = forms.IntegerField(label="Sang năm", **YEARS)
    name = forms.CharField(label="Tên bảng điểm", max_length=200)


class NodeForm(forms.Form):
    """A group or a leaf; `of_target` is shown apart, open where it says something."""

    of_target = ("target_id", "rule", "rule_words")

    parent = forms.ChoiceField(label="Nằm trong nhóm", required=False)
    is_group = forms.BooleanField(
        label="Đây là nhóm tiêu chí", required=False, help_text="Nhóm chứa tiêu chí, không chấm."
    )
    number = forms.CharField(label="Số mục", required=False, max_length=12)
    name = forms.CharField(label="Nội dung, tiêu chí", max_length=500)
    kind = forms.ChoiceField(label="Loại điểm", choices=NodeKind.choices)
    method = forms.ChoiceField(
        label="Cách chấm",
        choices=Method.choices,
        help_text="“Theo kết quả chỉ tiêu”: chọn chỉ tiêu và cách tính ở dưới thì hệ thống đề xuất "
        "điểm; không chọn thì đơn vị ghi điểm, nêu số liệu đã đạt ở ghi chú.",
    )
    most = PointsField(
        label="Điểm tối đa",
        required=False,
        help_text="Ở nhóm: mức trần của cả nhóm, để trống là không trần. Ở điểm trừ: mức trừ nhiều "
        "nhất, để trống là không nêu.",
    )
    target_id = forms.TypedChoiceField(
        label="Chỉ tiêu", required=False, coerce=int, empty_value=None
    )
    rule = forms.ChoiceField(
        label="Cách tính điểm từ chỉ tiêu",
        required=False,
        choices=[("", "Không tính từ chỉ tiêu"), *TargetRule.choices],
    )
    rule_words = forms.CharField(
        label="Nguyên văn quy định về cách tính",
        required=False,
        max_length=300,
        help_text="Đơn vị đọc câu này bên điểm đề xuất. Luật không đặt cách tính điểm: theo quy "
        "định của cụm, khối.",
    )
    rate = PointsField(
        label="Mức điểm cho một đơn vị số liệu",
        required=False,
        help_text="Cách chấm theo số liệu: điểm cho mỗi đơn vị. Cách tính trừ phần thiếu: điểm trừ "
        "cho mỗi 1 % chỉ tiêu còn thiếu.",
    )
    unit_word = forms.CharField(
        label="Đơn vị tính của số liệu",
        required=False,
        max_length=60,
        help_text="Ví dụ: mô hình, văn bản chậm.",
    )
    evidence_required = forms.BooleanField(label="Phải có tài liệu kiểm chứng", required=False)
    tie_order = forms.IntegerField(
        label="Thứ tự phân định khi bằng điểm",
        required=False,
        min_value=1,
        max_value=99,
        help_text="1 xét trước. Để trống: không dùng để phân định.",
    )

    def __init__(self, *args: Any, tree: CriteriaTree, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.groups = {str(one.pk): one for one in tree.nodes.filter(is_group=True)}
        own = [(key, str(one)) for key, one in self.groups.items()]
        self.fields["parent"].choices = [("", "Ngoài cùng"), *own]
        found = [(one.pk, f"{one.code}, {one.name}") for one in targets_for(tree)]
        self.fields["target_id"].choices = [("", "Không chọn"), *found]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("is_group"):
            return data
        most, is_minus = data.get("most"), data.get("kind") == NodeKind.MINUS
        if "most" not in self.errors and not is_minus and not (most and most > 0):
            self.add_error("most", "Ghi điểm tối đa lớn hơn 0.")
        if most is not None and most < 0:
            self.add_error("most", "Ghi số dương, kể cả mức trừ nhiều nhất.")
        if data.get("method") == Method.RATE and not data.get("rate"):
            self.add_error("rate", "Ghi mức điểm cho một đơn vị số liệu.")
        if data.get("method") == Method.TARGET:
            self._check_rule(data)
        if data.get("method") == Method.YES_NO and not most and "most" not in self.errors:
            self.add_error("most", "Ghi điểm khi đạt (hoặc khi bị trừ).")
        return data

    def _check_rule(self, data: dict[str, Any]) -> None:
        """A target, its rule and the words of the rule come together."""
        rule = data.get("rule")
        if data.get("target_id") and not rule:
            self.add_error("rule", "Chọn cách tính điểm từ chỉ tiêu này.")
        if not rule:
            return
        if data.get("kind") == NodeKind.MINUS:
            self.add_error("kind", "Điểm trừ không tính từ chỉ tiêu. Chọn điểm chuẩn hoặc thưởng.")
        if not data.get("target_id") and "target_id" not in self.errors:
            self.add_error("target_id", "Chọn chỉ tiêu để tính điểm.")
        if not data.get("rule_words"):
            self.add_error("rule_words", "Chép nguyên văn quy định về cách tính.")
        if rule == TargetRule.SHORT and not data.get("rate") and "rate" not in self.errors:
            self.add_error("rate", "Ghi điểm trừ cho mỗi 1 % chỉ tiêu còn thiếu.")

    def plan(self) -> NodePlan:
        return NodePlan(**{k: v for k, v in self.cleaned_data.items() if k != "parent"})

    @property
    def is_of_target(self) -> bool:
        return any(self[name].errors or self[name].value() for name in self.of_target)

    @property
    def group(self) -> TreeNode | None:
        return self.groups.get(self.cleaned_data.get("parent", ""))

    @staticmethod
    def initial_of(node: TreeNode) -> dict[str, Any]:
        own = {k: getattr(node, k) for k in NodeForm.base_fields if k != "parent"}
        return own | {"parent": str(node.parent_id or "")}


class SettingsForm(forms.Form):
    """What the authority settled for all its clusters."""

    flag_share = PointsField(
        label="Tỷ lệ của cơ quan, %",
        required=False,
        help_text="Phần trăm số đơn vị dẫn đầu được đề nghị Cờ thi đua của Chính phủ nhiều nhất. "
        "Để trống: chỉ dùng con số của bộ quy tắc.",
    )
    flag_share_basis = forms.CharField(
        label="Văn bản quy định tỷ lệ đó",
        required=False,
        max_length=300,
        help_text="Số, ngày hướng dẫn của Bộ Nội vụ hoặc quyết định của tỉnh.",
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        share, basis = data.get("flag_share"), data.get("flag_share_basis")
        if share is not None and not 0 < share <= 100:  # noqa: PLR2004 (percent)
            self.add_error("flag_share", "Tỷ lệ từ trên 0 đến 100 %.")
        if share is not None and not basis:
            self.add_error("flag_share_basis", "Ghi văn bản quy định tỷ lệ này.")
        if basis and share is None and "flag_share" not in self.errors:
            self.add_error("flag_share", "Ghi tỷ lệ mà văn bản đó quy định.")
        return data


class ReasonForm(forms.Form):
    """Why a step is taken."""

    reason = forms.CharField(
        label="Lý do", max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


class AnswerForm(forms.Form):
    """The answer to an objection."""

    answer = forms.CharField(
        label="Trả lời",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Các đơn vị đọc đúng câu này.",
    )
    points = forms.CharField(
        label="Điểm thẩm định mới",
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        help_text="Để trống là giữ nguyên điểm.",
    )
