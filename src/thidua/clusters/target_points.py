"""Points that follow from a unit's result on a target, with the reckoning in words. Pure.

A proposal and no more: the unit keeps the points or changes them and says why. What the figures do
not give is not proposed, and the sentence says what is missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from thidua.clusters.enums import TargetRule
from thidua.clusters.points import ZERO, Node, Scheme
from thidua.clusters.typing_in import CENT, Doubt, Read, plain
from thidua.vietnamese.numbers import format_number

HUNDRED = Decimal(100)
_DECIMALS = 6


@dataclass(frozen=True, slots=True)
class Figure:
    """What a unit reached of a target. `is_reached` None: not known yet. `sureness`: whether the
    figure was looked at (“số đã duyệt”). `missing`: why there is nothing to reckon with."""

    code: str
    name: str
    measure: str = ""
    plan: Decimal | None = None
    actual: Decimal | None = None
    is_reached: bool | None = None
    period: str = ""
    sureness: str = ""
    missing: str = ""

    @property
    def words(self) -> str:
        """“Năm 2024: 912 trên 950 tỷ đồng, số đã duyệt”."""
        if self.missing:
            return self.missing
        amount = figure_words(self.actual)
        if self.plan is not None:
            amount = f"{amount} trên {figure_words(self.plan)}"
        return f"{self.period}: {amount} {self.measure}".strip() + f", {self.sureness}"


def figure_words(figure: Decimal | None) -> str:
    """A figure with as many decimals as it has: 912,5."""
    text = format_number(figure or ZERO, _DECIMALS)
    return text.rstrip("0").rstrip(",") if "," in text else text


@dataclass(frozen=True, slots=True)
class Proposal:
    """Points, or None where the figures give none; `reckoning`: how, or why not."""

    figure: Figure
    points: Decimal | None
    reckoning: str

    @property
    def words(self) -> str:
        """For the record of a sheet that is handed in."""
        return f"Chỉ tiêu “{self.figure.name}”, {self.figure.words}. {self.reckoning}"


def propose(node: Node, figure: Figure) -> Proposal:
    """The points of one criterion by its rule, rounded half up to two decimals."""
    if figure.missing:
        return Proposal(figure, None, "Chưa tính được điểm.")
    if node.rule == TargetRule.REACHED:
        return _all_or_nothing(node, figure)
    actual, plan = figure.actual or ZERO, figure.plan
    if plan is None or plan <= 0 or actual < 0:
        why = "Chưa tính được điểm: chỉ tiêu giao hoặc số thực hiện không phải số dương."
        return Proposal(figure, None, why)
    if node.rule == TargetRule.PLAN:
        return _inverse(node, figure, plan, actual)
    if node.rule == TargetRule.SHORT:
        return _short(node, figure, plan, actual)
    return _held(node, figure, actual / plan, f"{figure_words(actual)} : {figure_words(plan)}")


def _all_or_nothing(node: Node, figure: Figure) -> Proposal:
    if figure.is_reached is None:
        return Proposal(figure, None, "Chưa biết đạt hay không đạt.")
    points = (node.most or ZERO) if figure.is_reached else ZERO
    said = "Đạt chỉ tiêu" if figure.is_reached else "Chưa đạt chỉ tiêu"
    return Proposal(figure, points, f"{said}: {plain(points)} điểm.")


def _inverse(node: Node, figure: Figure, plan: Decimal, actual: Decimal) -> Proposal:
    """Nothing at all of what should be little is the whole."""
    if not actual:
        return Proposal(figure, node.most, f"Thực hiện bằng 0: {plain(node.most)} điểm.")
    return _held(node, figure, plan / actual, f"{figure_words(plan)} : {figure_words(actual)}")


def _held(node: Node, figure: Figure, share: Decimal, quotient: str) -> Proposal:
    """A share of the highest points, of which more than the whole counts as the whole."""
    most = node.most or ZERO
    if share >= 1:
        said = f"{quotient} từ 1 trở lên: {plain(most)} điểm, mức tối đa."
        return Proposal(figure, most, said)
    points = (share * most).quantize(CENT, ROUND_HALF_UP)
    return Proposal(figure, points, f"{quotient} × {plain(most)} = {plain(points)} điểm.")


def _short(node: Node, figure: Figure, plan: Decimal, actual: Decimal) -> Proposal:
    """What is short, in percent of the plan, is rounded before anything is taken off for it."""
    most, rate = node.most or ZERO, node.rate or ZERO
    lacking = max(HUNDRED - actual * HUNDRED / plan, ZERO).quantize(CENT, ROUND_HALF_UP)
    if not lacking:
        return Proposal(figure, most, f"Đủ chỉ tiêu: {plain(most)} điểm.")
    points = max(most - lacking * rate, ZERO).quantize(CENT, ROUND_HALF_UP)
    sum_words = (
        f"Thiếu {plain(lacking)} % chỉ tiêu: {plain(most)} − {plain(lacking)} × {plain(rate)}"
    )
    if not points:
        return Proposal(figure, points, f"{sum_words} không còn điểm: 0 điểm.")
    return Proposal(figure, points, f"{sum_words} = {plain(points)} điểm.")


def unexplained(
    scheme: Scheme,
    marks: Mapping[int, Read],
    words: Mapping[int, str],
    found: Mapping[int, Proposal],
) -> Iterable[Doubt]:
    """Points that are not those of the target, without a word on why: these stop a sheet."""
    for leaf in scheme.leaves:
        proposal, mark = found.get(leaf.key), marks.get(leaf.key, Read())
        if proposal is None or proposal.points is None or mark.points is None:
            continue
        if mark.points != proposal.points and not words.get(leaf.key):
            yield Doubt(
                leaf.key,
                f"{leaf.label}: ghi {plain(mark.points)} điểm, theo kết quả chỉ tiêu là "
                f"{plain(proposal.points)}. Lấy điểm tính được, hoặc ghi lý do ở ô ghi chú.",
                stops=True,
            )
