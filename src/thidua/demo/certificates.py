"""A layout for pre-printed stock, so that printing on stock can be tried at once."""

from __future__ import annotations

from thidua.core.actors import Role
from thidua.decisions.domain.layouts import LayoutPlan, save_layout
from thidua.demo.site import Site
from thidua.papers.placed import overprint_sheet


def layouts(site: Site) -> None:
    """One layout that prints only what changes from one person to the next."""
    plan = LayoutPlan(
        name="Phôi giấy khen A4",
        title_code="GK-HUYEN",
        stock="phôi in sẵn năm 2024",
        sheet=overprint_sheet(),
    )
    save_layout(actor=site.acting("chuyenvien", Role.OFFICER), plan=plan)
