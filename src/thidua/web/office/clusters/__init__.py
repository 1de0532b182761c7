"""Clusters for the standing office: the year's list, tables of criteria, scoring, results."""

from __future__ import annotations

from django.urls import path

from thidua.clusters.queries import KEEPERS, READERS
from thidua.core.screens import screen
from thidua.web.office.clusters import after, criteria, imports, lists, members, page, scores
from thidua.web.shared import cluster_reading as reading
from thidua.web.shared import cluster_sheets as sheets

matrix = screen(*READERS)(reading.matrix_page)
objections = screen(*READERS)(reading.objections_page)
result = screen(*READERS)(reading.result_page)
minutes = screen(*READERS)(reading.minutes_page)
sheet = screen(*READERS, writes=True)(sheets.sheet_page)
autosave = screen(*KEEPERS, reads=False, writes=True)(sheets.autosave_page)
hand_in = screen(*KEEPERS, writes=True)(sheets.hand_in_page)
figures = screen(*KEEPERS, reads=False, writes=True)(sheets.figures_page)
paper = screen(*KEEPERS, reads=False, writes=True)(sheets.paper_page)
paper_withdraw = screen(*KEEPERS, reads=False, writes=True)(sheets.paper_withdraw_page)

_ALL = "cum-thi-dua/"
_ONE = f"{_ALL}<slug:code>/"
_TREE = f"{_ALL}bang-diem/<slug:tree>/"
_NODE = f"{_TREE}muc/<int:node>/"
_FILE = f"{_ONE}nhap/<slug:batch>/"
urlpatterns = [
    path(_ALL, lists.clusters, name="clusters"),
    path(f"{_ALL}moi/", lists.cluster_new, name="cluster_new"),
    path(f"{_ALL}ty-le-co/", after.cluster_settings, name="cluster_settings"),
    path(f"{_ALL}nam-moi/", lists.year_new, name="cluster_year_new"),
    path(f"{_ALL}bang-diem/", criteria.tree_list, name="cluster_trees"),
    path(f"{_ALL}bang-diem/moi/", criteria.tree_new, name="cluster_tree_new"),
    path(_TREE, criteria.tree_page, name="cluster_tree"),
    path(f"{_TREE}sua/", criteria.tree_edit, name="cluster_tree_edit"),
    path(f"{_TREE}chep/", criteria.tree_copy, name="cluster_tree_copy"),
    path(f"{_TREE}muc/moi/", criteria.node_new, name="cluster_node_new"),
    path(_NODE, criteria.node_edit, name="cluster_node"),
    path(f"{_NODE}chuyen-cho/<slug:way>/", criteria.node_move, name="cluster_node_move"),
    path(f"{_NODE}bo/", criteria.node_remove, name="cluster_node_remove"),
    path(_ONE, page.cluster, name="cluster"),
    path(f"{_ONE}sua/", page.cluster_edit, name="cluster_edit"),
    path(f"{_ONE}ten/", page.cluster_rename, name="cluster_rename"),
    path(f"{_ONE}buoc/<slug:step_name>/", page.cluster_step, name="cluster_step"),
    path(f"{_ONE}thanh-vien/", members.cluster_members, name="cluster_members"),
    path(f"{_ONE}phan-cong/", members.cluster_assign, name="cluster_assign"),
    path(f"{_ONE}bang-tong-hop/", matrix, name="cluster_matrix"),
    path(f"{_ONE}don-vi/<int:member>/", scores.cluster_unit, name="cluster_unit"),
    path(
        f"{_ONE}don-vi/<int:member>/lay-diem/", scores.cluster_take_over, name="cluster_take_over"
    ),
    path(f"{_ONE}phieu/<int:sheet>/", sheet, name="cluster_sheet"),
    path(f"{_ONE}phieu/<int:sheet>/luu-nhap/", autosave, name="cluster_autosave"),
    path(f"{_ONE}phieu/<int:sheet>/nop/", hand_in, name="cluster_hand_in"),
    path(f"{_ONE}phieu/<int:sheet>/lay-so-chi-tieu/", figures, name="cluster_figures"),
    path(f"{_ONE}phieu/<int:sheet>/tai-lieu/", paper, name="cluster_paper"),
    path(f"{_ONE}minh-chung/<int:paper>/bo/", paper_withdraw, name="cluster_paper_withdraw"),
    path(f"{_ONE}kien-nghi/", objections, name="cluster_objections"),
    path(f"{_ONE}kien-nghi/<int:objection>/", after.cluster_answer, name="cluster_answer"),
    path(f"{_ONE}ket-qua/<int:version>/", result, name="cluster_result"),
    path(f"{_ONE}de-nghi-co/", after.cluster_flags, name="cluster_flags"),
    path(f"{_ONE}bien-ban.<slug:form>", minutes, name="cluster_minutes"),
    path(f"{_ONE}nhap-bang-diem/", imports.cluster_import_new, name="cluster_import_new"),
    path(_FILE, imports.cluster_import, name="cluster_import"),
    path(f"{_FILE}ap-dung/", imports.cluster_import_apply, name="cluster_import_apply"),
    path(f"{_FILE}hoan-tac/", imports.cluster_import_undo, name="cluster_import_undo"),
    path(f"{_FILE}bo/", imports.cluster_import_discard, name="cluster_import_discard"),
    path(f"{_FILE}doc-lai/", imports.cluster_import_again, name="cluster_import_again"),
]
