"""Pages of what follows a decision: money, fund, blanks and frames, handing over."""

from __future__ import annotations

from thidua.web.office.rewards import (
    ceremonies,
    estimates,
    fund,
    handing,
    lists,
    payments,
    recoveries,
    stock,
)

urlpatterns = [
    *estimates.urlpatterns,
    *lists.urlpatterns,
    *recoveries.urlpatterns,
    *payments.urlpatterns,
    *fund.urlpatterns,
    *stock.urlpatterns,
    *handing.urlpatterns,
    *ceremonies.urlpatterns,
]
