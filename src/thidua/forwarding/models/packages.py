"""Packages of passed dossiers whose award a higher level decides."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from thidua.commendation.models import Nomination, Round
from thidua.core.codes import new_code
from thidua.core.constraints import date_order, state_needs
from thidua.core.models import Owned, Revised
from thidua.core.workflow import Case
from thidua.forwarding.enums import Channel, Outcome, Simplified, State, Target
from thidua.registry.models import Award


class Package(Owned, Case):
    """The submission (tờ trình) to one higher level, with the dossiers that go with it.

    `planned_on` is the day whose law says who decides and what papers are asked for; `signed_on`
    the day of the submission. `file_by` with `file_basis`, and `own_days` with `own_basis` (working
    days from receipt) are limits set by the higher level's own rules, where no text on file has
    one. `settled`: open questions of the law, answered by naming a paper:
    {title: {question: paper}}.
    """

    code = models.CharField("mã", max_length=12, unique=True, default=new_code)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="packages")
    name = models.CharField("trích yếu", max_length=300)
    level = models.CharField("cấp quyết định", max_length=10, choices=Target.choices)
    addressee = models.CharField("kính gửi", max_length=300)
    planned_on = models.DateField("ngày dự kiến trình")
    education = models.BooleanField("ngành giáo dục, theo năm học", default=False)
    file_by = models.DateField("hạn nộp do cấp trên đặt", null=True, blank=True)
    file_basis = models.CharField("văn bản đặt hạn nộp", max_length=200, blank=True)
    own_days = models.PositiveSmallIntegerField(
        "số ngày làm việc giải quyết", null=True, blank=True
    )
    own_basis = models.CharField("văn bản đặt thời hạn giải quyết", max_length=200, blank=True)
    settled = models.JSONField("căn cứ cho nội dung chưa rõ", default=dict, blank=True)
    state = models.CharField("bước", max_length=10, choices=State.choices, default=State.DRAFT)

    symbol = models.CharField("ký hiệu", max_length=40)
    year = models.PositiveSmallIntegerField("năm của số", null=True, blank=True)
    number = models.PositiveIntegerField("số", null=True, blank=True)
    signed_on = models.DateField("ngày tờ trình", null=True, blank=True)
    signer_name = models.CharField("họ tên người ký", max_length=120, blank=True)
    sent_on = models.DateField("ngày gửi", null=True, blank=True)
    channel = models.CharField("gửi qua", max_length=15, choices=Channel.choices, blank=True)
    received_on = models.DateField("ngày cấp trên nhận", null=True, blank=True)
    receipt = models.CharField("số biên nhận", max_length=80, blank=True)
    notified_on = models.DateField("ngày nhận kết quả", null=True, blank=True)
    outcome_reason = models.CharField("lý do", max_length=500, blank=True)

    draft_at = models.DateTimeField(auto_now_add=True)
    drafted_by_name = models.CharField(max_length=200)
    checked_at = models.DateTimeField(null=True, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    received_at = models.DateTimeField(null=True, blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    granted_at = models.DateTimeField(null=True, blank=True)
    refused_at = models.DateTimeField(null=True, blank=True)
    partly_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "hồ sơ trình cấp trên"
        verbose_name_plural = "hồ sơ trình cấp trên"
        indexes = (models.Index(fields=("authority", "state", "planned_on")),)
        constraints = (
            *(
                state_needs(
                    f"forwarding_package_{state.value}",
                    (state,),
                    f"{state.value}_at",
                    f"Hồ sơ ở bước “{state.label}” phải có thời điểm vào bước đó.",
                )
                for state in State
                if state is not State.DRAFT
            ),
            models.UniqueConstraint(
                fields=("authority", "year", "symbol", "number"),
                name="forwarding_package_number",
                violation_error_message="Số tờ trình này đã cấp.",
            ),
            models.CheckConstraint(
                name="forwarding_package_signed_number",
                condition=Q(number__isnull=True, year__isnull=True, signed_on__isnull=True)
                | Q(number__isnull=False, year__isnull=False, signed_on__isnull=False),
                violation_error_message="Tờ trình đã ký phải có số, năm và ngày.",
            ),
            date_order(
                "forwarding_package_sent_after",
                "signed_on",
                "sent_on",
                "Không gửi trước ngày tờ trình.",
            ),
            date_order(
                "forwarding_package_received_after",
                "sent_on",
                "received_on",
                "Cấp trên không thể nhận trước ngày gửi.",
            ),
            models.CheckConstraint(
                name="forwarding_package_own_days",
                condition=Q(own_days__isnull=True)
                | (Q(own_days__range=(1, 250)) & ~Q(own_basis="")),
                violation_error_message=(
                    "Thời hạn giải quyết từ 1 đến 250 ngày làm việc và phải ghi văn bản quy định."
                ),
            ),
            models.CheckConstraint(
                name="forwarding_package_file_basis",
                condition=Q(file_by__isnull=True) | ~Q(file_basis=""),
                violation_error_message="Hạn nộp phải ghi văn bản quy định.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.full_number or 'chưa có số'}: {self.name}"

    @property
    def full_number(self) -> str:
        """`05/TTr-UBND`; empty before it is signed."""
        return f"{self.number:02d}/{self.symbol}" if self.number else ""

    def lines(self) -> models.QuerySet[PackageItem]:
        """Its dossiers in order, without those taken out of the draft."""
        return self.items.filter(left_out_at__isnull=True).order_by("order")


class PackageItem(Owned, Revised):
    """One dossier of a package, and what became of it.

    `claims`: which cases that call for a paper of their own it falls under, {claim: {"said": bool,
    "basis": paper}}. `decider` with number and day is the decision of the higher level; `award` the
    row it became in the register. `released_at`: the dossier is free again, for it was taken out of
    the draft (`left_out_at`) or the package was withdrawn.
    """

    package = models.ForeignKey(Package, on_delete=models.PROTECT, related_name="items")
    nomination = models.ForeignKey(
        Nomination, on_delete=models.PROTECT, related_name="package_items"
    )
    order = models.PositiveIntegerField("thứ tự")
    simplified = models.CharField(
        "thủ tục đơn giản", max_length=20, choices=Simplified.choices, blank=True
    )
    claims = models.JSONField("trường hợp cần giấy tờ riêng", default=dict, blank=True)
    outcome = models.CharField(
        "kết quả", max_length=10, choices=Outcome.choices, default=Outcome.WAITING
    )
    decider = models.CharField("nơi quyết định", max_length=200, blank=True)
    decision_number = models.CharField("số quyết định", max_length=60, blank=True)
    decided_on = models.DateField("ngày quyết định", null=True, blank=True)
    outcome_reason = models.CharField("lý do", max_length=500, blank=True)
    award = models.OneToOneField(
        Award, null=True, blank=True, on_delete=models.PROTECT, related_name="package_item"
    )
    released_at = models.DateTimeField(null=True, blank=True)
    left_out_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "hồ sơ trong gói trình"
        verbose_name_plural = "hồ sơ trong gói trình"
        constraints = (
            models.UniqueConstraint(
                fields=("authority", "nomination"),
                condition=Q(released_at__isnull=True),
                name="forwarding_item_once",
                violation_error_message="Hồ sơ này đang nằm trong một gói trình khác.",
            ),
            models.CheckConstraint(
                name="forwarding_item_left_out",
                condition=Q(left_out_at__isnull=True) | Q(released_at__isnull=False),
                violation_error_message="Hồ sơ bỏ khỏi gói thì phải được giải phóng.",
            ),
            models.CheckConstraint(
                name="forwarding_item_granted",
                condition=~Q(outcome=Outcome.GRANTED)
                | (
                    ~Q(decision_number="")
                    & ~Q(decider="")
                    & Q(decided_on__isnull=False, award__isnull=False)
                ),
                violation_error_message=(
                    "Được khen thưởng thì phải ghi số, ngày và nơi ban hành quyết định."
                ),
            ),
            models.CheckConstraint(
                name="forwarding_item_refused",
                condition=~Q(outcome=Outcome.REFUSED) | ~Q(outcome_reason=""),
                violation_error_message="Không được khen thưởng thì phải ghi lý do.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.package_id}, {self.order}"
