from thidua.planning.models.feeds import CalendarFeed
from thidua.planning.models.plans import PlanItem, PlanVersion, WorkPlan
from thidua.planning.models.showing import Showing

__all__ = ["CalendarFeed", "PlanItem", "PlanVersion", "Showing", "WorkPlan"]
