"""What still stands between a package and its next step, as sentences."""

from __future__ import annotations

from thidua.commendation.enums import State as Dossier
from thidua.commendation.guards import nothing_holds
from thidua.forwarding.checklist import checklist
from thidua.forwarding.enums import Outcome
from thidua.forwarding.models import Package


def has_dossiers(package: Package) -> list[str]:
    if package.lines().exists():
        return []
    return ["Gói chưa có hồ sơ nào. Thêm hồ sơ Hội đồng đã thông qua rồi soát lại."]


def dossiers_still_stand(package: Package) -> list[str]:
    """Passed by the council, and nothing put on hold since."""
    reasons = []
    for item in package.lines().select_related("nomination"):
        row = item.nomination
        if row.state != Dossier.DECIDED:
            reasons.append(f"{row.name}: hồ sơ đang ở bước “{row.get_state_display()}”.")
        reasons += [f"{row.name}: {why}" for why in nothing_holds(row)]
    return reasons


def papers_are_complete(package: Package) -> list[str]:
    """Every paper the law asks for is there, and what is not known is settled by naming a paper."""
    papers = list(package.papers.filter(superseded_at__isnull=True))
    reasons = []
    for item in package.lines().select_related("nomination__round", "package"):
        missing = checklist(item, papers).missing
        if missing:
            reasons.append(f"{item.nomination.name}: {' '.join(missing)}")
    return reasons


def requests_are_answered(package: Package) -> list[str]:
    open_ = package.requests.filter(answered_at__isnull=True).order_by("pk")
    return [f"Chưa bổ sung: {one.words}" for one in open_]


def no_result_yet(package: Package) -> list[str]:
    """What the higher level has decided of a dossier cannot be taken back by withdrawing."""
    if package.lines().exclude(outcome=Outcome.WAITING).exists():
        return ["Cấp trên đã có kết quả với hồ sơ trong gói nên không rút được nữa."]
    return []


def _outcomes(package: Package) -> set[str]:
    return set(package.lines().order_by().values_list("outcome", flat=True))


def all_granted(package: Package) -> list[str]:
    found = _outcomes(package)
    return [] if found == {Outcome.GRANTED} else ["Còn hồ sơ chưa được khen thưởng."]


def all_refused(package: Package) -> list[str]:
    found = _outcomes(package)
    return [] if found == {Outcome.REFUSED} else ["Còn hồ sơ không thuộc trường hợp này."]


def some_of_each(package: Package) -> list[str]:
    found = _outcomes(package)
    return [] if found == {Outcome.GRANTED, Outcome.REFUSED} else ["Còn hồ sơ chưa có kết quả."]
