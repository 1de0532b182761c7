"""What still stands between a nomination and the next step, as sentences."""

from __future__ import annotations

from thidua.commendation.domain.assess import judge
from thidua.commendation.domain.local_rules import regulations_on
from thidua.commendation.enums import RoundState, Subject
from thidua.commendation.models import Nomination
from thidua.commendation.queries import cap_of, quotas
from thidua.core.workflow import Guard
from thidua.law import Verdict, known_title

BEFORE_COUNCIL: list[Guard[Nomination]] = []
"""What apps above this one look at before a dossier goes to the council; each adds its own when the
apps are ready, so that no way to the council passes them by."""


def round_takes_submissions(nomination: Nomination) -> list[str]:
    """A passed deadline does not stop: the dossier is marked late. A locked round does."""
    if nomination.round.state == RoundState.CLOSED:
        return ["Đợt xét đã khóa nhận hồ sơ. Liên hệ cơ quan thường trực để mở lại."]
    return []


def dossier_is_complete(nomination: Nomination) -> list[str]:
    """What a dossier cannot be judged without; the law's conditions are judged, not demanded."""
    missing = []
    if nomination.title_code not in nomination.round.titles:
        name = known_title(nomination.title_code).name
        missing.append(f"“{name}” không nằm trong các danh hiệu, hình thức của đợt xét này.")
    if nomination.subject_kind == Subject.PERSON and not nomination.position:
        missing.append("Chưa ghi chức vụ, nơi công tác.")
    if nomination.subject_kind == Subject.PERSON and not nomination.birth_words:
        missing.append("Chưa ghi ngày sinh hoặc năm sinh.")
    return missing


def every_condition_is_settled(nomination: Nomination) -> list[str]:
    """Each condition is met, or unknown and confirmed on a paper the officer has seen.

    Judged afresh: the registry may have learned something since the dossier was handed in.
    """
    confirmed = set(nomination.confirmations.values_list("finding_code", flat=True))
    reasons = []
    for finding in judge(nomination).findings:
        if finding.verdict is Verdict.NOT_MET:
            reasons.append(f"Không đạt: {finding.sentence}")
        elif finding.verdict is Verdict.NOT_KNOWN and finding.code not in confirmed:
            reasons.append(f"Chưa đủ căn cứ: {finding.sentence}")
    return reasons


def some_condition_is_not_met(nomination: Nomination) -> list[str]:
    """Nobody is turned down without an article: what the law leaves open, the Council weighs."""
    if any(finding.verdict is Verdict.NOT_MET for finding in judge(nomination).findings):
        return []
    return ["Không có điều kiện nào của pháp luật không đạt; Hội đồng là nơi xem xét, lựa chọn."]


def within_local_cap(nomination: Nomination) -> list[str]:
    """The round's own cap on CSTĐCS, where a local regulation sets one; never a national rule."""
    round_ = nomination.round
    if nomination.title_code != "CSTDCS":
        return []
    cap = cap_of(round_, regulations_on(round_.authority_id, round_.considered_on))
    if cap is None:
        return []
    return [
        f"{quota.unit_name} có {quota.base} người đạt Lao động tiên tiến nên được tối đa "
        f"{quota.allowed} suất ({cap.percent}, {cap.basis}). "
        f"Đơn vị đang đề nghị {quota.proposed}."
        for quota in quotas(round_, nomination.unit_id, cap)
        if quota.over
    ]


def nothing_holds(nomination: Nomination) -> list[str]:
    """No standing hold: discipline, inspection, a complaint, an opinion that has to be cleared."""
    return [
        f"Đang tạm dừng ({hold.get_ground_display().lower()}): {hold.words}"
        for hold in nomination.holds.filter(lifted_at__isnull=True).order_by("pk")
    ]


def council_gave_a_result(nomination: Nomination) -> list[str]:
    """Only what the council's secretary recorded is taken back, not an officer's conclusion."""
    if not hasattr(nomination, "council_result"):
        return ["Hồ sơ này không có kết quả nào của Hội đồng được ghi."]
    return []


def no_decision_holds_it(nomination: Nomination) -> list[str]:
    """A dossier that stands in a decision, drafted or issued, keeps its result."""
    # By the name of the relation: decisions stand above this application.
    if nomination.decision_lines.exists():
        return ["Hồ sơ đã có trong một quyết định. Bỏ dự thảo quyết định trước rồi ghi lại."]
    return []


def no_package_holds_it(nomination: Nomination) -> list[str]:
    """A dossier that goes up to a higher level keeps its result."""
    # By the name of the relation, as above.
    if nomination.package_items.filter(released_at__isnull=True).exists():
        return ["Hồ sơ đang trong gói trình cấp trên. Bỏ khỏi gói hoặc rút gói trước rồi ghi lại."]
    return []


WITH_HIGHER_LEVEL = ("sent", "received", "asked")
"""Steps of a package in which the higher level has it (`forwarding.enums.UP_THERE`)."""


def higher_level_has_it(nomination: Nomination) -> list[str]:
    """Nobody is given or refused an award from above without a package that went up."""
    standing = nomination.package_items.filter(
        released_at__isnull=True, package__state__in=WITH_HIGHER_LEVEL
    )
    return [] if standing.exists() else ["Hồ sơ chưa gửi lên cấp trên trong gói trình nào."]


def no_condition_is_unmet(nomination: Nomination) -> list[str]:
    """A lower award has a standard of its own: what it does not meet it cannot be given."""
    return [
        f"Không đạt: {finding.sentence}"
        for finding in judge(nomination).findings
        if finding.verdict is Verdict.NOT_MET
    ]


def nothing_else_waits(nomination: Nomination) -> list[str]:
    """What other parts of the house still have to say: lists of violations not yet compared."""
    return [reason for guard in BEFORE_COUNCIL for reason in guard(nomination)]
