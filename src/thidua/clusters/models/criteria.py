"""The tree of criteria (bảng điểm): groups and leaves, frozen once a scoring uses it."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q

from thidua.clusters.enums import Method, NodeKind, TargetRule
from thidua.core.codes import new_code
from thidua.core.models import Owned, Revised
from thidua.core.search import search_index
from thidua.targets.models import Target

_FROZEN_NODE = """
    SELECT max(frozen_at) INTO frozen FROM (
        SELECT frozen_at FROM clusters_criteriatree
        WHERE id = ANY(ARRAY[{trees}]) FOR SHARE
    ) AS held;
    IF frozen IS NOT NULL THEN
        RAISE EXCEPTION 'bảng điểm đã dùng để chấm, không sửa được'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN {row};
"""
"""The tree is read under a lock, so that nobody adds to it while it is being frozen."""


def _kept(operation: pgtrigger.Operation, trees: str, row: str) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name=f"frozen_{str(operation).lower()}",
        when=pgtrigger.Before,
        operation=operation,
        declare=[("frozen", "timestamptz")],
        func=_FROZEN_NODE.format(trees=trees, row=row),
    )


class CriteriaTree(Owned, Revised):
    """One version of a table of criteria for a year.

    `stated_total` is the total its regulation names; where the leaves sum to something else,
    `difference_note` says why, or no scoring starts. `frozen_at`: a scoring uses it, and the
    database refuses any later change of it or of its nodes.
    """

    code = models.CharField("mã", max_length=12, unique=True, default=new_code)
    year = models.PositiveSmallIntegerField("năm")
    name = models.CharField("tên bảng điểm", max_length=200)
    version = models.PositiveSmallIntegerField("bản thứ", default=1)
    basis = models.CharField("văn bản quy định", max_length=300, blank=True)
    stated_total = models.DecimalField(
        "tổng điểm công bố", max_digits=9, decimal_places=2, validators=[MinValueValidator(1)]
    )
    bonus_in_total = models.BooleanField("tổng điểm gồm cả điểm thưởng", default=True)
    difference_note = models.CharField("vì sao tổng không khớp", max_length=300, blank=True)
    copied_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="copies"
    )
    frozen_at = models.DateTimeField(null=True, blank=True)
    search_key = models.CharField(max_length=600, editable=False)

    class Meta:
        verbose_name = "bảng điểm thi đua"
        verbose_name_plural = "bảng điểm thi đua"
        ordering: ClassVar = ["-year", "name", "-version"]
        indexes = (search_index("clusters_tree_search"),)
        constraints = (
            models.UniqueConstraint(
                fields=("authority", "year", "name", "version"),
                name="clusters_tree_once",
                violation_error_message="Năm này đã có bảng điểm cùng tên, cùng bản.",
            ),
            models.CheckConstraint(
                name="clusters_tree_total",
                condition=Q(stated_total__gt=0, year__range=(2000, 2100), version__gte=1),
                violation_error_message=(
                    "Tổng điểm phải lớn hơn 0, năm từ 2000 đến 2100, bản từ 1 trở lên."
                ),
            ),
        )
        triggers = (
            pgtrigger.Protect(
                name="frozen",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Condition("OLD.frozen_at IS NOT NULL"),
            ),
        )

    def __str__(self) -> str:
        again = f", bản {self.version}" if self.version > 1 else ""
        return f"{self.name} năm {self.year}{again}"


class TreeNode(Owned):
    """A group or a leaf. `most`: the highest points of a leaf (of a deduction: the most that is
    taken off; empty: no limit stated), of a group the cap on its sum, where one is stated.

    `rate`: points for each one of the figure, or taken off for each percent short of the target.
    `target`: whose result the points follow by `rule`, the arithmetic of the regulation that
    `rule_words` quotes; a rule without its target waits for one. `tie_order` 1, 2, …: in that order
    it decides between equal totals.
    """

    tree = models.ForeignKey(CriteriaTree, on_delete=models.CASCADE, related_name="nodes")
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="children"
    )
    order = models.PositiveSmallIntegerField("thứ tự")
    number = models.CharField("số mục", max_length=12, blank=True)
    name = models.CharField("nội dung, tiêu chí", max_length=500)
    is_group = models.BooleanField("là nhóm", default=False)
    kind = models.CharField("loại điểm", max_length=5, choices=NodeKind.choices)
    method = models.CharField(
        "cách chấm", max_length=6, choices=Method.choices, default=Method.JUDGED
    )
    most = models.DecimalField("điểm tối đa", max_digits=9, decimal_places=2, null=True, blank=True)
    rate = models.DecimalField("mức điểm", max_digits=9, decimal_places=2, null=True, blank=True)
    unit_word = models.CharField("đơn vị tính của số liệu", max_length=60, blank=True)
    evidence_required = models.BooleanField("phải có tài liệu kiểm chứng", default=False)
    target = models.ForeignKey(
        Target,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="criteria",
        verbose_name="chỉ tiêu",
    )
    rule = models.CharField(
        "cách tính từ chỉ tiêu", max_length=7, choices=TargetRule.choices, blank=True
    )
    rule_words = models.CharField("nguyên văn quy định về cách tính", max_length=300, blank=True)
    tie_order = models.PositiveSmallIntegerField("thứ tự phân định", null=True, blank=True)

    class Meta:
        verbose_name = "tiêu chí thi đua"
        verbose_name_plural = "tiêu chí thi đua"
        ordering: ClassVar = ["order", "pk"]
        constraints = (
            models.CheckConstraint(
                name="clusters_node_parent",
                condition=Q(parent__isnull=True) | ~Q(parent=F("pk")),
                violation_error_message="Một mục không thể nằm trong chính nó.",
            ),
            models.CheckConstraint(
                name="clusters_node_most",
                condition=(Q(most__isnull=True) | Q(most__gte=0))
                & (Q(is_group=True) | Q(kind="minus") | Q(most__gt=0, most__isnull=False)),
                violation_error_message="Tiêu chí phải có điểm tối đa lớn hơn 0.",
            ),
            models.CheckConstraint(
                name="clusters_node_rate",
                condition=~Q(method="rate", is_group=False) | Q(rate__gt=0, rate__isnull=False),
                violation_error_message="Cách chấm theo số liệu cần mức điểm lớn hơn 0.",
            ),
            models.CheckConstraint(
                name="clusters_node_yes_no",
                condition=~Q(method="yes_no", is_group=False) | Q(most__isnull=False),
                violation_error_message="Cách chấm đạt hay không đạt cần điểm tối đa.",
            ),
            models.CheckConstraint(
                name="clusters_node_target",
                condition=Q(target__isnull=True, rule="", rule_words="")
                | (Q(method="target", is_group=False) & ~Q(kind="minus") & ~Q(rule="")
                   & ~Q(rule_words="")),
                violation_error_message=(
                    "Tính điểm từ chỉ tiêu cần cách chấm theo kết quả chỉ tiêu, cách tính và "
                    "nguyên văn quy định."
                ),
            ),
            models.CheckConstraint(
                name="clusters_node_short",
                condition=~Q(rule="short") | Q(rate__gt=0, rate__isnull=False),
                violation_error_message="Cách tính trừ theo phần thiếu cần mức điểm lớn hơn 0.",
            ),
            models.UniqueConstraint(
                fields=("authority", "tree", "tie_order"),
                condition=Q(tie_order__isnull=False),
                name="clusters_node_tie_once",
                violation_error_message="Mỗi thứ tự phân định chỉ dùng cho một mục.",
            ),
        )  # fmt: skip
        triggers = (
            _kept(pgtrigger.Insert, "NEW.tree_id", "NEW"),
            _kept(pgtrigger.Update, "OLD.tree_id, NEW.tree_id", "NEW"),
            _kept(pgtrigger.Delete, "OLD.tree_id", "OLD"),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.name}".strip()
