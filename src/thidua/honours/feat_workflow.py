"""The path of a sudden feat, short on purpose: Điều 85 allows a simplified dossier."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from thidua.commendation.enums import ENDED, State
from thidua.commendation.models import Round
from thidua.core.actors import Actor
from thidua.core.errors import Refusal
from thidua.core.workflow import Transition, Workflow
from thidua.honours import feat_rules
from thidua.honours.feat_enums import FeatState
from thidua.honours.models import FeatReport
from thidua.journal.domain.record import record
from thidua.vietnamese.text import clean


def _names_somebody(feat: FeatReport) -> list[str]:
    if feat.subjects.exists():
        return []
    return ["Chưa ghi ai lập thành tích. Thêm ít nhất một người, tập thể hoặc hộ."]


def _is_certified(feat: FeatReport) -> list[str]:
    if feat.certifier:
        return []
    return ["Chưa ghi người, cơ quan xác nhận việc này."]


def _has_dossiers(feat: FeatReport) -> list[str]:
    if feat.subjects.filter(nomination__isnull=False).exists():
        return []
    return ["Chưa lập hồ sơ đề nghị cho ai."]


def _is_decided(feat: FeatReport) -> list[str]:
    states = set(feat.subjects.exclude(nomination=None).values_list("nomination__state", flat=True))
    if State.AWARDED not in states:
        return ["Chưa có hồ sơ nào được ban hành quyết định khen thưởng."]
    if states - set(ENDED):
        return ["Còn hồ sơ chưa xong. Đợi quyết định hoặc kết luận của từng hồ sơ."]
    return []


def _on_checked(
    feat: FeatReport, *, actor: Actor, at: datetime, round_: Round | None = None, **more: Any
) -> None:
    """The feat goes into the standing round of its year."""
    if round_ is None:
        raise Refusal("Chưa có đợt khen đột xuất của năm.")
    feat.round = round_
    feat.check_note = clean(str(more.get("reason", "")))[:500]


def _keep_reason(
    feat: FeatReport, *, actor: Actor, at: datetime, reason: str, **_: Mapping[str, Any]
) -> None:
    feat.outcome_reason = clean(reason)[:500]


CHECK = Transition(
    name="check",
    label="Xác nhận đã kiểm tra",
    sources=frozenset({FeatState.REPORTED}),
    target=FeatState.CHECKED,
    permission=feat_rules.may_check,
    guards=(_names_somebody, _is_certified),
    needs=("reason",),
    effect=_on_checked,
    sentence="Kiểm tra việc đã báo",
    icon="check2-square",
)
TURN_DOWN = Transition(
    name="turn_down",
    label="Không đề nghị",
    sources=frozenset({FeatState.REPORTED, FeatState.CHECKED}),
    target=FeatState.TURNED_DOWN,
    permission=feat_rules.may_check,
    needs=("reason",),
    effect=_keep_reason,
    sentence="Không đề nghị khen đột xuất",
    icon="x-octagon",
)
PROPOSE = Transition(
    name="propose",
    label="Báo đã đề nghị",
    sources=frozenset({FeatState.CHECKED}),
    target=FeatState.PROPOSED,
    permission=feat_rules.may_propose,
    guards=(_has_dossiers,),
    sentence="Lập hồ sơ đề nghị khen đột xuất",
    icon="send",
)
DECIDE = Transition(
    name="decide",
    label="Ghi đã có quyết định",
    sources=frozenset({FeatState.PROPOSED}),
    target=FeatState.DECIDED,
    permission=feat_rules.may_check,
    guards=(_is_decided,),
    sentence="Đã có quyết định khen thưởng đột xuất",
    icon="award",
)
HAND_OVER = Transition(
    name="hand_over",
    label="Ghi đã trao",
    sources=frozenset({FeatState.DECIDED}),
    target=FeatState.HANDED_OVER,
    permission=feat_rules.may_check,
    sentence="Đã trao khen thưởng đột xuất",
    icon="gift",
)
FEATS: Workflow[FeatReport] = Workflow(
    name="feat",
    model=FeatReport,
    transitions=(CHECK, PROPOSE, DECIDE, HAND_OVER, TURN_DOWN),
    record=record,
    labels=dict(FeatState.choices),
    noun="Việc",
)
