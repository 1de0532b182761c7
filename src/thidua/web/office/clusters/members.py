"""Members of a year, who leads, who checks whom, the panel."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from thidua.clusters.board import Board
from thidua.clusters.domain.marking import assign, reopen, ring
from thidua.clusters.domain.members import (
    add_member,
    follow_lineage,
    gone_members,
    proposed_places,
    remove_member,
    set_places,
    set_unranked,
)
from thidua.clusters.domain.years import add_panelist, choose_tree, remove_panelist
from thidua.clusters.enums import Place
from thidua.clusters.models import (
    ClusterMember,
    ClusterYear,
    CriteriaTree,
    MarkSheet,
    PanelMember,
)
from thidua.clusters.queries import KEEPERS, trees
from thidua.core.actors import Actor
from thidua.core.errors import Refusal
from thidua.core.screens import screen
from thidua.organizations.models import Unit
from thidua.organizations.queries import versions_on
from thidua.web.council.plain import number_of
from thidua.web.shared import clusters as shared

Act = Callable[[Actor, ClusterYear, HttpRequest], str]


def _member(row: ClusterYear, request: HttpRequest, name: str = "thanh_vien") -> ClusterMember:
    key = number_of(request.POST.get(name, ""))
    member: ClusterMember = get_object_or_404(row.members, pk=key or 0)
    return member


def _add(actor: Actor, row: ClusterYear, request: HttpRequest) -> str:
    unit = Unit.objects.filter(
        authority_id=actor.authority_id, code=request.POST.get("don_vi", "")[:12]
    ).first()
    if unit is None:
        raise Refusal("Chọn đơn vị trong danh sách rồi bấm lại.")
    add_member(actor=actor, year=row, unit=unit)
    return "Đã thêm thành viên."


def _remove(actor: Actor, row: ClusterYear, request: HttpRequest) -> str:
    remove_member(actor=actor, member=_member(row, request))
    return "Đã bỏ thành viên."


def _places(actor: Actor, row: ClusterYear, request: HttpRequest) -> str:
    leader = _member(row, request, "truong")
    deputies = [_member(row, request, "pho")] if request.POST.get("pho") else []
    set_places(actor=actor, year=row, leader=leader, deputies=deputies)
    return "Đã ghi trưởng, phó."


def _unranked(actor: Actor, row: ClusterYear, request: HttpRequest) -> str:
    reason = request.POST.get("ly_do", "")
    if request.POST.get("xep") == "0" and not reason.strip():
        raise Refusal("Ghi lý do không xếp hạng; các đơn vị và biên bản nêu đúng câu này.")
    said = reason if request.POST.get("xep") == "0" else ""
    set_unranked(actor=actor, member=_member(row, request), reason=said)
    return "Đã ghi việc xếp hạng."


def _follow(actor: Actor, row: ClusterYear, request: HttpRequest) -> str:
    code = request.POST.get("ke_tiep", "")[:12]
    unit = Unit.objects.filter(authority_id=actor.authority_id, code=code).first() if code else None
    if code and unit is None:
        raise Refusal("Chọn đơn vị kế tiếp trong danh sách.")
    follow_lineage(actor=actor, member=_member(row, request), successor=unit)
    return "Đã nối đơn vị sáp nhập; điểm của đơn vị cũ vẫn giữ."


def _choose_tree(actor: Actor, row: ClusterYear, request: HttpRequest) -> str:
    code = request.POST.get("bang_diem", "")[:12]
    tree = CriteriaTree.objects.filter(authority_id=actor.authority_id, code=code).first()
    if tree is None:
        raise Refusal("Chọn bảng điểm trong danh sách rồi bấm lại.")
    choose_tree(actor=actor, year=row, tree=tree)
    return "Đã chọn bảng điểm."


MEMBER_ACTS: dict[str, Act] = {
    "them": _add,
    "bo": _remove,
    "truong-pho": _places,
    "xep-hang": _unranked,
    "noi": _follow,
    "bang-diem": _choose_tree,
}


def _act(
    request: HttpRequest, row: ClusterYear, acts: dict[str, Act], back: str
) -> tuple[HttpResponse | None, list[str]]:
    """Do what the button says; a refusal is shown on the page it came from."""
    act = acts.get(request.POST.get("viec", ""))
    if act is None:
        return None, ["Không rõ việc cần làm. Tải lại trang rồi bấm lại."]
    try:
        said = act(request.actor, row, request)
    except Refusal as refusal:
        return None, list(refusal.reasons)
    messages.success(request, said)
    return redirect(back, row.code), []


@screen(*KEEPERS, writes=True)
def cluster_members(request: HttpRequest, code: str) -> HttpResponse:
    """Who is in, who leads, who is not ranked, who came from whom; and the table to score by."""
    row = shared.year_of(request, code)
    errors: list[str] = []
    if request.method == "POST":
        done, errors = _act(request, row, MEMBER_ACTS, "office:cluster_members")
        if done is not None:
            return done
    board = Board.load(row, MarkSheet.objects.none())
    proposal = proposed_places(row)
    inside = {one.member.unit_id for one in board.standings}
    units = versions_on(row.authority_id, date(row.year, 12, 31))
    context = shared.common(request, row) | {
        "standings": board.standings,
        "present": [one for one in board.standings if one.member.left_on is None],
        "proposal": proposal,
        "leader": _holder(board, Place.LEADER) or proposal.leader,
        "deputy": _holder(board, Place.DEPUTY) or proposal.deputy,
        "is_named": _holder(board, Place.LEADER) is not None,
        "gone": gone_members(row),
        "units": [one for one in units if one.unit_id not in inside],
        "trees": trees(request.actor).filter(year=row.year),
        "errors": errors,
    }
    return render(request, "clusters/members.html", context, status=422 if errors else 200)


def _holder(board: Board, place: Place) -> int | None:
    return next((one.member.pk for one in board.standings if one.member.place == place), None)


# -- who checks whom, and the panel ---------------------------------------------------------------


def _assign(actor: Actor, row: ClusterYear, request: HttpRequest) -> str:
    wanted = {number_of(key) for key in request.POST.getlist("cham")}
    checkers = [one for one in row.members.all() if one.pk in wanted]
    assign(actor=actor, member=_member(row, request), checkers=checkers)
    return "Đã phân công chấm chéo."


def _ring(actor: Actor, row: ClusterYear, request: HttpRequest) -> str:
    members = {one.pk: one for one in row.members.all()}
    for checked, checker in ring(row).items():
        assign(actor=actor, member=members[checked], checkers=[members[checker]])
    return "Đã phân công vòng tròn: mỗi đơn vị chấm đơn vị đứng sau."


def _panelist(actor: Actor, row: ClusterYear, request: HttpRequest) -> str:
    code = request.POST.get("don_vi", "")[:12]
    unit = Unit.objects.filter(authority_id=actor.authority_id, code=code).first() if code else None
    add_panelist(
        actor=actor,
        year=row,
        full_name=request.POST.get("ho_ten", "")[:120],
        post=request.POST.get("chuc_vu", "")[:200],
        unit=unit,
    )
    return "Đã thêm vào tổ thẩm định."


def _drop_panelist(actor: Actor, row: ClusterYear, request: HttpRequest) -> str:
    key = number_of(request.POST.get("nguoi", ""))
    one: PanelMember = get_object_or_404(row.panelists, pk=key or 0)
    remove_panelist(actor=actor, panelist=one)
    return "Đã bỏ khỏi tổ thẩm định."


def _reopen(actor: Actor, row: ClusterYear, request: HttpRequest) -> str:
    key = number_of(request.POST.get("phieu", ""))
    sheet = get_object_or_404(MarkSheet, pk=key or 0, member__year=row)
    reopen(actor=actor, sheet=sheet, reason=request.POST.get("ly_do", "")[:500])
    return "Đã mở lại phiếu; đơn vị thấy lý do trên trang của mình."


ASSIGN_ACTS: dict[str, Act] = {
    "phan-cong": _assign,
    "vong-tron": _ring,
    "them-nguoi": _panelist,
    "bo-nguoi": _drop_panelist,
    "mo-lai": _reopen,
}


@screen(*KEEPERS, writes=True)
def cluster_assign(request: HttpRequest, code: str) -> HttpResponse:
    """Who cross-checks whom, sheets that are in, the panel and whose unit is scored."""
    row = shared.year_of(request, code)
    errors: list[str] = []
    if request.method == "POST":
        done, errors = _act(request, row, ASSIGN_ACTS, "office:cluster_assign")
        if done is not None:
            return done
    board = Board.load(row)
    names = {one.member.unit_id: one.name for one in board.standings}
    context = shared.common(request, row) | {
        "lines": [_line(board, one) for one in board.standings if one.member.left_on is None],
        "panelists": [(one, names.get(one.unit_id, "")) for one in row.panelists.all()],
        "board_units": [(one.member.unit.code, one.name) for one in board.standings],
        "errors": errors,
    }
    return render(request, "clusters/assign.html", context, status=422 if errors else 200)


def _line(board: Board, one: Any) -> dict[str, Any]:
    checkers = {peer.row.checker_id for peer in one.peers}
    return {
        "one": one,
        "own": one.own.row if one.own else None,
        "peers": [(board.by_member[p.row.checker_id].name, p.row) for p in one.peers],
        "choices": [
            (other.member.pk, other.name, other.member.pk in checkers)
            for other in board.standings
            if other.member.pk != one.member.pk and other.member.left_on is None
        ],
    }
